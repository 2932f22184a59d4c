"""Titles and aliases as examples of what leads to an article, featured once for each segment."""

from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from kbassist.search.features import Features, Traits
from kbassist.search.likeness import Examples
from kbassist.search.tables import Table


class Heads:
    """Makes examples of the titles and aliases of tables, and keeps those of tables that are in use."""

    def __init__(self, features: Features) -> None:
        self._features = features
        self._known: WeakKeyDictionary[Table, Examples] = WeakKeyDictionary()

    def of(self, table: Table) -> Examples:
        """Return an example for each title and each alias; owners are the documents' numbers."""
        known = self._known.get(table)
        if known is None:
            known = self._known[table] = self._make(table)
        return known

    def _make(self, table: Table) -> Examples:
        traits: list[Traits] = []
        owners: list[int] = []
        for number in range(table.count):
            for head in filter(str.strip, table.title(number).split("|")):
                traits.append(self._features.traits(head.split()))
                owners.append(number)
        return Examples.of(traits, owners, [1.0] * len(owners), self._features.vector_size)


def only(examples: Examples, wanted: NDArray[np.bool_]) -> Examples:
    """Return the examples whose owners are wanted."""
    kept = wanted[examples.owners]
    lengths = np.diff(examples.ptr)
    ids = examples.ids[np.repeat(kept, lengths)]
    ptr = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths[kept])))
    return Examples(ids, ptr, examples.owners[kept], examples.weights[kept], examples.vectors[kept])
