"""Keeps the preview beside the lines of the text that it is made of."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QTextDocument

from kbassist.articles.article import Heading
from kbassist.workspace.previewed import Preview

Anchor = tuple[float, float]


def anchors_of(document: QTextDocument, preview: Preview, last_line: int) -> tuple[Anchor, ...]:
    """Pair lines of the text, from 1, with heights in the laid-out document, both growing."""
    height = max(1.0, document.size().height())
    variant = preview.variant
    if variant is not None:
        return ((variant.first_line + 1, 0.0), (max(variant.first_line + 2, variant.last_line + 1), height))
    lines = [heading.line for heading in _shown(preview.headings, preview.title)]
    tops = _heading_tops(document)
    pairs: list[Anchor] = [(1.0, 0.0)]
    if len(lines) == len(tops):
        pairs += [(float(line), top) for line, top in zip(lines, tops, strict=True)]
    pairs.append((max(float(last_line), pairs[-1][0] + 1), height))
    return tuple(b for a, b in pairwise([(0.0, -1.0), *pairs]) if b[0] > a[0] and b[1] >= a[1])


def height_at(anchors: Sequence[Anchor], line: float) -> float:
    """Return the height at which a line is shown, in between two anchors by their share."""
    if not anchors:
        return 0.0
    at = bisect_right(anchors, (line, float("inf")))
    if at == 0:
        return anchors[0][1]
    if at == len(anchors):
        return anchors[-1][1]
    (above_line, above), (below_line, below) = anchors[at - 1], anchors[at]
    return above + (below - above) * (line - above_line) / (below_line - above_line)


def _shown(headings: Sequence[Heading], title: str) -> Sequence[Heading]:
    """Leave out the heading that only repeats the title, as the page does."""
    first = headings[0] if headings else None
    return headings[1:] if first and first.level == 1 and first.text == title else headings


def _heading_tops(document: QTextDocument) -> list[float]:
    layout, tops = document.documentLayout(), []
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() > 0:
            tops.append(layout.blockBoundingRect(block).top())
        block = block.next()
    return tops
