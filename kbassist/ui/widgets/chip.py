"""Chips: small rounded labels, some with a value of the conversation that can be taken off."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import CHIP_RADIUS, draw_box, draw_focus, draw_text, text_width

PADDING = 10
GLYPH = 14
LEAST_LABEL = 34.0


class ChipKind(StrEnum):
    """What a chip stands for; each has its ground, line and ink in `INKS`."""

    PLAIN = "plain"
    VALUE = "value"
    OFFER = "offer"
    CHOSEN = "chosen"
    VERIFIED = "verified"
    SOON = "soon"
    DUE = "due"
    ERROR = "error"


# Ground, line and text, as roles of the theme.
INKS: dict[ChipKind, tuple[str, str, str]] = {
    ChipKind.PLAIN: ("chip", "", "dim"),
    ChipKind.VALUE: ("filled", "filled_line", "text"),
    ChipKind.OFFER: ("", "line", "dim"),
    ChipKind.CHOSEN: ("accent_tint", "accent", "accent"),
    ChipKind.VERIFIED: ("verified_tint", "", "verified"),
    ChipKind.SOON: ("", "missing_line", "missing_text"),
    ChipKind.DUE: ("missing_tint", "", "missing_text"),
    ChipKind.ERROR: ("error_tint", "", "error"),
}
PILLS = (ChipKind.VALUE, ChipKind.OFFER, ChipKind.CHOSEN)


def label_share(label: float, text: float, room: float) -> float:
    """Return what the label gets of the room: where both do not fit, it gives way before the text does."""
    return min(label, max(room - text, min(LEAST_LABEL, room / 2)))


class Chip(QAbstractButton):
    """A chip with an optional dim label before its text, `order 10432`.

    Signals:
        clicked: it was pressed (from QAbstractButton); only where `interactive`.
        removed: its cross was clicked, or Delete or Backspace was pressed on it.
    """

    removed = Signal()

    def __init__(
        self,
        text: str,
        theme: Theme,
        icons: Icons,
        *,
        kind: ChipKind = ChipKind.PLAIN,
        label: str = "",
        removable: bool = False,
        interactive: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._kind = kind
        self._label = label
        self._removable = removable
        self.setText(text)
        active = removable or interactive
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if active else Qt.FocusPolicy.NoFocus)
        if active:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._name_it()
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def set_content(self, text: str, kind: ChipKind | None = None) -> None:
        """Change text and kind."""
        self._kind = kind or self._kind
        self.setText(text)
        self._name_it()
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        font = self._font()
        width = text_width(self.text(), font) + 2 * PADDING
        if self._label:
            width += text_width(self._label + " ", font)
        if self._removable:
            width += self._theme.px(GLYPH) + 4
        return QSize(round(width + 0.5), round(QFontMetricsF(font).height() + 8))

    @override
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._theme.px(72)), hint.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, line, ink = INKS[self._kind]
        box = QRectF(self.rect())
        radius = box.height() / 2 if self._kind in PILLS else CHIP_RADIUS + 1
        hot = self.underMouse() and self.focusPolicy() != Qt.FocusPolicy.NoFocus
        ground = "hover" if hot and not fill else fill
        draw_box(
            painter,
            box,
            self._theme.colour(ground) if ground else None,
            self._theme.colour(line) if line else None,
            radius,
        )
        inner = box.adjusted(PADDING, 0, -PADDING, 0)
        if self._removable:
            cross = self._cross()
            self._icons.paint(painter, "x", cross, "dim")
            inner.setRight(cross.left() - 4)
        font = self._font()
        if self._label:
            wanted = text_width(self._label + " ", font)
            width = label_share(wanted, text_width(self.text(), font) + 1, inner.width())
            gap = text_width(" ", font)
            place = QRectF(inner.left(), inner.top(), width - gap, inner.height())
            draw_text(painter, place, self._label, font, self._theme.colour("dim"))
            inner.setLeft(inner.left() + width)
        draw_text(painter, inner, self.text(), font, self._theme.colour(ink))
        if self.hasFocus():
            draw_focus(painter, box, self._theme, radius)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._removable and self._cross().adjusted(-6, -6, 6, 6).contains(QPointF(event.position())):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def _cross(self) -> QRectF:
        side = self._theme.px(GLYPH)
        return QRectF(self.width() - 8 - side, round((self.height() - side) / 2), side, side)

    def _font(self) -> QFont:
        role = FontRole.SECONDARY if self._kind in PILLS else FontRole.CHIP
        return self._theme.font(role)

    def _name_it(self) -> None:
        name = f"{self._label} {self.text()}".strip()
        self.setAccessibleName(name)
        if self._removable:
            self.setAccessibleDescription("Press Delete to take it off")

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
