"""Words of the lexicon that are a few typing mistakes away from a word that is not in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kbassist.search.nearness import codes_of, distances_of, one_mistake, promising
from kbassist.search.tables import Table

_SHORTEST = {1: 4, 2: 8}  # letters that a word must have to hold so many mistakes
_OFFERED = 3
_FACTORS = (1.0, 0.8, 0.6)


@dataclass(frozen=True, slots=True)
class Correction:
    """Known words that are `mistakes` away, each with what it is worth, the best first."""

    mistakes: int
    words: tuple[tuple[str, float], ...]


_GUESSED = 5  # letters of a word for which one two mistakes away is offered


class Speller:
    """Finds words with one or two mistakes: a letter too many, too few, wrong, or two swapped."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = tables

    def nearest(self, word: str, mistakes: int, growing: bool) -> Correction | None:
        """Return the commonest words that are at most `mistakes` away; None when there is none.

        With `growing`, words that merely begin so count as well. Short words and numbers are left alone: too
        much is near them.
        """
        if len(word) < _SHORTEST[mistakes]:
            return None
        return self._nearest(word, mistakes, growing)

    def guess(self, word: str) -> str | None:
        """Return the likeliest word two mistakes away, also of a word too short to be corrected for that.

        It is good enough to be offered, not to be taken.
        """
        found = self._nearest(word, 2, growing=False) if len(word) >= _GUESSED else None
        return found.words[0][0] if found else None

    def _nearest(self, word: str, mistakes: int, growing: bool) -> Correction | None:
        if not word.isalpha():
            return None
        found: dict[str, tuple[int, bool, int]] = {}
        for table in self._tables:
            for other, distance, documents in _near(table, word, mistakes, growing):
                known = found.get(other)
                count = documents - (known[2] if known else 0)
                found[other] = (distance, other[0] != word[0], -count)
        if not found:
            return None
        best = min(found.values())
        commonest = best[2]
        kept = [
            other
            for other, rank in sorted(found.items(), key=lambda item: item[1])
            if rank[:2] == best[:2] and rank[2] <= commonest / 20
        ]
        return Correction(best[0], tuple(zip(kept[:_OFFERED], _FACTORS, strict=False)))


def _near(table: Table, word: str, mistakes: int, growing: bool) -> list[tuple[str, int, int]]:
    """Return the near words of one table with their distance and number of documents."""
    size = len(word)
    lengths = table.word_lengths
    mask = lengths >= size - mistakes
    if not growing:
        mask &= lengths <= size + mistakes
    letters = np.uint32(letter_set(word))
    mask &= _few_bits(letters & ~table.word_letters, mistakes)
    if not growing:
        mask &= _few_bits(table.word_letters & ~letters, mistakes)
    places = mask.nonzero()[0]
    if not len(places):
        return []
    codes = codes_of(table.words[places], size + mistakes)
    if mistakes == 1:
        near = one_mistake(codes, word, None if growing else lengths[places]).nonzero()[0]
        return [(table.word(place), 1, _documents(table, place)) for place in places[near].tolist()]
    kept = promising(codes, word, mistakes).nonzero()[0]
    places, codes = places[kept], codes[kept]
    distances = distances_of(codes, word, np.minimum(lengths[places], codes.shape[1]), growing)
    near = (distances <= mistakes).nonzero()[0]
    return [
        (table.word(place), distance, _documents(table, place))
        for place, distance in zip(places[near].tolist(), distances[near].tolist(), strict=True)
    ]


def _documents(table: Table, place: int) -> int:
    ptr = table.all.ptr
    return ptr.item(place + 1) - ptr.item(place)


def _few_bits(bits: NDArray[np.uint32], most: int) -> NDArray[np.bool_]:
    """Tell where at most `most` bits are set."""
    for _ in range(most):
        bits = bits & (bits - np.uint32(1))
    return np.asarray(bits == 0)


def letter_set(word: str) -> int:
    """Return which letters occur, as 32 bits: every mistake changes at most two of them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
