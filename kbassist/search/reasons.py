"""Why an article was suggested: the words of the message that speak for it, and whether it was learned."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kbassist.search.evidence import Evidence
from kbassist.search.examples import ExampleBook
from kbassist.search.likeness import Like
from kbassist.search.query import Word

_NAMED = 3  # words that a reason names
_WORTH_NAMING = 0.25  # of what the first of them is worth
_EXAMPLES = 3  # of an article that are looked into
_LEARNED = 0.05  # what learned questions have to contribute to be a reason


class Reasons:
    """Explains the hits of one message."""

    def __init__(self, book: ExampleBook, evidence: Evidence, words: Sequence[Word], like: Like) -> None:
        self._book = book
        self._evidence = evidence
        self._words = evidence.telling(words)
        self._like = like
        self._ids = book.features.of(word.text for word in words)
        own = [np.isin(self._ids, book.features.of_word(word.text)) for word in self._words]
        self._own = np.array(own, np.float32).reshape(len(self._words), len(self._ids))
        self._meanings = _meanings(book, words, self._words)

    def of(self, number: int, segment: int, document: int) -> tuple[str, ...]:
        """Return the reasons for a document, the weightiest first.

        `number` is its number among all documents, `document` that in its segment.
        """
        own = np.flatnonzero(self._like.owners == number)
        own = own[np.argsort(-self._like.shares[own], kind="stable")]
        speaking = [place for place in own.tolist() if self._like.shares[place] > 0][:_EXAMPLES]
        worth = self._by_examples(speaking) if speaking else np.zeros(len(self._words), np.float32)
        if worth.max(initial=0) <= 0:
            worth = self._evidence.at(self._words, segment, document)
        named = self._named(worth)
        because = (f"because of: {', '.join(named)}",) if named else ()
        shares = [float(self._like.shares[at]) for at in speaking if self._is_learned(at)]
        return (*because, "learned question") if sum(shares) > _LEARNED else because

    def _is_learned(self, place: int) -> bool:
        return self._book.is_learned(int(self._like.examples[place]))

    def _by_examples(self, places: Sequence[int]) -> NDArray[np.float32]:
        """Return what each telling word has in common with the examples."""
        likeness, like = self._book.likeness(), self._like
        common = np.zeros(len(self._ids), np.float32)
        meant = np.zeros(len(self._words), np.float32)
        for place in places:
            example, share = int(like.examples[place]), like.shares[place]
            common += share * likeness.common(self._ids, example)
            meant += share * likeness.meant(self._meanings, example)
        return np.asarray(self._own @ common + meant)

    def _named(self, worth: NDArray[np.float32]) -> list[str]:
        order = np.argsort(-worth, kind="stable")[:_NAMED].tolist()
        least = max(float(worth.max(initial=0)) * _WORTH_NAMING, 1e-6)
        return [self._words[place].text for place in order if worth[place] >= least]


def _meanings(book: ExampleBook, words: Sequence[Word], telling: Sequence[Word]) -> NDArray[np.float32]:
    """Return a row for each telling word: what it adds to the vector of the message, which has length 1."""
    every = [book.features.vector_of_word(text) for text in {word.text for word in words}]
    length = float(np.linalg.norm(np.sum(every, axis=0))) if every else 0.0
    rows = np.array([book.features.vector_of_word(word.text) for word in telling], np.float32)
    return rows.reshape(len(telling), book.features.vector_size) / np.float32(length or 1.0)
