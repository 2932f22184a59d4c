"""What is known about the customer at hand, and the way to forget it all."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from kbassist.replies.conversation import Conversation
from kbassist.ui.answer.field_boxes import ChoiceBox
from kbassist.ui.answer.known_names import KnownNames
from kbassist.ui.answer.questions import View
from kbassist.ui.answer.value_strip import ValueStrip
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.label import make_label


class ValueEditor(QWidget):
    """Two boxes in a row: which value, and what it is.

    Signals:
        entered: Enter was pressed with both filled in; carries name and text.
        left: Escape was pressed.
    """

    entered = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = KnownNames({})
        self._name = ChoiceBox(theme, icons, FontRole.SECONDARY)
        self._name.setEditable(True)
        self._name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._name.setAccessibleName("Which value")
        if (line := self._name.lineEdit()) is not None:
            line.setPlaceholderText("which value")
        self._value = QLineEdit()
        self._value.setAccessibleName("Its text")
        self._value.setPlaceholderText("its text, then Enter")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for box, stretch in ((self._name, 2), (self._value, 3)):
            theme.dress(box, FontRole.SECONDARY)
            box.setMaximumWidth(theme.px(110 * stretch))
            # As low as the chips, so that nothing below moves when the editor opens.
            box.setStyleSheet("padding: 1px 8px;")
            box.installEventFilter(self)
            row.addWidget(box, stretch)
        row.addStretch(1)
        self.hide()

    def open(self, known: KnownNames, name: str, text: str) -> None:
        """Ask for a value; with a `name` it is that one's text which is changed."""
        self._known = known
        self._name.clear()
        self._name.addItems([known.label(known_name) for known_name in known.labels])
        self._name.setEditText(known.label(name) if name else "")
        self._value.setText(text)
        self.show()
        first = self._value if name else self._name
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._value.selectAll()

    def forget(self) -> None:
        """Empty both boxes; what stood in them cannot be undone back."""
        self._name.clear()
        for line in (self._name.lineEdit(), self._value):
            if line is not None:
                line.setText("")  # unlike `clear`, which can be undone

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        name, text = self._known.named(self._name.currentText()), self._value.text().strip()
        if not name:
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not text:
            self._value.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.entered.emit(name, text)
        return True


class ConversationBar(QWidget):
    """The conversation's values and *New conversation*.

    Signals:
        value_entered: a value was added or changed; carries name and text.
        value_removed: a value was taken off; carries its name.
        editing_ended: the editor closed; the search box wants the focus.
        new_pressed: *New conversation* was pressed.
        another_pressed: one more conversation was asked for.
    """

    value_entered = Signal(str, str)
    value_removed = Signal(str)
    editing_ended = Signal()
    new_pressed = Signal()
    another_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, new_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conversation = Conversation()
        self._known = KnownNames({})
        self._learnt: dict[str, str] = {}
        self._strip = ValueStrip(theme, icons)
        self._editor = ValueEditor(theme, icons)
        new = Button("New conversation", theme, icons, kind=ButtonKind.QUIET, key=new_key)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(make_label("Conversation", theme, FontRole.SECONDARY, "dim"))
        row.addWidget(self._strip, 1)
        row.addWidget(self._editor, 1)
        another = Button("", theme, icons, kind=ButtonKind.QUIET, icon="plus")
        another.setAccessibleName("Begin another conversation beside this one")
        another.setToolTip("Another conversation beside this one")
        row.addWidget(another)
        row.addWidget(new)
        self._strip.add_pressed.connect(self.ask_for_value)
        self._strip.pressed.connect(self._on_strip_pressed)
        self._strip.removed.connect(self.value_removed)
        self._editor.entered.connect(self._on_editor_entered)
        self._editor.left.connect(self._on_editor_left)
        new.clicked.connect(self._on_new_clicked)
        another.clicked.connect(self._on_another_clicked)

    def show_conversation(self, conversation: Conversation, known: KnownNames) -> None:
        """Show these values under these labels."""
        self._conversation = conversation
        self._known = known
        labels = {name: self._label(name) for name in conversation.values}
        self._strip.show_values(conversation, labels)

    @Slot(object)
    def learn(self, view: View) -> None:
        """Take over how an article calls the values that it asks for; values typed for it are named so."""
        if view.filled is not None:
            self._learnt |= {p.name: p.field.label for p in view.filled.placeholders}

    @Slot()
    def ask_for_value(self) -> None:
        """Open the editor for a new value."""
        self._edit("", "")

    def _edit(self, name: str, text: str) -> None:
        self._strip.hide()
        self._editor.open(self._known, name, text)

    def _label(self, name: str) -> str:
        return self._known.labels.get(name) or self._learnt.get(name) or self._known.label(name)

    def close_editor(self) -> None:
        """Give the chips their place back, and forget what was typed in the editor."""
        self._editor.forget()
        self._editor.hide()
        self._strip.show()

    @Slot(str)
    def _on_strip_pressed(self, name: str) -> None:
        value = self._conversation.values.get(name)
        self._edit(name, value.text if value else "")

    @Slot(str, str)
    def _on_editor_entered(self, name: str, text: str) -> None:
        self.value_entered.emit(name, text)
        self.close_editor()
        self.editing_ended.emit()

    @Slot()
    def _on_editor_left(self) -> None:
        self.close_editor()
        self.editing_ended.emit()

    @Slot()
    def _on_new_clicked(self) -> None:
        self.new_pressed.emit()

    @Slot()
    def _on_another_clicked(self) -> None:
        self.another_pressed.emit()
