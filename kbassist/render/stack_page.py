"""Laying out what an agent typed, and several replies as one, in the child process."""

from collections.abc import Mapping
from typing import Any

import markdown

from kbassist.render import limits
from kbassist.render.characters import visible
from kbassist.render.cutting import Cut, Place, cut, missing_names
from kbassist.render.liquid import FillingEnvironment, TemplateError
from kbassist.render.literal import with_values
from kbassist.render.reply_page import ReadReply, flavours, read_reply, read_tree
from kbassist.render.tokens import TokenTable
from kbassist.render.tree import Element


def render_edited(reader: markdown.Markdown, message: Mapping[str, Any]) -> dict[str, Any]:
    """Return the flavours of Markdown that an agent typed."""
    read = _read_edited(reader, message)
    return read.notes if read.root is None else read.notes | flavours(read.root, message["channel"])


def render_stack(
    environment: FillingEnvironment,
    reader: markdown.Markdown,
    literal: markdown.Markdown,
    message: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the flavours of the fragments as one text, and which values are missing in it.

    What the gate looks at is that of all pieces, whole.
    """
    read = [
        read_reply(environment, reader, piece) if piece["do"] == "reply" else _read_edited(literal, piece)
        for piece in message["pieces"]
    ]
    notes: dict[str, Any] = {
        key: list(dict.fromkeys(name for each in read for name in each.notes.get(key, ())))
        for key in ("asked", "touched", "missing", "printed")
    }
    notes["prompts"] = {
        name: prompt for each in read for name, prompt in each.notes.get("prompts", {}).items()
    }
    for key in ("authored", "code"):
        notes[key] = "\n".join(each.notes.get(key, "") for each in read)
    failed = next((each.notes["fault"] for each in read if each.root is None), None)
    if failed is not None:
        return notes | {"fault": failed}
    trees = [each.root for each in read if each.root is not None]
    root = Element("div")
    for number, start, end in message["fragments"]:
        root.children += cut(trees[number], Cut(Place(*start), None if end is None else Place(*end)))
    shown = {name for tree in trees for name in missing_names(tree.children)}
    left_out = shown - missing_names(root.children)
    notes["missing"] = [name for name in notes["missing"] if name not in left_out]
    return notes | flavours(root, message["channel"])


def _read_edited(reader: markdown.Markdown, message: Mapping[str, Any]) -> ReadReply:
    text = visible(message["markdown"])
    if len(text) > limits.MAX_TEMPLATE:
        too_long = TemplateError(f"it is longer than {limits.MAX_TEMPLATE // 1024} KB")
        return ReadReply(None, {"fault": too_long.answer()})
    tokens = TokenTable()
    return read_tree(reader, with_values(text, message["printed"], tokens), tokens, [])
