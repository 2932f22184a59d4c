"""Shows an agent's own copy beside its original, and brings what is taken over into the text."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kbassist.articles.article import FileRef
from kbassist.system.errors import KbError
from kbassist.ui.compare.merge_view import MergeView
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.write.desk import WriteDesk

if TYPE_CHECKING:
    from kbassist.workspace.own_copies import CopyOpened
    from kbassist.workspace.workspace import Workspace

WAIT = "Save the copy first; then it can be joined with the original."
TAKEN = "What you took of the original is in the text; saving keeps it, Ctrl Z takes it back."
UNKNOWN = "What it was when you copied it is not known here, so every difference is asked about."


class OwnCopyFlow(QObject):
    """Uses the side room; the copy stays as it is until the text is saved.

    Signals:
        shown: the view shall take the place of the text; carries it.
        closed: the text shall be shown again.
        joined: the text that was made of both; carries the copy's `FileRef` and the text.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    shown = Signal(QWidget)
    closed = Signal()
    joined = Signal(object, str)
    said = Signal(str, bool)

    def __init__(self, desk: WriteDesk, tasks: Tasks, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._reading = Generation()
        self._opened: CopyOpened | None = None
        self._theme = theme
        self._icons = icons

    @cached_property
    def merge(self) -> MergeView:
        """Where both texts are shown; made for the first copy that is compared."""
        view = MergeView(self._theme, self._icons)
        view.resolved.connect(self._on_merge_resolved)
        view.cancelled.connect(self.closed)
        return view

    def begin(self, workspace: "Workspace", file: FileRef) -> None:
        """Read a copy and its original; they are shown when they are there."""
        self._tasks.submit(
            Lane.IO,
            lambda: workspace.own_copies.open(file),
            self._on_opened,
            self._on_failed,
            generation=self._reading,
        )

    def _on_opened(self, opened: "CopyOpened") -> None:
        if self._desk.file == opened.copy.file and self._desk.dirty:
            self.said.emit(WAIT, True)
            return
        self._opened = opened
        self.merge.show_merge(opened.merge, "Yours", opened.label)
        if not opened.joined:
            self.said.emit(UNKNOWN, False)
        self.shown.emit(self.merge)

    def _on_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)

    @Slot(str)
    def _on_merge_resolved(self, text: str) -> None:
        opened = self._opened
        self.closed.emit()
        if opened is not None:
            self.joined.emit(opened.copy.file, text)
