"""Finds which articles of one library are copies of those of another, by what the index knows of them."""

from collections.abc import Sequence
from datetime import date

from kbassist.articles.article import ArticleRef
from kbassist.search.document import COPIED
from kbassist.search.lookup import find_row
from kbassist.search.query import State
from kbassist.search.ranking import standing_masks
from kbassist.search.row import REVISION_DIGITS, Row
from kbassist.search.scope import Copies
from kbassist.search.tables import DRAFT, PRESENT, Segment


def copies_of(parts: Sequence[tuple[str, Segment]], personal: str, today: date) -> Copies:
    """Find the copies in the library `personal`, and what they are copies of, as the index knows them.

    Articles of other libraries that call themselves copies are articles like any other: nobody but the agent
    may put one in the place of another. A draft, and a copy that is not in force on this day, does not stand
    in for its original.
    """
    found: dict[ArticleRef, tuple[Row, bool]] = {}
    for library, segment in parts:
        if library != personal:
            continue
        numbers = segment.table.filters.get(COPIED).tolist()
        if not numbers:
            continue
        masks = standing_masks(segment.table, today)
        for number in numbers:
            if segment.deleted is not None and segment.deleted[number]:
                continue
            if segment.table.flags[number] & PRESENT:
                row = segment.table.row(number)
                stands_in = not (masks[State.INACTIVE][number] or segment.table.flags[number] & DRAFT)
                found[ArticleRef(library, row.id)] = row, stands_in
    originals: dict[ArticleRef, ArticleRef | None] = {}
    changed: set[ArticleRef] = set()
    shown: dict[ArticleRef, ArticleRef] = {}
    for copy, (row, stands_in) in found.items():
        original = _original(parts, copy, row.copy_of or "")
        originals[copy] = None if original is None else ArticleRef(original[0], original[1].id)
        if original is None:
            continue
        if row.copy_revision and original[1].revision != row.copy_revision[:REVISION_DIGITS]:
            changed.add(copy)
        if stands_in:
            shown.setdefault(ArticleRef(original[0], original[1].id), copy)
    return Copies(originals, frozenset(changed), shown)


def _original(parts: Sequence[tuple[str, Segment]], copy: ArticleRef, wanted: str) -> tuple[str, Row] | None:
    """Return library and row of what a copy was made from; a copy of a copy counts as one."""
    libraries = dict.fromkeys(library for library, _ in parts)
    for library in libraries:
        if library != copy.library:
            row = find_row([segment for where, segment in parts if where == library], wanted)
            if row is not None:
                return library, row[0]
    return None
