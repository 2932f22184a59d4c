"""Finds the filled and the missing values in the preview and paints the boxes behind them."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextLine,
)

from kbassist.ui.answer.card.preview_style import FILLED_MARKER
from kbassist.ui.answer.caret import caret_x
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import draw_box

PAD_X = 3.0
RADIUS = 4.0
FIELD_LINK = "kb:field/"


class MarkKind(StrEnum):
    """What stands in a box."""

    FILLED = "filled"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of the document; `start` and `stop` are positions in it."""

    kind: MarkKind
    start: int
    stop: int


def marks_of(document: QTextDocument) -> tuple[Mark, ...]:
    """Return the marked stretches in their order; neighbours of one kind are one."""
    marks: list[Mark] = []
    block = document.begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            kind = _kind(fragment)
            if kind is not None:
                _add(marks, Mark(kind, fragment.position(), fragment.position() + fragment.length()))
            at += 1
        block = block.next()
    return tuple(marks)


def make_room(document: QTextDocument, marks: tuple[Mark, ...]) -> None:
    """Move the text around each mark apart, so that its box touches no neighbour.

    Qt pads no inline text; a wider last letter and a wider space before make the room without adding a
    character that a copy of the selection would carry along.
    """
    wider = QTextCharFormat()
    wider.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    wider.setFontLetterSpacing(PAD_X)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()  # one layout at the end, not one for every mark
    for mark in marks:
        for last in (mark.start, mark.stop):
            block = document.findBlock(last - 1)
            if not block.contains(mark.start) or last - 1 < block.position():
                continue
            cursor.setPosition(last - 1)
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(wider)
    cursor.endEditBlock()


def mark_boxes(document: QTextDocument, mark: Mark) -> tuple[QRectF, ...]:
    """Return the boxes of a mark, one for each line it runs over, in the document's coordinates."""
    boxes: list[QRectF] = []
    block = document.findBlock(mark.start)
    while block.isValid() and block.position() < mark.stop:
        boxes += _block_boxes(document, block, mark)
        block = block.next()
    return tuple(boxes)


def paint_boxes(painter: QPainter, kind: MarkKind, boxes: tuple[QRectF, ...], theme: Theme) -> None:
    """Paint the ground of one mark: tinted and underlined, or boxed."""
    colours = theme.colours
    for box in boxes:
        if kind is MarkKind.MISSING:
            draw_box(painter, box, QColor(colours.missing_tint), QColor(colours.missing_line), RADIUS, 1.2)
            continue
        line = QRectF(box.left(), box.bottom() - 2 * RADIUS, box.width(), 2 * RADIUS)
        draw_box(painter, line, QColor(colours.filled_line), None, RADIUS)
        draw_box(painter, box.adjusted(0, 0, 0, -1.4), QColor(colours.filled), None, RADIUS)


def _kind(fragment: QTextFragment) -> MarkKind | None:
    form = fragment.charFormat()
    if form.anchorHref().startswith(FIELD_LINK):
        return MarkKind.MISSING
    if form.background().color().getRgb() == FILLED_MARKER:
        return MarkKind.FILLED
    return None


def _add(marks: list[Mark], mark: Mark) -> None:
    if marks and marks[-1].kind is mark.kind and marks[-1].stop == mark.start:
        mark = Mark(mark.kind, marks.pop().start, mark.stop)
    marks.append(mark)


def _block_boxes(document: QTextDocument, block: QTextBlock, mark: Mark) -> list[QRectF]:
    layout = block.layout()
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    start = max(0, mark.start - block.position())
    stop = min(block.length() - 1, mark.stop - block.position())
    boxes = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(stop, line.textStart() + line.textLength())
        if first < last:
            boxes.append(_line_box(line, first, last, origin))
    return boxes


def _line_box(line: QTextLine, first: int, last: int, origin: QPointF) -> QRectF:
    x1, x2 = caret_x(line, first), caret_x(line, last)
    # The line is higher than its letters by the leading, which Qt puts above them.
    letters = line.ascent() + line.descent()
    base = line.y() + line.height() - line.descent()
    top = base - line.ascent() + 0.5
    return QRectF(origin.x() + min(x1, x2) - PAD_X, origin.y() + top, abs(x2 - x1) + PAD_X, letters + 1)
