"""Lists and quotes while they are typed: the next item, the end of a list, deeper and back, numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kbassist.articles.text_change import TextChange, keeping, line_end, line_start, lines_of
from kbassist.articles.text_edits import TextEdit

# Four spaces make an item deeper for Python-Markdown and for CommonMark alike, below bullets and numbers.
STEP = 4
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<quote>(?:>[ \t]?)*)(?P<inner>[ \t]*)"
    r"(?:(?P<bullet>[-*+])|(?P<number>\d{1,9})(?P<dot>[.)]))(?P<gap>[ \t]+)(?P<box>\[[ xX]\][ \t]+)?"
)
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})\Z")


@dataclass(frozen=True, slots=True)
class _Lead:
    """What an item begins with; `number` None for bullets and quotes."""

    indent: str
    text: str
    number: int | None = None
    dot: str = ""


def _lead_of(line: str) -> _Lead | None:
    if _RULE.match(line):
        return None
    if item := _ITEM.match(line):
        number = int(item["number"]) if item["number"] else None
        return _Lead(item["indent"], item[0], number, item["dot"] or "")
    if quote := _QUOTE.match(line):
        return _Lead("", quote[0])
    return None


def is_item(line: str) -> bool:
    """Tell whether a line begins an item of a list."""
    return bool(_ITEM.match(line)) and not _RULE.match(line)


def after_return(text: str, at: int) -> TextChange | None:
    """Return what Enter at the caret `at` makes of a list or quote; None where it is but a line end.

    Within an item a new one begins, numbered on; in an empty one the list comes one step back, or ends.
    """
    start, end = line_start(text, at), line_end(text, at)
    line = text[start:end]
    lead = _lead_of(line)
    if lead is None or at < start + len(lead.text):
        return None
    if not line[len(lead.text) :].strip():
        return _ended(start, end, lead)
    begun = _next_lead(text, end, lead)
    edits = [TextEdit(at, at, f"\n{begun}")]
    if lead.number is not None and str(lead.number) not in begun:
        edits += _renumbered(text, end, lead, lead.number + 2)
    caret = at + len(begun) + 1
    return TextChange(tuple(edits), caret, caret)


def _ended(start: int, end: int, lead: _Lead) -> TextChange:
    """Take the empty item a step back, and its bullet away where it stands at the margin."""
    if lead.indent and lead.text.strip():
        gone = min(STEP, len(lead.indent.expandtabs(STEP)))
        kept = lead.indent.expandtabs(STEP)[gone:] + lead.text[len(lead.indent) :]
    else:
        kept = ""
    return TextChange((TextEdit(start, end, kept),), start + len(kept), start + len(kept))


def _next_lead(text: str, end: int, lead: _Lead) -> str:
    begun = re.sub(r"\[[xX]\]", "[ ]", lead.text)
    if lead.number is None:
        return begun
    following = next(_siblings(text, end, lead), None)
    # Who writes 1. before every item wants it to stay so.
    if following is not None and following[1] == lead.number:
        return begun
    return re.sub(r"\d+", str(lead.number + 1), begun, count=1)


def _siblings(text: str, end: int, lead: _Lead) -> Iterator[tuple[int, int]]:
    """Yield offset and number of the numbers that follow in the same list, from the line below `end`."""
    at = end + 1
    blank = 0
    while at < len(text):
        stop = line_end(text, at)
        line = text[at:stop]
        item = _ITEM.match(line)
        if not line.strip():
            blank += 1
            if blank > 1:
                return
        elif item and item["number"] and item["dot"] == lead.dot and item["indent"] == lead.indent:
            yield at + item.start("number"), int(item["number"])
            blank = 0
        elif len(line) - len(line.lstrip()) <= len(lead.indent):
            return
        at = stop + 1


def _renumbered(text: str, end: int, lead: _Lead, number: int) -> Iterator[TextEdit]:
    for offset, old in _siblings(text, end, lead):
        if old != number:
            yield TextEdit(offset, offset + len(str(old)), str(number))
        number += 1


def indented(text: str, start: int, end: int, *, back: bool = False) -> TextChange | None:
    """Move the selected lines a step in or back; None where nothing of it is an item or several lines.

    In a list the numbers behind begin anew where an item has become one of a deeper list.
    """
    first, last = lines_of(text, start, end)
    lines = text[first:last].split("\n")
    if len(lines) == 1 and not is_item(lines[0]):
        return None
    edits, at = [], first
    for line in lines:
        if line.strip():
            edits += _one_indented(line, at, back=back)
        at += len(line) + 1
    return keeping(edits, start, end)


def _one_indented(line: str, at: int, *, back: bool) -> list[TextEdit]:
    if not back:
        edits = [TextEdit(at, at, " " * STEP)]
        item = _ITEM.match(line)
        if item and item["number"] and item["number"] != "1":
            edits.append(TextEdit(at + item.start("number"), at + item.end("number"), "1"))
        return edits
    if line.startswith("\t"):
        return [TextEdit(at, at + 1, "")]
    width = min(STEP, len(line) - len(line.lstrip(" ")))
    return [TextEdit(at, at + width, "")] if width else []
