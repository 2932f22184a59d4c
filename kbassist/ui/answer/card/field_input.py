"""One value that a reply asks for: its label, a box to type into, and what is wrong with it."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.articles.article import Field, FieldType
from kbassist.replies.reply import Placeholder
from kbassist.ui.answer.field_boxes import ChoiceBox, HintedLine, LongText
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.label import make_label

EXAMPLES = {
    FieldType.DATE: "20.11.2026 or tomorrow",
    FieldType.MONEY: "49.90 EUR",
    FieldType.NUMBER: "3",
    FieldType.EMAIL: "name@example.com",
}

LONG_TEXT_KEYS = "Enter begins a new line, Ctrl+Enter goes on"

# How the hint says where a value came from; what was typed says so itself.
SOURCES = {
    "typed": "",
    "default": "by default",
    "settings": "from Settings",
    "conversation": "from the conversation",
}


class FieldState(StrEnum):
    """How a field stands; the style sheet colours its box by it."""

    FINE = "fine"
    MISSING = "missing"
    ERROR = "error"


class FieldInput(QWidget):
    """Asks for one placeholder.

    Signals:
        edited: the user changed the value; carries the field's name and the text as typed.
        pressed_enter: Enter was pressed in it; carries the field's name.
        left: Escape was pressed in it.
        focused: it received the focus.
    """

    edited = Signal(str, str)
    pressed_enter = Signal(str)
    left = Signal()
    focused = Signal(QWidget)

    def __init__(self, field: Field, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._label = make_label(field.label, theme, FontRole.SECONDARY, "dim")
        self._note = make_label("", theme, FontRole.SECONDARY, "error", wrap=True)
        self._note.hide()
        self._box = self._make_box(theme, icons)
        self._box.setAccessibleName(field.label)
        self._box.setObjectName(f"field:{field.name}")
        self._box.installEventFilter(self)
        self._label.setBuddy(self._box)
        self.setFocusProxy(self._box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._label)
        column.addWidget(self._box)
        column.addWidget(self._note)

    @property
    def field(self) -> Field:
        """What is asked for."""
        return self._field

    @property
    def box(self) -> QWidget:
        """The control that is typed into."""
        return self._box

    @property
    def missing(self) -> bool:
        """Tell whether the reply waits for this value."""
        return bool(self._box.property("state") == str(FieldState.MISSING))

    @property
    def wide(self) -> bool:
        """Tell whether it wants a row of its own."""
        return self._field.type is FieldType.LONGTEXT

    @property
    def text(self) -> str:
        """The text as typed."""
        if isinstance(self._box, QPlainTextEdit):
            return self._box.toPlainText()
        return self._box.currentText() if isinstance(self._box, QComboBox) else self._box.text()

    def select_all(self) -> None:
        """Select what stands in a line, so that typing replaces it; also where it has the focus already."""
        if isinstance(self._box, HintedLine):
            self._box.selectAll()

    def show_placeholder(self, placeholder: Placeholder, typed: str | None) -> None:
        """Show how the value stands; `typed` is what the conversation holds for it, None for nothing.

        The text is left alone while it is the one being typed.
        """
        self._set_text(typed or "")
        state = FieldState.FINE
        if placeholder.problem:
            state = FieldState.ERROR
        elif placeholder.missing:
            state = FieldState.MISSING
        self._set_state(state, placeholder)
        if isinstance(self._box, HintedLine):
            known = placeholder.value or ""
            self._box.setPlaceholderText(self._example() if typed or not known else known)
            self._box.set_hint(SOURCES.get(placeholder.source, placeholder.source))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._pressed(event):
            return True
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self.focused.emit(self)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        command = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if isinstance(self._box, QPlainTextEdit) and not command:
            return False
        if not event.isAutoRepeat():  # a key that is held down would run through all fields
            self.pressed_enter.emit(self._field.name)
        return True

    def _make_box(self, theme: Theme, icons: Icons) -> HintedLine | LongText | ChoiceBox:
        if self._field.type is FieldType.LONGTEXT:
            long = LongText(theme)
            long.setPlaceholderText(self._example() or LONG_TEXT_KEYS)
            long.textChanged.connect(self._on_box_changed)
            return long
        if self._field.type is FieldType.CHOICE:
            choice = ChoiceBox(theme, icons)
            choice.addItems(["", *self._field.choices])
            # Qt's own placeholder shows without any choice only, and the empty one is a choice.
            choice.set_prompt("Choose…")
            choice.currentIndexChanged.connect(self._on_box_changed)
            return choice
        line = HintedLine(theme)
        line.setPlaceholderText(self._example())
        line.textEdited.connect(self._on_box_changed)
        return line

    def _example(self) -> str:
        # Said to be an example, or it would be taken for the value itself.
        example = self._field.example or EXAMPLES.get(self._field.type, "")
        return f"e.g. {example}" if example else ""

    def _set_text(self, text: str) -> None:
        if text == self.text:
            return
        blocked = self._box.blockSignals(True)
        if isinstance(self._box, QPlainTextEdit):
            self._box.setPlainText(text)
        elif isinstance(self._box, QComboBox):
            self._box.setCurrentIndex(max(0, self._box.findText(text)))
        else:
            self._box.setText(text)
        self._box.blockSignals(blocked)

    def _set_state(self, state: FieldState, placeholder: Placeholder) -> None:
        if self._box.property("state") != str(state):
            self._box.setProperty("state", str(state))
            # A style sheet looks at a property only when it is applied.
            self._box.style().unpolish(self._box)
            self._box.style().polish(self._box)
        self._note.setText(placeholder.problem)
        self._note.setVisible(bool(placeholder.problem))
        said = placeholder.problem or ("This value is missing. " if placeholder.missing else "")
        self._box.setAccessibleDescription(f"{said}{self._field.help}".strip())

    @Slot()
    def _on_box_changed(self) -> None:
        self.edited.emit(self._field.name, self.text)
