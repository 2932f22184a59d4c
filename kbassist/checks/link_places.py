"""Finds the links and pictures of a text, outside of code, with where each address stands."""

import re
from collections.abc import Iterator

from kbassist.articles.raw_blocks import RawBlocks
from kbassist.checks.source import Source
from kbassist.checks.subject import Link

DYNAMIC = re.compile(r"\{\{|\{%")
"""An address in which Liquid writes; where it leads is known only when a reply is filled."""

_INLINE = re.compile(
    r"(!?)\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]"
    r"\(\s*<?([^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s[^()\n]*)?\)"
)
_DEFINED = re.compile(r" {0,3}\[([^\[\]^\n][^\[\]\n]*)\]:()[ \t]+<?([^\s<>]+)>?[ \t]*(?:[\"'(].*)?\Z")
_HTML = re.compile(
    r"<(img|a)\b([^<>\n]{0,500}?)\b(?:src|href)\s*=\s*[\"']([^\"'<>\n]{1,2000})[\"']", re.IGNORECASE
)
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
    lines = body.split("\n")
    if "```" in body or "~~~" in body:
        blocks, index = RawBlocks(lines), 0
        while index < len(lines):
            after = blocks.after_fence(index)
            if after > index + 1:
                lines[index:after] = [" " * len(line) for line in lines[index:after]]
            index = after
    text = "\n".join(lines)
    return _CODE.sub(_blank, text) if "`" in text else text


def _links(source: Source) -> Iterator[Link]:
    offset = source.body_start
    for line in prose_of(source).split("\n"):
        if "](" in line:
            yield from (_link(source, offset, match, bool(match[1])) for match in _INLINE.finditer(line))
        elif "]:" in line and (match := _DEFINED.match(line)):
            yield _link(source, offset, match, False)
        if "<" in line and "=" in line:
            for match in _HTML.finditer(line):
                yield _link(source, offset, match, match[1].lower() == "img")
        offset += len(line) + 1


def _link(source: Source, offset: int, match: re.Match[str], is_picture: bool) -> Link:
    start, end = offset + match.start(3), offset + match.end(3)
    return Link(source.place(offset + match.start()), start, end, match[3], is_picture)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
