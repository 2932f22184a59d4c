"""One thing that the customer asks, with the hit that answers it and a circle to tick."""

from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import draw_box, draw_focus, draw_text, text_width
from kbassist.workspace.values import AnsweredAsk

PADDING = 9
CIRCLE = 14
GAP = 7
WIDEST = 340
LEAST_HIT = 48
NO_HIT = "nothing fits"


class AskChip(QAbstractButton):
    """A pill: circle, the ask, and dimmed behind it what answers it.

    Signals:
        clicked: its hits were asked for (from QAbstractButton).
        ticked: its circle was pressed, or Delete on it.
    """

    ticked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hit = ""
        self._done = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def show_ask(self, answered: AnsweredAsk, *, done: bool, chosen: bool) -> None:
        """Show an ask; `done` when it is answered, `chosen` when its hits are shown."""
        self._hit = answered.hit.title if answered.hit else NO_HIT
        self._done = done
        self.setText(" ".join(answered.ask.text.split()))
        self.setChecked(chosen)
        state = "answered" if done else "open"
        self.setAccessibleName(f"{self.text()}, {state}")
        self.setAccessibleDescription(f"Best hit: {self._hit}. Enter shows its hits, Delete ticks it.")
        # A tooltip is guessed to be HTML; this is what a customer wrote.
        self.setToolTip(f"{escape(self.text())}<br>{escape(self._hit)}")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        font = self._theme.font(FontRole.SECONDARY)
        words = text_width(f"{self.text()}  {self._hit}", font)
        width = words + 2 * PADDING + self._theme.px(CIRCLE) + 2 * GAP
        return QSize(round(min(width, self._theme.px(WIDEST)) + 1), round(QFontMetricsF(font).height() + 8))

    @override
    def nextCheckState(self) -> None:
        """Leave the mark to whoever shows the hits."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        ground = "accent_tint" if self.isChecked() else "hover" if self.underMouse() else "card"
        line = "accent" if self.isChecked() else "line"
        radius = box.height() / 2
        draw_box(painter, box, self._theme.colour(ground), self._theme.colour(line), radius)
        circle = self._circle()
        self._paint_circle(painter, circle)
        inner = QRectF(circle.right() + GAP, 0, box.right() - PADDING - circle.right() - GAP, box.height())
        font = self._theme.font(FontRole.SECONDARY)
        wide = text_width(self.text(), font)
        # The ask is what the customer wrote; the hit behind it has what is left of the room, if that
        # is more than two or three letters.
        share = inner.width() * 0.6 if inner.width() * 0.4 >= self._theme.px(LEAST_HIT) else inner.width()
        draw_text(
            painter,
            QRectF(inner.left(), 0, min(wide + 1, share), inner.height()),
            self.text(),
            font,
            self._theme.colour("dim" if self._done else "text"),
        )
        inner.setLeft(inner.left() + min(wide, share) + GAP)
        if inner.width() >= self._theme.px(LEAST_HIT):
            draw_text(painter, inner, self._hit, font, self._theme.colour("dim"))
        if self.hasFocus():
            draw_focus(painter, box, self._theme, radius)
        painter.end()

    def _paint_circle(self, painter: QPainter, circle: QRectF) -> None:
        colour = self._theme.colour("verified" if self._done else "dim")
        ground = self._theme.colour("verified_tint") if self._done else None
        draw_box(painter, circle, ground, colour, circle.width() / 2, 1.4)
        if self._done:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            side, at = circle.width(), circle.topLeft()
            corner = at + QPointF(0.44 * side, 0.7 * side)
            painter.drawLine(at + QPointF(0.26 * side, 0.52 * side), corner)
            painter.drawLine(corner, at + QPointF(0.75 * side, 0.32 * side))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.ticked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._circle().adjusted(-6, -6, 4, 6).contains(QPointF(event.position())):
            self.setDown(False)
            self.ticked.emit()
            return
        super().mouseReleaseEvent(event)

    def _circle(self) -> QRectF:
        side = self._theme.px(CIRCLE)
        return QRectF(PADDING, round((self.height() - side) / 2), side, side)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
