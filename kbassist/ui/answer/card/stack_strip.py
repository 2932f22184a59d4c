"""The message that is being put together: its replies in their order, as chips."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from kbassist.replies.stack import Stack
from kbassist.ui.answer.card.chip_row import ChipRow, number_of
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.chip import Chip, ChipKind

HOW = "Enter edits it, Ctrl with an arrow moves it, Delete takes it out"


class MessageButton(Button):
    """Tinted while the preview has the message."""

    @override
    def _ink(self) -> tuple[str, str, str]:
        return ("accent_tint", "", "accent") if self.isChecked() else super()._ink()


class StackStrip(QWidget):
    """One line; hidden while there is no message and nothing to bring back.

    Signals:
        toggled: the message is wanted in the preview, or the reply again.
        moved: a piece was moved; carries its place and the new one, from 0.
        removed: a piece was taken out; carries its place.
        chosen: a piece was pressed, to be edited; carries its place.
        undo_pressed: what was taken out is wanted back.
    """

    toggled = Signal()
    moved = Signal(int, int)
    removed = Signal(int)
    chosen = Signal(int)
    undo_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._titles: tuple[str, ...] = ()
        self._message = MessageButton("Message", theme, icons, kind=ButtonKind.QUIET, key=key)
        self._message.setCheckable(True)
        self.row = ChipRow()
        self._undo = Button("Undo", theme, icons, kind=ButtonKind.QUIET, icon="rotate-ccw")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 16, 6)
        line.setSpacing(8)
        line.addWidget(self._message)
        line.addWidget(self.row, 1)
        line.addWidget(self._undo)
        self.row.move_wanted.connect(self._on_row_move_wanted)
        self._message.clicked.connect(self.toggled)
        self._undo.clicked.connect(self.undo_pressed)
        self.setAccessibleName("The message that is being put together")
        self.hide()

    def show_stack(self, stack: Stack, *, shown: bool, undo: str = "") -> None:
        """Show the pieces; `shown` when the preview has the message, `undo` names what can come back."""
        titles = tuple(piece.title + (" *" if piece.edit else "") for piece in stack.pieces)
        focused = self.row.focused()
        if titles != self._titles:
            self._titles = titles
            self.row.set_chips([self._chip(number, title) for number, title in enumerate(titles)])
            if focused is not None:
                self.row.focus_chip(focused)
        self._message.setChecked(shown)
        self._message.setVisible(bool(titles))
        self._message.set_text("Message")
        count = "1 reply" if len(titles) == 1 else f"{len(titles)} replies"
        showing = ", shown" if shown else ""
        self._message.setAccessibleName(f"The message of {count}{showing}")
        self._undo.setVisible(bool(undo))
        self._undo.setAccessibleName(f"Undo: {undo}")
        self.setVisible(bool(titles) or bool(undo))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.undo_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _chip(self, number: int, title: str) -> Chip:
        chip = Chip(
            title, self._theme, self._icons, kind=ChipKind.VALUE, label=str(number + 1), removable=True,
            interactive=True,
        )  # fmt: skip
        chip.setMaximumWidth(self._theme.px(200))
        chip.setAccessibleName(f"Reply {number + 1} of the message: {title}")
        chip.setAccessibleDescription(HOW)
        chip.clicked.connect(self._on_chip_clicked)
        chip.removed.connect(self._on_chip_removed)
        return chip

    @Slot(int, int)
    def _on_row_move_wanted(self, at: int, to: int) -> None:
        self.moved.emit(at, to)
        self.row.focus_chip(to)

    @Slot()
    def _on_chip_clicked(self) -> None:
        number = number_of(self.row, self.sender())
        if number is not None:
            self.chosen.emit(number)

    @Slot()
    def _on_chip_removed(self) -> None:
        number = number_of(self.row, self.sender())
        if number is not None:
            self.removed.emit(number)
