"""Tells line by line which signs of an article's text are markup, and of what kind.

It is for showing and for knowing what is prose, not for reading: it looks at one line and at what the lines
above have left open, so that a text can be looked through again from the line that was changed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kbassist.articles.attributes import parse_attributes

# What stands before the first line.
START = -1
BODY = 0

_FRONT, _FENCE, _COMMENT, _LIQUID_COMMENT, _RAW, _OUTPUT_OPEN, _TAG_OPEN = range(1, 8)
_KIND_BITS = 4
_KIND_MASK = (1 << _KIND_BITS) - 1
_LONGEST_FENCE = 0xFF
# Longer ones are no line that anybody wrote; patterns would take their time over them.
LONGEST_LINE = 10_000

_FRONT_END = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
_KEY = re.compile(r"([ \t]*(?:-[ \t]+)?)([^\s#:'\"{\[][^:#'\"]*?|\"[^\"]*\"|'[^']*')[ \t]*:(?=\s|\Z)")
_YAML_ITEM = re.compile(r"[ \t]*-(?=\s|\Z)")
# A sign for a number within quotes begins no comment.
_YAML_COMMENT = re.compile(r"\"[^\"]*\"|'[^']*'|(?<!\S)(#.*)")
_FENCE_LINE = re.compile(r"[ \t]*(`{3,}|~{3,})(.*)\Z")
_HEADING = re.compile(r" {0,3}#{1,6}(?=[ \t]|\Z)")
_LIST_AT_END = re.compile(r"(?<!\{)\{(:?)([^{}]*)\}[ \t]*#*[ \t]*\Z")
_ATTRIBUTE_LINE = re.compile(r" {0,3}\{:([^{}]*)\}[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)\Z")
_LEAD = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\](?=\s))?)?")
_TABLE_SIGN = re.compile(r"(?<!\\)\|")
_TABLE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?[ \t]*)?\Z")
_LINK = re.compile(r"(!?\[(?:[^\[\]\\]|\\.)*\])(\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]]*\])")
_DEFINITION = re.compile(r" {0,3}(\[[^\[\]]+\]:)[ \t]*(\S.*)\Z")
_ADDRESS = re.compile(
    r"<[a-z][a-z0-9+.-]*:[^\s<>]*>|\b(?:https?://|www\.)[^\s<>)\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])([^*_]+?)(?<=\S)\1(?![\w*])")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_LIQUID = re.compile(r"\{\{(?:(?!\{\{|\{%).)*?\}\}|\{%(?:(?!\{\{|\{%).)*?%\}")
_OPENS_LIQUID = re.compile(r"(\{\{|\{%)(?:(?!\}\}|%\}|\{\{|\{%).)*\Z")
_BLOCK_TAG = re.compile(r"\{%-?\s*(comment|raw)\s*-?%\}")
_BLOCK_ENDS = {
    _LIQUID_COMMENT: re.compile(r"\{%-?\s*endcomment\s*-?%\}"),
    _RAW: re.compile(r"\{%-?\s*endraw\s*-?%\}"),
    _COMMENT: re.compile(r"-->"),
}
_LIQUID_ENDS = {
    _OUTPUT_OPEN: re.compile(r"(?:(?!\{\{|\{%).)*?\}\}"),
    _TAG_OPEN: re.compile(r"(?:(?!\{\{|\{%).)*?%\}"),
}


class Mark(StrEnum):
    """What some signs of a line are."""

    KEY = "key"
    FRONT = "front"  # the value of a key
    MARKER = "marker"  # bullets, numbers, rules, pipes, fences
    COMMENT = "comment"
    HEADING = "heading"
    ATTRIBUTES = "attributes"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK_TEXT = "link_text"
    LINK_TARGET = "link_target"
    HTML = "html"
    LIQUID = "liquid"


# What a customer or an agent reads as words.
PROSE = frozenset({Mark.HEADING, Mark.STRONG, Mark.EMPHASIS, Mark.LINK_TEXT})


@dataclass(frozen=True, slots=True)
class Span:
    """A run of signs of one line, `end` not included; where spans overlap the later one counts."""

    start: int
    end: int
    mark: Mark


def marks_of(line: str, state: int) -> tuple[list[Span], int]:
    """Return the marks of a line, and the state in which the next line begins.

    `state` is what the call for the line above returned, START for the first line. It is a small number
    that says nothing but what is open, so that equal states mean that nothing below changes.
    """
    if len(line) > LONGEST_LINE:
        return [], state if state != START else BODY
    if state == START and line.rstrip(" \t") == "---":
        return [Span(0, len(line), Mark.MARKER)], _FRONT
    kind = _kind_of(state)
    if kind == _FRONT:
        return _front_line(line)
    if kind == _FENCE:
        return _fenced_line(line, state)
    return _body_line(line, kind)


def prose_of(line: str, state: int) -> list[tuple[int, int]]:
    """Return the ranges of a line that are words for people; of a front matter only what its `title` says."""
    spans, _ = marks_of(line, state)
    masked = bytearray(len(line))
    for span in spans:
        masked[span.start : span.end] = (b"\0" if span.mark in PROSE else b"\1") * (span.end - span.start)
    if is_front_matter(state) and line.startswith("title:"):
        masked[6:] = bytes(len(line) - 6)
    return [(run.start(), run.end()) for run in re.finditer(b"\0+", masked)]


def is_front_matter(state: int) -> bool:
    """Tell whether a line that begins in this state belongs to the front matter."""
    return _kind_of(state) == _FRONT


def is_code(state: int) -> bool:
    """Tell whether a line that begins in this state is code, or a comment, and no Markdown."""
    return _kind_of(state) in (_FENCE, _COMMENT, _LIQUID_COMMENT, _RAW)


def _kind_of(state: int) -> int:
    return max(state, BODY) & _KIND_MASK


def _front_line(line: str) -> tuple[list[Span], int]:
    if _FRONT_END.match(line):
        return [Span(0, len(line), Mark.MARKER)], BODY
    spans = [Span(0, len(line), Mark.FRONT)] if line else []
    if item := _YAML_ITEM.match(line):
        spans.append(Span(item.start(), item.end(), Mark.MARKER))
    if key := _KEY.match(line):
        spans.append(Span(key.start(2), key.end(), Mark.KEY))
    if "#" in line:
        for comment in _YAML_COMMENT.finditer(line):
            if comment[1]:
                spans.append(Span(comment.start(), len(line), Mark.COMMENT))
    return spans, _FRONT


def _fenced_line(line: str, state: int) -> tuple[list[Span], int]:
    sign, length = "`~"[state >> _KIND_BITS & 1], state >> (_KIND_BITS + 1)
    bare = line.strip(" \t")
    if len(bare) >= length and not bare.strip(sign):
        return [Span(0, len(line), Mark.MARKER)], BODY
    return [Span(0, len(line), Mark.CODE), *_liquid_spans(line)], state


def _body_line(line: str, kind: int) -> tuple[list[Span], int]:
    if ends := _BLOCK_ENDS.get(kind):
        end = ends.search(line)
        if end is None:
            return [Span(0, len(line), Mark.COMMENT)], kind
        spans, after = _body_line(" " * end.end() + line[end.end() :], BODY)
        mark = Mark.COMMENT if kind != _RAW else Mark.CODE
        return [*spans, Span(0, end.end(), mark)], after
    if opened := _LIQUID_ENDS.get(kind):
        end = opened.match(line)
        if end is not None:
            spans, after = _body_line(" " * end.end() + line[end.end() :], BODY)
            return [*spans, Span(0, end.end(), Mark.LIQUID)], after
    fence = _FENCE_LINE.match(line)
    if fence and not (fence[1][0] == "`" and "`" in fence[2]):
        tail = "`~".index(fence[1][0]) | min(len(fence[1]), _LONGEST_FENCE) << 1
        return [Span(0, len(line), Mark.MARKER)], _FENCE | tail << _KIND_BITS
    return _text_line(line)


def _text_line(line: str) -> tuple[list[Span], int]:
    spans = [*_block_spans(line)]
    if not (spans and spans[0].mark in (Mark.HEADING, Mark.ATTRIBUTES)):
        spans += _inline_spans(line)
    else:
        spans += _link_spans(line)
    spans += _liquid_spans(line)
    return _with_open_ends(line, spans)


def _block_spans(line: str) -> Iterator[Span]:
    """Yield what the line is as a whole: a heading, a rule, an item, a row of a table."""
    if heading := _HEADING.match(line):
        yield Span(heading.start(), len(line), Mark.HEADING)
        if (found := _LIST_AT_END.search(line)) and parse_attributes(found[2], loose=bool(found[1])):
            yield Span(found.start(), len(line), Mark.ATTRIBUTES)
    elif (below := _ATTRIBUTE_LINE.match(line)) and parse_attributes(below[1], loose=True):
        yield Span(0, len(line), Mark.ATTRIBUTES)
    elif line and (_RULE.match(line) or ("|" in line and _TABLE_RULE.match(line))):
        yield Span(0, len(line), Mark.MARKER)
    else:
        lead = _LEAD.match(line)
        if lead and lead[0].strip():
            yield Span(0, lead.end(), Mark.MARKER)
        if "|" in line:
            for pipe in _TABLE_SIGN.finditer(line):
                yield Span(pipe.start(), pipe.end(), Mark.MARKER)


def _inline_spans(line: str) -> Iterator[Span]:
    if "*" in line or "_" in line:
        for found in _EMPHASIS.finditer(line):
            yield Span(found.start(), found.end(), Mark.EMPHASIS)
        for found in _STRONG.finditer(line):
            yield Span(found.start(), found.end(), Mark.STRONG)
    if "<" in line or "&" in line:
        for found in _HTML.finditer(line):
            yield Span(found.start(), found.end(), Mark.HTML)
    yield from _link_spans(line)
    if "`" in line:
        for found in _CODE.finditer(line):
            yield Span(found.start(), found.end(), Mark.CODE)


def _link_spans(line: str) -> Iterator[Span]:
    if "/" in line or "@" in line or "www." in line:
        for found in _ADDRESS.finditer(line):
            yield Span(found.start(), found.end(), Mark.LINK_TARGET)
    if "[" in line:
        for found in _LINK.finditer(line):
            yield Span(found.start(1), found.end(1), Mark.LINK_TEXT)
            yield Span(found.start(2), found.end(2), Mark.LINK_TARGET)
        if defined := _DEFINITION.match(line):
            yield Span(defined.start(1), defined.end(1), Mark.LINK_TEXT)
            yield Span(defined.start(2), defined.end(2), Mark.LINK_TARGET)


def _liquid_spans(line: str) -> list[Span]:
    if "{" not in line:
        return []
    return [Span(found.start(), found.end(), Mark.LIQUID) for found in _LIQUID.finditer(line)]


def _with_open_ends(line: str, spans: list[Span]) -> tuple[list[Span], int]:
    """Add what begins on this line and ends on a later one, or later on the line."""
    if "{%" in line and (tag := _BLOCK_TAG.search(line)):
        kind = _LIQUID_COMMENT if tag[1] == "comment" else _RAW
        return _closed(line, spans, tag.end() if kind == _RAW else tag.start(), tag.end(), kind)
    if "<!--" in line:
        start = line.index("<!--")
        return _closed(line, spans, start, start + 4, _COMMENT)
    if "{" in line and (opens := _OPENS_LIQUID.search(line)):
        kind = _OUTPUT_OPEN if opens[1] == "{{" else _TAG_OPEN
        return [*spans, Span(opens.start(), len(line), Mark.LIQUID)], kind
    return spans, BODY


def _closed(line: str, spans: list[Span], start: int, inside: int, kind: int) -> tuple[list[Span], int]:
    mark = Mark.COMMENT if kind != _RAW else Mark.CODE
    end = _BLOCK_ENDS[kind].search(line, inside)
    if end is None:
        return [*spans, Span(start, len(line), mark)], kind
    return [*spans, Span(start, end.start() if kind == _RAW else end.end(), mark)], BODY
