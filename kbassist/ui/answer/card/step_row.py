"""One spoken step: what kind it is, what to say or do, and its identifiers spelled out."""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.replies.phone import SpokenStep, StepKind
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.chip import Chip, ChipKind
from kbassist.ui.widgets.label import make_label
from kbassist.ui.widgets.painting import CONTROL_RADIUS, draw_box, draw_focus

WORDS = {StepKind.SAY: "Say", StepKind.DO: "Do", StepKind.WAIT: "Wait", StepKind.PAUSE: "Pause"}
CHIPS = {
    StepKind.SAY: ChipKind.PLAIN,
    StepKind.DO: ChipKind.VERIFIED,
    StepKind.WAIT: ChipKind.DUE,
    StepKind.PAUSE: ChipKind.DUE,
}
BAR_PX = 4
CHIP_PX = 58


class StepRow(QWidget):
    """Large while it is the one to speak, small and dim otherwise.

    Signals:
        pressed: it was clicked.
    """

    pressed = Signal()

    def __init__(self, step: SpokenStep, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self._theme = theme
        self._current = False
        self._focused = False
        self._kind = kind = Chip(WORDS[step.kind], theme, icons, kind=CHIPS[step.kind])
        kind.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        place = QWidget()
        place.setFixedWidth(theme.px(CHIP_PX))
        under = QVBoxLayout(place)
        under.setContentsMargins(0, 2, 0, 0)
        under.addWidget(kind, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        under.addStretch(1)
        self._text = make_label(step.text, theme, wrap=True)
        self._spelled = make_label(step.spelled, theme, FontRole.BODY, "accent", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(6)
        for label in (self._text, self._spelled):
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(label)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(10)
        self._row.addWidget(place)
        self._row.addLayout(words, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_as(current=False, done=False, spelled=False)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    @property
    def says(self) -> str:
        """The step as a screen reader says it."""
        return f"{WORDS[self.step.kind]}: {self.step.text}"

    @property
    def spelled(self) -> QLabel:
        """The line that spells identifiers out."""
        return self._spelled

    def show_as(self, *, current: bool, done: bool, spelled: bool) -> None:
        """Show it as the one to speak, as one that was spoken, or as one to come."""
        self._current = current
        role = FontRole.SPOKEN if current else FontRole.REPLY
        self._theme.dress(self._text, role, "dim" if done and not current else "text")
        # Most steps are said: naming it once is enough, and what is to be done stands out.
        self._kind.setVisible(current or self.step.kind is not StepKind.SAY)
        self._theme.dress(self._spelled, FontRole.TITLE if current else FontRole.BODY, "accent")
        self._spelled.setVisible(spelled and bool(self.step.spelled))
        pad = self._theme.px(14 if current else 7)
        self._row.setContentsMargins(14, pad, 14, pad)
        self.updateGeometry()
        self.update()

    def show_focus(self, focused: bool) -> None:
        """Show whether the keys go here."""
        self._focused = focused
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        event.accept()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._current:
            return
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, self._theme.colour("selection"), None, CONTROL_RADIUS)
        if self._focused:
            draw_focus(painter, box, self._theme)
        bar = QRectF(0, 0, BAR_PX, box.height())
        painter.setClipRect(bar)
        draw_box(painter, box, self._theme.colour("accent"), None, CONTROL_RADIUS)
        painter.end()

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.update()
