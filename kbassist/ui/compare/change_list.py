"""The list of the files that are to be changed, each with its tick."""

from PySide6.QtCore import QItemSelection, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from kbassist.ui.compare.change_model import ChangeModel, ChangeRole, Index
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import CONTROL_RADIUS, draw_box, draw_text
from kbassist.ui.widgets.plain_list import PlainList

PADDING = 10
AIR = 7
BOX = 16


def draw_tick(painter: QPainter, square: QRectF, theme: Theme, icons: Icons, *, ticked: bool) -> None:
    """Draw the box of a tick, with the tick or empty."""
    accent = theme.colour("accent")
    line = accent if ticked else theme.colour("faint")
    draw_box(painter, square, accent if ticked else None, line, 4.0, 1.5)
    if ticked:
        icons.paint(painter, "check", square.adjusted(2, 2, -2, -2), "on_accent")


class ChangeDelegate(QStyledItemDelegate):
    """Draws a tick, the name of the file, and below it its folder and what becomes of it."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = sum(self._line(role) for role in (FontRole.BODY, FontRole.SECONDARY))
        return QSize(0, round(height) + 2 * AIR + 2)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect).adjusted(2, 1, -2, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = option.state & QStyle.StateFlag.State_HasFocus
            line = self._theme.colour("accent")
            draw_box(
                painter, box, self._theme.colour("selection"), line, CONTROL_RADIUS, 2.0 if focused else 1.0
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, box, self._theme.colour("hover"), None, CONTROL_RADIUS)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        inner = box.adjusted(PADDING, AIR, -PADDING, -AIR)
        side = self._theme.px(BOX)
        square = QRectF(inner.left(), round(inner.center().y() - side / 2), side, side)
        draw_tick(painter, square, self._theme, self._icons, ticked=ticked)
        inner.setLeft(square.right() + PADDING)
        folder, _, name = str(index.data()).rpartition("/")
        above = QRectF(inner)
        above.setHeight(self._line(FontRole.BODY))
        ink = "text" if ticked else "dim"
        draw_text(painter, above, name, self._theme.font(FontRole.BODY), self._theme.colour(ink))
        below = QRectF(inner)
        below.setTop(above.bottom())
        note = " · ".join(word for word in (str(index.data(ChangeRole.NOTE)), folder) if word)
        draw_text(painter, below, note, self._theme.font(FontRole.SECONDARY), self._theme.colour("dim"))

    def _line(self, role: FontRole) -> float:
        return QFontMetricsF(self._theme.font(role)).height()


class ChangeList(PlainList):
    """Shows a `ChangeModel`; Space ticks, A ticks all or none.

    Signals:
        selected: another row is selected; carries its change, None for none.
    """

    selected = Signal(object)

    def __init__(self, model: ChangeModel, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changes = model
        self.setModel(model)
        self.setItemDelegate(ChangeDelegate(theme, icons, self))
        self.setAccessibleName("Files that change")
        theme.theme_changed.connect(self.scheduleDelayedItemsLayout)

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit(self._changes.change_at(self.currentIndex()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._changes.toggle(self.currentIndex())
        elif event.key() == Qt.Key.Key_A and not event.modifiers():
            self._changes.toggle_all()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape) or event.text():
            event.ignore()  # no search by typing: letters are keys of the view that this lies in
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index: QModelIndex = self.indexAt(event.position().toPoint())
        if event.position().x() < 2 * PADDING + self._theme.px(BOX):
            self._changes.toggle(index)
