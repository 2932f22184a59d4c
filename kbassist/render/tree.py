"""A page as a tree of the few elements we draw, rebuilt from sanitised HTML within the caps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kbassist.render import limits
from kbassist.render.tokens import Token, TokenTable, unescape

_SPACES = re.compile("[ \t\n\r\f]+")
# Everything that may come in, and the element that we draw for it.
_BLOCKS = {
    **{tag: tag for tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre")},
    **{tag: tag for tag in ("hr", "table", "tr", "th", "td")},
    "dt": "p", "figcaption": "p", "caption": "p", "summary": "p", "dd": "blockquote",
    "div": "div", "section": "div", "article": "div", "details": "div", "figure": "div", "dl": "div",
    "center": "div", "thead": "thead", "tbody": "thead", "tfoot": "thead",
}  # fmt: skip
_INLINES = {
    "strong": "strong", "b": "strong", "mark": "strong", "em": "em", "i": "em", "cite": "em", "var": "em",
    "q": "em", "u": "u", "ins": "u", "s": "s", "del": "s", "strike": "s", "sub": "sub", "sup": "sup",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "a": "a", "br": "br", "img": "img",
}  # fmt: skip
BLOCKS = frozenset(_BLOCKS.values()) | {"callout", "reply"}
INCOMING = frozenset(_BLOCKS) | frozenset(_INLINES) | {"span", "small", "font"}
VOID = frozenset({"br", "hr", "img"})
_TABLE = ("table", "thead", "tr", "th", "td")


class TooLarge(Exception):
    """The page has more of something than Qt can lay out; `str()` says what."""


@dataclass(slots=True)
class Element:
    """An element with its attributes, which are those of the writers and no longer HTML's."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str | Token]" = field(default_factory=list)

    def walk(self) -> "Iterator[Element | str | Token]":
        """Walk everything below this element, in the order of the text."""
        for child in self.children:
            yield child
            if isinstance(child, Element):
                yield from child.walk()

    def text(self) -> str:
        """Return the text below this element with the values in it."""
        pieces = (
            node if isinstance(node, str) else node.text
            for node in self.walk()
            if not isinstance(node, Element)
        )
        return unescape("".join(pieces))


Node = Element | str | Token


class TreeBuilder(HTMLParser):
    """Builds the tree from HTML that nh3 has cleaned, so every tag is known and closed."""

    def __init__(self, tokens: TokenTable) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens = tokens
        self.root = Element("div")
        # One entry for each open tag; None where the tag itself is left out and only its text kept.
        self.open: list[Element | None] = [self.root]
        self.inside: list[Element] = [self.root]
        self.counts = {"nodes": 0, "li": 0, "cells": 0}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, or only its text when it would be nested too deeply."""
        name = _BLOCKS.get(tag) or _INLINES.get(tag)
        element = (
            None if name is None or self._is_left_out(name) else Element(name, self._attributes(name, attrs))
        )
        if element is not None:
            self._count(element.tag)
            self.inside[-1].children.append(element)
        elif name in BLOCKS:
            self.inside[-1].children.append(" ")  # words of neighbouring cells stay apart
        if tag not in VOID:
            self.open.append(element)
            if element is not None:
                self.inside.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        if tag not in VOID and len(self.open) > 1 and self.open.pop() is not None:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        """Add text, with its tokens apart from it."""
        is_code = any(element.tag == "pre" for element in self.inside)
        if not is_code:
            data = _SPACES.sub(" ", data)
            # Markdown leaves the line end behind a hard break; mail programs would indent the next line.
            data = data.lstrip(" ") if self._follows_break() else data
        pieces = self.tokens.split(data)
        self.counts["nodes"] += len(pieces)
        self.inside[-1].children += pieces

    def _follows_break(self) -> bool:
        before = self.inside[-1].children[-1:]
        return bool(before) and isinstance(before[0], Element) and before[0].tag == "br"

    def _is_left_out(self, name: str) -> bool:
        if len(self.inside) >= limits.MAX_DEPTH and name not in VOID:
            return True
        in_table = any(element.tag == "table" for element in self.inside)
        if name == "table":
            return in_table
        if name in _TABLE:
            parents = {"thead": ("table",), "tr": ("table", "thead"), "th": ("tr",), "td": ("tr",)}[name]
            return self.inside[-1].tag not in parents
        return name == "li" and self.inside[-1].tag not in ("ul", "ol")

    def _count(self, name: str) -> None:
        self.counts["nodes"] += 1
        self.counts["li"] += name == "li"
        self.counts["cells"] += name in ("td", "th")
        for kind, most, words in (
            ("nodes", limits.MAX_NODES, "pieces"),
            ("li", limits.MAX_LIST_ITEMS, "list items"),
            ("cells", limits.MAX_CELLS, "table cells"),
        ):
            if self.counts[kind] > most:
                raise TooLarge(f"it has more than {most:,} {words}")

    def _attributes(self, name: str, attrs: list[tuple[str, str | None]]) -> dict[str, str]:
        """Keep what the writers use: `href`, `src`, `alt`, `align`, `start`, `colspan`."""
        given = {key: value or "" for key, value in attrs}
        kept: dict[str, str] = {}
        if name == "a" and "href" in given:
            kept["href"] = given["href"]
        if name == "img":
            kept |= {key: given[key] for key in ("src", "alt", "title") if key in given}
        if name in ("td", "th") and given.get("align") in ("left", "right", "center"):
            kept["align"] = given["align"]
        if name in ("td", "th") and (span := _bounded_number(given.get("colspan"), 50)) > 1:
            kept["colspan"] = str(span)
        if name == "ol" and (start := _bounded_number(given.get("start"), 99_999)) != 1:
            kept["start"] = str(start)
        return kept


def _bounded_number(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdigit() and len(text) < 12 else 1


def build(html: str, tokens: TokenTable) -> Element:
    """Rebuild cleaned HTML as a tree in which a block holds either blocks or text, never both.

    Raises TooLarge over the caps.
    """
    builder = TreeBuilder(tokens)
    builder.feed(html)
    builder.close()
    builder.root.children = _blocks(builder.root.children)
    return builder.root


def _blocks(children: list[Node]) -> list[Node]:
    """Return only blocks: what stands between them becomes paragraphs, wrappers give up their content."""
    blocks: list[Node] = []
    run: list[Node] = []

    def end_run() -> None:
        if not _is_empty(run):
            blocks.append(Element("p", children=_trimmed(run)))
        run.clear()

    for child in children:
        # In <b><p>..</p></b> the block counts.
        is_block = isinstance(child, Element) and (child.tag in BLOCKS or _holds_block(child))
        if not isinstance(child, Element) or not is_block:
            run.append(child)
            continue
        end_run()
        if child.tag == "div" or child.tag not in BLOCKS:
            blocks += _blocks(child.children)
        elif child.tag != "p" or not _is_empty(child.children):
            blocks.append(_block(child))
    end_run()
    return blocks


def _is_empty(nodes: list[Node]) -> bool:
    """Tell whether there is nothing to see in a run of text, such as in what is left of `<b><p>`."""
    for node in Element("p", children=nodes).walk():
        if isinstance(node, Token) or (isinstance(node, Element) and node.tag in ("img", "a")):
            return False
        if isinstance(node, str) and node.strip(" \n"):
            return False
    return True


def _holds_block(element: Element) -> bool:
    return any(isinstance(node, Element) and node.tag in BLOCKS for node in element.walk())


def _block(element: Element) -> Element:
    if element.tag in ("blockquote", "td", "th", "li"):
        element.children = _blocks(element.children) if _holds_block(element) else _trimmed(element.children)
    elif element.tag in ("ul", "ol"):
        element.children = [_as_item(node) for node in element.children if not _is_space(node)]
    elif element.tag in ("table", "thead", "tr"):
        rows = [node for node in element.children if isinstance(node, Element) and node.tag in _TABLE]
        element.children = [piece for row in rows for piece in _rows(_block(row))]
    elif element.tag == "pre":
        element.children = [node for node in element.walk() if not isinstance(node, Element)]
    elif _holds_block(element):
        return (
            Element("blockquote", children=_blocks(element.children))
            if element.tag != "p"
            else _unwrapped(element)
        )
    else:
        element.children = _trimmed(element.children)
    return element


def _unwrapped(element: Element) -> Element:
    texts: list[Node] = [node for node in element.walk() if not isinstance(node, Element)]
    return Element(element.tag, children=_trimmed(texts))


def _rows(element: Element) -> list[Node]:
    return element.children if element.tag == "thead" else [element]


def _as_item(node: Node) -> Element:
    if isinstance(node, Element) and node.tag == "li":
        return _block(node)
    return _block(Element("li", children=[node]))


def _is_space(node: Node) -> bool:
    return isinstance(node, str) and not node.strip()


def _trimmed(run: list[Node]) -> list[Node]:
    """Drop the white space at both ends and before line breaks."""
    nodes = list(run)
    while nodes and isinstance(nodes[0], str) and not nodes[0].strip(" \n"):
        nodes.pop(0)
    while nodes and isinstance(nodes[-1], str) and not nodes[-1].strip(" \n"):
        nodes.pop()
    for index, node in enumerate(nodes):
        following = nodes[index + 1] if index + 1 < len(nodes) else None
        if isinstance(node, str):
            is_end = following is None or (isinstance(following, Element) and following.tag == "br")
            left = node.lstrip(" \n") if index == 0 else node
            nodes[index] = left.rstrip(" \n") if is_end else left
    return nodes
