"""What keys do to words and lines: emphasis, links, headings up and down, lines up and down."""

import re

from kbassist.articles.text_change import TextChange, keeping, line_end, line_start, lines_of
from kbassist.articles.text_edits import TextEdit

_WORD = re.compile(r"[\w'’-]+")
_HEADING = re.compile(r"( {0,3})(#{1,6})(?=[ \t]|\Z)")
_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)\S+\Z|\S+\.md(?:#\S*)?\Z")
_LINK = re.compile(
    r"!?\[(?:[^\[\]\\\n]|\\.)*\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*)>?[^()\n]*\)|<([a-z]+:[^<>\s]*)>"
)
_BARE = re.compile(r"https?://[^\s<>)\]]+")
REPLY_HEADING = "## {title} {{.reply{attributes}}}"


def word_at(text: str, at: int) -> tuple[int, int]:
    """Return the range of the word that the caret touches; empty where there is none."""
    start = line_start(text, at)
    for found in _WORD.finditer(text, start, line_end(text, at)):
        if found.start() <= at <= found.end():
            return found.start(), found.end()
    return at, at


def wrapped(text: str, start: int, end: int, sign: str) -> TextChange:
    """Put `sign` on both sides of the selection or word, or take it away where it is."""
    if start == end:
        start, end = word_at(text, start)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    width = len(sign)
    if _is_within(text, start, end, sign):
        edits = (TextEdit(start - width, start, ""), TextEdit(end, end + width, ""))
        return TextChange(edits, start - width, end - width)
    inside = text[start:end]
    if len(inside) > 2 * width and _is_within(text, start + width, end - width, sign):
        edits = (TextEdit(start, start + width, ""), TextEdit(end - width, end, ""))
        return TextChange(edits, start, end - 2 * width)
    edits = (TextEdit(start, start, sign), TextEdit(end, end, sign))
    return TextChange(edits, start + width, end + width)


def _is_within(text: str, start: int, end: int, sign: str) -> bool:
    """Tell whether exactly `sign` stands around a range: `*` is not what `**` is made of."""
    width, mark = len(sign), sign[0]
    before = len(text[:start]) - len(text[:start].rstrip(mark)) if start else 0
    after = len(text[end:]) - len(text[end:].lstrip(mark))
    if width == 1:
        return before % 2 == 1 and after % 2 == 1
    return before >= width and after >= width


def linked(text: str, start: int, end: int) -> TextChange:
    """Make a link of the selection or word, the caret where its target or its words are wanted."""
    if start == end:
        start, end = word_at(text, start)
    chosen = text[start:end]
    if _ADDRESS.match(chosen):
        edit = TextEdit(start, end, f"[]({chosen})")
        return TextChange((edit,), start + 1, start + 1)
    edits = (TextEdit(start, start, "["), TextEdit(end, end, "]()"))
    caret = end + 3 if chosen else start + 1
    return TextChange(edits, caret, caret)


def target_at(text: str, at: int) -> str:
    """Return the target of the link that the caret stands in; empty where there is none."""
    start, end = line_start(text, at), line_end(text, at)
    for pattern in (_LINK, _BARE):
        for found in pattern.finditer(text, start, end):
            if found.start() <= at <= found.end():
                return next((group for group in found.groups() if group), "") if found.groups() else found[0]
    return ""


def lines_moved(text: str, start: int, end: int, by: int) -> TextChange | None:
    """Swap the selected lines with the one above (`by` -1) or below (1); None at the text's ends."""
    first, last = lines_of(text, start, end)
    if by < 0:
        if first == 0:
            return None
        above = line_start(text, first - 1)
        edit = TextEdit(above, last, f"{text[first:last]}\n{text[above : first - 1]}")
        shift = above - first
    else:
        if last == len(text):
            return None
        below = line_end(text, last + 1)
        edit = TextEdit(first, below, f"{text[last + 1 : below]}\n{text[first:last]}")
        shift = below - last
    return TextChange((edit,), start + shift, end + shift)


def heading_levelled(text: str, at: int, by: int) -> TextChange | None:
    """Make the heading of the line one level deeper (`by` 1) or higher (-1); a line of words becomes one.

    None where it is on the last level already.
    """
    start = line_start(text, at)
    found = _HEADING.match(text, start, line_end(text, at))
    if found is None:
        return keeping((TextEdit(start, start, "## "),), at, at) if by > 0 else None
    level = len(found[2]) + by
    if level > 6:
        return None
    stop = found.end() if level else min(found.end() + 1, line_end(text, at))
    return keeping((TextEdit(found.start(2), stop, "#" * level),), at, at)


def reply_added(text: str, at: int, channel: str, title: str) -> TextChange:
    """Put the heading of a reply below the paragraph of the caret, its title selected.

    A `channel` of "" is any.
    """
    place = text.find("\n\n", line_start(text, at))
    head, tail = (text.rstrip("\n"), "") if place < 0 else (text[:place], text[place:].lstrip("\n"))
    gap = "\n\n" if head else ""
    attributes = f" channel={channel}" if channel else ""
    heading = REPLY_HEADING.format(title=title, attributes=attributes)
    put = f"{gap}{heading}\n\n" + ("\n\n" if tail else "")
    start = len(head) + len(gap) + 3
    return TextChange((TextEdit(len(head), len(text) - len(tail), put),), start, start + len(title))
