"""Where an edit of the open file met another one in git: says so, and lets the writer choose."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kbassist.system.errors import KbError
from kbassist.ui.compare.merge_view import MergeView
from kbassist.ui.icons import Icons
from kbassist.ui.notices import Notice, Notices
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.banner import BannerKind
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.layout import WriteLayout
from kbassist.ui.write.notes import when_words
from kbassist.ui.write.side_room import SideRoom
from kbassist.workspace.written import SaveOutcome, SaveResult

if TYPE_CHECKING:
    from kbassist.team.git.pending import PendingConflict
    from kbassist.workspace.written import ConflictOpened

SUBJECT = "met"


class Meeting(QObject):
    """Looks for what is pending of the open file.

    Signals:
        settled: the file has other words now.
        left: the text is shown again.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    settled = Signal()
    left = Signal()
    said = Signal(str, bool)

    def __init__(
        self,
        desk: WriteDesk,
        notes: Notices,
        side: SideRoom,
        places: WriteLayout,
        tasks: Tasks,
        theme: Theme,
        icons: Icons,
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._notes = notes
        self._side = side
        self._places = places
        self._tasks = tasks
        self._looking = Generation()
        self._opening = Generation()
        self._opened: ConflictOpened | None = None
        self._theme = theme
        self._icons = icons
        desk.turned.connect(self.look)

    @cached_property
    def merge(self) -> MergeView:
        """Where both texts are shown; made for the first conflict, which most writers never have."""
        view = MergeView(self._theme, self._icons)
        view.resolved.connect(self._on_merge_resolved)
        view.cancelled.connect(self._leave)
        return view

    @Slot()
    def look(self) -> None:
        """Find out whether the open file has a conflict that waits."""
        file, workspace = self._desk.file, self._desk.workspace
        if file is None or workspace is None:
            self._looking.drop()
            return

        def work() -> "tuple[PendingConflict, ...]":
            return tuple(one for one in workspace.syncing.conflicts() if one.file == file)

        self._tasks.submit(Lane.IO, work, self._on_looked, self._on_failed, generation=self._looking)

    @Slot()
    def open(self) -> None:
        """Show both texts of the oldest conflict of the open file."""
        file, workspace = self._desk.file, self._desk.workspace
        if file is None or workspace is None:
            return

        def work() -> "ConflictOpened | None":
            first = next((one for one in workspace.syncing.conflicts() if one.file == file), None)
            return workspace.syncing.open_conflict(first) if first is not None else None

        self._tasks.submit(Lane.IO, work, self._on_opened, self._on_failed, generation=self._opening)

    def _on_looked(self, found: "tuple[PendingConflict, ...]") -> None:
        if not found or found[0].file != self._desk.file:
            self._notes.drop(SUBJECT)
            return
        text = (
            f"Your edit met one by {found[0].who or 'somebody else'} {when_words(found[0].at)}: both changed "
            "the same lines. What is published stands here; yours is kept."
        )
        self._notes.show_notice(SUBJECT, Notice(text, BannerKind.WARNING, "Choose", self.open))

    def _on_opened(self, opened: "ConflictOpened | None") -> None:
        if opened is None or opened.pending.file != self._desk.file:
            self._notes.drop(SUBJECT)
            return
        self._opened = opened
        mine, theirs = labels_of(opened.pending)
        self.merge.show_merge(opened.merge, mine, theirs)
        self._side.show_view(self.merge)
        self._places.show_side(True)
        self.merge.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_merge_resolved(self, text: str) -> None:
        opened, workspace = self._opened, self._desk.workspace
        self._leave()
        if opened is None or workspace is None:
            return

        def work() -> SaveResult:
            return workspace.syncing.settle_conflict(opened.pending, opened.original, text)

        self._tasks.submit(Lane.IO, work, self._on_settled, self._on_failed)

    def _on_settled(self, result: SaveResult) -> None:
        if result.outcome is SaveOutcome.CONFLICT:
            self.said.emit("Somebody changed the same lines meanwhile; look at it once more.", True)
        else:
            told = ("Settled: the article holds what you took of both.", *result.notes)
            self.said.emit(" ".join(told), False)
            self.settled.emit()
        self.look()

    @Slot()
    def _leave(self) -> None:
        self._opened = None
        if self._places.in_side:
            self._places.show_side(False)
            self.left.emit()

    def _on_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)


def labels_of(pending: "PendingConflict") -> tuple[str, str]:
    """Name both sides of a conflict: mine and theirs."""
    return f"Yours, {when_words(pending.at)}", f"{pending.who or 'Somebody else'}, as it is published"
