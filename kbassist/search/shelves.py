"""All documents of several segments numbered through, as suggesting counts them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kbassist.articles.article import ArticleRef
from kbassist.search.tables import DRAFT, PRESENT, Segment, id_hash


class Shelves:
    """Gives every document of every segment one number, and finds articles by what refers to them."""

    def __init__(self, parts: Sequence[tuple[str, Segment]]) -> None:
        self._parts = parts
        sizes = [segment.table.count for _, segment in parts]
        self.starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))
        self.shown = np.concatenate([_shown(segment) for _, segment in parts] or [np.empty(0, np.bool_)])

    def place(self, number: int) -> tuple[int, int]:
        """Return the segment and the number in it of a document."""
        segment = int(self.starts.searchsorted(number, "right")) - 1
        return segment, number - int(self.starts[segment])

    def numbers(self, refs: Sequence[ArticleRef]) -> NDArray[np.int64]:
        """Return the documents of some articles, -1 for those that are not there or are drafts."""
        found = np.full(len(refs), -1, np.int64)
        hashes = np.array([id_hash(ref.article_id) for ref in refs], np.uint64)
        for at, (library, segment) in enumerate(self._parts):
            mine = np.array([ref.library == library for ref in refs], np.bool_)
            places, numbers = segment.table.numbers_of(hashes)
            numbers = numbers + self.starts[at]
            kept = mine[places] & self.shown[numbers]
            found[places[kept]] = numbers[kept]
        return found


def _shown(segment: Segment) -> NDArray[np.bool_]:
    table = segment.table
    shown: NDArray[np.bool_] = ((table.flags & PRESENT) != 0) & ((table.flags & DRAFT) == 0)
    if segment.deleted is not None:
        shown[: len(segment.deleted)] &= ~segment.deleted[: len(shown)]
    return shown
