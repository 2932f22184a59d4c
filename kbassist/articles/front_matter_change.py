"""Sets, changes and removes one key of the mapping in a front matter; all other lines stay as they are."""

from collections.abc import Iterator, Mapping

import yaml

from kbassist.articles.decoding import one_line
from kbassist.articles.front_matter_nodes import (
    Pair,
    compose,
    end_of,
    is_block_text,
    is_empty,
    line_after,
    line_start,
    pairs_of,
)
from kbassist.articles.front_matter_places import place_for, place_of_key, says_nothing
from kbassist.articles.text_edits import TextEdit, edited
from kbassist.articles.yaml_scalars import flow_list, scalar

# Their values are dates, spans and flags, which nobody puts in quotes.
_BARE = frozenset(
    ("verified", "review_every", "active_from", "active_to", "pinned_until", "draft", "sensitive", "reply")
)


def with_value(block: str, key: str, value: str | tuple[str, ...] | None) -> str:
    """Return `block` with `value` under `key`; None removes the key with all of its lines.

    `block` ends with a line end or is empty. A list stays written as it is, between brackets or with a
    dash for each entry; so do quotes. The caller compares what comes out. Raises YAMLError or ValueError.
    """
    root = compose(block)
    pairs = pairs_of(root, key)
    if value is None:
        return block if root is None else _without(block, root, pairs)
    if root is None or not pairs:
        written = flow_list(value) if isinstance(value, tuple) else _text(key, value)
        return edited(block, [place_of_key(block, root, key, written)])
    if isinstance(pairs[-1][1], yaml.MappingNode):
        raise ValueError("a mapping stands under this key")  # noqa: TRY004 - of what a file holds
    if isinstance(value, tuple):
        return _with_entries(block, key, pairs[-1], value)
    return _written_over(block, pairs[-1], _text(key, value, pairs[-1][1], listed=bool(root.flow_style)))


def with_pairs(block: str, key: str, pairs: Mapping[str, str]) -> str:
    """Return `block` with a mapping of texts under `key`, or `true` for none, below all other keys.

    Raises as `with_value`.
    """
    written = ", ".join(
        f"{scalar(name, listed=True)}: {scalar(text, listed=True)}" for name, text in pairs.items()
    )
    block = with_value(block, key, None)
    return edited(block, [place_of_key(block, compose(block), key, f"{{{written}}}" if written else "true")])


def _text(key: str, text: str, node: yaml.Node | None = None, *, listed: bool = False) -> str:
    style = node.style if isinstance(node, yaml.ScalarNode) else None
    return scalar(text, style=style, bare=key in _BARE, listed=listed)


def _without(block: str, root: yaml.MappingNode, pairs: list[Pair]) -> str:
    return edited(block, [_gone(block, root, pair) for pair in pairs])


def _gone(block: str, root: yaml.MappingNode, pair: Pair) -> TextEdit:
    name, value = pair
    if not root.flow_style:
        last = max(end_of(block, value), name.end_mark.index)
        return TextEdit(line_start(block, name.start_mark.index), line_after(block, last), "")
    at = root.value.index(pair)
    if at + 1 < len(root.value):
        return TextEdit(name.start_mark.index, root.value[at + 1][0].start_mark.index, "")
    first = root.value[at - 1][1].end_mark.index if at else name.start_mark.index
    return TextEdit(first, value.end_mark.index, "")


def _written_over(block: str, pair: Pair, written: str) -> str:
    """Write a value in the place of another one."""
    name, value = pair
    start, end = value.start_mark.index, end_of(block, value)
    dashed = isinstance(value, yaml.SequenceNode) and not value.flow_style
    if not (dashed or is_empty(value)):
        return block[:start] + written + block[end:]
    at = block.index(":", name.end_mark.index) + 1
    below = line_after(block, at) if dashed else at
    return f"{block[:at]} {written}{block[at:below]}{block[line_after(block, end) if dashed else at :]}"


def _with_entries(block: str, key: str, pair: Pair, entries: tuple[str, ...]) -> str:
    value = pair[1]
    if isinstance(value, yaml.ScalarNode):
        return _with_cut_text(block, key, pair, value, entries)
    if not isinstance(value, yaml.SequenceNode):
        raise ValueError("a mapping stands under this key")  # noqa: TRY004 - of what a file holds
    old = tuple(_entry(node) for node in value.value)
    if _begins_with(entries, old):
        return _added(block, key, entries[len(_distinct(old)) :])
    if not entries:
        return _written_over(block, pair, "[]")
    if not value.flow_style:
        return _rearranged(block, value, old, entries, "- ")
    if _has_own_lines(value):
        return _rearranged(block, value, old, entries, "")
    written = {
        text: block[node.start_mark.index : node.end_mark.index]
        for text, node in zip(old, value.value, strict=True)
    }
    inner = ", ".join(written.get(text) or scalar(text, listed=True) for text in entries)
    return _written_over(block, pair, f"[{inner}]")


def _entry(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise ValueError("the list holds more than texts")  # noqa: TRY004 - of what a file holds
    return one_line(node.value)


def _distinct(entries: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a list reads as: each entry once, and none that is blank."""
    return tuple(dict.fromkeys(filter(None, entries)))


def _begins_with(entries: tuple[str, ...], old: tuple[str, ...]) -> bool:
    read = _distinct(old)
    return entries[: len(read)] == read


def _added(block: str, key: str, entries: tuple[str, ...]) -> str:
    for entry in entries:
        block = edited(block, [place_for(block, key, entry)])
    return block


def _with_cut_text(block: str, key: str, pair: Pair, value: yaml.ScalarNode, entries: tuple[str, ...]) -> str:
    """Write entries in the place of one text whose commas part them; it stays one where it can."""
    old = () if says_nothing(value) else tuple(map(one_line, value.value.split(",")))
    if _begins_with(entries, old):
        return _added(block, key, entries[len(_distinct(old)) :])
    if not entries or is_block_text(value) or any("," in entry for entry in entries):
        return _written_over(block, pair, flow_list(entries))
    return _written_over(block, pair, _text(key, ", ".join(entries), value))


def _has_own_lines(node: yaml.SequenceNode) -> bool:
    """Tell whether each entry of a list between brackets has lines of its own."""
    lines = [node.start_mark.line, *(entry.start_mark.line for entry in node.value), node.end_mark.line]
    return len(set(lines)) == len(lines) and not any(entry.style == "|" for entry in node.value)


def _rearranged(
    block: str, node: yaml.SequenceNode, old: tuple[str, ...], entries: tuple[str, ...], dash: str
) -> str:
    """Put the lines of a list's entries into another order, without those that go and with those that come.

    The lines above an entry, blank or with a comment, belong to it. Without a dash entries end in a comma.
    """
    places = list(_lines_of_entries(block, node))
    lines = {text: block[start:end] for text, (start, end) in zip(old, places, strict=True)}
    indent = " " * node.value[0].start_mark.column if not dash else " " * node.start_mark.column
    comma = "" if dash else ","
    if comma:
        for text, entry, (start, end) in zip(old, node.value, places, strict=True):
            at = entry.end_mark.index
            if block[at:end].lstrip()[:1] != comma:
                lines[text] = block[start:at] + comma + block[at:end]
    made = "".join(
        lines.get(text) or f"{indent}{dash}{scalar(text, listed=not dash)}{comma}\n" for text in entries
    )
    return block[: places[0][0]] + made + block[places[-1][1] :]


def _lines_of_entries(block: str, node: yaml.SequenceNode) -> Iterator[tuple[int, int]]:
    start = line_start(block, node.start_mark.index)
    if node.flow_style:
        start = line_after(block, node.start_mark.index)
    for entry in node.value:
        after = line_after(block, end_of(block, entry))
        yield start, after
        start = after
