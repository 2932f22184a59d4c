"""The reply as spoken steps in large type: one of them at a time is the one to speak."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.replies.phone import SpokenStep
from kbassist.ui.answer.card.step_row import StepRow
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.announcing import announce

FORWARD = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space)
BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Backspace)
COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class PhoneView(QScrollArea):
    """Steps below each other; keys move on while it has the focus.

    Signals:
        turned: another step is the one to speak; carries its place, from 0.
        pressed_enter: Enter was pressed.
        left: Escape was pressed.
        typed: a text was typed here; it belongs into the search box.
    """

    turned = Signal(int)
    pressed_enter = Signal()
    left = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._rows: list[StepRow] = []
        self._at = 0
        self._spelling = False
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(3, 3, 3, 3)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("phone-view")
        self.setAccessibleName("Spoken steps")
        self._content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    @property
    def steps(self) -> tuple[SpokenStep, ...]:
        """The steps shown."""
        return tuple(row.step for row in self._rows)

    @property
    def place(self) -> int:
        """Where the agent is, from 0."""
        return self._at

    @property
    def progress(self) -> str:
        """Where the agent is, in words; empty without steps."""
        return f"Step {self._at + 1} of {len(self._rows)}" if self._rows else ""

    def show_steps(self, steps: Sequence[SpokenStep], place: int) -> None:
        """Show these steps and go to `place`, from 0; steps that are the same keep what is on the screen."""
        if tuple(steps) != self.steps:
            for row in self._rows:
                row.hide()
                row.deleteLater()
            self._rows = [StepRow(step, self._theme, self._icons) for step in steps]
            for number, row in enumerate(self._rows):
                row.pressed.connect(self._on_row_pressed)
                self._column.insertWidget(number, row)
            self._show_focus()
        self._go(place)

    def step_on(self, steps: int) -> bool:
        """Go so many steps on, and tell whether there was any."""
        before = self._at
        self._go(self._at + steps)
        if self._at != before:
            self.turned.emit(self._at)
            announce(self, self._rows[self._at].says)
        return self._at != before

    def spell(self) -> bool:
        """Spell identifiers out, or no longer; tell whether they are now."""
        self._spelling = not self._spelling
        self._go(self._at)
        return self._spelling

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & COMMANDS:
            super().keyPressEvent(event)
        elif key in FORWARD or key in BACK:
            self.step_on(1 if key in FORWARD else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.step_on(len(self._rows) * (1 if key == Qt.Key.Key_End else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.pressed_enter.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_focus()

    def _show_focus(self) -> None:
        for row in self._rows:
            row.show_focus(self.hasFocus())

    def _go(self, place: int) -> None:
        self._at = max(0, min(place, len(self._rows) - 1))
        for number, row in enumerate(self._rows):
            row.show_as(
                current=number == self._at,
                done=number < self._at,
                spelled=self._spelling and number == self._at,
            )
        if self._rows:
            self._column.activate()
            current = self._rows[self._at]
            self.setAccessibleDescription(f"{self.progress}. {current.says}")
            self.ensureWidgetVisible(current, 0, self._theme.px(48))

    @Slot()
    def _on_row_pressed(self) -> None:
        sender = self.sender()
        place = next((number for number, row in enumerate(self._rows) if row is sender), self._at)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.step_on(place - self._at)
