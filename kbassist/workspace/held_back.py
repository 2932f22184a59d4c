"""Says which articles are held back, for people: how many, since when, and a few of their titles."""

from datetime import date, datetime

from kbassist.articles.names import without_suffix
from kbassist.search.holding import Held, are_many
from kbassist.search.index import Snapshot
from kbassist.search.lookup import all_rows, find_row
from kbassist.workspace.values import HeldBack

EXAMPLES = 3


def held_back(held: Held, snapshot: Snapshot | None) -> HeldBack | None:
    """Tell of what is held back; None when nothing is. The time is that of this machine's zone."""
    if not held.paths:
        return None
    since = datetime.fromtimestamp(held.since).astimezone()
    titles = tuple(_title(path, snapshot) for path in sorted(held.paths)[:EXAMPLES])
    return HeldBack(len(held.paths), held.known, since, titles)


def may_be_removed(held: Held, snapshot: Snapshot | None, gone: frozenset[str], known: int) -> bool:
    """Tell whether articles that are gone from a folder of `known` ones may be taken for removed.

    Not while they are held back; many at once only when a look has let go of them.
    """
    if gone & held.paths:
        return False
    if not are_many(len(gone), known):
        return True
    if snapshot is None:
        return False
    return not any(listed.row.path in gone for listed in all_rows(snapshot.segments, date.min))


def _title(path: str, snapshot: Snapshot | None) -> str:
    found = find_row(snapshot.segments, without_suffix(path)) if snapshot else None
    return found[0].title if found and found[0].path == path else path
