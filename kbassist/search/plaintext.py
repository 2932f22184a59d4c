"""Reduce an article's Markdown to the plain text that is searched, verified and excerpted."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from kbassist.search.analysis import clean

# Stands with a space before a heading's text: a character that is neither a letter nor white space.
HEADING = "\x02"

# Separate patterns, each with a literal first character: a third of the time of one alternation.
_LINK = re.compile(
    r"\[([^\[\]\n]{0,400})\](?:\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|\[[^\[\]\n]{0,200}\])"
)
_TARGET = re.compile(
    r"\]\(\s*<?([^\s<>()]{4,1000})|\b(?:href|src)=[\"']([^\"'\n]{4,1000})|\]:\s*<?(\S{4,1000})"
)
_OUTPUT = re.compile(r"\{\{-?\s*([\w.-]{1,80})[^{}]{0,400}\}\}")
_TAG = re.compile(r"\{%[^%\n]{0,400}%\}")
_BEFORE_POINT = re.compile(r" +(?=[,.;:!?](?:\s|\Z))")
_ATTRIBUTES = re.compile(r"\{[:.#][^{}\n]{0,400}\}")
_HTML = re.compile(r"</?[A-Za-z!][^<>\n]{0,1000}>")
_FENCE = re.compile(r"\n[ \t]{0,3}(?:```|~~~).*")
_HEADING = re.compile(r"\n {0,3}#{1,6} +(?=\S)")
_LINE_START = re.compile(r"\n[ \t]{0,8}(?:#{1,6}[ \t]|>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t])?)+")
_RULE = re.compile(r"\n[ \t|:=*_-]+(?=\n)")
_UNDERSCORES = re.compile(r"_+")
_BLANK_LINES = re.compile(r" *\n\s*")
_BLANKS = re.compile(r"  +")


def plain_text(markdown: str, readings: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the words of `markdown` without marks, tags, targets of links and Liquid; lines stay lines.

    Headings begin with HEADING and a space. A placeholder reads as `readings` has it by name, else as
    `[first name]`. This serves searching and excerpts only: it is no renderer.
    """
    text = "\n" + clean(markdown).replace("\r", "").replace("\t", " ").replace(HEADING, " ") + "\n"
    if "{" in text:
        text = _OUTPUT.sub(lambda match: readings.get(match[1]) or f"[{_last_part(match[1])}]", text)
        # Branches of a template stand next to each other: their sentences must not run into one another.
        if "{%" in text:
            text = _BEFORE_POINT.sub("", _TAG.sub(" ", text))
        text = _ATTRIBUTES.sub("", text)
    if "](" in text or "][" in text:
        text = _LINK.sub(r"\1", text.replace("![", "["))
    if "<" in text:
        text = _HTML.sub("", text)
    if "```" in text or "~~~" in text:
        text = _FENCE.sub("", text)
    if "\n#" in text or " #" in text:
        text = _HEADING.sub(f"\n{HEADING} ", text)
    text = _RULE.sub("", _LINE_START.sub("\n", text))
    text = text.replace("*", "").replace("`", "").replace("|", " ").replace("\\", "")
    if "_" in text:
        text = _UNDERSCORES.sub(_inside_a_word, text)
    return _BLANKS.sub(" ", _BLANK_LINES.sub("\n", text)).strip()


def link_targets(markdown: str) -> str:
    """Return the targets of links and pictures, a line each: somebody may look for a number in one."""
    if "](" not in markdown and "=" not in markdown and "]:" not in markdown:
        return ""
    return "\n".join(found[1] or found[2] or found[3] for found in _TARGET.finditer(markdown))


def _inside_a_word(match: re.Match[str]) -> str:
    around = match.string[match.start() - 1] + match.string[match.end()]
    return match.group() if around.isalnum() else ""


def _last_part(name: str) -> str:
    return name.rpartition(".")[2].replace("_", " ")
