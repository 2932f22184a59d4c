"""What the syncs of this session did, in a line each."""

from dataclasses import dataclass
from datetime import datetime

from kbassist.team.git.standing import SyncReport, SyncState
from kbassist.ui.sync.rounds import Outcome
from kbassist.ui.sync.words import edits

MOST = 20


@dataclass(frozen=True, slots=True)
class Happened:
    """One line; `times` the same came of it in a row, the last time at `at`."""

    at: datetime
    text: str
    times: int = 1


class Past:
    """Remembers by library, the newest first."""

    def __init__(self) -> None:
        self._lines: dict[str, list[Happened]] = {}

    def of(self, library: str) -> tuple[Happened, ...]:
        """List what happened to a library."""
        return tuple(self._lines.get(library, ()))

    def note(self, outcome: Outcome, at: datetime) -> None:
        """Remember what became of a sync."""
        lines = self._lines.setdefault(outcome.library, [])
        text = outcome.trouble if outcome.report is None else summary(outcome.report)
        if not text:
            return
        if lines and lines[0].text == text:
            lines[0] = Happened(at, text, lines[0].times + 1)
        else:
            lines.insert(0, Happened(at, text))
            del lines[MOST:]

    def forget(self) -> None:
        """Begin anew: other libraries are open."""
        self._lines.clear()


def summary(report: SyncReport) -> str:
    """Say what a sync did: `Sent 1 edit · took in 3 files`."""
    parts = []
    if report.sent:
        parts.append(f"sent {edits(report.sent)}")
    if report.taken:
        parts.append(f"took in {'1 file' if len(report.taken) == 1 else f'{len(report.taken):,} files'}")
    parts += report.notes
    if report.standing.state not in (SyncState.READY, SyncState.WORKING):
        parts.append(report.standing.sentence or str(report.standing.state))
    text = " · ".join(parts) or "nothing new"
    return text[:1].upper() + text[1:]
