"""Finds the entries of the queues in the background, and takes them out and puts them back."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbassist.system.errors import KbError
from kbassist.ui.review.queues import QUEUES, Entry, Queue
from kbassist.ui.tasks import Generation, Lane, Tasks

if TYPE_CHECKING:
    from kbassist.workspace.values import Promoted
    from kbassist.workspace.workspace import Workspace

Taken = tuple["Workspace", Queue, Entry]
Found = Mapping[str, tuple[Entry, ...]]


class ReviewController(QObject):
    """Works on one workspace at a time; removals can be taken back, the last one first.

    Signals:
        found: the entries of all queues by the queue's id.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    found = Signal(object)
    said = Signal(str, bool)

    def __init__(self, tasks: Tasks, today: Callable[[], date], undo_key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._today = today
        self._undo_key = undo_key
        self._workspace: Workspace | None = None
        self._looking = Generation()
        self._taken: list[Taken] = []

    def serve(self, workspace: "Workspace") -> None:
        """Work on another workspace; what was taken out of the one before stays out."""
        self._workspace = workspace
        self._looking.drop()
        self._taken.clear()

    def look(self) -> None:
        """Find all entries anew."""
        if (workspace := self._workspace) is None:
            return
        today = self._today()

        def find() -> Found:
            return {queue.id: queue.find(workspace, today) for queue in QUEUES}

        self._tasks.submit(Lane.IO, find, self._on_found, self._on_find_failed, generation=self._looking)

    def remove(self, queue: Queue, entry: Entry) -> None:
        """Take an entry out of its queue."""
        workspace, remove = self._workspace, queue.remove
        if workspace is None or remove is None:
            return

        def work() -> Taken:
            remove(workspace, entry)
            return workspace, queue, entry

        self._tasks.submit(Lane.IO, work, self._on_removed, self._on_failed)

    def take_back(self) -> None:
        """Put back what was removed last."""
        if not self._taken or (workspace := self._workspace) is None:
            self.said.emit("Nothing to take back here.", True)
            return
        taken = self._taken[-1]
        _, queue, entry = taken
        if (restore := queue.restore) is None:
            return

        def work() -> tuple[Taken, bool]:
            return taken, bool(restore(workspace, entry))

        self._tasks.submit(Lane.IO, work, self._on_restored, self._on_failed)

    def promote(self, entry: Entry, alias: str) -> None:
        """Write an alias in the place of a learned question into its article's file."""
        if (workspace := self._workspace) is None:
            return
        number = entry.subject.number
        self._tasks.submit(
            Lane.IO, lambda: workspace.promote(number, alias), self._on_promoted, self._on_failed
        )

    def _on_found(self, found: Found) -> None:
        self.found.emit(found)

    def _on_find_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)

    def _on_removed(self, taken: Taken) -> None:
        workspace, queue, entry = taken
        if workspace is not self._workspace:
            return  # other libraries were opened meanwhile
        self._taken.append(taken)
        self.said.emit(f"{queue.removed}: {entry.text}. {self._undo_key} takes it back.", False)
        self.look()

    def _on_restored(self, answer: tuple[Taken, bool]) -> None:
        taken, was_away = answer
        if taken in self._taken:
            self._taken.remove(taken)
        told = "Back again" if was_away else "It was there again already"
        self.said.emit(f"{told}: {taken[2].text}", False)
        self.look()

    def _on_promoted(self, promoted: "Promoted") -> None:
        notes = " ".join(promoted.notes)
        self.said.emit(f"{promoted.path} has the alias “{promoted.alias}” now. {notes}".strip(), False)
        self.look()

    def _on_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)
        self.look()
