"""Draws a row of the list of articles: a folder with its arrow, a title with its badges."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView
from typing_extensions import override

from kbassist.articles.article import Severity, Standing
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.library_mark import SIDE, draw_mark, ink_of
from kbassist.ui.widgets.painting import CONTROL_RADIUS, draw_box, draw_focus, draw_text, text_width
from kbassist.ui.write.outline_model import Index, OutlineModel
from kbassist.ui.write.outline_tree import Node

PADDING = 8
STEP = 16
ARROW = 14
GAP = 8
DOT = 8
TALL = 14
PENCIL = 12
NAME_SIGNS = 10
_TROUBLE_INKS = {Severity.ERROR: "error", Severity.WARNING: "missing_text"}


class OutlineDelegate(QStyledItemDelegate):
    """Draws folders and files of an `OutlineModel` at the depth they have."""

    def __init__(self, theme: Theme, icons: Icons, view: QTreeView, model: OutlineModel) -> None:
        super().__init__(view)
        self._theme = theme
        self._icons = icons
        self._view = view
        self._model = model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, round(QFontMetricsF(self._theme.font(FontRole.BODY)).height()) + TALL)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node = self._model.node_at(index)
        if node is None:
            return
        box = QRectF(option.rect).adjusted(0, 1, -2, -1)
        is_open = node.row is not None and node.row.file == self._model.open_file
        self._paint_ground(painter, box, option.state, is_open)
        inner = box.adjusted(PADDING + STEP * node.depth, 0, -PADDING, 0)
        if node.row is None:
            self._paint_folder(painter, inner, node, self._view.isExpanded(index))
            return
        inner.setLeft(inner.left() + ARROW + 2)
        font = self._theme.font(FontRole.STRONG if is_open else FontRole.BODY)
        for text, ink in self._badges(node):
            inner.setRight(self._paint_badge(painter, inner, text, ink) - GAP)
        if names := self._model.marks.editors.get(node.row.file):
            inner.setRight(self._paint_editors(painter, inner, names, text_width(node.name, font)) - GAP)
        ink = "accent" if is_open else "dim" if node.row.standing is Standing.INACTIVE else "text"
        draw_text(painter, inner, node.name, font, self._theme.colour(ink))

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, is_open: bool) -> None:
        if is_open:
            draw_box(painter, box, self._theme.colour("accent_tint"), None, CONTROL_RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, box, self._theme.colour("hover"), None, CONTROL_RADIUS)
        if state & QStyle.StateFlag.State_Selected:
            if self._view.hasFocus() or self._view.property("led"):
                draw_focus(painter, box, self._theme)
            elif not is_open:
                draw_box(painter, box, None, self._theme.colour("line"), CONTROL_RADIUS)

    def _paint_folder(self, painter: QPainter, inner: QRectF, node: Node, is_expanded: bool) -> None:
        side = self._theme.px(ARROW)
        square = QRectF(inner.left() - 2, round(inner.center().y() - side / 2), side, side)
        self._icons.paint(painter, "chevron-down" if is_expanded else "chevron-right", square, "dim")
        inner.setLeft(square.right() + 4)
        if node.library >= 0:
            mark = self._theme.px(SIDE)
            ink = self._theme.colour(ink_of(node.library))
            draw_mark(painter, inner.left(), inner.center().y(), ink, mark)
            inner.setLeft(inner.left() + mark + GAP)
        font, small = self._theme.font(FontRole.BODY), self._theme.font(FontRole.CHIP)
        if not is_expanded:
            count = str(node.count)
            draw_text(painter, inner, count, small, self._theme.colour("dim"), Qt.AlignmentFlag.AlignRight)
            inner.setRight(inner.right() - text_width(count, small) - GAP)
        draw_text(painter, inner, node.name, font, self._theme.colour("text"))

    def _badges(self, node: Node) -> Iterator[tuple[str, str]]:
        """Give the badges from the right to the left: text, empty for a dot, and ink."""
        row = node.row
        if row is None:
            return
        if row.file in self._model.marks.unsaved:
            yield "", "missing_line"
        if row.standing is Standing.DUE:
            yield "due", "missing_text"
        elif row.standing is Standing.DRAFT:
            yield "draft", "dim"
        if (trouble := self._model.marks.troubles.get(row.file)) is not None:
            yield f"{trouble.count} !", _TROUBLE_INKS.get(trouble.worst, "dim")

    def _paint_editors(self, painter: QPainter, inner: QRectF, names: tuple[str, ...], title: float) -> float:
        """Draw a pencil with who is editing a file elsewhere, as far as its title, so wide, leaves room.

        Returns where that begins.
        """
        side = self._theme.px(PENCIL)
        text = editors_text(names)
        needed = title + GAP + side + 3 + text_width(text, self._theme.font(FontRole.SECONDARY))
        begins = inner.right() + 3
        if needed <= inner.width():
            begins = self._paint_badge(painter, inner, text, "accent")
        square = QRectF(begins - side - 3, round(inner.center().y() - side / 2), side, side)
        self._icons.paint(painter, "pencil", square, "accent")
        return square.left()

    def _paint_badge(self, painter: QPainter, inner: QRectF, text: str, ink: str) -> float:
        """Draw a badge at the right end; return where it begins."""
        if not text:
            side = self._theme.px(DOT)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(ink))
            painter.drawEllipse(QPointF(inner.right() - side / 2, inner.center().y()), side / 2, side / 2)
            painter.restore()
            return inner.right() - side
        font = self._theme.font(FontRole.SECONDARY)
        draw_text(painter, inner, text, font, self._theme.colour(ink), Qt.AlignmentFlag.AlignRight)
        return inner.right() - text_width(text, font)


def editors_text(names: tuple[str, ...]) -> str:
    """Return the first name of the first of those who edit a file, and how many more there are."""
    first = names[0].split()[0]
    shown = first if len(first) <= NAME_SIGNS else f"{first[: NAME_SIGNS - 1]}…"
    return shown if len(names) == 1 else f"{shown} +{len(names) - 1}"
