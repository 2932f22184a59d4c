"""The list of a file's versions, in groups by day."""

from PySide6.QtCore import QItemSelection, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from kbassist.ui.compare.version_model import Index, VersionModel, VersionRole
from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import CONTROL_RADIUS, draw_box, draw_text, text_width
from kbassist.ui.widgets.plain_list import PlainList
from kbassist.workspace.written import Version

PADDING = 12
AIR = 7


class VersionDelegate(QStyledItemDelegate):
    """Draws days as headings; a version with its time and what it was on one line, its origin on the next."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(VersionRole.VERSION) is None:
            return QSize(0, round(self._line(FontRole.SECONDARY)) + 2 * AIR + 4)
        height = self._line(FontRole.BODY) + self._line(FontRole.SECONDARY)
        return QSize(0, round(height) + 2 * AIR + 2)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect).adjusted(2, 1, -2, -1)
        inner = box.adjusted(PADDING, AIR, -PADDING, -AIR)
        small, dim = self._theme.font(FontRole.SECONDARY), self._theme.colour("dim")
        version: Version | None = index.data(VersionRole.VERSION)
        if version is None:
            draw_text(painter, inner, str(index.data()), small, dim)
            return
        self._paint_ground(painter, box, option.state)
        time = QRectF(inner)
        time.setHeight(self._line(FontRole.BODY))
        strong = self._theme.font(FontRole.STRONG)
        draw_text(painter, time, str(index.data()), strong, self._theme.colour("text"))
        words = QRectF(time)
        words.setLeft(time.left() + text_width("00:00", strong) + 10)
        told = version.note or version.author
        draw_text(painter, words, told, self._theme.font(FontRole.BODY), self._theme.colour("text"))
        below = QRectF(inner)
        below.setTop(time.bottom())
        draw_text(painter, below, str(index.data(VersionRole.NOTE)), small, dim)

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            width = 2.0 if state & QStyle.StateFlag.State_HasFocus else 1.0
            ground, line = self._theme.colour("selection"), self._theme.colour("accent")
            draw_box(painter, box, ground, line, CONTROL_RADIUS, width)
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, box, self._theme.colour("hover"), None, CONTROL_RADIUS)

    def _line(self, role: FontRole) -> float:
        return QFontMetricsF(self._theme.font(role)).height()


class VersionList(PlainList):
    """Shows a `VersionModel`.

    Signals:
        selected: another version is selected; carries it, None for none.
    """

    selected = Signal(object)

    def __init__(self, model: VersionModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions = model
        self.setModel(model)
        self.setItemDelegate(VersionDelegate(theme, self))
        self.setAccessibleName("Versions")
        theme.theme_changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def version(self) -> Version | None:
        """The selected version."""
        return self._versions.version_at(self.currentIndex())

    def select_first(self) -> None:
        """Select the newest version; it lies below its day."""
        self.setCurrentIndex(self._versions.index(1))

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit(self.version)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right)
        if event.key() in keys or event.text():
            event.ignore()  # keys of the view that this lies in
        else:
            super().keyPressEvent(event)
