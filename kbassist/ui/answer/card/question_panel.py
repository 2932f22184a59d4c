"""The middle of a guide: the way so far, what is to be done, and the question with its answers."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.replies.guide_walk import GuideWalk
from kbassist.ui.answer.card.wrapped_button import ButtonLook, WrappedButton, breakable
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.label import make_label

KEYS = 9
"""Answers beyond the ninth have no digit; they are reached by Up and Down."""


class QuestionPanel(QScrollArea):
    """Shows one place of a walk.

    Signals:
        answered: an answer was pressed; carries its number from 1.
        recalled: an answer of the way was pressed; carries its place from 0.
        step_marked: a step was ticked or cleared; carries its place from 0 and whether it was done.
        end_pressed: the sentence at the end was pressed.
    """

    end_pressed = Signal()
    answered = Signal(int)
    recalled = Signal(int)
    step_marked = Signal(int, bool)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self.answers: list[WrappedButton] = []
        self.steps: list[WrappedButton] = []
        self.trail: list[WrappedButton] = []
        self.end: WrappedButton | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Guide")
        self.viewport().setAutoFillBackground(False)

    def show_walk(self, walk: GuideWalk, ending: str) -> None:
        """Show where a walk is; `ending` is the sentence for an end."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 4)
        column.setSpacing(2)
        self._add_way(column, walk)
        self._add_steps(column, walk)
        self._add_question(column, walk, ending)
        column.addStretch(1)
        self._drop()
        self.setWidget(content)
        content.setAutoFillBackground(False)  # setWidget has just switched it on

    def forget(self) -> None:
        """Show nothing, and hold nothing of what was shown."""
        self.answers, self.steps, self.trail, self.end = [], [], [], None
        self._drop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # a scroll area would take Up, Down and Alt+Left for itself

    @override
    def sizeHint(self) -> QSize:
        content = self.widget()
        height = content.heightForWidth(max(1, self.viewport().width() or self.width())) if content else 0
        return QSize(self._theme.px(320), max(height, 0) + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(60))

    def _drop(self) -> None:
        """Let go of what was shown, once the key or the click that did it has been dealt with."""
        old = self.takeWidget()
        if old is not None:
            old.hide()
            # Taken out it belongs to Python, which would destroy the pressed button under its own event.
            old.setParent(self)
            old.deleteLater()

    def _add_way(self, column: QVBoxLayout, walk: GuideWalk) -> None:
        self.trail = []
        if walk.tree.intro and not walk.taken:
            column.addWidget(self._label(walk.tree.intro, FontRole.BODY, "dim"))
            column.addSpacing(8)
        for place, taken in enumerate(walk.taken):
            text = f"{taken.question.text} \N{EN DASH} {taken.answer.text}"
            button = WrappedButton(text, ButtonLook.PAST, self._theme, self._icons)
            button.setAccessibleDescription("Ask this again")
            button.setProperty("place", place)
            button.clicked.connect(self._on_past_clicked)
            column.addWidget(button)
            self.trail.append(button)
        if walk.taken:
            column.addSpacing(8)

    def _add_steps(self, column: QVBoxLayout, walk: GuideWalk) -> None:
        self.steps = []
        for place, step in enumerate(walk.steps):
            button = WrappedButton(step, ButtonLook.STEP, self._theme, self._icons)
            button.setChecked(place not in walk.taken[-1].left_out)
            button.setAccessibleDescription("Step; cleared, the notes say that it was left out")
            button.setProperty("place", place)
            button.toggled.connect(self._on_step_toggled)
            column.addWidget(button)
            self.steps.append(button)
        if walk.steps:
            column.addSpacing(8)

    def _add_question(self, column: QVBoxLayout, walk: GuideWalk, ending: str) -> None:
        self.answers, self.end = [], None
        question = walk.question
        if question is None:
            self.end = WrappedButton(ending, ButtonLook.END, self._theme, self._icons)
            self.end.clicked.connect(self.end_pressed)
            column.addWidget(self.end)
            return
        column.addWidget(self._label(question.text, FontRole.HEADING, "text"))
        if question.hint:
            column.addSpacing(2)
            column.addWidget(self._label(question.hint, FontRole.BODY, "dim"))
        column.addSpacing(10)
        for number, answer in enumerate(question.answers, start=1):
            key = str(number) if number <= KEYS else ""
            button = WrappedButton(answer.text, ButtonLook.ANSWER, self._theme, self._icons, key=key)
            button.setAccessibleDescription(f"Answer {number} of {len(question.answers)}")
            button.setProperty("place", number)
            button.clicked.connect(self._on_answer_clicked)
            column.addWidget(button)
            column.addSpacing(6)
            self.answers.append(button)

    def _label(self, text: str, role: FontRole, colour: str) -> QLabel:
        return make_label(breakable(text), self._theme, role, colour, wrap=True)

    @Slot()
    def _on_answer_clicked(self) -> None:
        self.answered.emit(int(self.sender().property("place")))

    @Slot()
    def _on_past_clicked(self) -> None:
        self.recalled.emit(int(self.sender().property("place")))

    @Slot(bool)
    def _on_step_toggled(self, done: bool) -> None:
        self.step_marked.emit(int(self.sender().property("place")), done)
