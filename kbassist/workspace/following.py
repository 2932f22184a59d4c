"""Follows the folders of the open libraries: what they hold now, and how they stand."""

from collections.abc import Callable, Mapping

from kbassist.search.report import IndexReport, Progress
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.values import Refreshed, Status

Told = Callable[[Progress], None] | None
Cancelled = Callable[[], bool] | None


def followed(
    sessions: Mapping[str, LibrarySession],
    status: Callable[[], Status],
    progress: Told,
    cancelled: Cancelled,
    library: str | None,
    accept: bool,
    thorough: bool,
) -> Refreshed:
    """Follow one library, or all for None; `accept` lets the articles go that are held back there.

    A slow folder is spared, unless `thorough`. Raises WorkCancelled.
    """
    changed: dict[str, frozenset[str]] = {}
    library_changed = copies_changed = False
    for root, session in sessions.items():
        if library in (None, root):
            before = session.copies
            report, described = session.refresh(progress, cancelled, accept=accept, thorough=thorough)
            library_changed |= described
            copies_changed |= session.copies != before
            if report.changed or report.rebuilt:
                changed[root] = report.changed
    return Refreshed(status(), changed, library_changed, copies_changed)


def indexed(
    sessions: Mapping[str, LibrarySession],
    progress: Told,
    cancelled: Cancelled,
    rebuild: bool,
    accept: bool,
) -> IndexReport:
    """Bring all indexes up to date, or build them anew, and sum up. Raises WorkCancelled.

    With `accept` whatever is held back goes, also what this very look has found to be gone.
    """
    total = IndexReport()
    for session in sessions.values():
        report, _ = session.refresh(progress, cancelled, full=rebuild, accept=accept)
        if accept and report.held:
            again, _ = session.refresh(progress, cancelled, full=rebuild, accept=True)
            report += again
        total += report
    return total
