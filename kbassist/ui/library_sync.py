"""Follows the folders of the open libraries, each in its own rhythm, and speaks for all of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbassist.search.report import Progress
from kbassist.ui.folder_watch import FolderWatch, Look
from kbassist.ui.tasks import Tasks

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

__all__ = ["LibrarySync", "Look"]


class LibrarySync(QObject):
    """Keeps the workspace in step with its folders.

    Signals:
        looked: a look at a folder has ended; carries a `Look`.
        progressed: indexes are being brought up to date; carries the `Progress` of all of them.
        failed: a look has failed; carries a sentence. The next one comes all the same.
        stopped: the user has stopped what was under way; those libraries rest until `look_now`.
    """

    looked = Signal(object)
    progressed = Signal(object)
    failed = Signal(str)
    stopped = Signal()

    def __init__(
        self, workspace: "Workspace", roots: Sequence[Path], tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._watches = {str(root): FolderWatch(workspace, root, tasks, self) for root in roots}
        self._progress: dict[str, Progress] = {}
        for watch in self._watches.values():
            watch.looked.connect(self._on_watch_looked)
            watch.progressed.connect(self._on_watch_progressed)
            watch.failed.connect(self._on_watch_failed)
            watch.stopped.connect(self._on_watch_stopped)

    @property
    def taking_in(self) -> bool:
        """Whether an index is being brought up to date."""
        return bool(self._progress)

    @property
    def busy(self) -> bool:
        """Whether a look is under way."""
        return any(watch.busy for watch in self._watches.values())

    def watch(self, library: str) -> FolderWatch:
        """Return what follows the folder of a library, by its root."""
        return self._watches[library]

    def look_now(self, *, thorough: bool = False) -> None:
        """Look at all folders at once; where a look is under way, look once more after it.

        Slow folders are spared, unless `thorough`.
        """
        for watch in self._watches.values():
            watch.look_now(thorough=thorough)

    def accept_removals(self, library: str) -> None:
        """Let the articles of a library go that are held back."""
        if library in self._watches:
            self._watches[library].look_now(accept=True)

    def set_active(self, active: bool) -> None:
        """Rest less between looks while the window has the focus, and look at once when it gets it."""
        for watch in self._watches.values():
            watch.set_active(active)

    def stop(self) -> None:
        """Stop the looks that are under way; their libraries rest until `look_now`."""
        for watch in self._watches.values():
            watch.stop()

    def close(self) -> None:
        """Stop for good."""
        for watch in self._watches.values():
            watch.close()

    def _on_watch_looked(self, look: Look) -> None:
        self._progress.pop(look.library, None)
        self.looked.emit(look)

    def _on_watch_progressed(self, library: str, progress: Progress) -> None:
        self._progress[library] = progress
        done = sum(said.done for said in self._progress.values())
        self.progressed.emit(Progress(done, sum(said.total for said in self._progress.values())))

    def _on_watch_failed(self, library: str, sentence: str) -> None:
        self._progress.pop(library, None)
        self.failed.emit(sentence)

    def _on_watch_stopped(self, library: str) -> None:
        self._progress.pop(library, None)
        if not any(watch.stopping for watch in self._watches.values()):
            self.stopped.emit()
