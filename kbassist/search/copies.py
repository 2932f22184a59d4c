"""Finds which articles of one library are copies of those of another, by what the index knows of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kbassist.articles.article import ArticleRef
from kbassist.search.document import COPIED
from kbassist.search.lookup import find_row
from kbassist.search.query import State
from kbassist.search.ranking import standing_masks
from kbassist.search.row import REVISION_DIGITS, Row
from kbassist.search.scope import Copies
from kbassist.search.tables import DRAFT, PRESENT, Segment


@dataclass(frozen=True, slots=True)
class Shelves:
    """The open libraries by their folders: which is the agent's own ("" for none), and what each is named."""

    personal: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CopiedFrom:
    """What a copy says of its original; `library` is a name and may be "", as may `revision`, a SHA-256."""

    article_id: str
    library: str
    revision: str


def copies_of(parts: Sequence[tuple[str, Segment]], shelves: Shelves, today: date) -> Copies:
    """Find the copies in the agent's own library, and what they are copies of, as the index knows them.

    Articles of other libraries that call themselves copies are articles like any other: nobody but the agent
    may put one in the place of another. A draft, and a copy that is not in force on this day, does not stand
    in for its original.
    """
    found: dict[ArticleRef, tuple[Row, bool]] = {}
    for library, segment in parts:
        if library != shelves.personal:
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
        told = CopiedFrom(row.copy_of or "", row.copy_from or "", row.copy_revision or "")
        found_rows = originals_of(parts, shelves, told)
        if len(found_rows) > 1:
            continue  # nobody knows which, so it stands in for neither
        original = found_rows[0] if found_rows else None
        originals[copy] = None if original is None else ArticleRef(original[0], original[1].id)
        if original is None:
            continue
        if row.copy_revision and original[1].revision != row.copy_revision[:REVISION_DIGITS]:
            changed.add(copy)
        if stands_in:
            shown.setdefault(ArticleRef(original[0], original[1].id), copy)
    return Copies(originals, frozenset(changed), shown)


def originals_of(
    parts: Sequence[tuple[str, Segment]], shelves: Shelves, told: CopiedFrom
) -> tuple[tuple[str, Row], ...]:
    """Return library and row of what a copy may be of: none where it is gone, several where nobody knows.

    Of several libraries with an article of this id, that of the copy's own word counts. Where no open one
    has that name, as after it was given another, what was copied has to be there unchanged.
    """
    rows: list[tuple[str, Row]] = []
    for library in dict.fromkeys(library for library, _ in parts):
        if library != shelves.personal:
            row = find_row([segment for where, segment in parts if where == library], told.article_id)
            if row is not None:
                rows.append((library, row[0]))
    same = [one for one in rows if told.revision and one[1].revision == told.revision[:REVISION_DIGITS]]
    if not told.library:
        return tuple(same if same and len(rows) > 1 else rows)
    named = {library for library, name in shelves.names.items() if name.casefold() == told.library.casefold()}
    named.discard(shelves.personal)
    if not named:
        return tuple(same)
    there = [one for one in rows if one[0] in named]
    return tuple([one for one in there if one in same] or there)
