"""Paints the rows of the hit list."""

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from kbassist.ui.answer.hit_layout import MARGIN_X, Measures, RowLayout, lay_out
from kbassist.ui.answer.hit_model import HitRole, Index, Row
from kbassist.ui.answer.labels import Tint, dot_of
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import CARD_RADIUS, draw_box, draw_chip, draw_key_cap, draw_text

DOT_COLOURS = {Tint.GOOD: "verified", Tint.WARNING: "missing_line", Tint.QUIET: "faint"}


class HitDelegate(QStyledItemDelegate):
    """Draws a hit as a card: dot, title, number, passage with its matches, variants, and why it matched.

    Layouts are kept per row until the rows, the width or the theme change: measuring text is what a
    paint would spend most of its time on.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measures = Measures(theme)
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
        painter.translate(box.topLeft())
        self._paint_card(painter, layout.card, state)
        self._paint_title(painter, layout, row, selected)
        self._paint_passage(painter, layout)
        self._paint_foot(painter, layout, selected)
        painter.restore()

    def _layout(self, at: int, row: Row, width: int) -> RowLayout:
        if width != self._width:
            self._layouts.clear()
            self._width = width
        if at not in self._layouts:
            self._layouts[at] = lay_out(row, width, self._theme, self._measures)
        return self._layouts[at]

    def _paint_heading(self, painter: QPainter, box: QRectF, text: str) -> None:
        inner = box.adjusted(MARGIN_X, 4, -MARGIN_X, 0)
        draw_text(painter, inner, text, self._measures.snippet_font, self._colour("dim"))

    def _paint_card(self, painter: QPainter, card: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            focused = state & QStyle.StateFlag.State_HasFocus
            ground, line = self._colour("selection"), self._colour("accent")
            draw_box(painter, card, ground, line, CARD_RADIUS, 2.0 if focused else 1.0)
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, card, self._colour("hover"), None, CARD_RADIUS)

    def _paint_title(self, painter: QPainter, layout: RowLayout, row: Row, selected: bool) -> None:
        assert row.hit is not None
        tint = dot_of(row.hit.standing, row.hit.verified)
        draw_box(painter, layout.dot, self._colour(DOT_COLOURS[tint]), None, layout.dot.height() / 2)
        painter.setFont(self._measures.title_font)
        painter.setPen(self._colour("text"))
        painter.drawText(layout.title_box, Qt.AlignmentFlag.AlignVCenter | _PLAIN, layout.title)
        if layout.cap_box.width():
            line = self._colour("card") if selected else self._colour("window")
            draw_box(painter, layout.cap_box, line, None, 4.0)
            draw_key_cap(painter, layout.cap_box, str(row.number), self._theme)

    def _paint_passage(self, painter: QPainter, layout: RowLayout) -> None:
        if layout.snippet is None:
            return
        for mark in layout.marks:
            draw_box(painter, mark.translated(layout.snippet_at), self._colour("match"), None, 3.0)
        painter.setPen(self._colour("dim"))
        layout.snippet.draw(painter, layout.snippet_at)

    def _paint_foot(self, painter: QPainter, layout: RowLayout, selected: bool) -> None:
        ground = "card" if selected else "chip"
        for chip in layout.chips:
            draw_chip(painter, QPointF(chip.at), chip.text, self._theme, ground)
        if layout.why:
            painter.setFont(self._measures.why_font)
            painter.setPen(self._colour("accent"))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | _PLAIN
            painter.drawText(layout.why_box, right, layout.why)

    def _colour(self, name: str) -> QColor:
        return self._theme.colour(name)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self._measures = Measures(self._theme)
        self._layouts.clear()


_PLAIN = Qt.TextFlag.TextSingleLine
