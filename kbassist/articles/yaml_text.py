"""Reads a small YAML mapping with every scalar kept as text, within bounds that no bomb passes.

The C loader reads 3,000 front matters in 0.2 s and dies of deep brackets, and aliases grow without end:
so depth is counted before it sees the text, anchors and aliases are refused, and nothing is constructed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from kbassist.articles.decoding import without_surrogates
from kbassist.articles.findings import Findings

_DEEPEST = 6
_MOST_BRACKETS = 400
# The pure loader is twenty times slower and only stands in where PyYAML was built without libyaml.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\n]|\'\')*\'')
_BRACKET = re.compile(r"[][{}]")
# What may be an anchor, an alias, a merge, or nesting that brackets do not show.
_SUSPICIOUS = re.compile(r"[&*]|<<|^[ \t]{12,}\S|[-?:][ \t]+[-?](?:[ \t]|$)", re.MULTILINE)
_ESCAPED_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_BARE_PLACEHOLDER = re.compile(r"^[^\n#'\"]*?(?::|-|\[|,)[ \t]+(\{\{[^\n}]*\}?\}?|\{%[^\n]*)")
_UNCLOSED = re.compile("flow|quoted")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))


class YamlRefused(Exception):
    """A mapping cannot be used: `line` of the file, a `code`, and a `reason` that ends a sentence."""

    def __init__(self, line: int, code: str, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Item:
    """A value and the line of the file, counted from 1, on which it stands; None means empty."""

    line: int
    value: "str | tuple[Item, ...] | Mapping[str, Item] | None"


def read_mapping(block: str, first_line: int, findings: Findings) -> dict[str, Item]:
    """Read the mapping in `block`, whose first line is line `first_line` of the file.

    Raise YamlRefused when it is broken or out of bounds, with the code `front-matter-text` when it is
    no mapping at all.
    """
    _refuse_deep_brackets(block, first_line)
    if "\\u" in block:
        block = _ESCAPED_PAIR.sub(_joined_pair, block)
        block = _ESCAPED_SURROGATE.sub(r"\\uFFFD", block)
    try:
        if _SUSPICIOUS.search(block):
            _refuse_anchors_and_depth(block, first_line)
        node = yaml.compose(block, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = first_line + _line_of(error, block)
        raise YamlRefused(line, "front-matter-broken", _explain(error, block, line - first_line)) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise YamlRefused(first_line, "front-matter-text", "it is no list of `key: value` lines")
    return _mapping(node, first_line, findings)


def _refuse_deep_brackets(block: str, first_line: int) -> None:
    opened = block.count("[") + block.count("{")
    if opened <= _DEEPEST:
        return
    if opened > _MOST_BRACKETS:
        raise YamlRefused(first_line, "front-matter-deep", f"it has more than {_MOST_BRACKETS} brackets")
    depth = 0
    unquoted = _QUOTED.sub("", block)
    for bracket in _BRACKET.finditer(unquoted):
        depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
        if depth > _DEEPEST:
            line = first_line + unquoted.count("\n", 0, bracket.start())
            raise YamlRefused(line, "front-matter-deep", f"brackets are nested more than {_DEEPEST} deep")


def _refuse_anchors_and_depth(block: str, first_line: int) -> None:
    """Walk the events, which build nothing, before anything is composed from them."""
    depth = 0
    for event in yaml.parse(block, Loader=_LOADER):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlRefused(
                line,
                "front-matter-anchor",
                "anchors (&) and aliases (*) are not allowed; put the value in quotes",
            )
        if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
            raise YamlRefused(
                line, "front-matter-anchor", "merge keys (<<) are not allowed; repeat the values"
            )
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > _DEEPEST:
                raise YamlRefused(line, "front-matter-deep", f"values are nested more than {_DEEPEST} deep")
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1


def _mapping(node: yaml.MappingNode, first_line: int, findings: Findings) -> dict[str, Item]:
    items: dict[str, Item] = {}
    for key_node, value_node in node.value:
        line = first_line + key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            findings.warn(line, "key-unusable", _KEY_UNUSABLE)
            continue
        key = without_surrogates(key_node.value)
        if key in items:
            findings.warn(
                line, "key-repeated", f"`{key}` stands here twice; the last one counts. Remove one."
            )
        items[key] = _item(value_node, line, first_line, findings)
    return items


_KEY_UNUSABLE = 'A key is missing here; if a placeholder was meant, put it in quotes: "{{ x }}".'


def _item(node: yaml.Node, line: int, first_line: int, findings: Findings) -> Item:
    if isinstance(node, yaml.ScalarNode):
        text: str = node.value
        if not node.style and text in _NOTHING:
            return Item(line, None)
        return Item(line, without_surrogates(text))
    if isinstance(node, yaml.SequenceNode):
        return Item(line, tuple(_sequence(node, first_line, findings)))
    if not isinstance(node, yaml.MappingNode):
        return Item(line, None)
    if _is_placeholder(node):
        findings.warn(
            line,
            "placeholder-unquoted",
            'A placeholder in front matter needs quotes: "{{ x }}". It is ignored.',
        )
        return Item(line, None)
    return Item(line, _mapping(node, first_line, findings))


def _sequence(node: yaml.SequenceNode, first_line: int, findings: Findings) -> Iterator[Item]:
    for child in node.value:
        yield _item(child, first_line + child.start_mark.line, first_line, findings)


def _is_placeholder(node: yaml.MappingNode) -> bool:
    """Tell whether YAML took an unquoted `{{ x }}` for a mapping whose key is a mapping."""
    return len(node.value) == 1 and isinstance(node.value[0][0], yaml.MappingNode)


def _joined_pair(pair: re.Match[str]) -> str:
    high, low = int(pair[1], 16), int(pair[2], 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08X}"


def _line_of(error: Exception, block: str) -> int:
    mark = getattr(error, "problem_mark", None)
    if mark is None or _UNCLOSED.search(str(getattr(error, "context", ""))):
        # What is never closed goes wrong at the end; its author looks for the beginning.
        mark = getattr(error, "context_mark", None) or mark
    if mark is not None:
        return min(int(mark.line), block.count("\n"))
    if isinstance(error, yaml.reader.ReaderError):
        return block.encode(errors="replace").count(b"\n", 0, error.position)
    return 0


def _explain(error: Exception, block: str, line: int) -> str:
    lines = block.split("\n")
    for number in (line, line - 1):
        bare = _BARE_PLACEHOLDER.match(lines[number]) if 0 <= number < len(lines) else None
        if bare:
            return f'the placeholder {bare[1]} needs quotes around the whole value, such as key: "{bare[1]}"'
    reason = str(getattr(error, "problem", None) or "")
    if "mapping values are not allowed" in reason:
        return 'a value with a colon in it needs quotes, such as title: "Refund: where is it"'
    if "cannot start any token" in reason or "tab" in reason:
        return "a tab or a sign such as @ or ` begins a value; indent with spaces and put the value in quotes"
    if isinstance(error, yaml.reader.ReaderError):
        return "it holds a control character; remove it"
    if "did not find expected" in reason or "while scanning" in str(getattr(error, "context", "")):
        return f"a bracket, quote or colon is missing near this line ({reason})"
    return f"it cannot be read ({reason or 'YAML'})"
