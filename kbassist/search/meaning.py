"""What a typed word stands for in the index: itself, its relatives by stem, and what begins with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kbassist.search.analysis import Analyser
from kbassist.search.matching import Group, Slice
from kbassist.search.query import Word
from kbassist.search.scoring import rarity
from kbassist.search.tables import Table

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
        groups, forms = [], set[str]()
        for table in self._tables:
            slices = self._whole_words(table, word, forms, head=short and word.growing)
            if start:
                slices += self._beginnings(table, start, factor, short, forms)
            groups.append(Group.of(slices))
        return self._meaning(word, groups, forms, start, optional=short and not alone)

    def _whole_words(self, table: Table, word: Word, forms: set[str], head: bool) -> list[Slice]:
        slices = []
        for text in (word.text, *word.others):
            place = table.find(text)
            if place >= 0:
                slices.append(_slice(table, place, 1.0, head))
                forms.add(text)
                if not word.plain and not head:
                    slices += self._relatives(table, place, _RELATIVE, forms)
        return slices

    def _relatives(self, table: Table, place: int, factor: float, forms: set[str]) -> list[Slice]:
        relatives = [other for other in table.relatives(place).tolist() if other != place]
        forms.update(table.word(other) for other in relatives)
        return [_slice(table, other, factor) for other in relatives]

    def _beginnings(
        self, table: Table, start: str, factor: float, short: bool, forms: set[str]
    ) -> list[Slice]:
        first, end = table.prefix(start)
        if first == end:
            return []
        postings = table.head if short else table.all
        slices = [Slice(postings, int(postings.ptr[first]), int(postings.ptr[end]), factor, end == first + 1)]
        if end - first <= _FEW_WORDS and not short:
            # `refundi` begins only `refunding`; who types it wants to find `refund` all the while.
            for place in range(first, end):
                slices += self._relatives(table, place, factor * _RELATIVE, forms)
        return slices

    def words(self, word: Word, found: Sequence[tuple[str, float]], note: str) -> Meaning:
        """Return the meaning of a word that stands for other words, each worth a factor."""
        groups, forms = [], {text for text, _ in found}
        for table in self._tables:
            slices = []
            for text, factor in found:
                place = table.find(text)
                if place >= 0:
                    slices.append(_slice(table, place, factor))
                    slices += self._relatives(table, place, factor * _RELATIVE, forms)
            groups.append(Group.of(slices))
        meaning = self._meaning(word, groups, forms, "")
        return replace(meaning, note=note, instead=found[0][0]) if note and found else meaning

    def starting(self, word: Word, start: str) -> Meaning:
        """Return the meaning of a word as the beginning of others."""
        forms = set[str]()
        groups = [
            Group.of(self._beginnings(table, start, _BEGINNING, short=False, forms=forms))
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
            groups.append(Group.of([_slice(table, place, _RELATIVE) for place in known]))
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


def _slice(table: Table, place: int, factor: float, head: bool = False) -> Slice:
    postings = table.head if head else table.all
    return Slice(postings, int(postings.ptr[place]), int(postings.ptr[place + 1]), factor, ordered=True)
