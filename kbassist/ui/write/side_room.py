"""What takes the place of the text for a while: two versions compared, a conflict, the history."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button
from kbassist.ui.widgets.elided_label import ElidedLabel


class SideRoom(QWidget):
    """Shows one view at a time under a line with its title and the way back.

    Signals:
        left: the text is wanted again.
    """

    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._back = Button("Back to the text", theme, icons, icon="arrow-left", key="Esc")
        self._title = ElidedLabel(theme, FontRole.STRONG)
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._back)
        row.addWidget(self._title, 1)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addLayout(self._stack, 1)
        self._back.clicked.connect(self.left)

    @property
    def view(self) -> QWidget | None:
        """The view that is shown, or was shown last."""
        return self._stack.currentWidget()

    def show_view(self, view: QWidget, title: str = "") -> None:
        """Show a view; without a title it brings its own head and its own way back."""
        if self._stack.indexOf(view) < 0:
            self._stack.addWidget(view)
        self._head.setVisible(bool(title))
        self._title.set_text(title)
        self._stack.setCurrentWidget(view)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def leave(self) -> None:
        """Ask for the text again."""
        self.left.emit()
