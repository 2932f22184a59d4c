"""Changes of several files, looked at before they are made: each can be left out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.articles.changes import ChangePlan, FileChange
from kbassist.ui.compare.change_list import ChangeList
from kbassist.ui.compare.change_model import ChangeModel, changes_in
from kbassist.ui.compare.diff_view import DiffView
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.card import Card
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.label import make_label

LIST_WIDTH = 260
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}


class ChangesView(QWidget):
    """A `ChangePlan`: the files on the left with a tick each, what changes in the selected one on the right.

    Space ticks, A ticks all or none, N and P or F7 walk through the changes, Ctrl+Enter accepts.

    Signals:
        accepted: the changes shall be made; carries a plan with the ticked ones.
        cancelled: Escape was pressed; nothing shall be done.
    """

    accepted = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ChangeModel(self)
        self._title = ElidedLabel(theme, FontRole.TITLE)
        self._told = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self._notes = make_label("", theme, FontRole.SECONDARY, "missing_text", wrap=True)
        self._notes.hide()
        self.back = Button("Back", theme, icons, key="Esc")
        self.accept = Button("", theme, icons, kind=ButtonKind.PRIMARY, key="Ctrl Enter")
        self.files = ChangeList(self._model, theme, icons)
        self.diff = DiffView(theme, icons)
        self._arrange(theme)
        self.setFocusProxy(self.files)
        self.files.selected.connect(self._on_files_selected)
        self._model.dataChanged.connect(self._tell)
        self.accept.clicked.connect(self._accept)
        self.back.clicked.connect(self.cancelled)

    @property
    def says(self) -> str:
        """What is counted below the title."""
        return self._told.text

    def show_plan(self, plan: ChangePlan, accept: str, counts: Sequence[int] | None = None) -> None:
        """Show a plan; `accept` says in the imperative what the button does.

        `counts` are those of `changes_in`, which takes a while for hundreds of files.
        """
        self._title.set_text(plan.sentence)
        self.accept.set_text(accept)
        self._model.show_plan(plan, changes_in(plan) if counts is None else counts)
        self.files.setCurrentIndex(self._model.index(0))
        self._notes.setText("\n".join(plan.notes))
        self._notes.setVisible(bool(plan.notes))
        self._tell()

    @property
    def notes(self) -> str:
        """What the plan tells besides its changes, a line each."""
        return "" if self._notes.isHidden() else self._notes.text()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.files.setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._accept()
        elif key == Qt.Key.Key_F7:
            self.diff.step(-1 if shift else 1)
        elif key in STEPS and not event.modifiers():
            self.diff.step(STEPS[key])
        else:
            super().keyPressEvent(event)

    def _arrange(self, theme: Theme) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._told)
        words.addWidget(self._notes)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self.back)
        head.addWidget(self.accept)
        card = Card(theme)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(8, 8, 8, 8)
        inner.addWidget(self.diff)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.addWidget(self.files)
        split.addWidget(card)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.px(LIST_WIDTH), theme.px(3 * LIST_WIDTH)])
        self.files.setMinimumWidth(200)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(split, 1)

    @Slot()
    def _tell(self) -> None:
        self._told.set_text(self._model.sentence)
        self.accept.setEnabled(bool(self._model.ticked.changes))

    @Slot(object)
    def _on_files_selected(self, change: FileChange | None) -> None:
        before, after = (change.before, change.after) if change is not None else ("", "")
        moved = change is not None and change.moved_to is not None
        self.diff.say_nothing_differs(
            "The text stays as it is" if moved else "Nothing differs",
            f"{change.file.path} → {change.moved_to}" if change is not None and moved else "",
        )
        self.diff.show_texts(before, after)

    @Slot()
    def _accept(self) -> None:
        plan = self._model.ticked
        if plan.changes:
            self.accepted.emit(plan)
