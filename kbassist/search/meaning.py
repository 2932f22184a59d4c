"""What a typed word stands for in the index: itself, its relatives by stem, and what begins with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kbassist.search.analysis import Analyser
from kbassist.search.matching import Group, Slice
from kbassist.search.query import Word
from kbassist.search.scoring import rarity
from kbassist.search.tables import Postings, Table

# What a document gets for a word compared with the word exactly as typed.
_RELATIVE = 0.7
_BEGINNING = 0.6  # while the word is being typed
_BEGINNING_OF_WHOLE = 0.2  # after a space
_SHORT = 2  # so many letters are looked for in titles, aliases, shortcuts and tags alone
_FEW_WORDS = 4  # a beginning of no more words than this counts their relatives too


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a typed word stands for: a group of postings in each segment, in their order.

    `weight` is its rarity over all segments. `optional` words add to the score and are not demanded.
    `forms` are the whole words that it matches besides what begins with `start` ("" for nothing);
    `note` says what had to be done to find anything, such as `1 typo in "refnud"`; `instead` is the
    known word that was taken for it then.
    """

    word: Word
    groups: tuple[Group, ...]
    weight: float
    forms: frozenset[str] = frozenset()
    start: str = ""
    optional: bool = False
    note: str = ""
    instead: str = ""

    @property
    def is_nothing(self) -> bool:
        """Tell whether no document has it."""
        return not any(group.size for group in self.groups)

    def matches(self, word: str) -> bool:
        """Tell whether a folded word of a text is what was meant."""
        return word in self.forms or (self.start != "" and word.startswith(self.start))


class Dictionary:
    """Looks up words in the tables of all segments."""

    def __init__(self, tables: Sequence[Table], analyser: Analyser) -> None:
        self._tables = tables
        self._analyser = analyser
        self._languages = sorted({lang for table in tables for lang in table.languages})
        self._total = sum(table.count for table in tables)

    def typed(self, word: Word, alone: bool) -> Meaning:
        """Return what a word means as it was typed; `alone` when no other word was typed."""
        short = word.last and len(word.text) <= _SHORT and not word.starts and word.text.isascii()
        start = word.text if (word.last or word.starts) and not word.plain else ""
        factor = _BEGINNING if word.growing or word.starts else _BEGINNING_OF_WHOLE
        forms = set[str]()
        groups = []
        for table in self._tables:
            worths: dict[int, float] = {}
            for text in (word.text, *word.others):
                _add_word(table, text, worths, forms, alone=word.plain or short)
            postings = table.head if short and word.growing else table.all
            slices = [_slice(postings, place, worth) for place, worth in worths.items()]
            if start:
                slices += _beginnings(table, start, factor, short, worths, forms)
            groups.append(Group.of(slices))
        return self._meaning(word, groups, forms, start, optional=short and not alone)

    def words(self, word: Word, found: Sequence[tuple[str, float]], note: str) -> Meaning:
        """Return the meaning of a word that stands for other words, each worth a factor."""
        groups, forms = [], {text for text, _ in found}
        for table in self._tables:
            worths: dict[int, float] = {}
            for text, factor in found:
                _add_word(table, text, worths, forms, factor)
            groups.append(Group.of([_slice(table.all, place, worth) for place, worth in worths.items()]))
        meaning = self._meaning(word, groups, forms, "")
        return replace(meaning, note=note, instead=found[0][0]) if note and found else meaning

    def starting(self, word: Word, start: str) -> Meaning:
        """Return the meaning of a word as the beginning of others."""
        forms = set[str]()
        groups = [
            Group.of(_beginnings(table, start, _BEGINNING, short=False, worths={}, forms=forms))
            for table in self._tables
        ]
        return self._meaning(word, groups, forms, start)

    def by_stem(self, word: Word) -> Meaning:
        """Return the words that share a stem with a word which itself occurs nowhere."""
        stems = {stem for lang in self._languages for stem in self._analyser.stems(word.text, lang)}
        groups, forms = [], set[str]()
        for table in self._tables:
            places = [table.stems.get(stem) for stem in sorted(stems)]
            known = np.unique(np.concatenate(places)).tolist() if places else []
            forms.update(table.word(place) for place in known)
            groups.append(Group.of([_slice(table.all, place, _RELATIVE) for place in known]))
        return self._meaning(word, groups, forms, "")

    def stub(self, word: Word) -> str | None:
        """Return the longest known word that `word` begins with and goes on from by a few letters."""
        for length in range(len(word.text) - 1, max(3, len(word.text) - 5), -1):
            text = word.text[:length]
            if any(table.find(text) >= 0 for table in self._tables):
                return text
        return None

    def _meaning(
        self,
        word: Word,
        groups: Sequence[Group],
        forms: set[str],
        start: str,
        optional: bool = False,
    ) -> Meaning:
        size = min(sum(group.size for group in groups), self._total)
        weight = rarity(size, self._total)
        return Meaning(word, tuple(groups), weight, frozenset(forms), start, optional)


def _add_word(
    table: Table,
    text: str,
    worths: dict[int, float],
    forms: set[str],
    factor: float = 1.0,
    alone: bool = False,
) -> None:
    """Add the place of a word to `worths`, and unless `alone` those of its relatives, each with its worth."""
    place = table.find(text)
    if place < 0:
        return
    worths[place] = max(factor, worths.get(place, 0.0))
    forms.add(text)
    if not alone:
        _add_relatives(table, place, factor * _RELATIVE, worths, forms)


def _add_relatives(table: Table, place: int, worth: float, worths: dict[int, float], forms: set[str]) -> None:
    for other in table.relatives(place).tolist():
        if worths.get(other, 0.0) < worth:
            worths[other] = worth
            forms.add(table.word(other))


def _beginnings(
    table: Table, start: str, factor: float, short: bool, worths: dict[int, float], forms: set[str]
) -> list[Slice]:
    """Return the slice of all words that start so, and where they are few, those of their relatives.

    `worths` holds the words that count already.
    """
    first, end = table.prefix(start)
    if first == end:
        return []
    postings = table.head if short else table.all
    ptr = postings.ptr
    slices = [Slice(postings, ptr.item(first), ptr.item(end), factor, end == first + 1)]
    if end - first <= _FEW_WORDS and not short:
        # `refundi` begins only `refunding`; who types it wants to find `refund` all the while.
        others = dict(worths)
        for place in range(first, end):
            _add_relatives(table, place, factor * _RELATIVE, others, forms)
        new = [place for place in others if place not in worths and not first <= place < end]
        slices += [_slice(table.all, place, others[place]) for place in new]
    return slices


def _slice(postings: Postings, place: int, factor: float) -> Slice:
    ptr = postings.ptr
    return Slice(postings, ptr.item(place), ptr.item(place + 1), factor, ordered=True)
