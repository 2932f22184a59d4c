"""Reads the nested lists of a guide line by line, within bounds that no honest guide comes near."""

import re
from dataclasses import dataclass, field

from kbassist.articles.guide_words import MOST_CHARS, anchor_of
from kbassist.articles.headings import Section, outline
from kbassist.articles.raw_blocks import RawBlocks
from kbassist.articles.replies import section_ends

MOST_ITEMS = 500
MOST_DEPTH = 24
"""Levels of one list: question, answer, question ... is a dozen questions in a row."""

_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(.*))?\Z")
_RULE = re.compile(r"[ \t]*([-*_])[ \t]*(?:\1[ \t]*){2,}\Z")
_TAB = 4
_CLASSES = frozenset(("reply", "guide"))


@dataclass(slots=True)
class Item:
    """One item while the lists are read: `indent` in columns, `line` from 1, `anchor` of its heading.

    `is_paragraph`: no item of its own but a paragraph below the text of one.
    """

    indent: int
    line: int
    text: str
    anchor: str = ""
    is_paragraph: bool = False
    children: list["Item"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lists:
    """What stands below the heading of a guide.

    `intro` is the text above the first list; `stray`, `deep` and `many` are lines of text between the
    lists, of the first item that is nested too deep, and of the first item too many (0: none).
    """

    roots: tuple[Item, ...]
    intro: str
    stray: tuple[int, ...]
    deep: int
    many: int


def read_lists(text: str, first_line: int) -> Lists:
    """Read the text of a guide, whose first line has the number `first_line`."""
    lines = text.split("\n")
    reader = _Reader(first_line)
    headings, skipped = _headings(lines)
    blocks, index = RawBlocks(lines), 0
    while index < len(lines) and not reader.many:
        if index in skipped:
            index = skipped[index]
            continue
        end, raw_end = blocks.after_fence(index), blocks.after_raw(index)
        if end > index + 1:
            reader.take_code(lines[index:end], index)
        elif raw_end == index + 1:
            reader.take(lines[index], index, headings.get(index))
        index = max(end, raw_end)
    return reader.lists()


def _headings(lines: list[str]) -> tuple[dict[int, Section], dict[int, int]]:
    """Return the sections by the index of their lines, and where replies below this heading end."""
    sections = outline(lines).sections
    ends = section_ends(sections, len(lines))
    inner = {
        section.first: end
        for section, end in zip(sections, ends, strict=True)
        if not _CLASSES.isdisjoint(section.attributes.classes)
    }
    below = {index: section for section in sections for index in range(section.first, section.after)}
    return below, inner


class _Reader:
    """Takes one line after the other and keeps the items that are still open, outermost first."""

    def __init__(self, first_line: int) -> None:
        self._first_line = first_line
        self._roots: list[Item] = []
        self._open: list[Item] = []
        self._intro: list[str] = []
        self._stray: list[int] = []
        self._deep = 0
        self._anchor = ""
        self._after_blank = True
        self.many = 0
        self._count = 0

    def take(self, line: str, index: int, heading: Section | None) -> None:
        """Take the line at `index`; `heading` is the section that it names."""
        if heading is not None:
            self._open.clear()
            self._anchor = heading.attributes.id or anchor_of(heading.text)
        elif not line.strip():
            self._after_blank = True
            return
        elif (found := _ITEM.match(line)) and not _RULE.match(line):
            self._item(_columns(found[1]), found[2] or "", self._first_line + index)
        elif not _RULE.match(line):
            self._text(line, self._first_line + index)
        self._after_blank = False

    def take_code(self, lines: list[str], index: int) -> None:
        """Take the fenced lines at `index`: below an item each is a paragraph, elsewhere nothing."""
        indent = _columns(_space(lines[0]))
        self._leave(indent)
        for number, line in enumerate(lines[1:-1], self._first_line + index + 1):
            if self._open and line.strip():
                self._item(indent, f"``` {line.strip()} ```", number, is_paragraph=True)
        self._after_blank = True

    def lists(self) -> Lists:
        """Return what was read."""
        intro = " ".join(self._intro)
        return Lists(tuple(self._roots), intro, tuple(self._stray), self._deep, self.many)

    def _item(self, indent: int, text: str, line: int, is_paragraph: bool = False) -> None:
        self._leave(indent)
        if len(self._open) >= MOST_DEPTH:
            self._deep = self._deep or line
            return
        self._count += 1
        if self._count > MOST_ITEMS:
            self.many = line
            return
        item = Item(indent, line, text.strip()[: 2 * MOST_CHARS], is_paragraph=is_paragraph)
        if self._open:
            self._open[-1].children.append(item)
        else:
            item.anchor, self._anchor = self._anchor, ""
            self._roots.append(item)
        self._open.append(item)

    def _text(self, line: str, number: int) -> None:
        """Take a line that is no item: it goes on with the last one, or stands between the lists."""
        indent = _columns(_space(line))
        if self._after_blank:
            self._leave(indent)
        if self._open and self._after_blank:
            self._item(indent, line, number, is_paragraph=True)
        elif self._open:
            item = self._open[-1]
            if len(item.text) < MOST_CHARS:
                item.text = f"{item.text} {line.strip()[: 2 * MOST_CHARS]}"
        elif not self._roots and not self._anchor:
            if len(self._intro) < 20:
                self._intro.append(line.strip()[:MOST_CHARS])
        elif not self._stray or self._stray[-1] < number - 1:
            self._stray.append(number)

    def _leave(self, indent: int) -> None:
        """Close the items that a line at this column does not belong to."""
        while self._open and indent < self._open[-1].indent + 2:
            self._open.pop()


def _space(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _columns(space: str) -> int:
    return len(space.expandtabs(_TAB))
