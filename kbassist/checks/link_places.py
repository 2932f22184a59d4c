"""Finds the links and pictures of a text, outside of code, with where each address stands."""

import re
from collections.abc import Iterator

from kbassist.articles.raw_blocks import RawBlocks
from kbassist.checks.source import Source
from kbassist.checks.subject import Link

DYNAMIC = re.compile(r"\{\{|\{%")
"""An address in which Liquid writes; where it leads is known only when a reply is filled."""

_TITLE = r"[ \t]*(?:[ \t](?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))[ \t]*)?"
_INLINE = re.compile(
    r"(?<!\\)(!?)\[((?:\\.|[^\[\]\\\n]|\[[^\[\]\n]*\])*)\]"
    rf"\(\s*(?:<([^<>\n]+)>{_TITLE}"
    rf"|([^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*){_TITLE}|([^\s<>()\"']+(?:[ \t]+[^\s<>()\"']+)*)[ \t]*)\)"
)
_DEFINED = re.compile(
    r" {0,3}\[([^\[\]^\n][^\[\]\n]*)\]:()[ \t]+(?:<([^<>\n]+)>|([^\s<>]+))[ \t]*(?:[\"'(].*)?\Z"
)
_HTML = re.compile(
    r"<(img|a)\b([^<>\n]{0,500}?)\b(?:src|href)\s*=\s*[\"']([^\"'<>\n]{1,2000})[\"']", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?<![\w@])https?://[^\s<>\"|\\^`{}\[\]]{1,2000}", re.IGNORECASE)
_BLOCK = re.compile(r"`{3}|~{3}|<(?:pre|script|style|textarea)\b", re.IGNORECASE)
_QUOTED = re.compile(r" {0,3}> ?")
# Quotations in quotations, as far as anybody writes them.
_DEEPEST = 4
_CODE = re.compile(r"(`+)[^`\n]+?\1")
_COMMENT = re.compile(r"<!--.{0,20000}?-->", re.S)
_HTML_ID = re.compile(r"<[a-z][^<>\n]{0,300}?\b(?:id|name)\s*=\s*[\"']?([^\"'<>\s]{1,200})", re.IGNORECASE)


def links_of(source: Source) -> tuple[Link, ...]:
    """Return the links and pictures of a file in the order of its text."""
    return tuple(_links(source))


def html_ids(text: str) -> frozenset[str]:
    """Return the anchors that HTML in the text sets."""
    return frozenset(match[1].casefold() for match in _HTML_ID.finditer(text)) if "<" in text else frozenset()


def prose_of(source: Source) -> str:
    """Return the body with blanks in place of code and comments, so that offsets stay."""
    body = source.article.body
    if "<!--" in body:
        body = _COMMENT.sub(_blank, body)
    text = "\n".join(_without_blocks(body.split("\n"))) if _BLOCK.search(body) else body
    return _CODE.sub(_blank, text) if "`" in text else text


def _without_blocks(lines: list[str], depth: int = 0) -> list[str]:
    """Blank out fences and raw HTML, in quotations as well."""
    blocks, index = RawBlocks(lines), 0
    while index < len(lines):
        after = max(blocks.after_fence(index), blocks.after_raw(index))
        if after > index + 1:
            lines[index:after] = [" " * len(line) for line in lines[index:after]]
        elif depth < _DEEPEST and (marks := _quoted(lines, index)):
            after = index + len(marks)
            inner = [line[mark:] for line, mark in zip(lines[index:after], marks, strict=True)]
            inner = _without_blocks(inner, depth + 1)
            lines[index:after] = [" " * mark + line for line, mark in zip(inner, marks, strict=True)]
        index = after
    return lines


def _quoted(lines: list[str], index: int) -> list[int]:
    """Return how much of each line is the mark of the quotation that begins at `index`."""
    marks: list[int] = []
    while index < len(lines) and (mark := _QUOTED.match(lines[index])):
        marks.append(mark.end())
        index += 1
    return marks


def addresses_in(text: str) -> Iterator[tuple[int, str]]:
    """Find web addresses in plain text, with their offsets; those that Liquid goes on are left out."""
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?*_'")
        if address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,;:!?*_'")
        if text[match.end() : match.end() + 1] != "{":
            yield match.start(), address


def _links(source: Source) -> Iterator[Link]:
    offset = source.body_start
    for line in prose_of(source).split("\n"):
        found: list[re.Match[str]] = []
        if "](" in line:
            found += _INLINE.finditer(line)
        elif "]:" in line and (match := _DEFINED.match(line)):
            found.append(match)
        if "<" in line and "=" in line:
            found += _HTML.finditer(line)
        for match in found:
            is_picture = match[1] == "!" or match[1].lower() == "img"
            yield _link(source, offset, match, is_picture)
        if "://" in line:
            yield from _bare(source, offset, line, found)
        offset += len(line) + 1


def _bare(source: Source, offset: int, line: str, found: list[re.Match[str]]) -> Iterator[Link]:
    """Find the addresses of a line that stand in no link."""
    for at, address in addresses_in(line):
        if not any(match.start() <= at < match.end() for match in found):
            start = offset + at
            yield Link(source.place(start), start, start + len(address), address)


def _link(source: Source, offset: int, match: re.Match[str], is_picture: bool) -> Link:
    href = match.lastindex or 3  # the last group that took part
    start, end = offset + match.start(href), offset + match.end(href)
    return Link(source.place(offset + match.start()), start, end, match[href], is_picture)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
