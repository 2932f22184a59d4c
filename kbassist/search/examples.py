"""The examples that messages are compared with: titles, aliases and learned questions."""

from collections.abc import Sequence

import numpy as np

from kbassist.search.features import Features
from kbassist.search.heads import only
from kbassist.search.learned_model import LearnedModel
from kbassist.search.likeness import Examples, Likeness
from kbassist.search.shelves import Shelves
from kbassist.search.tables import Table


class ExampleBook:
    """Lines up the examples of all documents, and does so anew when something was learned.

    Not for use by several threads at once.
    """

    def __init__(self, shelves: Shelves, tables: Sequence[Table], learned: LearnedModel) -> None:
        self._shelves = shelves
        self._tables = tables
        self._learned = learned
        self._heads: Examples | None = None
        self._seen = -1
        self._likeness: Likeness | None = None

    @property
    def features(self) -> Features:
        """What the examples are compared by."""
        return self._learned.features

    def likeness(self) -> Likeness:
        """Return what compares messages with the examples as they are now."""
        if self._likeness is None or self._seen != self._learned.version:
            self._seen, questions = self._learned.examples()
            owners = self._shelves.numbers([question.ref for question, _ in questions])
            known = [
                (entry, owner) for entry, owner in zip(questions, owners.tolist(), strict=True) if owner >= 0
            ]
            learned = Examples.of(
                [traits for (_, traits), _ in known],
                [owner for _, owner in known],
                [question.weight for (question, _), _ in known],
                self._learned.features.vector_size,
            )
            self._likeness = Likeness(self._learned.features, self._all_heads().joined(learned))
        return self._likeness

    def is_learned(self, example: int) -> bool:
        """Tell whether an example is a learned question."""
        return example >= len(self._all_heads())

    def _all_heads(self) -> Examples:
        if self._heads is None:
            heads = Examples.of([], [], [], self._learned.features.vector_size)
            for start, table in zip(self._shelves.starts.tolist(), self._tables, strict=False):
                own = self._learned.heads.of(table)
                heads = heads.joined(Examples(own.ids, own.ptr, own.owners + start, own.weights, own.vectors))
            self._heads = only(heads, np.asarray(self._shelves.shown))
        return self._heads
