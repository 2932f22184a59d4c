"""How much of a message the words of each article explain: BM25F, between 0 and 1."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from kbassist.search.analysis import Analyser
from kbassist.search.fillers import Fillers
from kbassist.search.matching import Group, spread
from kbassist.search.meaning import Meaning
from kbassist.search.query import Word
from kbassist.search.tables import Table
from kbassist.search.understanding import Understanding
from kbassist.search.vocabulary import is_everyday

_FILLER = 0.1  # what a word counts that says little of what a message is about
_CORRECTABLE = 5  # letters; with fewer, too much is near a word that nobody mistyped
_CORRECTED = 8  # unknown words of a message that are taken for mistyped ones: each costs a millisecond


class Evidence:
    """Scores all documents of some tables, numbered through."""

    def __init__(self, tables: Sequence[Table], analyser: Analyser) -> None:
        self._tables = tables
        self._understanding = Understanding(tables, analyser)
        self._fillers = Fillers({lang for table in tables for lang in table.languages})

    def prepare(self) -> None:
        """Load the stemmers, for which the first message would have to wait."""
        self._understanding.prepare()

    def of(self, words: Sequence[Word]) -> NDArray[np.float32]:
        """Return what part of a message each document explains."""
        count = sum(table.count for table in self._tables)
        scores, most = np.zeros(count, np.float32), 1e-9
        for meaning, share in self._weighed(words):
            part = self._spread(meaning)
            scores += part * np.float32(share)
            most += float(part.max(initial=0)) * share
        return scores / np.float32(most)

    def corrected(self, words: Sequence[Word], known: Callable[[str], bool]) -> tuple[Word, ...]:
        """Return the words with those that are mistyped as they were meant.

        Those that are `known` elsewhere, and what everybody says, are taken as they are.
        """
        corrected, tried = list[Word](), 0
        for word in words:
            instead = ""
            is_long = len(word.text) >= _CORRECTABLE
            if is_long and tried < _CORRECTED and self._is_foreign(word) and not known(word.text):
                tried += 1
                instead = self._understanding.of(word, False).instead
            corrected.append(Word(instead) if instead else word)
        return tuple(dict.fromkeys(corrected))

    def _is_foreign(self, word: Word) -> bool:
        return self._understanding.known(word).is_nothing and not is_everyday(word.text)

    def meanings(self, words: Sequence[Word]) -> list[Meaning]:
        """Return what the words stand for that say what the message is about."""
        return [meaning for meaning, share in self._weighed(words) if share == 1.0]

    def telling(self, words: Sequence[Word]) -> list[Word]:
        """Return the words that say what the message is about, known or not; none where none does."""
        texts = [word.text for word in words]
        if self._fillers.are_all(texts):
            return []
        fillers = self._fillers.of(texts)
        return [word for word in words if word.text not in fillers]

    def at(self, words: Sequence[Word], segment: int, document: int) -> NDArray[np.float32]:
        """Return what each of some words is worth in a document."""
        found = np.zeros(len(words), np.float32)
        for place, word in enumerate(words):
            for part in self._understanding.known(word).groups[segment].slices:
                found[place] = max(found[place], part.worth()[part.documents == document].max(initial=0.0))
        return found

    def _weighed(self, words: Sequence[Word]) -> list[tuple[Meaning, float]]:
        fillers = self._fillers.of([word.text for word in words])
        weighed, corrected = [], 0
        for word in words:
            meaning = self._understanding.known(word)
            if meaning.is_nothing and corrected < _CORRECTED:
                corrected += 1
                meaning = self._understanding.of(word, False)
            if not meaning.is_nothing:
                weighed.append((meaning, _FILLER if word.text in fillers else 1.0))
        return weighed

    def _spread(self, meaning: Meaning) -> NDArray[np.float32]:
        """Return what a word is worth in each document's texts; heads are examples and counted as such."""
        parts = [
            spread(Group.of([part._replace(head=0.0) for part in group.slices]), table.count)
            for group, table in zip(meaning.groups, self._tables, strict=True)
        ]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)
