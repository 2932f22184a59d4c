"""Applies filters such as `tag:billing` and exclusions such as `-visa` to what may be found."""

from collections.abc import Mapping, Sequence

import numpy as np

from kbassist.search.matching import Mask, Scores
from kbassist.search.query import Filter, Query, State, Wanted, Word
from kbassist.search.tables import Table
from kbassist.search.understanding import Understanding


def narrow(
    query: Query,
    tables: Sequence[Table],
    masks: Sequence[Mapping[State, Mask]],
    understanding: Understanding,
    factors: Sequence[Scores],
) -> list[Scores]:
    """Return `factors` with 0 for every document that a filter or an exclusion rules out.

    `masks` says which documents of each segment are in which state.
    """
    narrowed = list(factors)
    for at, table in enumerate(tables):
        for wanted in query.filters:
            if wanted.kind is Filter.IN:  # the scope has seen to it
                continue
            narrowed[at] = narrowed[at] * _holds(wanted, table, masks[at])
        for part in query.without:
            if isinstance(part, Wanted):
                if part.kind is not Filter.IN:
                    narrowed[at] = narrowed[at] * ~_holds(part, table, masks[at])
            elif isinstance(part, Word):
                narrowed[at] = narrowed[at].copy()
                for excluded in understanding.exactly(part).groups[at].slices:
                    narrowed[at][excluded.documents] = 0
    return narrowed


def _holds(wanted: Wanted, table: Table, masks: Mapping[State, Mask]) -> Mask:
    if wanted.kind is Filter.IS:
        return masks[State(wanted.value)]
    key = f"{wanted.kind}:{wanted.value}"
    documents = table.filters.get(key)
    if not len(documents) and wanted.growing:
        documents = table.filters.starting(key)
    mask = np.zeros(table.count, np.bool_)
    mask[documents] = True
    return mask
