"""Markdown that an agent typed: no Liquid, no HTML, and what was filled in stays a value."""

import re
from collections.abc import Sequence

import markdown
from markdown.extensions.nl2br import Nl2BrExtension

from kbassist.render.html import markdown_reader
from kbassist.render.markdown_writer import MarkdownWriter
from kbassist.render.tokens import Kind, Token, TokenTable

_MOST_PRINTED = 200
_LONGEST_PRINTED = 2_000
_HAS_WORD = re.compile(r"[^\W_]{2}")
# "10432. Thanks" at the start of a line is a numbered list to Markdown, with or without us.
_NUMBERS_A_LIST = re.compile(r"\d{1,9}[.)](?:\s|$)")


def literal_reader() -> markdown.Markdown:
    """Make a reader in which every line end counts, tags are text, and nothing typed disappears.

    An underlined heading (`Thanks` above `--`) and a `[1]: x` that defines a link are slips in a message.
    """
    reader = markdown_reader(has_indented_code=False)
    Nl2BrExtension().extendMarkdown(reader)
    reader.inlinePatterns.deregister("html")
    reader.preprocessors.deregister("html_block")
    for name in ("setextheader", "reference"):
        reader.parser.blockprocessors.deregister(name)
    return reader


def with_values(text: str, printed: Sequence[str], tokens: TokenTable) -> str:
    """Return `text` with a token for each of the `printed` values in it, written plainly or escaped.

    A value is what it was in the reply: tinted in the preview, never parsed, never taken for a leftover.
    """
    spellings: dict[str, str] = {}
    for value in printed[:_MOST_PRINTED]:
        if _HAS_WORD.search(value) and len(value) <= _LONGEST_PRINTED:
            escaped = MarkdownWriter().node(Token(Kind.VALUE, value))
            spellings |= {value: value, escaped: value}
    if not spellings:
        return text
    longest_first = sorted(spellings, key=len, reverse=True)
    anywhere = re.compile(
        r"(?<![^\W_])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![^\W_])", re.UNICODE
    )

    def stand_in(found: re.Match[str]) -> str:
        start, end = found.span()
        is_line_start = not text[:start].rpartition("\n")[2].strip()
        is_address = text[start - 1 : start] == "<" and text[end : end + 1] == ">"
        if is_address or (is_line_start and _NUMBERS_A_LIST.match(text, start)):
            return found[0]
        return tokens.add(Token(Kind.VALUE, spellings[found[0]]))

    return anywhere.sub(stand_in, text)
