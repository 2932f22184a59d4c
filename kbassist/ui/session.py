"""One set of open libraries: its workspace, its Answer page, and the look at its folders."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbassist.articles.roots import library_roots
from kbassist.search.report import Progress
from kbassist.system.errors import KbError
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.ui.library_sync import LibrarySync, Look
from kbassist.ui.tasks import Lane, Tasks, Ticket

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

    OpenRoots = Callable[[Paths, Settings, tuple[Path, ...]], Workspace]

MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Opened:
    """A workspace that is open now, and the folders it was opened on."""

    workspace: "Workspace"
    roots: tuple[Path, ...]
    sync: LibrarySync


class Session(QObject):
    """Opens libraries off the window's thread and closes those that were open before.

    Signals:
        opened: libraries are open; carries `Opened`.
        open_failed: they cannot be opened; carries a sentence. What was open stays open.
        looked: their folders have been looked at; carries a `Look`.
        progressed: their index is being brought up to date; carries a `Progress`.
        look_failed: a look has failed; carries a sentence.
        stopped: the user has stopped a look.
        recovered: files were put right after a save that was cut off; carries what to say.
    """

    opened = Signal(object)
    open_failed = Signal(str)
    looked = Signal(object)
    progressed = Signal(object)
    look_failed = Signal(str)
    stopped = Signal()
    recovered = Signal(str)

    def __init__(
        self,
        paths: Paths,
        tasks: Tasks,
        open_roots: "OpenRoots",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._tasks = tasks
        self._open_roots = open_roots
        self._current: Opened | None = None
        self._ticket: Ticket | None = None
        # What was opened on a lane and has not come back yet; nobody else could close it.
        self._on_the_way: list[Workspace] = []

    @property
    def current(self) -> Opened | None:
        """What is open; None before the first libraries are."""
        return self._current

    def open(self, settings: Settings, roots: tuple[str, ...]) -> None:
        """Open these folders, else those of the settings, else the sample; the newest call wins."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = Ticket()
        paths, open_roots = self._paths, self._open_roots

        def work() -> "Workspace":
            folders = library_roots(roots, settings.libraries, paths.sample_library)
            workspace = open_roots(paths, settings, folders)
            self._on_the_way.append(workspace)
            return workspace

        self._tasks.submit(
            Lane.IO, work, self._on_workspace_opened, self._on_workspace_failed, ticket=self._ticket
        )

    def look_now(self, *, thorough: bool = False) -> None:
        """Look at the folders at once; slow ones are spared, unless `thorough`."""
        if self._current is not None:
            self._current.sync.look_now(thorough=thorough)

    def accept_removals(self, library: str) -> None:
        """Let the articles of a library go that are held back."""
        if self._current is not None:
            self._current.sync.accept_removals(library)

    def stop(self) -> None:
        """Stop the look that is under way."""
        if self._current is not None:
            self._current.sync.stop()

    def set_active(self, active: bool) -> None:
        """Tell whether the window has the focus."""
        if self._current is not None:
            self._current.sync.set_active(active)

    def begin_close(self) -> None:
        """Stop what is under way; call before the lanes are closed."""
        if self._current is not None:
            self._current.sync.close()
            self._current.workspace.let_go()

    def end_close(self) -> None:
        """Close every workspace; call after the lanes are closed."""
        if self._current is not None:
            self._current.workspace.close()
            self._current = None
        for workspace in self._on_the_way:
            workspace.close()
        self._on_the_way.clear()

    def _on_workspace_opened(self, workspace: "Workspace") -> None:
        old = self._current
        for late in [other for other in self._on_the_way if other is not workspace]:
            self._tasks.submit(Lane.IO, late.close, self._on_workspace_closed)
        self._on_the_way.clear()
        roots = tuple(Path(library.root) for library in workspace.libraries)
        sync = LibrarySync(workspace, roots, self._tasks, self)
        sync.looked.connect(self._on_sync_looked)
        sync.progressed.connect(self._on_sync_progressed)
        sync.failed.connect(self.look_failed)
        sync.stopped.connect(self.stopped)
        self._current = Opened(workspace, roots, sync)
        self.opened.emit(self._current)
        # Only now: the child processes would take the processor from the page that is being built.
        self._tasks.submit(Lane.IO, workspace.warm, self._on_workspace_warmed)
        sync.look_now()
        if old is not None:
            old.sync.close()
            old.sync.deleteLater()
            # It waits for the looks that are still under way, which it ends.
            self._tasks.submit(Lane.LOOK, old.workspace.close, self._on_workspace_closed)

    def _on_workspace_failed(self, error: KbError) -> None:
        self.open_failed.emit(str(error))

    def _on_workspace_warmed(self, told: tuple[str, ...]) -> None:
        more = len(told) - MOST_TOLD
        if told:
            others = f" And {more} more like these." if more > 0 else ""
            self.recovered.emit(" ".join(told[:MOST_TOLD]) + others)

    def _on_workspace_closed(self, _: None) -> None:
        """Nobody waits for it."""

    def _on_sync_looked(self, look: Look) -> None:
        self.looked.emit(look)

    def _on_sync_progressed(self, progress: Progress) -> None:
        self.progressed.emit(progress)
