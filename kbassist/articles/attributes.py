"""Attribute lists behind headings, as Pandoc, kramdown and Python-Markdown's `attr_list` write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# `{.reply channel=chat}`, `{#id .reply}`, kramdown's `{: .reply channel="chat"}`.
_LIST = re.compile(r"(?<!\{)\{(:?)([^{}]*)\}[ \t]*\Z")
_TOKEN = re.compile(
    r"""[ \t]+|\.(?P<cls>[\w-]+)|\#(?P<id>[^\s.\#{}="']+)"""
    r"""|(?P<key>[\w:.-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|“(?P<curly>[^“”]*)”|(?P<bare>[^\s"'{}]+))"""
    r"""|(?P<word>[\w-]+)"""
)
_CLOSING_MARKS = re.compile(r"(?:^|[ \t])#+[ \t]*\Z")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Attributes:
    """Classes, id and pairs of one attribute list; empty where there is none."""

    classes: tuple[str, ...] = ()
    id: str | None = None
    pairs: Mapping[str, str] = field(default_factory=dict)


def split_attributes(text: str) -> tuple[str, Attributes]:
    """Split a heading's text from the attribute list at its end, and drop closing `#` marks.

    Braces that hold no attribute list stay part of the text.
    """
    text = _without_marks(text)
    if not text.endswith("}"):
        return text, Attributes()
    found = _LIST.search(text, max(0, len(text) - _LONGEST))
    attributes = parse_attributes(found[2], loose=bool(found[1])) if found else None
    if found is None or attributes is None:
        return text, Attributes()
    return _without_marks(text[: found.start()]), attributes


def with_pairs(line: str, put: Mapping[str, str | None]) -> str:
    """Return a heading's line whose attribute list has these pairs, None taking one out; all else stays.

    New values are bare words, and come last. A line without an attribute list stays as it is.
    """
    text = _without_marks(line)
    found = _LIST.search(text, max(0, len(text) - _LONGEST)) if text.endswith("}") else None
    if found is None or parse_attributes(found[2], loose=bool(found[1])) is None:
        return line
    kept: list[str] = []
    skips_gap = False
    for token in _TOKEN.finditer(found[2]):
        is_gap = not token[0].strip(" \t")
        if token["key"] in put:
            skips_gap = not kept
            if kept and not kept[-1].strip(" \t"):
                kept.pop()
        elif not (is_gap and skips_gap):
            kept.append(token[0])
            skips_gap = False
    inner = "".join(kept).rstrip(" \t")
    inner += "".join(f" {key}={value}" for key, value in put.items() if value is not None)
    start = line.rindex(found[0].rstrip(" \t")) + 1 + len(found[1])
    return line[:start] + inner + line[start + len(found[2]) :]


def parse_attributes(inner: str, *, loose: bool = False) -> Attributes | None:
    """Read what stands between the braces; None means that it is no attribute list.

    Only a `loose` list, one that began with a colon, may consist of bare words.
    """
    classes: list[str] = []
    pairs: dict[str, str] = {}
    name: str | None = None
    words = position = 0
    while position < len(inner):
        token = _TOKEN.match(inner, position)
        if not token:
            return None
        position = token.end()
        if token["cls"]:
            classes.append(token["cls"])
        elif token["id"]:
            name = token["id"]
        elif token["key"]:
            pairs[token["key"]] = next((v for v in token.group("double", "single", "curly", "bare") if v), "")
        elif token["word"]:
            words += 1
    if not (classes or pairs or name) or (words and not (loose or classes)):
        return None
    return Attributes(tuple(classes), name, pairs)


def _without_marks(text: str) -> str:
    text = text.strip(" \t")
    return _CLOSING_MARKS.sub("", text).rstrip(" \t") if text.endswith("#") else text
