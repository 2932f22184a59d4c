"""Takes a typed word for something that the library knows: as typed, else nearly so."""

from collections.abc import Sequence

from kbassist.search.analysis import Analyser
from kbassist.search.meaning import Dictionary, Meaning
from kbassist.search.query import Word
from kbassist.search.spelling import Speller
from kbassist.search.tables import Table

_KEPT = 512
_STUB = 0.6  # what a word is worth that goes on from a known one


class Understanding:
    """Finds what each typed word means, and remembers it: most words of a keystroke were there before."""

    def __init__(self, tables: Sequence[Table], analyser: Analyser) -> None:
        self._dictionary = Dictionary(tables, analyser)
        self._speller = Speller(tables)
        self._known: dict[tuple[Word, bool], Meaning] = {}

    def of(self, word: Word, alone: bool) -> Meaning:
        """Return what a word stands for; its meaning is nothing when the library knows nothing like it."""
        key = (word, alone)
        meaning = self._known.get(key)
        if meaning is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            meaning = self._known[key] = self._find(word, alone)
        return meaning

    def known(self, word: Word) -> Meaning:
        """Return what a word stands for, without looking for anything near it."""
        return self.of(word._replace(plain=True), False)

    def guess(self, word: Word) -> str | None:
        """Return a known word that may have been meant by one that stands for nothing; None for none."""
        return self._speller.guess(word.text)

    def prepare(self) -> None:
        """Load the stemmers, for which the first unknown word would have to wait."""
        self._dictionary.prepare()

    def exactly(self, word: Word) -> Meaning:
        """Return what a word stands for as it was typed, at worst nothing."""
        return self._dictionary.typed(word, alone=True)

    def _find(self, word: Word, alone: bool) -> Meaning:
        dictionary = self._dictionary
        typed = dictionary.typed(word, alone)
        if word.plain or not typed.is_nothing:
            return typed
        nearby = dictionary.starting(word, word.text)
        if nearby.is_nothing:
            nearby = dictionary.by_stem(word)
        if nearby.is_nothing:
            nearby = self._corrected(word)
        return typed if nearby.is_nothing else nearby

    def _corrected(self, word: Word) -> Meaning:
        """Try one mistake, a known word that goes on by a few letters, two mistakes, a half-typed one."""
        dictionary = self._dictionary
        found = self._speller.nearest(word.text, 1, growing=word.growing)
        if found is None:
            stub = dictionary.stub(word)
            if stub is not None:
                return dictionary.words(word, [(stub, _STUB)], "")
            found = self._speller.nearest(word.text, 2, growing=word.growing)
        if found is None:
            return dictionary.half_typed(word) if word.growing else dictionary.words(word, [], "")
        note = f'{found.mistakes} typo{"s" if found.mistakes > 1 else ""} in "{word.text}"'
        return dictionary.words(word, found.words, note)
