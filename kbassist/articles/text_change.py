"""A change of a text together with where the caret stands afterwards; what keys of an editor come to."""

from collections.abc import Sequence
from dataclasses import dataclass

from kbassist.articles.text_edits import TextEdit


@dataclass(frozen=True, slots=True)
class TextChange:
    """`edits` are in offsets of the text before; `start` to `end` is selected in the text afterwards."""

    edits: tuple[TextEdit, ...]
    start: int
    end: int


def line_start(text: str, at: int) -> int:
    """Return where the line of the offset `at` begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line of the offset `at` ends, before its line end."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def lines_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the whole lines of a selection, without a last one of which it has nothing."""
    if end > start and text[end - 1] == "\n":
        end -= 1
    return line_start(text, start), line_end(text, end)


def moved(offset: int, edits: Sequence[TextEdit]) -> int:
    """Return where an offset is after the edits; what is put in exactly there comes before it."""
    shift = 0
    for edit in edits:
        if edit.end <= offset:
            shift += len(edit.text) - (edit.end - edit.start)
        elif edit.start < offset:
            shift += min(len(edit.text), offset - edit.start) - (offset - edit.start)
    return offset + shift


def keeping(text_edits: Sequence[TextEdit], start: int, end: int) -> TextChange:
    """Return the change that leaves the selection on the signs that it was on."""
    edits = tuple(text_edits)
    return TextChange(edits, moved(start, edits), moved(end, edits))
