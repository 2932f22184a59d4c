"""Where the words of a hit's row stand: measured once for a width and a theme, painted many times."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

from kbassist.ui.answer.caret import caret_x, units
from kbassist.ui.answer.hit_model import Row
from kbassist.ui.answer.labels import COPY_WORDS, warning_of
from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import chip_size, key_cap_size

MARGIN_X = 14
MARGIN_Y = 12
GAP_ROWS = 6
DOT = 9
SQUARE = 8
# What stands before the first match when the passage is moved so that the match can be seen.
LEAD = 12
ELLIPSIS = "…"
RIGHT = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class PlacedChip:
    """A chip at its place in the row; the last one may sum up those that have no room."""

    box: QRectF
    text: str


@dataclass(frozen=True, slots=True)
class RowLayout:
    """A hit's row, relative to the row's top left corner.

    `marks` are the boxes behind the matched words, relative to `snippet_at`.
    """

    card: QRectF
    dot: QRectF
    title: str
    title_box: QRectF
    warning: str
    warning_box: QRectF
    cap_box: QRectF
    snippet: QTextLayout | None
    snippet_at: QPointF
    marks: tuple[QRectF, ...]
    chips: tuple[PlacedChip, ...]
    why: str
    why_box: QRectF
    origin: str
    origin_box: QRectF
    badge: PlacedChip | None


class Measures:
    """Fonts and sizes of the list in the theme's present state, asked for once and not for every row."""

    def __init__(self, theme: Theme) -> None:
        self.title_font = theme.font(FontRole.STRONG)
        self.snippet_font = theme.font(FontRole.SECONDARY)
        self.chip_font = theme.font(FontRole.CHIP)
        self.key_font = theme.font(FontRole.KEY)
        self.match_text = theme.colour("match_text")
        self._titles = QFontMetricsF(self.title_font)
        self._snippets = QFontMetricsF(self.snippet_font)
        self._chips = QFontMetricsF(self.chip_font)
        self.title = self._titles.height()
        self.snippet = self._snippets.height()
        self.chip = chip_size("Chat", theme).height()
        self.cap = key_cap_size("9", theme)
        self.heading = self.snippet + 18
        self._narrow = self._snippets.averageCharWidth()
        self._chip_widths: dict[str, float] = {}

    def shortened_title(self, text: str, width: float) -> str:
        """Shorten a title to a width."""
        return self._titles.elidedText(text, RIGHT, width)

    def shortened_snippet(self, text: str, width: float) -> str:
        """Shorten a passage to a width; what cannot have room is cut off before it costs being measured."""
        letters = int(width / (self._narrow * 0.4)) + 8
        return self._snippets.elidedText(text[:letters], RIGHT, width)

    def shortened_why(self, text: str, width: float) -> str:
        """Shorten a reason to a width."""
        return self._chips.elidedText(text, RIGHT, width)

    def snippet_width(self, text: str) -> float:
        """Return the width of a passage."""
        return self._snippets.horizontalAdvance(text)

    def why_width(self, text: str) -> float:
        """Return the width of a reason."""
        return self._chips.horizontalAdvance(text)

    def chip_width(self, text: str) -> float:
        """Return the width of a chip; few different ones stand in a list."""
        if text not in self._chip_widths:
            self._chip_widths[text] = self._chips.horizontalAdvance(text) + 14
        return self._chip_widths[text]

    def height(self, row: Row) -> int:
        """Return the height of a row with the gap below it."""
        if row.hit is None:
            return round(self.heading)
        height = 2 * MARGIN_Y + self.title + GAP_ROWS
        if row.hit.snippet.text:
            height += self.snippet + 6
        if row.hit.replies or row.hit.why or row.mark:
            height += self.chip + 8
        return round(height)


def lay_out(row: Row, width: float, measures: Measures) -> RowLayout:
    """Measure and shorten the words of a hit for a row of this width."""
    assert row.hit is not None
    hit = row.hit
    card = QRectF(0, 0, width, measures.height(row) - GAP_ROWS)
    left, right, y = float(MARGIN_X), width - MARGIN_X, float(MARGIN_Y)
    cap = measures.cap if row.number <= 9 else QSizeF(0, 0)
    cap_top = round(y + (measures.title - cap.height()) / 2)
    cap_box = QRectF(right - cap.width(), cap_top, cap.width(), cap.height())
    dot = QRectF(left, round(y + (measures.title - DOT) / 2), DOT, DOT)
    warning = warning_of(hit.standing, hit.freshness)
    warned = measures.why_width(warning) + 2 if warning else 0.0
    warning_box = QRectF(cap_box.left() - 8 - warned, y, warned, measures.title)
    title_box = QRectF(
        dot.right() + 9, y, warning_box.left() - dot.right() - 9 - bool(warned) * 8, measures.title
    )
    title = measures.shortened_title(hit.title, title_box.width())
    y += measures.title + 6
    snippet: QTextLayout | None = None
    marks: tuple[QRectF, ...] = ()
    snippet_at = QPointF(left, y)
    if hit.snippet.text:
        text, ranges = shifted(hit.snippet.text, hit.snippet.marks, measures, right - left)
        snippet, marks = _snippet(text, ranges, measures, right - left)
        y += measures.snippet + 6
    why = " · ".join(hit.why)
    why_width = min(measures.why_width(why) + 2, (right - left) * (0.4 if row.mark else 0.6)) if why else 0.0
    why_box = QRectF(right - why_width, y + 2, why_width, measures.chip)
    origin, origin_box, badge, x = place_origin(row, QPointF(left, y + 2), why_box.left() - 10, measures)
    chips = place_chips(row.chips, QPointF(x, y + 2), why_box.left() - 10, measures)
    if why_width < measures.why_width(why):
        why = measures.shortened_why(why, why_width)
    return RowLayout(
        card, dot, title, title_box, warning, warning_box, cap_box,
        snippet, snippet_at, marks, chips, why, why_box, origin, origin_box, badge,
    )  # fmt: skip


def place_origin(
    row: Row, at: QPointF, right: float, measures: Measures
) -> tuple[str, QRectF, PlacedChip | None, float]:
    """Place the library's name behind its square, and whose copy it is; tell where the chips begin.

    The box of the name begins with the square.
    """
    x, origin, box, badge = at.x(), "", QRectF(), None
    if row.mark is not None:
        most = (right - x) * 0.4
        origin = measures.shortened_why(row.mark.label, max(0.0, most - SQUARE - 6))
        box = QRectF(x, at.y(), SQUARE + 6 + measures.why_width(origin) + 1, measures.chip)
        x = box.right() + 10
    words = COPY_WORDS[row.hit.copy] if row.hit else ""
    if words:
        if row.mark is not None and x + measures.chip_width(words) > right:
            origin, x = "", box.left() + SQUARE + 8
        badge = PlacedChip(QRectF(x, at.y(), measures.chip_width(words), measures.chip), words)
        x = badge.box.right() + 6
    return origin, box, badge, x


def shifted(
    text: str, marks: Sequence[tuple[int, int]], measures: Measures, width: float
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut the beginning of a passage whose first match would be out of sight at this width.

    No more is cut than has to be: what follows a match near the end leaves room before it.
    """
    text = text.replace("\n", " ")
    if not marks or measures.snippet_width(text[: marks[0][1]] + ELLIPSIS) < width:
        return text, tuple(marks)
    cut = max(0, marks[0][0] - LEAD)
    space = text.find(" ", cut, marks[0][0])
    cut = space + 1 if space >= 0 else cut
    while (before := text.rfind(" ", 0, cut - 1) + 1) and cut > 1:
        if measures.snippet_width(ELLIPSIS + text[before:]) > width:
            break
        cut = before
    moved = len(ELLIPSIS) - cut
    return ELLIPSIS + text[cut:], tuple((start + moved, end + moved) for start, end in marks if start >= cut)


def place_chips(
    chips: Sequence[str], at: QPointF, right: float, measures: Measures
) -> tuple[PlacedChip, ...]:
    """Place as many chips as fit before `right`; `+N` stands for the others.

    At the beginning of the line one is placed in any case.
    """
    placed: list[PlacedChip] = []
    x = at.x()
    for position, text in enumerate(chips):
        rest = len(chips) - position - 1
        width = measures.chip_width(text)
        spare = measures.chip_width(f"+{rest}") + 6 if rest else 0.0
        if x + width + spare > right and (placed or at.x() > MARGIN_X):
            if not placed and x + measures.chip_width(f"+{rest + 1}") > right:
                break
            text = f"+{rest + 1}"  # noqa: PLW2901
            placed.append(PlacedChip(QRectF(x, at.y(), measures.chip_width(text), measures.chip), text))
            break
        placed.append(PlacedChip(QRectF(x, at.y(), width, measures.chip), text))
        x += width + 6
    return tuple(placed)


def _snippet(
    text: str, marks: Sequence[tuple[int, int]], measures: Measures, width: float
) -> tuple[QTextLayout, tuple[QRectF, ...]]:
    shown = measures.shortened_snippet(text, width)
    layout = QTextLayout(shown, measures.snippet_font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    end = len(shown) if shown == text else len(shown) - 1
    seen = [(units(shown, start), units(shown, min(stop, end))) for start, stop in marks if start < end]
    formats = []
    for start, stop in seen:
        span = QTextLayout.FormatRange()
        span.start, span.length = start, stop - start
        span.format.setForeground(measures.match_text)
        formats.append(span)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return layout, tuple(_mark_box(caret_x(line, a), caret_x(line, b), line.height()) for a, b in seen)


def _mark_box(from_x: float, to_x: float, height: float) -> QRectF:
    return QRectF(min(from_x, to_x) - 2, 0, abs(to_x - from_x) + 4, height)
