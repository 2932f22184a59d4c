"""Paints the rows of the hit list."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from kbassist.search.scope import CopyState
from kbassist.ui.answer.hit_layout import MARGIN_X, SQUARE, Measures, RowLayout, lay_out
from kbassist.ui.answer.hit_model import HitRole, Index, Row
from kbassist.ui.answer.labels import Tint, dot_of
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.library_mark import draw_mark
from kbassist.ui.widgets.painting import CARD_RADIUS, CHIP_RADIUS, draw_box, draw_text

DOT_COLOURS = {
    Tint.GOOD: "verified",
    Tint.SOON: "missing_line",
    Tint.WARNING: "missing_line",
    Tint.QUIET: "dim",
}
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
LEFT = int(_ONE_LINE | Qt.AlignmentFlag.AlignLeft)
CENTRE = int(_ONE_LINE | Qt.AlignmentFlag.AlignHCenter)
RIGHT = int(_ONE_LINE | Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True, slots=True)
class Inks:
    """The theme's colours that rows are painted with, made once and not for every row."""

    text: QColor
    dim: QColor
    accent: QColor
    line: QColor
    card: QColor
    window: QColor
    chip: QColor
    match: QColor
    hover: QColor
    selection: QColor
    missing_text: QColor
    dots: Mapping[Tint, QColor]

    @staticmethod
    def of(theme: Theme) -> "Inks":
        """Collect the colours that are in force."""
        dots = {tint: theme.colour(name) for tint, name in DOT_COLOURS.items()}
        names = [field.name for field in fields(Inks) if field.name != "dots"]
        return Inks(**{name: theme.colour(name) for name in names}, dots=dots)


class HitDelegate(QStyledItemDelegate):
    """Draws a hit as a card: dot, title, number, passage with its matches, variants, and why it matched.

    Layouts are kept per row until the rows, the width or the theme change: measuring text is what a
    paint would spend most of its time on.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measures = Measures(theme)
        self._inks = Inks.of(theme)
        self._layouts: dict[int, RowLayout] = {}
        self._width = 0
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def forget(self) -> None:
        """Drop the kept layouts, since the rows are others now."""
        self._layouts.clear()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._measures.height(index.data(HitRole.ROW)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(HitRole.ROW)
        box = QRectF(option.rect)
        if row.hit is None:
            self._paint_heading(painter, box, row.heading)
            return
        layout = self._layout(index.row(), row, option.rect.width())
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(box.topLeft())
        self._paint_card(painter, layout.card, state)
        self._paint_title(painter, layout, row, selected)
        self._paint_passage(painter, layout)
        self._paint_foot(painter, layout, row, selected)
        painter.restore()

    def _layout(self, at: int, row: Row, width: int) -> RowLayout:
        if width != self._width:
            self._layouts.clear()
            self._width = width
        if at not in self._layouts:
            self._layouts[at] = lay_out(row, width, self._measures)
        return self._layouts[at]

    def _paint_heading(self, painter: QPainter, box: QRectF, text: str) -> None:
        inner = box.adjusted(MARGIN_X, 4, -MARGIN_X, 0)
        draw_text(painter, inner, text, self._measures.snippet_font, self._inks.dim)

    def _paint_card(self, painter: QPainter, card: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            focused = state & QStyle.StateFlag.State_HasFocus
            draw_box(
                painter, card, self._inks.selection, self._inks.accent, CARD_RADIUS, 2.0 if focused else 1.0
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, card, self._inks.hover, None, CARD_RADIUS)

    def _paint_title(self, painter: QPainter, layout: RowLayout, row: Row, selected: bool) -> None:
        assert row.hit is not None
        tint = dot_of(row.hit.standing, row.hit.freshness)
        draw_dot(painter, layout.dot, tint, self._inks.dots[tint])
        if layout.warning:
            painter.setFont(self._measures.chip_font)
            painter.setPen(self._inks.dim if tint is Tint.QUIET else self._inks.missing_text)
            painter.drawText(layout.warning_box, RIGHT, layout.warning)
        painter.setFont(self._measures.title_font)
        painter.setPen(self._inks.text)
        painter.drawText(layout.title_box, LEFT, layout.title)
        if layout.cap_box.width():
            painter.setPen(self._inks.line)
            painter.setBrush(self._inks.card if selected else self._inks.window)
            painter.drawRoundedRect(layout.cap_box.adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5)
            painter.setFont(self._measures.key_font)
            painter.setPen(self._inks.dim)
            painter.drawText(layout.cap_box, CENTRE, str(row.number))

    def _paint_passage(self, painter: QPainter, layout: RowLayout) -> None:
        if layout.snippet is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._inks.match)
        for mark in layout.marks:
            painter.drawRoundedRect(mark.translated(layout.snippet_at), 3, 3)
        painter.setPen(self._inks.dim)
        layout.snippet.draw(painter, layout.snippet_at)

    def _paint_origin(self, painter: QPainter, layout: RowLayout, row: Row) -> None:
        """Draw whose article it is: the square and the name of its library, and whether it is a copy."""
        if row.mark is not None:
            box = layout.origin_box
            draw_mark(painter, box.left(), box.center().y(), self._theme.colour(row.mark.ink), SQUARE)
            painter.setPen(self._inks.dim)
            painter.drawText(box.adjusted(SQUARE + 6, 0, 0, 0), LEFT, layout.origin)
        if layout.badge is not None:
            changed = row.hit is not None and row.hit.copy is CopyState.CHANGED
            ground = self._theme.colour("missing_tint" if changed else "accent_tint")
            draw_box(painter, layout.badge.box, ground, None, CHIP_RADIUS)
            painter.setPen(self._inks.missing_text if changed else self._inks.accent)
            painter.drawText(layout.badge.box, CENTRE, layout.badge.text)

    def _paint_foot(self, painter: QPainter, layout: RowLayout, row: Row, selected: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._inks.card if selected else self._inks.chip)
        for chip in layout.chips:
            painter.drawRoundedRect(chip.box, CHIP_RADIUS, CHIP_RADIUS)
        painter.setFont(self._measures.chip_font)
        self._paint_origin(painter, layout, row)
        painter.setPen(self._inks.dim)
        for chip in layout.chips:
            painter.drawText(chip.box, CENTRE, chip.text)
        if layout.why:
            painter.setPen(self._inks.accent)
            painter.drawText(layout.why_box, RIGHT, layout.why)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self._measures = Measures(self._theme)
        self._inks = Inks.of(self._theme)
        self._layouts.clear()


def draw_dot(painter: QPainter, box: QRectF, tint: Tint, ink: QColor) -> None:
    """Draw how fresh an article is: a disc, a half one, a triangle, a ring - told apart without colours."""
    pen = QPen(ink, 1.5)
    painter.setPen(pen if tint in (Tint.SOON, Tint.QUIET) else Qt.PenStyle.NoPen)
    painter.setBrush(ink if tint in (Tint.GOOD, Tint.WARNING) else Qt.BrushStyle.NoBrush)
    if tint is Tint.WARNING:
        painter.drawPolygon([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()])
        return
    ring = box.adjusted(0.75, 0.75, -0.75, -0.75) if painter.pen().style() != Qt.PenStyle.NoPen else box
    painter.drawEllipse(ring)
    if tint is Tint.SOON:
        painter.setBrush(ink)
        painter.drawPie(ring, 90 * 16, 180 * 16)
