"""A list of things to choose from, of two lines each; some have a tick."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from kbassist.ui.compare.change_list import AIR, BOX, PADDING, draw_tick
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import CONTROL_RADIUS, draw_box, draw_text
from kbassist.ui.widgets.plain_list import PlainList

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choosable:
    """One row; `ticked` is None where there is nothing to tick."""

    title: str
    note: str = ""
    ticked: bool | None = None


class ChoiceRole(IntEnum):
    """The roles of a row beyond Qt's own."""

    ROW = Qt.ItemDataRole.UserRole + 1


class ChoiceModel(QAbstractListModel):
    """Rows that are replaced as a whole, or ticked one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Choosable] = []

    def replace(self, items: Sequence[Choosable]) -> None:
        """Show these rows instead of what was there."""
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def put(self, row: int, item: Choosable) -> None:
        """Show another row in the place of one."""
        self.items[row] = item
        self.dataChanged.emit(self.index(row), self.index(row))

    def toggle(self, row: int) -> bool:
        """Turn the tick of a row, and tell whether it has one."""
        if not 0 <= row < len(self.items) or self.items[row].ticked is None:
            return False
        self.items[row] = replace(self.items[row], ticked=not self.items[row].ticked)
        self.dataChanged.emit(self.index(row), self.index(row))
        return True

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.items)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.items):
            return None
        row = self.items[index.row()]
        answers: dict[int, object] = {
            ChoiceRole.ROW: row,
            Qt.ItemDataRole.DisplayRole: row.title,
            Qt.ItemDataRole.AccessibleTextRole: f"{row.title}. {row.note}" if row.note else row.title,
        }
        if row.ticked is not None:
            answers[Qt.ItemDataRole.CheckStateRole] = (
                Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
            )
        return answers.get(role)


class ChoiceDelegate(QStyledItemDelegate):
    """Draws a row: its tick, its title, and its note below."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Choosable = index.data(ChoiceRole.ROW)
        height = self._line(FontRole.BODY) + (self._line(FontRole.SECONDARY) if row.note else 0)
        return QSize(0, round(height) + 2 * AIR + 2)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Choosable = index.data(ChoiceRole.ROW)
        box = QRectF(option.rect).adjusted(2, 1, -2, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            width = 2.0 if option.state & QStyle.StateFlag.State_HasFocus else 1.0
            ground, line = self._theme.colour("selection"), self._theme.colour("accent")
            draw_box(painter, box, ground, line, CONTROL_RADIUS, width)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, box, self._theme.colour("hover"), None, CONTROL_RADIUS)
        inner = box.adjusted(PADDING, AIR, -PADDING, -AIR)
        if row.ticked is not None:
            side = self._theme.px(BOX)
            square = QRectF(inner.left(), round(inner.center().y() - side / 2), side, side)
            draw_tick(painter, square, self._theme, self._icons, ticked=row.ticked)
            inner.setLeft(square.right() + PADDING)
        above = QRectF(inner)
        if row.note:
            above.setHeight(self._line(FontRole.BODY))
        draw_text(painter, above, row.title, self._theme.font(FontRole.BODY), self._theme.colour("text"))
        if row.note:
            inner.setTop(above.bottom())
            small = self._theme.font(FontRole.SECONDARY)
            draw_text(painter, inner, row.note, small, self._theme.colour("dim"))

    def _line(self, role: FontRole) -> float:
        return QFontMetricsF(self._theme.font(role)).height()


class ChoiceList(PlainList):
    """Rows to choose from; Space turns a tick.

    Signals:
        selected: another row is selected; carries its number.
        ticks_changed: a tick was turned.
    """

    selected = Signal(int)
    ticks_changed = Signal()

    def __init__(self, name: str, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choices = ChoiceModel()
        self._choices.setParent(self)
        self.setModel(self._choices)
        self.setItemDelegate(ChoiceDelegate(theme, icons, self))
        self.setAccessibleName(name)
        theme.theme_changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def ticked(self) -> tuple[int, ...]:
        """The numbers of the rows that are ticked."""
        return tuple(number for number, row in enumerate(self._choices.items) if row.ticked)

    @property
    def chosen(self) -> int:
        """The number of the selected row; -1 for none."""
        return self.currentIndex().row()

    def show_items(self, items: Sequence[Choosable], chosen: int = 0) -> None:
        """Show these rows with one of them selected."""
        self._choices.replace(items)
        self.setCurrentIndex(self._choices.index(chosen))

    def put_item(self, row: int, item: Choosable) -> None:
        """Show another row in the place of one; what is selected stays."""
        self._choices.put(row, item)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(160))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 64)

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit(self.chosen)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._choices.toggle(self.chosen):
            self.ticks_changed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        at_tick = event.position().x() < 2 * PADDING + self._theme.px(BOX)
        if at_tick and self._choices.toggle(index.row()):
            self.ticks_changed.emit()
