"""What a typed word stands for in the index: itself, its relatives by stem, and what begins with it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kbassist.search.analysis import Analyser
from kbassist.search.matching import Group, Slice
from kbassist.search.query import Word
from kbassist.search.scoring import rarity
from kbassist.search.tables import Postings, Table

# What a document gets for a word compared with the word exactly as typed.
_RELATIVE = 0.6
_BEGINNING = 0.6  # while the word is being typed
_BEGINNING_OF_WHOLE = 0.2  # after a space
_SHORT = 2  # so many letters are looked for in titles, aliases, shortcuts and tags alone
_FEW_WORDS = 4  # a beginning of no more words than this counts their relatives too


class Meaning(NamedTuple):
    """What a typed word stands for: a group of postings in each segment, in their order.

    `size` counts the postings, `weight` is its rarity over all segments. `optional` words add to the score
    and are not demanded. `forms` are the whole words that it matches besides what begins with `start` (""
    for nothing); `note` says what had to be done to find anything, such as `1 typo in "refnud"`; `instead`
    is the known word that was taken for it then.
    """

    word: Word
    groups: tuple[Group, ...]
    size: int
    weight: float
    forms: frozenset[str] = frozenset()
    start: str = ""
    optional: bool = False
    note: str = ""
    instead: str = ""

    @property
    def is_nothing(self) -> bool:
        """Tell whether no document has it."""
        return self.size == 0

    def matches(self, word: str) -> bool:
        """Tell whether a folded word of a text is what was meant."""
        return word in self.forms or (self.start != "" and word.startswith(self.start))


class _Places:
    """Where one table has what is looked for: places of words with their worth, and a range of them."""

    __slots__ = ("end", "first", "relatives", "table", "words")

    def __init__(self, table: Table) -> None:
        self.table = table
        self.words: dict[int, float] = {}
        self.relatives: dict[int, float] = {}
        self.first = self.end = 0

    def add(self, text: str, worth: float, alone: bool = False) -> None:
        """Add a word, and unless `alone` its relatives for less."""
        place = self.table.find(text)
        if place >= 0:
            self.words[place] = max(worth, self.words.get(place, 0.0))
            if not alone:
                self.add_relatives(place, worth * _RELATIVE)

    def add_relatives(self, place: int, worth: float) -> None:
        """Add the words that share a stem with the one at `place`."""
        for other in self.table.relatives(place).tolist():
            if other != place and self.relatives.get(other, 0.0) < worth:
                self.relatives[other] = worth

    def add_beginnings(self, start: str, worth: float, alone: bool) -> None:
        """Add all words that start so, and where they are few, their relatives."""
        self.first, self.end = self.table.prefix(start)
        if not alone and self.end - self.first <= _FEW_WORDS:
            # `refundi` begins only `refunding`; who types it wants to find `refund` all the while.
            for place in range(self.first, self.end):
                self.add_relatives(place, worth * _RELATIVE)

    def relatives_beyond(self, worth: float) -> list[tuple[int, float]]:
        """Return the relatives that are not looked for anyhow, as a word or for `worth` as a beginning."""
        return [
            (place, part)
            for place, part in self.relatives.items()
            if place not in self.words and not (self.first <= place < self.end and part <= worth)
        ]

    def sizes_of(self, words: Iterable[int]) -> tuple[int, int]:
        """Return how many postings the words have in heads and in all."""
        heads, every = self.table.head.ptr, self.table.all.ptr
        return (
            sum([heads.item(place + 1) - heads.item(place) for place in words]),
            sum([every.item(place + 1) - every.item(place) for place in words]),
        )

    def sizes_of_beginnings(self) -> tuple[int, int]:
        """Return how many postings the words of the range have in heads and in all."""
        heads, every = self.table.head.ptr, self.table.all.ptr
        first, end = self.first, self.end
        return heads.item(end) - heads.item(first), every.item(end) - every.item(first)


class Dictionary:
    """Looks up words in the tables of all segments."""

    def __init__(self, tables: Sequence[Table], analyser: Analyser) -> None:
        self._tables = tables
        self._analyser = analyser
        self._languages = sorted({lang for table in tables for lang in table.languages})
        self._total = sum(table.count for table in tables)

    def prepare(self) -> None:
        """Load the stemmers of all languages."""
        for lang in self._languages:
            self._analyser.stems("word", lang)

    def typed(self, word: Word, alone: bool) -> Meaning:
        """Return what a word means as it was typed; `alone` when no other word was typed."""
        short = word.last and len(word.text) <= _SHORT and not word.starts and word.text.isascii()
        start = word.text if (word.last or word.starts) and not word.plain else ""
        worth = _BEGINNING if word.growing or word.starts else _BEGINNING_OF_WHOLE
        found = []
        for table in self._tables:
            places = _Places(table)
            for text in (word.text, *word.others):
                places.add(text, 1.0, alone=word.plain or short)
            if start:
                places.add_beginnings(start, worth, alone=short)
            found.append(places)
        meaning = self._meaning(word, found, worth, start, short, short and word.growing)
        return meaning._replace(optional=True) if short and not alone else meaning

    def words(self, word: Word, found: Sequence[tuple[str, float]], note: str) -> Meaning:
        """Return the meaning of a word that stands for other words, each worth a factor."""
        everywhere = []
        for table in self._tables:
            places = _Places(table)
            for text, worth in found:
                places.add(text, worth)
            everywhere.append(places)
        meaning = self._meaning(word, everywhere)
        return meaning._replace(note=note, instead=found[0][0]) if note and found else meaning

    def starting(self, word: Word, start: str) -> Meaning:
        """Return the meaning of a word as the beginning of others."""
        found = [_Places(table) for table in self._tables]
        for places in found:
            places.add_beginnings(start, _BEGINNING, alone=False)
        return self._meaning(word, found, _BEGINNING, start)

    def by_stem(self, word: Word) -> Meaning:
        """Return the words that share a stem with a word which itself occurs nowhere."""
        if word.accented:
            self._analyser.words(word.accented)  # it remembers the accents of what it has seen
        stems = {stem for lang in self._languages for stem in self._analyser.stems(word.text, lang)}
        found = [_Places(table) for table in self._tables]
        for places in found:
            for stem in sorted(stems):
                for place in places.table.stems.get(stem).tolist():
                    places.relatives[place] = _RELATIVE
        return self._meaning(word, found)

    def stub(self, word: Word) -> str | None:
        """Return the longest known word that `word` begins with and goes on from by a few letters."""
        for length in range(len(word.text) - 1, max(3, len(word.text) - 5), -1):
            text = word.text[:length]
            if any(table.find(text) >= 0 for table in self._tables):
                return text
        return None

    def half_typed(self, word: Word) -> Meaning:
        """Return the words that share the longest beginning with one that is being typed.

        `arrivin` on its way to `arriving` is to find what `arrive` found a letter before, where nobody
        wrote `arriving`. At least half of the letters and five of them have to agree.
        """
        for length in range(len(word.text) - 1, max(4, len(word.text) // 2), -1):
            meaning = self.starting(word, word.text[:length])
            if not meaning.is_nothing:
                return meaning
        return self.words(word, [], "")

    def _meaning(
        self,
        word: Word,
        found: Sequence[_Places],
        worth: float = 0.0,
        start: str = "",
        short: bool = False,
        heads_only: bool = False,
    ) -> Meaning:
        """Turn places into slices of postings, each worth its rarity over all segments.

        The words that begin so are looked for in the heads alone when `short`, whole words when `heads_only`.
        """
        # One by one by hand: this runs for every new word, and generators would double its time.
        words = self._rarity([places.sizes_of(places.words) for places in found if places.words])
        related = self._rarity(
            [places.sizes_of(places.words | places.relatives) for places in found if places.relatives]
        )
        begun = self._rarity([places.sizes_of_beginnings() for places in found if places.end])
        groups, forms = [], set[str]()
        for places in found:
            table = places.table
            whole = table.head if heads_only else table.all
            slices = [_slice(whole, place, place + 1, part, words) for place, part in places.words.items()]
            forms.update([table.word(place) for place in places.words])
            related_words = places.relatives_beyond(worth)
            slices += [_slice(table.all, place, place + 1, part, related) for place, part in related_words]
            forms.update([table.word(place) for place, _ in related_words])
            # The word itself counts already, and sorts before all that begin with it.
            first = places.first + (places.words.get(places.first, 0.0) >= worth > 0)
            if first < places.end:
                slices.append(_slice(table.head if short else table.all, first, places.end, worth, begun))
            groups.append(Group.of(slices))
        size = sum([group.size for group in groups])
        weight = rarity(min(size, self._total), self._total)
        return Meaning(word, tuple(groups), size, weight, frozenset(forms), start)

    def _rarity(self, sizes: Sequence[tuple[int, int]]) -> tuple[float, float]:
        """Return how rare something is in heads and in texts, from how many postings each table has of it."""
        total = self._total
        if not sizes:
            return 0.0, 0.0
        heads, every = sizes[0] if len(sizes) == 1 else map(sum, zip(*sizes, strict=True))
        return rarity(min(heads, total), total), rarity(min(every, total), total)


def _slice(postings: Postings, first: int, end: int, worth: float, rare: tuple[float, float]) -> Slice:
    ptr = postings.ptr
    head, text = rare
    return Slice(postings, ptr.item(first), ptr.item(end), worth * head, worth * text, end == first + 1)
