"""All ways of making in one place: what they show, what they did, and how it is taken back."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kbassist.system.errors import KbError
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Lane, Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.write.making.bench import Bench
from kbassist.ui.write.making.flow import Deed
from kbassist.ui.write.making.moving import Moving
from kbassist.ui.write.making.new_article import NewArticle
from kbassist.ui.write.making.replacing import Replacing
from kbassist.ui.write.making.replying import Replying
from kbassist.ui.write.making.trashing import Trashing

NOTHING = "Nothing to take back here."
Undone = tuple[Deed, tuple[str, ...]]


class Making(QObject):
    """Holds the flows; whoever shows the panels asks them to begin.

    Signals:
        shown, closed, said, moved, text_wanted, gone: as of `Flow`.
        moved_back: a move was taken back; carries where the file was moved to, and where it is again.
        changed: files have other words, names, or are away or back again.
    """

    shown = Signal(QWidget)
    closed = Signal()
    said = Signal(str, bool)
    moved = Signal(object, object)
    text_wanted = Signal(object, str)
    gone = Signal(object)
    moved_back = Signal(object, object)
    changed = Signal()

    def __init__(self, tasks: Tasks, theme: Theme, icons: Icons, undo_key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._undo_key = undo_key
        self._deeds: list[Deed] = []
        self._undoing = False
        self.new = NewArticle(tasks, theme, icons, self)
        self.moving = Moving(tasks, theme, icons, self)
        self.trashing = Trashing(tasks, theme, icons, self)
        self.replacing = Replacing(tasks, theme, icons, self)
        self.replying = Replying(tasks, theme, icons, self)
        self._flows = (self.new, self.moving, self.trashing, self.replacing, self.replying)
        for flow in self._flows:
            flow.shown.connect(self.shown)
            flow.closed.connect(self.closed)
            flow.said.connect(self.said)
            flow.moved.connect(self.moved)
            flow.text_wanted.connect(self.text_wanted)
            flow.gone.connect(self.gone)
            flow.done.connect(self._on_flow_done)

    def serve(self, bench: Bench) -> None:
        """Work on another workspace; what was done in the one before stays done."""
        self._deeds.clear()
        for flow in self._flows:
            flow.bench = bench

    @Slot()
    def take_back(self) -> None:
        """Undo what was done last."""
        if self._undoing:
            return
        if not self._deeds:
            self.said.emit(NOTHING, True)
            return
        deed = self._deeds[-1]
        self._undoing = True

        def undo() -> Undone:
            return deed, deed.take_back()

        self._tasks.submit(Lane.IO, undo, self._on_undone, self._on_undo_failed)

    @Slot(object)
    def _on_flow_done(self, deed: Deed) -> None:
        self._deeds.append(deed)
        self.said.emit(f"{deed.sentence} {self._undo_key} takes it back.", False)
        self.changed.emit()

    def _on_undone(self, undone: Undone) -> None:
        deed, notes = undone
        self._undoing = False
        if deed in self._deeds:
            self._deeds.remove(deed)
        self.said.emit(" ".join(("Taken back.", *notes)), False)
        for before, after in deed.moved:
            self.moved_back.emit(after, before)
        self.changed.emit()

    def _on_undo_failed(self, error: KbError) -> None:
        self._undoing = False
        self.said.emit(str(error), True)
