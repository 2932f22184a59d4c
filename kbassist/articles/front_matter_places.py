"""Finds where in a front matter a key or an entry of a list comes; reads, never writes."""

import yaml

from kbassist.articles.decoding import one_line
from kbassist.articles.front_matter_nodes import (
    compose,
    end_of,
    is_block_text,
    is_empty,
    last_of,
    line_after,
    pairs_of,
)
from kbassist.articles.text_edits import TextEdit
from kbassist.articles.yaml_scalars import flow_list, is_plain, scalar

_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
# A new key comes below the nearest of those that articles have before it.
_ORDER = (
    *("title", "aliases", "keywords", "tags", "lang", "owner", "verified", "review_every", "active_from"),
    *("active_to", "pinned_until", "draft", "sensitive"),
)


def place_for(block: str, key: str, entry: str) -> TextEdit:
    """Say how `entry` comes into the list of texts under `key` of the mapping in `block`.

    `block` ends with a line end or is empty. The caller compares what comes out, since YAML has more
    ways to write a list than are looked at here. Raises YAMLError or ValueError.
    """
    root = compose(block)
    pairs = pairs_of(root, key)
    if root is None or not pairs:
        return place_of_key(block, root, key, f"[{scalar(entry, listed=True)}]")
    name, value = pairs[-1]
    if isinstance(value, yaml.SequenceNode):
        return _into_flow_list(block, value, entry) if value.flow_style else _into_list(block, value, entry)
    if isinstance(value, yaml.ScalarNode):
        if says_nothing(value):
            return _instead_of_nothing(block, name, value, entry)
        return _into_text(block, value, entry, in_flow=bool(root.flow_style))
    raise ValueError("a mapping stands where a list should")


def says_nothing(node: yaml.ScalarNode) -> bool:
    """Tell whether a value stands for none."""
    return one_line(node.value) in _NOTHING


def place_of_key(block: str, root: yaml.MappingNode | None, key: str, written: str) -> TextEdit:
    """Say where a new key comes: below its neighbour as articles have them, `title` first, others last."""
    line = f"{key}: {written}"
    if root is None:
        return TextEdit(len(block), len(block), line + "\n")
    if root.flow_style:
        at = root.value[-1][1].end_mark.index if root.value else root.start_mark.index + 1
        return TextEdit(at, at, f", {line}" if root.value else line)
    at = _below_neighbour(block, root, key)
    return TextEdit(at, at, " " * root.start_mark.column + line + "\n")


def _below_neighbour(block: str, root: yaml.MappingNode, key: str) -> int:
    if key == _ORDER[0]:
        return int(root.start_mark.index - root.start_mark.column)
    before = _ORDER[: _ORDER.index(key)] if key in _ORDER else ()
    found = [(before.index(name.value), value) for name, value in root.value if name.value in before]
    for _, value in sorted(found, key=lambda pair: pair[0], reverse=True):
        if not is_block_text(last_of(value)):
            return line_after(block, end_of(block, value))
    return len(block)


def _into_flow_list(block: str, node: yaml.SequenceNode, entry: str) -> TextEdit:
    written = scalar(entry, listed=True)
    if not node.value:
        first, last = node.start_mark.index + 1, node.end_mark.index - 1
        if block[first:last].strip():  # a comment
            return TextEdit(first, first, written + " ")
        return TextEdit(first, last, written)
    before, last = ([node, *node.value])[-2], node.value[-1]
    at = last.end_mark.index
    line_end = block.index("\n", at)
    rest = block[at:line_end]
    if last.start_mark.line == before.start_mark.line or rest.strip()[:1] not in ("", ",", "#"):
        return TextEdit(at, at, f", {written}")
    line = f"\n{' ' * last.start_mark.column}{written}"
    if rest.strip()[:1] == ",":
        return TextEdit(line_end, line_end, f"{line},")
    return TextEdit(at, line_end, f",{rest}{line}")


def _into_list(block: str, node: yaml.SequenceNode, entry: str) -> TextEdit:
    """Write an item below the last one, and below what is noted behind that."""
    at = block.index("\n", end_of(block, node))
    return TextEdit(at, at, f"\n{' ' * node.start_mark.column}- {scalar(entry)}")


def _instead_of_nothing(block: str, name: yaml.ScalarNode, value: yaml.ScalarNode, entry: str) -> TextEdit:
    written = f"[{scalar(entry, listed=True)}]"
    if not is_empty(value):
        return TextEdit(value.start_mark.index, end_of(block, value), written)
    at = block.index(":", name.end_mark.index) + 1
    return TextEdit(at, at, f" {written}")


def _into_text(block: str, node: yaml.ScalarNode, entry: str, *, in_flow: bool) -> TextEdit:
    """Write behind a text whose commas part the entries, or make a list of it where that is not enough."""
    end = node.end_mark.index
    if "," not in entry:
        if node.style == "'":
            return TextEdit(end - 1, end - 1, ", " + entry.replace("'", "''"))
        if node.style == '"':
            return TextEdit(end - 1, end - 1, ", " + scalar(entry, style='"')[1:-1])
        if not node.style and not in_flow and is_plain(entry):
            return TextEdit(end, end, f", {entry}")
    entries = (*filter(None, map(one_line, node.value.split(","))), entry)
    return TextEdit(node.start_mark.index, end_of(block, node), flow_list(entries))
