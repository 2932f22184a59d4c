"""Asks for the words of an alias before they are written into an article."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.label import make_label


class AliasStrip(QWidget):
    """A line with what is proposed; hidden until `ask`.

    Signals:
        chosen: the alias shall be written; carries it.
        left: nothing shall be written.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setAccessibleName("The alias, as customers would say it")
        self.line.setProperty("field", "true")
        theme.dress(self.line)
        label = make_label("Alias, as customers would say it", theme, "secondary", "dim")
        label.setBuddy(self.line)
        self._write = Button("Write it into the article", theme, icons, kind=ButtonKind.PRIMARY, key="Enter")
        cancel = Button("Leave it", theme, icons, kind=ButtonKind.QUIET, key="Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.line, 1)
        row.addWidget(self._write)
        row.addWidget(cancel)
        self.line.returnPressed.connect(self._on_line_return_pressed)
        self.line.textChanged.connect(self._on_line_text_changed)
        self._write.clicked.connect(self._on_line_return_pressed)
        cancel.clicked.connect(self._leave)
        self.hide()

    def ask(self, proposed: str) -> None:
        """Show a proposal to be put into words."""
        self.line.setText(proposed)
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    @Slot()
    def _on_line_return_pressed(self) -> None:
        if alias := self.line.text().strip():
            self.hide()
            self.chosen.emit(alias)

    @Slot(str)
    def _on_line_text_changed(self, text: str) -> None:
        self._write.setEnabled(bool(text.strip()))
