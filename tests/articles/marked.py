"""Texts with the caret or the selection marked in them, for tests of what keys do."""

from kbassist.articles.text_change import TextChange
from kbassist.articles.text_edits import edited

CARET = "‸"


def unmarked(marked: str) -> tuple[str, int, int]:
    """Return a text without its marks, and where the first and the last one stood."""
    before, _, rest = marked.partition(CARET)
    inside, selected, after = rest.partition(CARET)
    if not selected:
        return before + rest, len(before), len(before)
    return before + inside + after, len(before), len(before) + len(inside)


def marked(text: str, change: TextChange | None) -> str | None:
    """Return what a change makes of a text, marked; None when there is none."""
    if change is None:
        return None
    after, start, end = edited(text, change.edits), change.start, change.end
    inside = "" if start == end else after[start:end] + CARET
    return after[:start] + CARET + inside + after[end:]
