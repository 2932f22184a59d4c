"""Says which articles are held back, for people: how many, since when, and a few of their titles."""

from datetime import datetime

from kbassist.articles.names import without_suffix
from kbassist.search.holding import Held
from kbassist.search.index import Snapshot
from kbassist.search.lookup import find_row
from kbassist.workspace.values import HeldBack

EXAMPLES = 3


def held_back(held: Held, snapshot: Snapshot | None) -> HeldBack | None:
    """Tell of what is held back; None when nothing is. The time is that of this machine's zone."""
    if not held.paths:
        return None
    since = datetime.fromtimestamp(held.since).astimezone()
    titles = tuple(_title(path, snapshot) for path in sorted(held.paths)[:EXAMPLES])
    return HeldBack(len(held.paths), held.known, since, titles)


def _title(path: str, snapshot: Snapshot | None) -> str:
    found = find_row(snapshot.segments, without_suffix(path)) if snapshot else None
    return found[0].title if found and found[0].path == path else path
