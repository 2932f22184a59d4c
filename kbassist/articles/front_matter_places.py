"""Finds where in a front matter a text is written that a list is to have besides; reads, never writes."""

import re

import yaml

from kbassist.articles.decoding import one_line
from kbassist.articles.text_edits import TextEdit

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# The loader stops at a lone surrogate; something as long takes its place, so that offsets hold.
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_PLAIN = re.compile(r"[^\W\d_](?:[\w '-]*\w)?")
# Words that other readers of YAML take for something else than a text.
_NOT_PLAIN = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def place_for(block: str, key: str, entry: str) -> TextEdit:
    """Say how `entry` comes into the list of texts under `key` of the mapping in `block`.

    `block` ends with a line end or is empty. The caller compares what comes out, since YAML has more
    ways to write a list than are looked at here. Raises YAMLError or ValueError.
    """
    root = yaml.compose(_ESCAPED_SURROGATE.sub(r"\\uFFFD", block), Loader=_LOADER)
    if root is None:
        return TextEdit(len(block), len(block), f"{key}: [{_scalar(entry)}]\n")
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("no mapping")  # noqa: TRY004 - of what a file holds, not of an argument
    pairs = [pair for pair in root.value if pair[0].value == key]
    if not pairs:
        return _new_key(block, root, key, entry)
    name, value = pairs[-1]
    if isinstance(value, yaml.SequenceNode):
        return _into_flow_list(block, value, entry) if value.flow_style else _into_list(block, value, entry)
    if isinstance(value, yaml.ScalarNode):
        if one_line(value.value) in _NOTHING:
            return _instead_of_nothing(block, name, value, entry)
        return _into_text(block, value, entry, in_flow=bool(root.flow_style))
    raise ValueError("a mapping stands where a list should")


def _new_key(block: str, root: yaml.MappingNode, key: str, entry: str) -> TextEdit:
    """Write a new key below the title, as articles have it, else last."""
    line = f"{key}: [{_scalar(entry)}]"
    if root.flow_style:
        at = root.value[-1][1].end_mark.index if root.value else root.start_mark.index + 1
        return TextEdit(at, at, f", {line}" if root.value else line)
    at = len(block)
    for name, value in root.value:
        is_line = isinstance(value, yaml.ScalarNode) and value.style not in ("|", ">")
        if name.value == "title" and is_line and value.end_mark.line == name.start_mark.line:
            at = block.index("\n", value.end_mark.index) + 1
    return TextEdit(at, at, " " * root.start_mark.column + line + "\n")


def _into_flow_list(block: str, node: yaml.SequenceNode, entry: str) -> TextEdit:
    if not node.value:
        first, last = node.start_mark.index + 1, node.end_mark.index - 1
        if block[first:last].strip():  # a comment
            return TextEdit(first, first, _scalar(entry) + " ")
        return TextEdit(first, last, _scalar(entry))
    before, last = ([node, *node.value])[-2], node.value[-1]
    at = last.end_mark.index
    line_end = block.index("\n", at)
    rest = block[at:line_end]
    if last.start_mark.line == before.start_mark.line or rest.strip()[:1] not in ("", ",", "#"):
        return TextEdit(at, at, f", {_scalar(entry)}")
    line = f"\n{' ' * last.start_mark.column}{_scalar(entry)}"
    if rest.strip()[:1] == ",":
        return TextEdit(line_end, line_end, f"{line},")
    return TextEdit(at, line_end, f",{rest}{line}")


def _into_list(block: str, node: yaml.SequenceNode, entry: str) -> TextEdit:
    """Write an item below the last one, and below what is noted behind that."""
    written = len(block[: node.value[-1].end_mark.index].rstrip())
    at = block.index("\n", written)
    return TextEdit(at, at, f"\n{' ' * node.start_mark.column}- {_scalar(entry)}")


def _instead_of_nothing(block: str, name: yaml.ScalarNode, value: yaml.ScalarNode, entry: str) -> TextEdit:
    if value.start_mark.index < value.end_mark.index:
        return TextEdit(value.start_mark.index, _end(block, value), f"[{_scalar(entry)}]")
    at = block.index(":", name.end_mark.index) + 1
    return TextEdit(at, at, f" [{_scalar(entry)}]")


def _into_text(block: str, node: yaml.ScalarNode, entry: str, *, in_flow: bool) -> TextEdit:
    """Write behind a text whose commas part the entries, or make a list of it where that is not enough."""
    end = node.end_mark.index
    if "," not in entry:
        if node.style == "'":
            return TextEdit(end - 1, end - 1, ", " + entry.replace("'", "''"))
        if node.style == '"':
            return TextEdit(end - 1, end - 1, ", " + entry.replace("\\", "\\\\").replace('"', '\\"'))
        if not node.style and not in_flow and _PLAIN.fullmatch(entry):
            return TextEdit(end, end, f", {entry}")
    entries = (*filter(None, map(one_line, node.value.split(","))), entry)
    return TextEdit(node.start_mark.index, _end(block, node), f"[{', '.join(map(_scalar, entries))}]")


def _end(block: str, node: yaml.ScalarNode) -> int:
    """Return where a scalar ends, without the lines that follow a block."""
    return len(block[: node.end_mark.index].rstrip())


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.casefold() not in _NOT_PLAIN:
        return text
    return "'" + text.replace("'", "''") + "'"
