"""What all forms in place have in common: a title, rows of inputs, a sentence, and two ways out."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.announcing import announce
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.label import make_label

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormLine(QLineEdit):
    """A line of a form; Enter with Ctrl is the form's own, which would else accept twice."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("field", "true")
        theme.dress(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class FormPanel(QWidget):
    """A form in place of a page's content. Ctrl+Enter accepts from anywhere, Enter from a line, Esc leaves.

    Signals:
        accepted: what the primary button says shall be done.
        left: Escape was pressed; nothing shall be done.
    """

    accepted = Signal()
    left = Signal()

    def __init__(
        self, title: str, accept: str, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._labels: dict[QWidget, QLabel] = {}
        self._title = ElidedLabel(theme, FontRole.TITLE)
        self._title.set_text(title)
        self._told = make_label("", theme, FontRole.SECONDARY, "dim", wrap=True)
        self.back = Button("Back", theme, icons, key="Esc")
        self.accept = Button(accept, theme, icons, kind=ButtonKind.PRIMARY, key="Ctrl Enter")
        self._head = head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self.back)
        head.addWidget(self.accept)
        self.rows = QGridLayout()
        self.rows.setHorizontalSpacing(12)
        self.rows.setVerticalSpacing(8)
        self.rows.setColumnStretch(1, 1)
        self.rows.setColumnStretch(3, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addLayout(head)
        self.column.addLayout(self.rows)
        self.column.addWidget(self._told)
        self.accept.clicked.connect(self._accept)
        self.back.clicked.connect(self.left)

    @property
    def says(self) -> str:
        """The sentence that is told."""
        return self._told.text()

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.set_text(title)

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Tell something about what stands in the form."""
        if sentence == self._told.text():
            return
        self._told.setText(sentence)
        self._theme.dress(self._told, FontRole.SECONDARY, "error" if trouble else "dim")
        if trouble:
            announce(self, sentence)

    def label_of(self, box: QWidget) -> QLabel:
        """Return the words before an input."""
        return self._labels[box]

    def add_line(self, label: str, row: int, place: int = 0, span: int = 1) -> QLineEdit:
        """Add a line of text with its label; `place` 1 is the right half of the row, `span` 3 all of it."""
        line = FormLine(label, self._theme)
        line.returnPressed.connect(self._accept)
        self.add_input(label, line, row, place, span)
        return line

    def add_input(self, label: str, box: QWidget, row: int, place: int = 0, span: int = 1) -> None:
        """Add any input with its label; `span` 3 is the whole row."""
        words = self._labels[box] = make_label(label, self._theme, FontRole.SECONDARY, "dim")
        words.setBuddy(box)
        self.rows.addWidget(words, row, 2 * place)
        self.rows.addWidget(box, row, 2 * place + 1, 1, span)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._accept()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _accept(self) -> None:
        if self.accept.isEnabled():
            self.accepted.emit()
