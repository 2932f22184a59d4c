"""Follows the folder of one library in its own rhythm: on time, on focus and on demand."""

import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kbassist.search.report import Progress
from kbassist.system.errors import KbError
from kbassist.team.watch import FAR_S, scan_interval_s
from kbassist.ui.tasks import Lane, Tasks, Ticket

if TYPE_CHECKING:
    from kbassist.workspace.values import Refreshed
    from kbassist.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the folder `library` has found; `interval_s` is the pause until the next one."""

    refreshed: "Refreshed"
    interval_s: float
    library: str = ""


class FolderWatch(QObject):
    """Keeps the workspace in step with one folder; no other library waits for it.

    Signals:
        looked: a look at the folder has ended; carries a `Look`.
        progressed: the index is being brought up to date; carries the library's root and a `Progress`.
        failed: a look has failed; carries the root and a sentence. The next one comes all the same.
        stopped: the user has stopped a look, and none comes until `look_now`; carries the root.
    """

    looked = Signal(object)
    progressed = Signal(str, object)
    failed = Signal(str, str)
    stopped = Signal(str)

    def __init__(
        self, workspace: "Workspace", root: Path, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._root = root
        self._tasks = tasks
        self._active = True
        self._ticket: Ticket | None = None
        self._stop = threading.Event()
        self._again = False
        self._accept = False
        self._thorough = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def busy(self) -> bool:
        """Whether a look is under way."""
        return self._ticket is not None

    @property
    def stopping(self) -> bool:
        """Whether a look is under way that somebody has stopped."""
        return self.busy and self._stop.is_set()

    @property
    def pause_ms(self) -> int:
        """How long after a look the next one comes; -1 when none is planned."""
        return self._timer.interval() if self._timer.isActive() else -1

    def look_now(self, *, accept: bool = False, thorough: bool = False) -> None:
        """Look at the folder at once; while a look is under way, look once more after it.

        `accept` lets the articles go that are held back; a slow folder is spared, unless `thorough`.
        """
        self._timer.stop()
        self._accept |= accept
        self._thorough |= thorough
        if self.busy:
            self._again = True
            return
        self._stop.clear()
        self._ticket = Ticket()
        accepted, self._accept = self._accept, False
        whole, self._thorough = self._thorough, False
        stop, workspace, root, active = self._stop, self._workspace, self._root, self._active
        report = self._tasks.relay(self._ticket, self._on_workspace_progressed)

        def look() -> Look:
            started = time.perf_counter()
            refreshed = workspace.refresh(report, stop.is_set, str(root), accept=accepted, thorough=whole)
            # Only a look that found nothing new tells how long a scan takes.
            took_s = 0.0 if refreshed.changed else time.perf_counter() - started
            return Look(refreshed, scan_interval_s(root, active, took_s), str(root))

        self._tasks.submit(Lane.LOOK, look, self._on_look_ended, self._on_look_failed, ticket=self._ticket)

    def set_active(self, active: bool) -> None:
        """Rest less between looks while the window has the focus, and look at once when it gets it."""
        if active and not self._active and not self.busy and self._timer.isActive():
            self._active = active
            self.look_now()
        self._active = active

    def stop(self) -> None:
        """Stop the look that is under way and do not begin another until `look_now`."""
        if self.busy:
            self._stop.set()

    def close(self) -> None:
        """Stop for good."""
        self._timer.stop()
        self._stop.set()
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _next(self, interval_s: float) -> None:
        self._ticket = None
        if self._stop.is_set():
            self.stopped.emit(str(self._root))
        elif self._again:
            self._again = False
            self.look_now()
        else:
            self._timer.start(round(interval_s * 1000))

    def _on_workspace_progressed(self, progress: Progress) -> None:
        self.progressed.emit(str(self._root), progress)

    def _on_look_ended(self, look: Look) -> None:
        self.looked.emit(look)
        self._next(look.interval_s)

    def _on_look_failed(self, error: KbError) -> None:
        if not self._stop.is_set():
            self.failed.emit(str(self._root), str(error))
        self._next(FAR_S)

    @Slot()
    def _on_timer_timeout(self) -> None:
        self.look_now()
