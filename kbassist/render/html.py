"""Markdown to a tree: Python-Markdown, then nh3, then rebuilt from the allow-list within the caps."""

import re
from html import escape as escape_html
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element as XmlElement

import markdown
import nh3
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor

from kbassist.render.source import prepare
from kbassist.render.tokens import Kind, Token, TokenTable, escaped
from kbassist.render.tree import INCOMING, Element, Node, build

if TYPE_CHECKING:
    from re import Match

_ALLOWED: dict[str, set[str]] = {
    "a": {"href"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"align", "colspan"},
    "th": {"align", "colspan"},
}
# What is not text of the article, however it is written.
_DROPPED = {
    "script", "style", "svg", "math", "iframe", "object", "embed", "applet", "template", "noscript", "head",
    "title", "xmp", "noembed", "noframes", "textarea", "select", "audio", "video", "canvas", "map",
}  # fmt: skip
_HIDING = {"script", "style", "svg", "iframe"}
_DROPPED_TAGS = _DROPPED | {"link", "meta", "base", "form", "input", "frame", "frameset", "body", "html"}
# Elements of HTML that we neither draw nor drop with their content.
_UNDRAWN = {
    "abbr", "acronym", "address", "area", "aside", "bdi", "bdo", "big", "button", "col", "colgroup", "data",
    "datalist", "dfn", "dialog", "dir", "fieldset", "footer", "header", "hgroup", "label", "legend", "main",
    "menu", "meter", "nav", "nobr", "option", "optgroup", "output", "param", "picture", "progress", "rp",
    "rt", "ruby", "search", "slot", "source", "time", "track", "wbr",
}  # fmt: skip
# A tag without attributes or a prefix: within a block of HTML this may be a blank to be filled in.
_UNKNOWN_TAG = re.compile(r"</?([a-zA-Z][\w]{0,60})((?: [^<>=\n]{0,200})?)>")
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)(\s*/?>|\s)")
_TAG = r"(<(?:/?[a-zA-Z][^<>@ ]*(?: [^<>]*)?|!--(?:(?!<!--|-->).)*--)>)"
_ESCAPABLE = r"\\([!-/:-@\[-`{-~])"
_STRUCK = r"()~~(?=[^\s~])((?:[^~\n]|~(?!~)){0,1000}[^\s~])~~(?!~)"
_URL = re.compile(r"https?://[^\s<>\"'`\u00a0]{3,2000}")
_URL_END = ".,;:!?*_~)]}'\u2019\u201d\u00bb\u2026"


class _LiteralTag(InlineProcessor):
    """Shows `<order number>` and other tags that HTML does not have, which browsers would swallow."""

    def handleMatch(self, m: "Match[str]", data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Stash real tags; keep the rest as text."""
        tag = m[1]
        if tag.startswith("<!--"):
            return "", m.start(0), m.end(0)
        kept = tag if _is_tag(tag) else escape_html(tag, quote=False)
        return self.md.htmlStash.store(kept), m.start(0), m.end(0)


def _is_tag(tag: str) -> bool:
    """Tell whether HTML means something by `tag`; `<link>` and `<title>` without attributes are blanks."""
    name = _TAG_NAME.match(tag)
    if name is None:
        return False
    known = name[1].lower()
    return known in INCOMING or known in _HIDING or (known in _DROPPED_TAGS and "=" in tag)


def _spelled_out(found: "Match[str]") -> str:
    """Show `<first name>` in a block of HTML, where Markdown does not come; nh3 would swallow it."""
    name = found[1].lower()
    if name in INCOMING or name in _DROPPED_TAGS or name in _UNDRAWN:
        return found[0]
    return escape_html(found[0], quote=False)


class _Escape(InlineProcessor):
    """Turns `\\[` into a stand-in, so that the gate can tell what the author means literally."""

    def handleMatch(self, m: "Match[str]", data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Return the stand-in of the escaped character."""
        return escaped(m[1]), m.start(0), m.end(0)


class _Blank(InlineProcessor):
    """Keeps a line to write on from being emphasis: `____<b>x</b>____` is no bold of a bold."""

    def handleMatch(self, m: "Match[str]", data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Return the line as text."""
        return m[0], m.start(0), m.end(0)


class _HardBreak(InlineProcessor):
    """Turns a backslash at the end of a line into a line break, as git hosts do."""

    def handleMatch(self, m: "Match[str]", data: str) -> tuple[XmlElement, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Return the break."""
        return XmlElement("br"), m.start(0), m.end(0)


def markdown_reader(has_indented_code: bool = True) -> markdown.Markdown:
    """Make a Python-Markdown that is set up for articles; building one takes longer than using it.

    In a reply an indented line is no code but a slip: `has_indented_code` False keeps it text.
    """
    # Inline alignment makes Qt draw tables without their cell borders.
    reader = markdown.Markdown(extensions=[TableExtension(use_align_attribute=True), SaneListExtension()])
    for name in (
        "address",
        "title",
        "object",
        "noscript",
        "form",
        "fieldset",
        "legend",
        "output",
        "progress",
        "map",
    ):
        if name in reader.block_level_elements:
            reader.block_level_elements.remove(name)
    reader.inlinePatterns.register(_LiteralTag(_TAG, reader), "html", 90)
    reader.inlinePatterns.register(_Escape(_ESCAPABLE, reader), "escape", 180)
    reader.inlinePatterns.register(_Blank("_{4,}", reader), "blank", 62)
    reader.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "del", 65)
    reader.inlinePatterns.register(_HardBreak(r"\\\n", reader), "backslash_break", 181)
    if not has_indented_code:
        reader.parser.blockprocessors.deregister("code")
    return reader


def read_markdown(reader: markdown.Markdown, text: str, tokens: TokenTable) -> Element:
    """Read Markdown, with its tokens, into a tree.

    Raises TooLarge over the caps, and whatever Python-Markdown does on hostile input: RecursionError,
    MemoryError; the caller shows plain text then.
    """
    reader.reset()
    html = nh3.clean(
        _UNKNOWN_TAG.sub(_spelled_out, reader.convert(prepare(text, tokens))),
        tags=set(INCOMING),
        attributes=_ALLOWED,
        clean_content_tags=_DROPPED,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    root = build(html, tokens)
    _dress(root, tokens)
    return root


def _dress(element: Element, tokens: TokenTable) -> None:
    """Put code blocks and notes in their place and make bare addresses links."""
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, Token) and child.kind is Kind.CODE:
            children.append(_code(child, tokens))
        elif isinstance(child, str) and element.tag not in ("a", "code", "pre"):
            children.append(child)
        elif isinstance(child, Element):
            _dress(child, tokens)
            children.append(_called_out(_unboxed(child)))
        else:
            children.append(child)
    element.children = children if element.tag in ("a", "code", "pre") else _linked(children)


def _code(token: Token, tokens: TokenTable) -> Element:
    return Element("pre", children=list(tokens.split(token.text)))


def _unboxed(element: Element) -> Element:
    """Let a paragraph that holds nothing but a code block be that block."""
    alone = element.children[0] if len(element.children) == 1 else None
    if element.tag == "p" and isinstance(alone, Element) and alone.tag == "pre":
        return alone
    return element


def _called_out(element: Element) -> Element:
    """Turn a quote that starts with `[!NOTE]` into a note."""
    first = element.children[0] if element.tag == "blockquote" and element.children else None
    lead = first.children[0] if isinstance(first, Element) and first.children else None
    if not isinstance(lead, Token) or lead.kind is not Kind.CALLOUT or not isinstance(first, Element):
        return element
    rest = first.children[1:]
    body = element.children[1:] if not rest else [Element("p", children=rest), *element.children[1:]]
    return Element("callout", {"kind": lead.text}, body)


def _linked(children: list[Node]) -> list[Node]:
    """Make links of the bare addresses in a run of text; a value may be part of one."""
    out: list[Node] = []
    at = 0
    while at < len(children):
        child = children[at]
        found = _URL.search(child) if isinstance(child, str) else None
        if not isinstance(child, str) or found is None:
            out.append(child)
            at += 1
            continue
        url = found[0]
        rest = child[found.end() :]
        out.append(child[: found.start()])
        parts: list[str | Token] = [url]
        if not rest and at + 1 < len(children):
            at, parts, rest = _continued(children, at, parts)
        last = parts[-1]
        if isinstance(last, str):
            trimmed = _trimmed_url(last)
            rest = last[len(trimmed) :] + rest
            parts[-1] = trimmed
        out.append(Element("a", {"bare": "yes"}, list(parts)))
        children[at] = rest
        if not rest:
            at += 1
    return [child for child in out if child != ""]


def _continued(children: list[Node], at: int, parts: list[str | Token]) -> tuple[int, list[str | Token], str]:
    """Go on with an address behind a value: `https://shop.example/track/{{ order.id }}/now`."""
    while (
        at + 1 < len(children)
        and isinstance(token := children[at + 1], Token)
        and token.kind is not Kind.CODE
    ):
        parts.append(token)
        at += 1
        following = children[at + 1] if at + 1 < len(children) else None
        if not isinstance(following, str):
            return at, parts, ""
        end = re.match(r"[^\s<>\"'`\u00a0]*", following)
        length = end.end() if end else 0
        if length:
            parts.append(following[:length])
        at += 1
        if length < len(following):
            return at, parts, following[length:]
    return at, parts, ""


def _trimmed_url(url: str) -> str:
    """Drop the punctuation that ends the sentence rather than the address."""
    while url and url[-1] in _URL_END:
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    return url
