"""Cutting a tree of blocks to a range: a greeting leaves a reply that stands behind another."""

from dataclasses import dataclass

from kbassist.render.plain import PlainWriter
from kbassist.render.tokens import Token, unescape
from kbassist.render.tree import Element, Node


@dataclass(frozen=True, slots=True)
class Place:
    """A place among blocks: `char` counts in the plain text of the block, both from 0."""

    block: int
    char: int = 0


@dataclass(frozen=True, slots=True)
class Cut:
    """What is kept: half-open; `end` None keeps all from `start`.

    Within a block only paragraphs are cut. What follows a greeting that was cut away gets a capital: in
    German it goes on in lower case.
    """

    start: Place = Place(0)
    end: Place | None = None


def block_texts(root: Element) -> list[str]:
    """Return the plain text of each block; a cut names its places in them."""
    return [PlainWriter().block(child) if isinstance(child, Element) else "" for child in root.children]


def cut(root: Element, kept: Cut) -> list[Node]:
    """Return the blocks of `root` within `kept`; the tree itself stays as it is."""
    blocks: list[Node] = []
    end = kept.end or Place(len(root.children))
    for index, block in enumerate(root.children):
        if index < kept.start.block or (index, 0) >= (end.block, end.char):
            continue
        last = end.char if index == end.block else None
        first = kept.start.char if index == kept.start.block else 0
        if isinstance(block, Element) and block.tag == "p" and (first or last is not None):
            block = Element("p", dict(block.attributes), _within(block.children, first, last))  # noqa: PLW2901
        if not isinstance(block, Element) or block.children or block.tag == "hr":
            blocks.append(block)
    begins_anew = kept.start != Place(0) and bool(blocks)
    return [_capitalised(blocks[0]), *blocks[1:]] if begins_anew else blocks


def _within(children: list[Node], first: int, last: int | None) -> list[Node]:
    """Return the run of text from `first` to `last`."""
    kept: list[Node] = []
    at = 0
    for child in children:
        size = len(PlainWriter().node(child))
        start, end = max(first - at, 0), size if last is None else min(last - at, size)
        at += size
        if start >= end:
            continue
        if isinstance(child, str):
            kept.append(child[start:end])
        elif isinstance(child, Element) and child.tag in ("strong", "em", "u", "s") and (start or end < size):
            kept.append(Element(child.tag, dict(child.attributes), _within(child.children, start, end)))
        else:
            kept.append(child)  # a value or a link is kept whole
    return _trimmed(kept)


def _capitalised(block: Node) -> Node:
    if isinstance(block, Element) and block.tag == "p":
        return Element("p", dict(block.attributes), _capital(block.children))
    return block


def _trimmed(run: list[Node]) -> list[Node]:
    """Drop white space and line breaks at both ends."""
    nodes = list(run)
    while nodes and _is_space(nodes[0]):
        nodes.pop(0)
    while nodes and _is_space(nodes[-1]):
        nodes.pop()
    if nodes and isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip()
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip()
    return nodes


def _is_space(node: Node) -> bool:
    if isinstance(node, Element):
        return node.tag == "br"
    return isinstance(node, str) and not node.strip()


def _capital(run: list[Node]) -> list[Node]:
    """Begin the sentence that is left with a capital; a value is left as it is."""
    first = run[0] if run else None
    if isinstance(first, Element) and first.tag in ("strong", "em", "u", "s"):
        return [Element(first.tag, dict(first.attributes), _capital(first.children)), *run[1:]]
    if isinstance(first, str) and first[:1].islower() and not _is_address(first):
        return [first[:1].upper() + first[1:], *run[1:]]
    return run


def _is_address(text: str) -> bool:
    word = unescape(text).split(maxsplit=1)[0]
    return "://" in word or "@" in word or word.startswith("www.")


def missing_names(nodes: list[Node]) -> set[str]:
    """Return the names of the values that are shown as missing below `nodes`."""
    walked = Element("div", children=nodes).walk()
    return {node.name for node in walked if isinstance(node, Token) and node.kind == "missing"}
