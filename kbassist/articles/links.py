"""Finds the targets of links and pictures in a text, and writes them anew where files move."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from kbassist.articles.names import without_suffix
from kbassist.articles.raw_blocks import RawBlocks
from kbassist.articles.text_edits import TextEdit

_TARGET = re.compile(
    r"\]\([ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)"
    r"(?=[ \t]*\)|[ \t]+[\"'(])"
    r"|(?P<spaced>[^<>()\n\"']+?)(?=[ \t]*\)))"
    r"|^ {0,3}\[[^\[\]^\n][^\[\]\n]*\]:[ \t]*(?:<(?P<defined_angle>[^<>\n]*)>|(?P<defined>[^\s<>]+))"
    r"|\b(?:href|src)=[\"'](?P<html>[^\"'<>\n]+)[\"']"
)
_CODE = re.compile(r"(`+)[^`\n]+?\1")
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#\\?]|\Z")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_UNSAFE = re.compile(r"[\s%#?<>()\"'\\]")


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """A relative target from `start` to `end` of a text; `is_angled` where `<` and `>` enclose it."""

    start: int
    end: int
    href: str
    is_angled: bool


def links_in(text: str) -> Iterator[LinkPlace]:
    """Find the targets of links, pictures and definitions outside of code that may lead into the library."""
    lines = text.split("\n")
    blocks, index, offset = RawBlocks(lines), 0, 0
    while index < len(lines):
        after = blocks.after_fence(index)
        if after == index + 1:
            line = _CODE.sub(lambda code: "`" * len(code[0]), lines[index])
            for found in _TARGET.finditer(line):
                name = found.lastgroup or ""
                href = found[name]
                if not _OUTSIDE.match(href) and "{{" not in href and "{%" not in href:
                    start = offset + found.start(name)
                    yield LinkPlace(start, start + len(href), href, "angle" in name)
        offset += sum(len(line) + 1 for line in lines[index:after])
        index = after


def may_link(text: str, file: str) -> bool:
    """Tell whether a link to `file` can be in a text, which is quickly seen: its name must be there."""
    name = without_suffix(file.rpartition("/")[2])
    if name in text:
        return True
    if "%" not in text and "\\" not in text:
        return False
    return name in unquote(_ESCAPED.sub(r"\1", text))


def target_of(path: str, href: str) -> str | None:
    """Return the path that `href` names in the file at `path`; None when it leads out of the library."""
    plain = unquote(_ESCAPED.sub(r"\1", re.split("[#?]", href, maxsplit=1)[0])).strip()
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))
    return None if target.startswith("..") else target


def relative(target: str, path: str) -> str:
    """Return the path `target` of a library as it is seen from the file at `path`."""
    return posixpath.relpath(target, posixpath.dirname(path) or ".")


def escaped(path: str) -> str:
    """Return a path as it may stand between the brackets of a link."""
    return _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", path)


def leads_to(path: str, href: str, file: str) -> bool:
    """Tell whether `href` in the file at `path` names `file`, with or without its `.md`."""
    return target_of(path, href) in (file, without_suffix(file))


def after_move(text: str, path: str, old: str, new: str) -> tuple[TextEdit, ...]:
    """Say how the links of the file at `path` change when the file `old` becomes `new`.

    Of the moved file itself all relative links are seen from its new folder.
    """
    there = new if path == old else path
    return tuple(_edits(text, there, lambda href: _new_target(path, href, old, new)))


def _new_target(path: str, href: str, old: str, new: str) -> str | None:
    target = target_of(path, href)
    if target == old:
        return new
    return without_suffix(new) if target == without_suffix(old) else target


def _edits(text: str, path: str, wanted: Callable[[str], str | None]) -> Iterator[TextEdit]:
    for link in links_in(text):
        target = wanted(link.href)
        if target is None or target == target_of(path, link.href):
            continue
        written = relative(target, path)
        if link.href.startswith("./") and not written.startswith("."):
            written = "./" + written
        if not link.is_angled:
            written = escaped(written)
        rest = link.href[len(re.split("[#?]", link.href, maxsplit=1)[0]) :]
        yield TextEdit(link.start, link.end, written + rest)


def renamed_part(text: str, old: str, new: str) -> tuple[TextEdit, ...]:
    """Say how a text that draws in the part `old` does so under the name `new`."""
    drawn = re.compile(r"\{%-?\s*(?:render|include)\s+([\"'])(" + re.escape(old) + r")\1")
    return tuple(TextEdit(found.start(2), found.end(2), new) for found in drawn.finditer(text))
