"""Puts the lines of one place of a merge into the writer's own words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme


class PlaceEditor(QPlainTextEdit):
    """A plain-text editor of a few lines.

    Signals:
        edited: the writer changed the lines; carries them without line ends.
        left: Escape was pressed.
    """

    edited = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taking_over = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Result of this place")
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        theme.dress(self, FontRole.MONO)
        self.textChanged.connect(self._on_self_text_changed)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Edit these lines; the cursor stands at their end."""
        self._taking_over = True
        self.setPlainText("\n".join(lines))
        self._taking_over = False
        self.moveCursor(QTextCursor.MoveOperation.End)

    def lines(self) -> tuple[str, ...]:
        """Return the lines as they stand; none when everything was deleted."""
        text = self.toPlainText()
        return tuple(text.split("\n")) if text else ()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_F7 or (
            command and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_self_text_changed(self) -> None:
        if not self._taking_over:
            self.edited.emit(self.lines())
