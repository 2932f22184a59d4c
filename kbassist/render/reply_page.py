"""Filling a reply, in the child process: Liquid, then Markdown, then the values put in last."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import markdown
from babel import Locale
from liquid.exceptions import LiquidError

from kbassist.render import limits
from kbassist.render.asked import AskedNames
from kbassist.render.channels import Channel, channel_of, fit
from kbassist.render.characters import visible
from kbassist.render.filling import Filling
from kbassist.render.html import read_markdown
from kbassist.render.liquid import FillingEnvironment, TemplateError, fill
from kbassist.render.localised import Moment, Money, Number, locale_of
from kbassist.render.markdown_writer import MarkdownWriter
from kbassist.render.places import settle
from kbassist.render.plain import PlainWriter
from kbassist.render.tokens import BLANK, TOKEN, Token, unescape
from kbassist.render.tree import BLOCKS, Element, Node
from kbassist.render.typed import Amount
from kbassist.render.writers import MailWriter, PreviewWriter


def render_reply(
    environment: FillingEnvironment, reader: markdown.Markdown, message: Mapping[str, Any]
) -> dict[str, Any]:
    """Fill the reply of a message and return its flavours, or why the template failed."""
    filling = _filling(message)
    asked = AskedNames(environment, filling.parts)
    template = visible(message["template"])
    answer: dict[str, Any] = {"asked": [], "touched": [], "missing": [], "prompts": {}}
    try:
        if len(template) > limits.MAX_TEMPLATE:
            raise TemplateError(f"it is longer than {limits.MAX_TEMPLATE // 1024} KB")
        text = _filled(environment, template, filling, asked)
        answer |= _flavours(reader, text, filling, channel_of(message["channel"]))
    except TemplateError as error:
        answer["fault"] = {
            "message": error.message,
            "line": error.line,
            "column": error.column,
            "part": error.part,
        }
    most = limits.MAX_PLACEHOLDERS
    return answer | {
        "asked": list(asked.names)[:most],
        "touched": list(filling.touched)[:most],
        "missing": list(filling.missing)[:most],
        "prompts": asked.prompts | filling.prompts,
    }


def _filled(environment: FillingEnvironment, template: str, filling: Filling, asked: AskedNames) -> str:
    """List what the template asks for, so that the form is there even where filling it fails."""
    try:
        asked.visit(environment.from_string(template).nodes)
    except (LiquidError, RecursionError):
        pass  # filling it says what is wrong, and where
    for name, prompt in asked.prompts.items():
        filling.prompts.setdefault(name, prompt)
    return fill(environment, template, filling)


def _filling(message: Mapping[str, Any]) -> Filling:
    locale = locale_of(message["lang"])
    values = {
        name: typed_value(kind, visible(text[: limits.MAX_VALUE]).strip(), locale)
        for name, (kind, text) in list(message["values"].items())[: limits.MAX_VALUES]
    }
    return Filling(
        values=values,
        locale=locale,
        now=datetime.fromisoformat(message["now"]),
        optional=frozenset(message["optional"]),
        labels=message["labels"],
        parts={name: visible(text) for name, text in message["parts"].items()},
    )


def typed_value(kind: str, text: str, locale: Locale) -> object:
    """Return the value that prints and compares as its type does; plain text where it does not fit."""
    try:
        if kind == "date":
            moment = datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
            return Moment(moment, locale)
        if kind == "money":
            number, _, currency = text.partition(" ")
            return Money(Amount(Decimal(number), currency), locale)
        if kind == "number":
            return Number(Decimal(text), locale)
    except (ValueError, InvalidOperation):
        return text
    return text


def _flavours(reader: markdown.Markdown, text: str, filling: Filling, channel: Channel) -> dict[str, Any]:
    root = read_markdown(reader, text, filling.tokens)
    authored, code = authored_text(root)
    settle(root, filling.tokens, None)
    root = fit(root, channel)
    return {
        "plain": PlainWriter(channel.bullet, channel.structure).write(root),
        "html": MailWriter().write(root),
        "markdown": MarkdownWriter().write(root),
        "preview_html": PreviewWriter().write(root),
        "authored": authored,
        "code": code,
    }


def authored_text(root: Element) -> tuple[str, str]:
    """Return what the author wrote: prose with the addresses of links, and code, values blanked out."""
    prose: list[str] = []
    code: list[str] = []

    def collect(node: Node, out: list[str]) -> None:
        if isinstance(node, Token):
            out.append(BLANK)
        elif isinstance(node, str):
            out.append("".join("\x01" + unescape(c) if 0xE100 <= ord(c) < 0xE180 else c for c in node))
        else:
            is_code = node.tag in ("code", "pre")
            is_block = node.tag in BLOCKS or node.tag == "br"
            inner = code if is_code else out
            for child in node.children:
                collect(child, inner)
            if is_code:
                code.append("\n")
                out.append(BLANK)
            if "href" in node.attributes:
                out.append(f" {TOKEN.sub(BLANK, node.attributes['href'])} ")
            if node.tag == "img":
                out.append(f" {node.attributes.get('alt', '')} {node.attributes.get('src', '')} ")
            if is_block:
                out.append("\n")

    collect(root, prose)
    return "".join(prose), "".join(code)
