"""Syncs the open libraries that are shared through git, each by itself, and tells how they stand."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.team.git.standing import SyncStanding, SyncState
from kbassist.ui.sync.rounds import Outcome, Rounds
from kbassist.ui.tasks import Tasks

if TYPE_CHECKING:
    from kbassist.workspace.syncing import Syncing
    from kbassist.workspace.workspace import Workspace

LAST_S = 2.0


class SyncController(QObject):
    """Works on one workspace at a time.

    Signals:
        stood: how the libraries stand may have changed; carries a tuple of `SyncStanding`.
        ended: a sync of one library has ended; carries its `Outcome`.
        took_in: files are not as they were, since others changed them.
    """

    stood = Signal(object)
    ended = Signal(object)
    took_in = Signal()

    def __init__(
        self, tasks: Tasks, parent: QObject | None = None, *, chance: Callable[[], float] = random.random
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._chance = chance
        self._focused = True
        self._syncing: Syncing | None = None
        self._rounds: dict[str, Rounds] = {}
        self._taken: dict[str, frozenset[str]] = {}

    @property
    def syncing(self) -> "Syncing | None":
        """What syncs the open libraries; None before any are open."""
        return self._syncing

    @property
    def standings(self) -> tuple[SyncStanding, ...]:
        """How the libraries stand; what was saved since the last sync is to be sent as well."""
        found = self._syncing.standings() if self._syncing is not None else ()
        return tuple(
            replace(one, unsent=max(one.unsent, self._rounds[one.library].waiting))
            if one.library in self._rounds
            else one
            for one in found
        )

    @property
    def busy(self) -> bool:
        """Whether any library is being synced."""
        return any(rounds.busy for rounds in self._rounds.values())

    def serve(self, workspace: "Workspace") -> None:
        """Sync another workspace's libraries; a sync of the one before is cut off."""
        self.close()
        self._syncing = workspace.syncing
        self.look()

    @Slot()
    def look(self) -> None:
        """Take in how the libraries stand; nothing is read for it."""
        if self._syncing is None:
            return
        standings = self._syncing.standings()
        for standing in standings:
            if standing.library not in self._rounds:
                self._rounds[standing.library] = self._begin_rounds(self._syncing, standing.library)
            self._rounds[standing.library].follow(standing)
        self.stood.emit(self.standings)

    @Slot(bool)
    def set_active(self, active: bool) -> None:
        """Tell whether the window has the focus."""
        self._focused = active
        for rounds in self._rounds.values():
            rounds.set_focused(active)

    def note_changes(self, changed: Mapping[str, frozenset[str]]) -> None:
        """Sync soon what was changed on this machine: paths by library, with what syncs have brought.

        What was brought may have been changed here as well in the same moment, so that it is synced again; it
        is only not counted among what waits.
        """
        for library, paths in changed.items():
            brought = self._taken.pop(library, frozenset())
            if library in self._rounds:
                self._rounds[library].begin_soon(paths - brought)

    def sync_now(self, library: str | None = None, *, asked: bool = True) -> bool:
        """Sync at once what is shared, or one library; tell whether there is anything to sync.

        What the user has `asked` for is answered in the status line.
        """
        shared = [
            standing.library
            for standing in self.standings
            if standing.state is not SyncState.OFF and library in (None, standing.library)
        ]
        for root in shared:
            self._rounds[root].begin(asked=asked)
        return bool(shared)

    @Slot()
    def stop(self) -> None:
        """Cut the syncs that run off."""
        for rounds in self._rounds.values():
            rounds.stop()

    def finish(self, limit_s: float = LAST_S) -> None:
        """Send what waits, for so long at most and only where that was quick; the window is gone by now."""
        late_s = time.monotonic() + limit_s
        ends = [end for rounds in self._rounds.values() if (end := rounds.last(late_s)) is not None]
        for end in ends:
            end.wait(max(0.0, late_s - time.monotonic()))
        self.close()

    def close(self) -> None:
        """Cut all off."""
        for rounds in self._rounds.values():
            rounds.close()
            rounds.deleteLater()
        self._rounds.clear()
        self._taken.clear()
        self._syncing = None

    def _begin_rounds(self, syncing: "Syncing", library: str) -> Rounds:
        rounds = Rounds(syncing, library, self._tasks, self._chance, self)
        rounds.set_focused(self._focused)
        rounds.began.connect(self._on_rounds_began)
        rounds.ended.connect(self._on_rounds_ended)
        return rounds

    @Slot()
    def _on_rounds_began(self) -> None:
        self.stood.emit(self.standings)

    @Slot(object)
    def _on_rounds_ended(self, outcome: Outcome) -> None:
        if outcome.report is not None and outcome.report.taken:
            self._taken[outcome.library] = outcome.report.taken
            self.took_in.emit()
        self.ended.emit(outcome)
        self.look()
