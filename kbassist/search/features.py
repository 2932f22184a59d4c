"""Features of a text: stems, letters in threes and concepts, as numbers; order does not matter."""

import threading
import zlib
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kbassist.search.concepts import LANGUAGES, Concepts
from kbassist.search.languages import Stem, stemmer
from kbassist.search.vectors import Floats, Vectors
from kbassist.system.resources import resource_folder

Ids = NDArray[np.int32]

_STEMS = 1 << 17
_TRIGRAMS = 1 << 16
_KEPT = 200_000


class Traits(NamedTuple):
    """What a text is compared by: its features, and the vector of its words (empty without a table)."""

    ids: Ids
    vector: Floats


class Features:
    """Turns bags of folded words into sorted feature numbers below `count`; safe for several threads.

    `channel` tells the kind of each number: 0 for stems, 1 for letters in threes, 2 for concepts.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stemmers: dict[str, Stem | None] = {}
        self._known: dict[str, Ids] = {}
        self._concepts = Concepts(resource_folder("concepts"), self._stem)
        self._vectors = Vectors()
        self.count = _STEMS + _TRIGRAMS + self._concepts.count
        self.channel = np.zeros(self.count, np.int8)
        self.channel[_STEMS:] = 1
        self.channel[_STEMS + _TRIGRAMS :] = 2

    def forget(self) -> None:
        """Let go of the words that were asked for."""
        with self._lock:
            self._known.clear()
            self._vectors.forget()

    @property
    def vector_size(self) -> int:
        """How many numbers a vector has; 0 when there are none."""
        return self._vectors.size

    def traits(self, words: Iterable[str]) -> Traits:
        """Return what some words are compared by, whatever their order."""
        distinct = sorted(set(words))
        ids = self.of(distinct)
        with self._lock:
            return Traits(ids, self._vectors.of(distinct))

    def vector_of_word(self, word: str) -> Floats:
        """Return what a single folded word adds to a vector."""
        with self._lock:
            return self._vectors.of_word(word)

    def of(self, words: Iterable[str]) -> Ids:
        """Return the features of some words, each once, ascending."""
        words = set(words)
        with self._lock:
            found = [self._of_word(word) for word in words]
            joined = self._concepts.of_pairs(words)
        if joined:
            found.append(np.array([_STEMS + _TRIGRAMS + number for number in joined], np.int32))
        return np.unique(np.concatenate(found)) if found else np.empty(0, np.int32)

    def of_word(self, word: str) -> Ids:
        """Return the features of a single folded word."""
        with self._lock:
            return self._of_word(word)

    def _of_word(self, word: str) -> Ids:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[word] = np.array(sorted(self._numbers(word)), np.int32)
        return known

    def _numbers(self, word: str) -> set[int]:
        padded = f" {word} "
        # The same on every machine and at every start, unlike Python's own hash.
        numbers = {_STEMS + zlib.crc32(padded[at : at + 3].encode()) % _TRIGRAMS for at in range(len(word))}
        numbers.add(zlib.crc32(self._stem(word, LANGUAGES[0]).encode()) % _STEMS)
        numbers.update(_STEMS + _TRIGRAMS + number for number in self._concepts.of_word(word))
        return numbers

    def _stem(self, word: str, lang: str) -> str:
        if lang not in self._stemmers:
            self._stemmers[lang] = stemmer(lang)
        stem = self._stemmers[lang]
        return stem(word) if stem else word
