"""Reads a front matter as nodes with their places; offsets count characters of the block from 0."""

import re

import yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# The loader stops at a lone surrogate; something as long takes its place, so that offsets hold.
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_BLOCK_TEXT = ("|", ">")

Pair = tuple[yaml.ScalarNode, yaml.Node]


def compose(block: str) -> yaml.MappingNode | None:
    """Return the mapping in `block`, None where it holds nothing. Raises YAMLError or ValueError."""
    root = yaml.compose(_ESCAPED_SURROGATE.sub(r"\\uFFFD", block), Loader=_LOADER)
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise ValueError("no mapping")
    return root


def pairs_of(root: yaml.MappingNode | None, key: str) -> list[Pair]:
    """Return the pairs with this key; of several the last one counts."""
    return [pair for pair in root.value if pair[0].value == key] if root else []


def is_empty(node: yaml.Node) -> bool:
    """Tell whether nothing at all is written where a value could be."""
    return isinstance(node, yaml.ScalarNode) and bool(node.start_mark.index == node.end_mark.index)


def is_block_text(node: yaml.Node) -> bool:
    """Tell whether a value is a text behind `|` or `>`, whose last blank lines may be part of it."""
    return isinstance(node, yaml.ScalarNode) and node.style in _BLOCK_TEXT


def end_of(block: str, node: yaml.Node) -> int:
    """Return where a value ends, without the comments and blank lines that follow it."""
    if is_block_text(node):
        return len(block[: node.end_mark.index].rstrip())
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    return end_of(block, last_of(node))


def last_of(node: yaml.Node) -> yaml.Node:
    """Return the last value inside of `node` as it is written, itself where there is none."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return last_of(last[1] if isinstance(node, yaml.MappingNode) else last)
    return node


def line_start(block: str, at: int) -> int:
    """Return where the line of the character `at` begins."""
    return block.rfind("\n", 0, at) + 1


def line_after(block: str, at: int) -> int:
    """Return where the line below that of the character `at` begins."""
    return block.index("\n", at) + 1
