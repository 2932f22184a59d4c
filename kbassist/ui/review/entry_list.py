"""The list of a queue's entries: two lines each, walked with the keyboard."""

from PySide6.QtCore import QItemSelection, QModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.review.entry_model import EntryModel, EntryRole, Index
from kbassist.ui.review.queues import Entry
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.library_mark import SIDE, LibraryMark, draw_mark
from kbassist.ui.widgets.painting import CARD_RADIUS, draw_box, draw_text, text_width
from kbassist.ui.widgets.plain_list import PlainList

PADDING = 14
GAP = 12
AIR = 10
NOTE_SHARE = 0.45


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry: its article's title and a note on one line, what it is about on the next."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, round(self._line(FontRole.STRONG) + self._line(FontRole.BODY)) + 2 * AIR + 6)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(EntryRole.ENTRY)
        box = QRectF(option.rect).adjusted(2, 1, -2, -1)
        self._paint_ground(painter, box, option.state)
        inner = box.adjusted(PADDING, AIR, -PADDING, -AIR)
        above = QRectF(inner.topLeft(), inner.size())
        above.setHeight(self._line(FontRole.STRONG))
        small = self._theme.font(FontRole.SECONDARY)
        note = QRectF(above)
        note.setLeft(note.right() - min(text_width(entry.note, small) + 1, NOTE_SHARE * inner.width()))
        draw_text(painter, note, entry.note, small, self._theme.colour("dim"), Qt.AlignmentFlag.AlignRight)
        title = QRectF(above)
        title.setRight(note.left() - GAP)
        draw_text(painter, title, entry.title, self._theme.font(FontRole.STRONG), self._theme.colour("text"))
        below = QRectF(inner)
        below.setTop(above.bottom() + 2)
        if entry.mark is not None:
            self._paint_mark(painter, below, entry.mark)
        draw_text(painter, below, entry.text, self._theme.font(FontRole.BODY), self._theme.colour("dim"))

    def _paint_mark(self, painter: QPainter, line: QRectF, mark: LibraryMark) -> None:
        """Draw the library's square and name at the right end of a line, and leave the rest of it."""
        small, side = self._theme.font(FontRole.SECONDARY), self._theme.px(SIDE)
        width = min(text_width(mark.label, small) + 1, NOTE_SHARE * line.width())
        words = QRectF(line)
        words.setLeft(line.right() - width)
        draw_text(painter, words, mark.label, small, self._theme.colour("dim"), Qt.AlignmentFlag.AlignRight)
        left = words.left() - side - 6
        draw_mark(painter, left, line.center().y(), self._theme.colour(mark.ink), side)
        line.setRight(left - GAP)

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            focused = state & QStyle.StateFlag.State_HasFocus
            ground, line = self._theme.colour("selection"), self._theme.colour("accent")
            draw_box(painter, box, ground, line, CARD_RADIUS, 2.0 if focused else 1.0)
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, box, self._theme.colour("hover"), None, CARD_RADIUS)

    def _line(self, role: FontRole) -> float:
        return QFontMetricsF(self._theme.font(role)).height()


class EntryList(PlainList):
    """Shows an `EntryModel`.

    Signals:
        selected: another entry is selected; carries it, None for none.
        opened: Enter was pressed on an entry, or it was clicked twice; carries it.
        looked_at: Space was pressed on an entry; carries it.
        turned: Left or Right was pressed; carries -1 or 1.
    """

    selected = Signal(object)
    opened = Signal(object)
    looked_at = Signal(object)
    turned = Signal(int)

    def __init__(self, model: EntryModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = model
        self.setModel(model)
        self.setItemDelegate(EntryDelegate(theme, self))
        self.doubleClicked.connect(self._on_self_double_clicked)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    @property
    def entry(self) -> Entry | None:
        """The selected entry."""
        return self._entries.entry_at(self.currentIndex())

    def select_row(self, row: int) -> None:
        """Select a row, the last one when there are fewer."""
        self.setCurrentIndex(self._entries.index(min(row, self._entries.rowCount() - 1)))

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit(self.entry)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.entry is not None and not event.isAutoRepeat():
                self.opened.emit(self.entry)
        elif event.key() == Qt.Key.Key_Space:
            if self.entry is not None and not event.isAutoRepeat():
                self.looked_at.emit(self.entry)
        elif step is not None:
            self.turned.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_self_double_clicked(self, index: QModelIndex) -> None:
        entry = self._entries.entry_at(index)
        if entry is not None:
            self.opened.emit(entry)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
