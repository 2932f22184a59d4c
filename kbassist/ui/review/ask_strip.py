"""Asks for the one thing that an action still needs: a word of many, a text, or a number of days."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.label import make_label


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a key gives at once."""

    key: str
    text: str
    value: str


class AskStrip(QWidget):
    """A line of question and answer; hidden until it asks. Escape leaves it.

    Signals:
        began: it asks.
        answered: carries the answer, never empty.
        left: there is no answer.
    """

    began = Signal()
    answered = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._known: tuple[str, ...] = ()
        self._open = True
        self._choices: dict[str, tuple[Choice, Button]] = {}
        self._label = make_label("", theme, "secondary", "dim")
        self.line = QLineEdit()
        self.line.setProperty("field", "true")
        theme.dress(self.line)
        self._label.setBuddy(self.line)
        self._hint = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        # It takes what the others leave; its own width would press the buttons flat.
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._take = Button("", theme, icons, kind=ButtonKind.PRIMARY, key="Enter")
        leave = Button("Leave it", theme, icons, kind=ButtonKind.QUIET, key="Esc")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self.line, 3)
        row.addWidget(self._hint, 2)
        row.addWidget(self._take)
        row.addWidget(leave)
        self.line.returnPressed.connect(self._on_line_return_pressed)
        self.line.textChanged.connect(self._on_line_text_changed)
        self._take.clicked.connect(self._on_line_return_pressed)
        leave.clicked.connect(self._leave)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # it has the focus itself while keys answer
        self.hide()

    def ask_text(
        self, question: str, take: str, text: str = "", known: Sequence[str] = (), *, free: bool = True
    ) -> None:
        """Ask for a text; Up and Down go through what is `known`, and nothing else counts unless `free`."""
        self._begin(question, ())
        self._known, self._open = tuple(known), free
        self._take.set_text(take)
        self.line.setText(text)
        self.line.setAccessibleName(question)
        self._on_line_text_changed(text)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def ask_choice(self, question: str, choices: Sequence[Choice]) -> None:
        """Ask for one of a few answers, each with its key."""
        self._begin(question, choices)
        self.setAccessibleName(question)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.text() in self._choices:
            self._answer(self._choices[event.text()][0].value)
        elif step is not None and self._known:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def _begin(self, question: str, choices: Sequence[Choice]) -> None:
        for _, button in self._choices.values():
            button.hide()
            button.deleteLater()
        self._choices = {}
        for at, choice in enumerate(choices):
            button = Button(choice.text, self._theme, self._icons, key=choice.key)
            button.clicked.connect(self._on_choice_clicked)
            self._row.insertWidget(1 + at, button)
            self._choices[choice.key] = (choice, button)
        self._known = ()
        self._label.setText(question)
        for widget in (self.line, self._take):
            widget.setVisible(not choices)
        self._hint.set_text("")
        self.began.emit()
        self.show()

    def _matching(self, text: str) -> list[str]:
        wanted = text.strip().casefold()
        return [word for word in self._known if wanted in word.casefold()]

    def _step(self, step: int) -> None:
        at = self._known.index(self.line.text()) + step if self.line.text() in self._known else min(step, 0)
        self.line.setText(self._known[at % len(self._known)])
        self.line.selectAll()

    def _answer(self, text: str) -> None:
        self.hide()
        self.answered.emit(text)

    @Slot()
    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    @Slot()
    def _on_choice_clicked(self) -> None:
        choice = next((one for one, button in self._choices.values() if button is self.sender()), None)
        if choice is not None:
            self._answer(choice.value)

    @Slot()
    def _on_line_return_pressed(self) -> None:
        text = self.line.text().strip()
        matching = self._matching(text)
        answer = text if self._open else next(iter(matching), "")
        if answer:
            self._answer(answer)

    @Slot(str)
    def _on_line_text_changed(self, text: str) -> None:
        matching = self._matching(text)
        others = [word for word in matching if word != text] if text not in self._known else self._known
        self._hint.set_text(" · ".join(others))
        self._take.setEnabled(bool(text.strip() if self._open else matching))
