"""Finds the headings of a Markdown text line by line, and leaves code, comments and raw blocks alone."""

import re
import unicodedata
from dataclasses import dataclass

from kbassist.articles.attributes import Attributes, split_attributes
from kbassist.articles.decoding import title_text
from kbassist.articles.raw_blocks import RawBlocks

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?\Z")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")
# What cannot be the text of an underlined heading: lists, quotes, tables, code, fences, other headings.
_NO_TITLE = re.compile(r" {4}|\t| {0,3}(?:[-*+>|]|\d{1,9}[.)] |#{1,6}[ \t]|`{3}|~{3}|<)")
_LIST_BELOW = re.compile(r" {0,3}\{:[^{}]*\}[ \t]*\Z")
_NOT_IN_SLUG = re.compile(r"[^\w\- ]+")
_DASHES = re.compile(r"[- _]+")
# A heading that was meant to begin a reply: `{reply}`, `{.reply, channel=chat}`, `##Title {.reply}`.
_ALMOST_REPLY = re.compile(r" {0,3}#{1,6}[^\n]*\{[^{}\n]*\breply\b[^{}\n]*\}[ \t]*#*[ \t]*\Z", re.IGNORECASE)
_SLIP_LENGTH = 500
_SLUG_LENGTH = 80

# No article has as many; a file of nothing else would take seconds and hundreds of megabytes.
MOST_HEADINGS = 2000


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its attributes; `first` is the index of its line, `after` of the line below it."""

    level: int
    text: str
    attributes: Attributes
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings of a text in order; all indexes are of lines and count from 0.

    `end` is where the search ended: below the text, or at a heading too many. `open_fences` are lines on
    which a fence opens and never ends, `slips` those that were meant to begin a reply.
    """

    sections: tuple[Section, ...]
    end: int
    open_fences: tuple[int, ...]
    slips: tuple[int, ...]


def outline(lines: list[str]) -> Outline:
    """Find the headings in `lines`; indexes count from 0."""
    sections: list[Section] = []
    slips: list[int] = []
    blocks = RawBlocks(lines)
    index, count = 0, len(lines)
    while index < count and len(sections) < MOST_HEADINGS:
        line = lines[index]
        start = line[:1]
        if start in (" ", "\t"):
            start = line.lstrip(" \t")[:1]
        if start == "#":
            if "eply" in line and len(line) < _SLIP_LENGTH and _ALMOST_REPLY.match(line):
                slips.append(index)
            index = _atx(lines, index, sections)
        elif start in ("`", "~"):
            index = blocks.after_fence(index)
        elif start == "<":
            index = blocks.after_raw(index)
        elif start in ("=", "-") and _UNDERLINE.match(line):
            index = _setext(lines, index, sections)
        else:
            index += 1
    begun = {section.first for section in sections if "reply" in section.attributes.classes}
    slips = [slip for slip in slips if slip not in begun]
    return Outline(tuple(sections), index, tuple(blocks.open_fences), tuple(slips))


def _atx(lines: list[str], index: int, sections: list[Section]) -> int:
    match = _ATX.match(lines[index])
    if not match:
        return index + 1
    return _add(lines, index, index + 1, len(match[1]), match[2] or "", sections)


def _setext(lines: list[str], index: int, sections: list[Section]) -> int:
    """Take the line above as a heading when it is a paragraph of one line.

    Python-Markdown, which draws the page, takes a longer paragraph above a rule for what it is.
    """
    above = index - 1
    taken = sections[-1].after if sections else 0
    if above < taken or not lines[above].strip() or _NO_TITLE.match(lines[above]):
        return index + 1
    if above > taken and lines[above - 1].strip():
        return index + 1
    level = 1 if "=" in lines[index] else 2
    return _add(lines, above, index + 1, level, lines[above], sections)


def _add(lines: list[str], first: int, after: int, level: int, text: str, sections: list[Section]) -> int:
    title, attributes = split_attributes(text)
    if after < len(lines) and "{:" in lines[after][:5] and _LIST_BELOW.match(lines[after]):
        _, below = split_attributes(lines[after])
        classes = attributes.classes + below.classes
        attributes = Attributes(classes, below.id or attributes.id, {**attributes.pairs, **below.pairs})
        after += 1
    sections.append(Section(level, title_text(title), attributes, first, after))
    return after


def slug_of(text: str, fallback: str) -> str:
    """Make the part of an id that stands for a heading, as git hosts do it."""
    folded = unicodedata.normalize("NFC", text).lower()
    slug = _DASHES.sub("-", _NOT_IN_SLUG.sub("", folded)).strip("-")
    return slug[:_SLUG_LENGTH].rstrip("-") or fallback


class Slugs:
    """Hands out each slug once: `way`, `way-2`, `way-3`."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def take(self, slug: str) -> str:
        """Return `slug`, numbered when it was taken before."""
        number = self._next.get(slug)
        if number is None:
            self._next[slug] = 2
            return slug
        while (candidate := f"{slug}-{number}") in self._next:
            number += 1
        self._next[slug] = number + 1
        self._next[candidate] = 2
        return candidate
