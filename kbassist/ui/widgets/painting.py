"""The few shapes that our controls and lists are painted with."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme

CARD_RADIUS = 12.0
CONTROL_RADIUS = 9.0
CHIP_RADIUS = 6.0


def draw_box(
    painter: QPainter,
    box: QRectF,
    fill: QColor | None = None,
    line: QColor | None = None,
    radius: float = CONTROL_RADIUS,
    width: float = 1.0,
) -> None:
    """Draw a rounded box; the line lies wholly inside `box`, so that 1 px stays 1 px."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    inset = width / 2 if line is not None else 0.0
    radius = min(radius, box.height() / 2)
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)
    painter.restore()


def draw_focus(painter: QPainter, box: QRectF, theme: Theme, radius: float = CONTROL_RADIUS) -> None:
    """Draw the ring that shows where the keyboard is."""
    draw_box(painter, box, None, theme.colour("accent"), radius, 2.0)


def draw_text(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line of plain text, centred in height and shortened with an ellipsis where it must be."""
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 0.5)
    painter.drawText(box, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


def text_width(text: str, font: QFont) -> float:
    """Return the width of one line of text in logical pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def chip_size(text: str, theme: Theme) -> QSizeF:
    """Return the size of a chip that shows `text` in a list."""
    font = theme.font(FontRole.CHIP)
    return QSizeF(text_width(text, font) + 14, QFontMetricsF(font).height() + 5)


def draw_chip(
    painter: QPainter, at: QPointF, text: str, theme: Theme, fill: str = "chip", colour: str = "dim"
) -> float:
    """Draw a chip of a list with its top left corner at `at`; return its width."""
    box = QRectF(at, chip_size(text, theme))
    draw_box(painter, box, theme.colour(fill), None, CHIP_RADIUS)
    draw_text(
        painter, box, text, theme.font(FontRole.CHIP), theme.colour(colour), Qt.AlignmentFlag.AlignHCenter
    )
    return box.width()


def key_cap_size(key: str, theme: Theme) -> QSizeF:
    """Return the size of a key cap such as `Enter` or `1`."""
    font = theme.font(FontRole.KEY)
    height = QFontMetricsF(font).height() + 3
    return QSizeF(max(text_width(key, font) + 10, height), height)


def draw_key_cap(
    painter: QPainter, box: QRectF, key: str, theme: Theme, colour: str = "dim", line: str = "line"
) -> None:
    """Draw a key cap into a box of `key_cap_size`."""
    draw_box(painter, box, None, theme.colour(line), 4.0)
    draw_text(
        painter, box, key, theme.font(FontRole.KEY), theme.colour(colour), Qt.AlignmentFlag.AlignHCenter
    )
