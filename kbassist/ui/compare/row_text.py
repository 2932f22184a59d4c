"""A text that is read and not changed: whole lines on coloured grounds, with columns before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QMimeData, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import draw_text, text_width

# Qt breaks a block at these, and a row would then be two.
BREAKS = str.maketrans(
    {"\r": "␍", "\n": "␊", "\u2028": "␤", "\u2029": "␤", "\ufdd0": "�", "\ufdd1": "�", "\0": "␀"}
)
# A line of a megabyte takes Qt seconds to wrap.
LONGEST = 8_000
GAP = 10
SIDE = 8
BAR = 3
COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
PASSED_ON = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of text and its look; colours are roles of the theme, empty ones draw nothing.

    `marks` are half-open ranges of characters on the ground `mark_ground`. `columns` stand before the text,
    `sign` between them and it, `bar` is a line along the left edge. Rows that are `said` are words about the
    text and no part of it: they are not copied.
    """

    text: str
    ground: str = ""
    ink: str = "text"
    marks: tuple[tuple[int, int], ...] = ()
    mark_ground: str = ""
    columns: tuple[str, ...] = ()
    sign: str = ""
    sign_ink: str = "dim"
    bar: str = ""
    said: bool = False


class Gutter(QWidget):
    """The columns before the lines, painted along with them."""

    def __init__(self, text: "RowText") -> None:
        super().__init__(text)
        self._text = text

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._text.paint_gutter(painter, event.rect())
        painter.end()


class RowText(QPlainTextEdit):
    """Shows `TextRow`s; can be selected, copied and walked with the keyboard.

    With `steered`, the arrow keys are left to whatever it lies in.
    """

    def __init__(
        self, name: str, theme: Theme, parent: QWidget | None = None, *, steered: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[TextRow, ...] = ()
        self._widths: tuple[float, ...] = ()
        self._steered = steered
        self._gutter = Gutter(self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(4)
        theme.dress(self, FontRole.MONO)
        self.updateRequest.connect(self._on_self_update_request)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    @property
    def rows(self) -> tuple[TextRow, ...]:
        """What is shown."""
        return self._rows

    @property
    def row(self) -> int:
        """The row with the cursor, counted from 0."""
        return self.textCursor().blockNumber()

    def show_rows(self, rows: Sequence[TextRow]) -> None:
        """Show these rows, from the top on."""
        self._rows = tuple(rows)
        self._fill()
        self._measure()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def go_to_row(self, row: int, *, centred: bool = True) -> None:
        """Put the cursor on a row and bring it into sight."""
        block = self.document().findBlockByNumber(max(0, min(row, len(self._rows) - 1)))
        self.setTextCursor(QTextCursor(block))
        if centred:
            self.centerCursor()
        else:
            self.ensureCursorVisible()
        self._gutter.update()

    def paint_gutter(self, painter: QPainter, exposed: QRect) -> None:
        """Paint the columns of the blocks that lie in `exposed`; called by the gutter."""
        block = self.firstVisibleBlock()
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        while block.isValid() and box.top() <= exposed.bottom():
            if block.isVisible() and box.bottom() >= exposed.top():
                self._paint_row(painter, block, box)
            block = block.next()
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        # Nothing but the words: no colours, and none of the lines that only tell about the text.
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        lines = cursor.selection().toPlainText().split("\n")
        kept = [line for at, line in enumerate(lines, first) if not self._rows[at].said]
        mime = QMimeData()
        mime.setText("\n".join(kept))
        return mime

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (self._steered and event.key() in PASSED_ON) or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.text().isprintable() and event.text() and not event.modifiers() & COMMAND:
            event.ignore()  # a letter may be a key of the view that this lies in
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._gutter.setGeometry(inside.left(), inside.top(), self._gutter_width(), inside.height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 160)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 48)

    def _fill(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        first = True
        for (ground, ink, said, _), group in groupby(self._rows, _look_of):
            rows = list(group)
            look = _block_format(self._theme.colour(ground) if ground else None)
            if first:
                cursor.setBlockFormat(look)
            else:
                cursor.insertBlock(look, QTextCharFormat())
            self._insert(cursor, rows, self._inked(ink, said))
            first = False
        cursor.endEditBlock()

    def _insert(self, cursor: QTextCursor, rows: Sequence[TextRow], usual: QTextCharFormat) -> None:
        """Insert rows that look alike at once, which takes Qt a third of the time; or one with its marks."""
        row = rows[0]
        if not row.marks:
            cursor.insertText("\n".join(_shown(row.text) for row in rows), usual)
            return
        marked = QTextCharFormat(usual)
        marked.setBackground(self._theme.colour(row.mark_ground))
        marked.setFontWeight(QFont.Weight.DemiBold)
        text, at = _shown(row.text), 0
        for start, end in row.marks:
            cursor.insertText(text[at:start], usual)
            cursor.insertText(text[start:end], marked)
            at = end
        cursor.insertText(text[at:], usual)

    def _inked(self, ink: str, said: bool) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setForeground(self._theme.colour(ink))
        look.setFontItalic(said)
        return look

    def _measure(self) -> None:
        font = self._theme.font(FontRole.CHIP)
        count = max((len(row.columns) for row in self._rows), default=0)
        columns = [{row.columns[at] for row in self._rows if at < len(row.columns)} for at in range(count)]
        self._widths = tuple(
            text_width("0" * max((len(text) for text in texts), default=0), font) for texts in columns
        )
        width = self._gutter_width()
        self.setViewportMargins(width, 0, 0, 0)
        inside = self.contentsRect()
        self._gutter.setGeometry(inside.left(), inside.top(), width, inside.height())
        self._gutter.update()

    def _gutter_width(self) -> int:
        signs = self._sign_width() if any(row.sign for row in self._rows) else 0
        bars = BAR + 3 if any(row.bar for row in self._rows) else 0
        columns = sum(width + GAP for width in self._widths)
        return round(columns + signs + bars + SIDE)

    def _sign_width(self) -> float:
        return text_width("+", self._theme.font(FontRole.MONO)) + GAP

    def _paint_row(self, painter: QPainter, block: QTextBlock, box: QRectF) -> None:
        row = self._rows[block.blockNumber()] if block.blockNumber() < len(self._rows) else None
        if row is None:
            return
        whole = QRectF(0, box.top(), self._gutter.width(), box.height())
        if row.ground:
            painter.fillRect(whole, self._theme.colour(row.ground))
        if row.bar:
            painter.fillRect(QRectF(0, box.top(), BAR, box.height()), self._theme.colour(row.bar))
        line = QFontMetricsF(self.font()).lineSpacing()
        x, small = float(SIDE), self._theme.font(FontRole.CHIP)
        right = Qt.AlignmentFlag.AlignRight
        for width, text in zip(self._widths, row.columns, strict=False):
            room = QRectF(x, box.top(), width + 1, line)
            draw_text(painter, room, text, small, self._theme.colour("dim"), right)
            x += width + GAP
        if row.sign:
            room = QRectF(self._gutter.width() - self._sign_width(), box.top(), self._sign_width(), line)
            ink = self._theme.colour(row.sign_ink)
            draw_text(painter, room, row.sign, self.font(), ink, Qt.AlignmentFlag.AlignHCenter)

    @Slot(QRect, int)
    def _on_self_update_request(self, changed: QRect, scrolled: int) -> None:
        if scrolled:
            self._gutter.scroll(0, scrolled)
        else:
            self._gutter.update(0, changed.top(), self._gutter.width(), changed.height())

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        row, seen = self.row, self.verticalScrollBar().value()
        self._fill()
        self._measure()
        self.go_to_row(row, centred=False)
        self.verticalScrollBar().setValue(seen)


def _block_format(ground: QColor | None) -> QTextBlockFormat:
    look = QTextBlockFormat()
    if ground is not None:
        look.setBackground(ground)
    return look


def _look_of(row: TextRow) -> tuple[str, str, bool, int]:
    """Return what rows that are inserted at once have in common; one with marks stands alone."""
    return row.ground, row.ink, row.said, id(row) if row.marks else 0


def _shown(text: str) -> str:
    return (text if len(text) <= LONGEST else f"{text[:LONGEST]} …").translate(BREAKS)
