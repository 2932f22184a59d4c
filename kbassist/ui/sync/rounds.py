"""Syncs one library, one time after another and never twice at once."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kbassist.system.errors import KbError, WorkCancelled
from kbassist.team.git.standing import SyncReport, SyncStanding, SyncState
from kbassist.ui.sync.pace import ASKS, OPENED_S, SAVED_S, STALE_S, rest_s
from kbassist.ui.tasks import Lane, Tasks, Ticket

if TYPE_CHECKING:
    from kbassist.workspace.syncing import Syncing

MOST_COUNTED = 20
QUICK_S = 1.5
"""A sync that took no longer may be done once more while the program ends."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a sync: its report, or a sentence on why there is none. `asked` by the user for it."""

    library: str
    report: SyncReport | None
    trouble: str
    asked: bool


class Rounds(QObject):
    """The syncs of one library, by its root.

    Signals:
        began: a sync has begun.
        ended: a sync has ended; carries its `Outcome`.
    """

    began = Signal()
    ended = Signal(object)

    def __init__(
        self,
        syncing: "Syncing",
        library: str,
        tasks: Tasks,
        chance: Callable[[], float],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.library = library
        self._syncing = syncing
        self._tasks = tasks
        self._chance = chance
        self._state = SyncState.OFF
        self._unsent = 0
        self._focused = True
        self._failures = 0
        self._sent: frozenset[str] = frozenset()
        self._asked = False
        self._again = False
        self._changed: frozenset[str] = frozenset()
        self._ticket: Ticket | None = None
        self._stop = threading.Event()
        self._ended_s: float | None = None
        self._took_s: float | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def busy(self) -> bool:
        """Whether a sync runs."""
        return self._ticket is not None

    def follow(self, standing: SyncStanding) -> None:
        """Take in how the library stands: what was turned on begins, what was turned off rests."""
        before, self._state, self._unsent = self._state, standing.state, standing.unsent
        if standing.state in ASKS:
            self._timer.stop()
        elif before in ASKS and not self.busy:
            self._timer.start(round(OPENED_S * 1000))

    def set_focused(self, focused: bool) -> None:
        """Rest less while the window has the focus, and sync at once when it gets it after a while."""
        got, self._focused = focused and not self._focused, focused
        if not got or self.busy or self._state in ASKS:
            return
        if self._ended_s is None or time.monotonic() - self._ended_s > STALE_S:
            self.begin()

    @property
    def waiting(self) -> int:
        """How many files were changed here since the last sync; many at once are those of a first look."""
        return len(self._changed) if self._ended_s is not None and len(self._changed) <= MOST_COUNTED else 0

    def begin_soon(self, paths: frozenset[str]) -> None:
        """Sync a few seconds after the last call: these files were changed here."""
        self._changed |= paths
        if self.busy:
            self._again = True
        elif self._state not in ASKS and not self._failures:
            self._timer.start(round(SAVED_S * 1000))

    def begin(self, *, asked: bool = False) -> None:
        """Sync at once; `asked` by the user for it, while one runs, comes once more after it."""
        self._asked |= asked
        if self.busy:
            self._again |= asked
            return
        self._timer.stop()
        self._again, self._sent, self._changed = False, self._changed, frozenset()
        self._stop.clear()
        self._ticket = ticket = Ticket()
        syncing, library, stop = self._syncing, self.library, self._stop

        def work() -> tuple[SyncReport | None, float]:
            started_s = time.monotonic()
            reports = syncing.sync(library, lambda: ticket.cancelled() or stop.is_set())
            return next(iter(reports), None), time.monotonic() - started_s

        self._tasks.submit(Lane.NET, work, self._on_synced, self._on_failed, ticket=ticket)
        self.began.emit()

    def stop(self) -> None:
        """Cut the running sync off; the next one goes on from there."""
        if self.busy:
            self._stop.set()

    def last(self, late_s: float) -> threading.Event | None:
        """Send what waits while the program ends, until `late_s` on the monotonic clock.

        Returns what is set when that is done; None where nothing waits, or sending takes too long.
        """
        waits = self._unsent > 0 or bool(self._changed)
        quick = self._took_s is not None and self._took_s <= QUICK_S and not self._failures
        if self.busy or not waits or not quick or self._state is not SyncState.READY:
            return None
        done = threading.Event()
        syncing, library = self._syncing, self.library

        def work() -> None:
            try:
                syncing.sync(library, lambda: time.monotonic() > late_s)
            finally:
                done.set()

        self._tasks.submit(Lane.NET, work, self._on_last_sent)
        return done

    def close(self) -> None:
        """End for good."""
        self._timer.stop()
        self._stop.set()
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _end(self, report: SyncReport | None, trouble: str) -> None:
        self._ticket = None
        self._ended_s = time.monotonic()
        if report is not None:
            self._state, self._unsent = report.standing.state, report.standing.unsent
        waiting = report is None or report.standing.state is SyncState.WAITING
        self._failures = self._failures + 1 if waiting and not self._stop.is_set() else 0
        if report is None:
            self._changed |= self._sent
        asked, self._asked = self._asked, False
        again = self._again and not self._stop.is_set()
        self.ended.emit(Outcome(self.library, report, trouble, asked))
        if self.busy:
            return  # whoever was told has begun another one
        if again and self._state not in ASKS and not self._failures:
            self._timer.start(round(SAVED_S * 1000))
            return
        rest = rest_s(self._state, self._failures, focused=self._focused, chance=self._chance())
        if rest is not None:
            self._timer.start(round(rest * 1000))

    def _on_synced(self, answer: tuple[SyncReport | None, float]) -> None:
        report, self._took_s = answer
        self._end(report, "")

    def _on_failed(self, error: KbError) -> None:
        self._end(None, "" if isinstance(error, WorkCancelled) else str(error))

    def _on_last_sent(self, _: None) -> None:
        """Nobody is there any more to be told."""

    @Slot()
    def _on_timer_timeout(self) -> None:
        self.begin()
