"""Finds the entries of the queues in the background, and does with them what is wanted."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbassist.checks.variants import Matrix
from kbassist.search.report import Progress
from kbassist.system.errors import KbError
from kbassist.team.git.pending import PendingConflict
from kbassist.team.git.review_branches import AuthorBranch
from kbassist.ui.tasks import Generation, Lane, Tasks, Ticket
from kbassist.ui.widgets.library_mark import Marks, marks_of
from kbassist.workspace.reviewed import ChangeShown, Reviewed, ReviewEntry
from kbassist.workspace.written import ConflictOpened, CopyPair, PairOpened

if TYPE_CHECKING:
    from kbassist.workspace.reviewing import Found, Reviewing
    from kbassist.workspace.workspace import Workspace


class ReviewController(QObject):
    """Works on one workspace at a time; what was done can be taken back, the last thing first.

    Signals:
        found: the entries of all queues by the queue.
        checked: how far the checks have come; carries a `Progress`, None when they are done.
        compared: what changed in a file; carries its `ReviewEntry` and a `ChangeShown`.
        matrices_found: how the libraries' articles cover channels and languages; carries pairs of a folder
            and its `Matrix`.
        pair_opened: both texts of a conflict are read; carries its `ReviewEntry` and a `PairOpened` or a
            `ConflictOpened`.
        done: something was done or taken back, so files or queues are not as they were.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    found = Signal(object)
    checked = Signal(object)
    compared = Signal(object, object)
    matrices_found = Signal(object)
    pair_opened = Signal(object, object)
    done = Signal()
    said = Signal(str, bool)

    def __init__(self, tasks: Tasks, today: Callable[[], date], undo_key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._today = today
        self._undo_key = undo_key
        self._workspace: Workspace | None = None
        self._looking = Generation()
        self._checking = Generation()
        self._comparing = Generation()
        self._asking = Generation()
        self._laying_out = Generation()
        self._stale = True
        self._busy = False
        self._undone: list[Reviewed] = []
        self._failed: list[Reviewed] = []

    @property
    def marks(self) -> Marks:
        """The marks of the open libraries, none where only one is open."""
        return marks_of(self._workspace.status().libraries) if self._workspace is not None else {}

    @property
    def today(self) -> date:
        """The day on which is worked."""
        return self._today()

    @property
    def owners(self) -> tuple[str, ...]:
        """Those who can answer for an article."""
        return self._workspace.reviewing.owners if self._workspace else ()

    def serve(self, workspace: "Workspace") -> None:
        """Work on another workspace; what was done in the one before stays as it is."""
        self._workspace = workspace
        for generation in (self._looking, self._checking, self._comparing, self._asking, self._laying_out):
            generation.drop()
        self._undone.clear()
        self._failed.clear()
        self._busy, self._stale = False, True

    def note_change(self) -> None:
        """Let the checks look again, since files have changed."""
        self._stale = True

    def look(self) -> None:
        """Find all entries anew, with what the last checks said, and check again where files changed."""
        if (workspace := self._workspace) is None:
            return
        ticket = Ticket()
        self._tasks.submit(
            Lane.IO,
            lambda: workspace.reviewing.found(ticket.cancelled),
            self._on_found,
            self._on_find_failed,
            generation=self._looking,
            ticket=ticket,
        )
        if self._stale and not self._busy:
            self._check(workspace.reviewing)

    def act(self, work: "Callable[[Reviewing], Reviewed]") -> None:
        """Do something with the queues or the files; it can be taken back."""
        if (workspace := self._workspace) is None:
            return
        self._tasks.submit(
            Lane.IO, lambda: (workspace, work(workspace.reviewing)), self._on_acted, self._on_failed
        )

    def look_afresh(self) -> None:
        """Look, and ask the hosts what waits to be published, where the agent is one of those who publish."""
        self.look()
        if (workspace := self._workspace) is None:
            return
        ticket = Ticket()
        self._tasks.submit(
            Lane.NET,
            lambda: workspace.syncing.find_unpublished(ticket.cancelled),
            self._on_unpublished_found,
            self._on_find_failed,
            generation=self._asking,
            ticket=ticket,
        )

    def publish(self, branch: AuthorBranch) -> None:
        """Publish what an author has sent; the next sync brings it into the files."""
        if (workspace := self._workspace) is None:
            return

        def work() -> tuple[AuthorBranch, tuple[str, ...]]:
            return branch, workspace.syncing.publish(branch)

        self.said.emit(f"Publishing the edits of {branch.author}…", False)
        self._tasks.submit(Lane.NET, work, self._on_published, self._on_failed)

    def take_back(self) -> None:
        """Take back what was done last."""
        if not self._undone:
            self.said.emit("Nothing to take back here.", True)
            return
        last, before, workspace = self._undone.pop(), len(self._undone), self._workspace

        def failed(error: KbError) -> None:
            # Once more it may go: the drive is back. What can never be must not bar the way to the others.
            again = workspace is self._workspace and last not in self._failed
            if again:
                self._failed.append(last)
                self._undone.insert(before, last)
            self._on_failed(KbError(f"{error} {self._undo_key} tries it again.") if again else error)

        self._tasks.submit(Lane.IO, lambda: (last, last.undo()), self._on_taken_back, failed)

    def compare(self, entry: ReviewEntry) -> None:
        """Ask what changed in a file; only the newest question is answered."""
        if (workspace := self._workspace) is None:
            return

        def work() -> tuple[ReviewEntry, ChangeShown]:
            return entry, workspace.reviewing.show_change(entry)

        self._tasks.submit(Lane.IO, work, self._on_compared, self._on_failed, generation=self._comparing)

    def find_matrices(self) -> None:
        """Lay out which variants the articles have, as they were last checked."""
        if (workspace := self._workspace) is None:
            return

        def work() -> tuple[tuple[str, Matrix], ...]:
            roots = (library.root for library in workspace.libraries)
            return tuple((root, workspace.checking.matrix(root)) for root in roots)

        self._tasks.submit(
            Lane.IO, work, self._on_matrices_found, self._on_failed, generation=self._laying_out
        )

    def open_pair(self, entry: ReviewEntry) -> None:
        """Read both texts of a conflict."""
        workspace, pair = self._workspace, entry.subject
        if workspace is None or not isinstance(pair, CopyPair | PendingConflict):
            return

        def work() -> tuple[ReviewEntry, PairOpened | ConflictOpened]:
            return entry, workspace.reviewing.open_pair(pair)

        self._tasks.submit(Lane.IO, work, self._on_pair_opened, self._on_failed, generation=self._comparing)

    def _check(self, reviewing: "Reviewing") -> None:
        ticket = Ticket()
        self._busy, self._stale = True, False
        report = self._tasks.relay(ticket, self._on_check_progressed)
        self._tasks.submit(
            Lane.IO,
            lambda: reviewing.check(report, ticket.cancelled),
            self._on_checked,
            self._on_check_failed,
            generation=self._checking,
            ticket=ticket,
        )

    def _on_found(self, found: "Found") -> None:
        self.found.emit(found)

    def _on_find_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)

    def _on_unpublished_found(self, is_other: bool) -> None:
        if is_other:
            self.look()

    def _on_published(self, answer: tuple[AuthorBranch, tuple[str, ...]]) -> None:
        branch, notes = answer
        self.said.emit(" ".join((f"Published: the edits of {branch.author}.", *notes)), False)
        self._changed()

    def _on_check_progressed(self, progress: Progress) -> None:
        self.checked.emit(progress)

    def _on_checked(self, _: None) -> None:
        self._busy = False
        self.checked.emit(None)
        self.look()

    def _on_check_failed(self, error: KbError) -> None:
        self._busy = False
        self.checked.emit(None)
        self.said.emit(str(error), True)

    def _on_acted(self, answer: "tuple[Workspace, Reviewed]") -> None:
        workspace, reviewed = answer
        if workspace is not self._workspace:
            return  # other libraries were opened meanwhile
        self._undone.append(reviewed)
        self.said.emit(f"{reviewed.sentence} {self._undo_key} takes it back.", False)
        self._changed()

    def _on_taken_back(self, answer: tuple[Reviewed, tuple[str, ...]]) -> None:
        reviewed, notes = answer
        self.said.emit(" ".join((f"Taken back: {reviewed.sentence}", *notes)), False)
        self._changed()

    def _on_compared(self, answer: tuple[ReviewEntry, ChangeShown]) -> None:
        self.compared.emit(*answer)

    def _on_matrices_found(self, matrices: tuple[tuple[str, Matrix], ...]) -> None:
        self.matrices_found.emit(matrices)

    def _on_pair_opened(self, answer: tuple[ReviewEntry, PairOpened | ConflictOpened]) -> None:
        self.pair_opened.emit(*answer)

    def _on_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)
        self.look()

    def _changed(self) -> None:
        self._stale = True
        self.done.emit()
        self.look()
