"""Filling a reply, in the child process: Liquid, then Markdown, then the values put in last."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import markdown
from babel import Locale
from liquid.exceptions import LiquidError

from kbassist.render import limits
from kbassist.render.asked import AskedNames
from kbassist.render.authored import authored_text
from kbassist.render.channels import channel_of, fit
from kbassist.render.characters import visible
from kbassist.render.cutting import block_texts
from kbassist.render.filling import Filling
from kbassist.render.gaps import without_gaps
from kbassist.render.html import read_markdown
from kbassist.render.liquid import FillingEnvironment, TemplateError, fill
from kbassist.render.localised import Moment, Money, Number, locale_of
from kbassist.render.markdown_writer import MarkdownWriter
from kbassist.render.places import settle
from kbassist.render.plain import PlainWriter
from kbassist.render.tokens import Kind, TokenTable
from kbassist.render.tree import Element
from kbassist.render.typed import Amount
from kbassist.render.writers import MailWriter, PreviewWriter


@dataclass(frozen=True, slots=True)
class ReadReply:
    """A filled reply before it is fitted to a channel, and the notes that go with it into an answer."""

    root: Element | None
    notes: dict[str, Any] = field(default_factory=dict)


def render_reply(
    environment: FillingEnvironment, reader: markdown.Markdown, message: Mapping[str, Any]
) -> dict[str, Any]:
    """Fill the reply of a message and return its flavours, or why the template failed."""
    read = read_reply(environment, reader, message)
    return read.notes if read.root is None else read.notes | flavours(read.root, message["channel"])


def read_reply(
    environment: FillingEnvironment, reader: markdown.Markdown, message: Mapping[str, Any]
) -> ReadReply:
    """Fill the reply of a message; there is no tree where the template failed."""
    filling = _filling(message)
    asked = AskedNames(environment, filling.parts)
    template = visible(message["template"])
    root: Element | None = None
    answer: dict[str, Any] = {}
    try:
        if len(template) > limits.MAX_TEMPLATE:
            raise TemplateError(f"it is longer than {limits.MAX_TEMPLATE // 1024} KB")
        text = _filled(environment, template, filling, asked)
        read = read_tree(reader, text, filling.tokens, list(filling.reworked))
        root, answer = read.root, read.notes
    except TemplateError as error:
        answer = {"fault": error.answer()}
    most = limits.MAX_PLACEHOLDERS
    return ReadReply(
        root,
        answer
        | {
            "asked": list(asked.names)[:most],
            "touched": list(filling.touched)[:most],
            "missing": list(filling.missing)[:most],
            "prompts": asked.prompts | filling.prompts,
        },
    )


def _filled(environment: FillingEnvironment, template: str, filling: Filling, asked: AskedNames) -> str:
    """List what the template asks for, so that the form is there even where filling it fails."""
    with suppress(LiquidError, RecursionError):  # filling it says what is wrong, and where
        asked.visit(environment.from_string(template).nodes)
    for name, prompt in asked.prompts.items():
        filling.prompts.setdefault(name, prompt)
    return without_gaps(fill(environment, template, filling))


def _filling(message: Mapping[str, Any]) -> Filling:
    locale = locale_of(message["lang"])
    values: dict[str, object] = {}
    for name, (kind, text) in list(message["values"].items())[: limits.MAX_VALUES]:
        seen = visible(text[: limits.MAX_VALUE]).strip()
        # What was pasted and cannot be seen is no value; an empty default is one.
        if seen or not text.strip():
            values[name] = typed_value(kind, seen, locale)
    return Filling(
        values=values,
        locale=locale,
        now=datetime.fromisoformat(message["now"]).replace(tzinfo=None),  # as the agent's clock shows it
        optional=frozenset(message["optional"]),
        labels=message["labels"],
        parts={name: visible(text) for name, text in message["parts"].items()},
    )


def typed_value(kind: str, text: str, locale: Locale) -> object:
    """Return the value that prints and compares as its type does; plain text where it does not fit."""
    try:
        if kind == "date":
            moment = (
                datetime.fromisoformat(text).replace(tzinfo=None)
                if len(text) > 10
                else date.fromisoformat(text)
            )
            return Moment(moment, locale)
        if kind == "money":
            number, _, currency = text.partition(" ")
            return Money(Amount(Decimal(number), currency), locale)
        if kind == "number":
            return Number(Decimal(text), locale)
    except (ValueError, InvalidOperation):
        return text
    return text


def read_tree(reader: markdown.Markdown, text: str, tokens: TokenTable, reworked: list[str]) -> ReadReply:
    """Read Markdown with tokens; the notes hold what the gate looks at, the values, and the text by block."""
    root = read_markdown(reader, text, tokens)
    authored, code = authored_text(root)
    settle(root, tokens, None)
    printed = dict.fromkeys(token.text for token in tokens.tokens if token.kind is Kind.VALUE)
    notes = {
        "authored": "\n".join([authored, *reworked]),
        "code": code,
        "printed": list(printed)[: limits.MAX_PLACEHOLDERS],
        "blocks": block_texts(root),
    }
    return ReadReply(root, notes)


def flavours(root: Element, channel_name: str | None) -> dict[str, Any]:
    """Write a tree in every form in which `channel_name` can show it."""
    channel = channel_of(channel_name)
    root = fit(root, channel)
    return {
        "plain": PlainWriter(channel.bullet, channel.structure).write(root),
        "html": MailWriter().write(root),
        "markdown": MarkdownWriter().write(root),
        "preview_html": PreviewWriter().write(root),
    }
