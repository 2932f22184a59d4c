"""A guide as another look of the preview: its head, the place of the walk, and the keys that move it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.replies.guide_walk import GuideWalk
from kbassist.ui.answer.card.question_panel import QuestionPanel
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.announcing import announce
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.elided_label import ElidedLabel

COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LED_TO = "This reply fits. Enter copies it."
ENDS = "The guide ends here, without a reply. Enter copies the notes."
GONE = "The guide leads to a reply that is not there; choose one by hand."
LEAST_PX = 72
# What the row of digits types on French keyboards without Shift.
AZERTY = "&é\"'(-è_ç"
GAP = 6
QWIDGETSIZE_MAX = 16_777_215
END_SHARE = 0.42


class GuideView(QWidget):
    """Shows a walk; the digits answer, Up and Down move, Backspace and Alt+Left go back.

    Signals:
        answered: an answer was given; carries its number from 1.
        went_back: the last answer is to be taken back.
        recalled: an answer of the way is to be given anew; carries its place from 0.
        restarted: the guide is to begin again.
        next_wanted: the article's other guide is to be walked.
        step_marked: a step was ticked or cleared; carries its place from 0 and whether it was done.
        notes_wanted: the way is to be copied for the notes.
        pressed_enter: Enter was pressed where the guide has ended.
        typed: a letter was typed here; it belongs into the search box.
    """

    answered = Signal(int)
    went_back = Signal()
    recalled = Signal(int)
    restarted = Signal()
    next_wanted = Signal()
    step_marked = Signal(int, bool)
    notes_wanted = Signal()
    pressed_enter = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, notes_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        quiet = ButtonKind.QUIET
        self._next = Button("", theme, icons, kind=quiet)
        self._next.setToolTip("Walk the next guide of this article")
        self._back = Button("", theme, icons, kind=quiet, icon="arrow-left")
        self._back.setAccessibleName("Back")
        self._restart = Button("", theme, icons, kind=quiet, icon="rotate-ccw")
        self._restart.setAccessibleName("Begin again")
        self._restart.setToolTip("Begin again  Home")
        self._back.setToolTip("Take the last answer back  Backspace")
        self._notes = Button("Copy notes", theme, icons, kind=quiet, icon="copy", key=notes_key)
        self.panel = QuestionPanel(theme, icons)
        self._shown: tuple[object, ...] = ()
        self._is_short = self._copies_notes = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Guide")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._title, 1)
        for button in (self._next, self._back, self._restart, self._notes):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self.panel, 1)
        self._next.clicked.connect(self.next_wanted)
        self._back.clicked.connect(self.went_back)
        self._restart.clicked.connect(self.restarted)
        self._notes.clicked.connect(self.notes_wanted)
        self.panel.answered.connect(self.answered)
        self.panel.recalled.connect(self.recalled)
        self.panel.step_marked.connect(self.step_marked)
        self.panel.end_pressed.connect(self._on_panel_end_pressed)
        self.hide()

    @property
    def has_focus(self) -> bool:
        """Tell whether the keyboard is here."""
        focused = self.focusWidget()
        return self.hasFocus() or (focused is not None and focused.hasFocus())

    def show_walk(self, walk: GuideWalk, *, place: int, of: int, found: bool) -> None:
        """Show where a walk is.

        It is the guide in this `place`, from 1, of so many. `found` says that the reply it led to is there.
        """
        ending = ENDS if walk.reply is None else LED_TO if found else GONE
        # What was ticked is shown by the boxes themselves: new ones would take the focus from the hand.
        shown = (walk.tree, tuple(taken.answer for taken in walk.taken), ending)
        had_focus, is_new, self._shown = self.has_focus, shown != self._shown, shown
        self._is_short = walk.question is None and found
        self._copies_notes = walk.question is None and walk.reply is None
        self._title.set_text(walk.tree.title)
        self._next.set_text(f"{place} of {of} \u203a")
        self._next.setAccessibleName(f"Guide {place} of {of}: walk the next one")
        self._next.setVisible(of > 1)
        for button in (self._back, self._restart, self._notes):
            button.setEnabled(bool(walk.taken))
        self.show()
        if is_new:
            self.panel.show_walk(walk, ending)
            if had_focus:
                self.take_focus()
            else:
                self._scroll()
            announce(self, walk.question.text if walk.question else ending)
        self._fit()

    def forget(self) -> None:
        """Hide, and hold nothing of the walk."""
        self.hide()
        self._shown = ()
        self._title.set_text("")
        self.panel.forget()

    def take_focus(self) -> None:
        """Give the keyboard to the first answer, at an end to the guide itself, and show what is asked."""
        target = self.panel.answers[0] if self.panel.answers else self.panel.end or self
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll()

    def _scroll(self) -> None:
        """Show as much of what is asked now as there is room for; the way to it may scroll out above."""
        bar = self.panel.verticalScrollBar()
        bar.setValue(bar.maximum())
        if self.panel.answers:
            self.panel.ensureWidgetVisible(self.panel.answers[0], 0, self._theme.px(72))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(LEAST_PX))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        # Alt+Left is a key of the window as well: here it goes back.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.key() == Qt.Key.Key_Left and event.modifiers() == Qt.KeyboardModifier.AltModifier)
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        is_alt_left = key == Qt.Key.Key_Left and modifiers == Qt.KeyboardModifier.AltModifier
        if is_alt_left or (key == Qt.Key.Key_Backspace and not modifiers):
            self.went_back.emit()
        elif modifiers & COMMANDS:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Home:
            self.restarted.emit()
        elif key in ENTER:
            self.take_focus()
        elif self.panel.answers and (number := _number_of(event)):
            if number <= len(self.panel.answers) and not event.isAutoRepeat():
                self.answered.emit(number)
        elif event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Take what is there for a question; above a reply no more than is needed, and than its share."""
        parent = self.parentWidget()
        room = parent.height() if parent is not None else self.height()
        most = max(round(room * END_SHARE), self.minimumSizeHint().height())
        needed = GAP + self._back.sizeHint().height() + self.panel.sizeHint().height()
        self.setMaximumHeight(min(most, needed) if self._is_short else QWIDGETSIZE_MAX)

    def _step(self, steps: int) -> None:
        """Move the focus through steps and answers, and stop at the ends."""
        stops = [*self.panel.steps, *self.panel.answers, *([self.panel.end] if self.panel.end else [])]
        if not stops:
            return
        at = next((place for place, button in enumerate(stops) if button.hasFocus()), None)
        to = len(self.panel.steps) if at is None else at + steps
        stop = stops[max(0, min(len(stops) - 1, to))]
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        self.panel.ensureWidgetVisible(stop, 0, 8)

    @Slot()
    def press_chosen(self) -> None:
        """Carry out what Enter means from elsewhere: it never answers a question that nobody looks at."""
        if self._copies_notes:
            self.notes_wanted.emit()
        else:
            self.take_focus()

    @Slot()
    def _on_panel_end_pressed(self) -> None:
        if self._copies_notes:
            self.notes_wanted.emit()
        else:
            self.pressed_enter.emit()


def _number_of(event: QKeyEvent) -> int:
    """Return the number on a key from 1, also where it needs Shift and is pressed without; 0 for others."""
    text = event.text()
    if text.isascii() and text.isdecimal():
        return int(text)
    bare = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return AZERTY.find(text) + 1 if text and bare else 0
