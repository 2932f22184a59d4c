"""Looking a template over without filling it, in the child process: for checks of a whole library."""

from collections.abc import Iterable, Mapping
from typing import Any

import markdown
from liquid.ast import Node
from liquid.builtin.expressions import StringLiteral
from liquid.builtin.tags.render_tag import RenderNode
from liquid.exceptions import LiquidError

from kbassist.render import limits
from kbassist.render.asked import AskedNames
from kbassist.render.authored import authored_text
from kbassist.render.blanks import without_liquid
from kbassist.render.characters import visible
from kbassist.render.html import read_markdown
from kbassist.render.liquid import FillingEnvironment, TemplateError, template_error
from kbassist.render.tokens import Kind, Token, TokenTable


def inspect_template(
    environment: FillingEnvironment, reader: markdown.Markdown, message: Mapping[str, Any]
) -> dict[str, Any]:
    """List what the template asks for and draws in, and with `words` what its author wrote everywhere."""
    template = visible(message["template"])
    parts = {name: visible(text) for name, text in message["parts"].items()}
    asked = AskedNames(environment, parts)
    drawn: dict[str, None] = {}
    answer: dict[str, Any] = {}
    try:
        nodes = environment.from_string(template[: limits.MAX_TEMPLATE]).nodes
        asked.visit(nodes)
        _collect_parts(nodes, drawn)
    except LiquidError as error:
        answer["fault"] = template_error(error).answer()
    except RecursionError:
        answer["fault"] = TemplateError("it is nested too deeply").answer()
    authored, code = _authored(reader, template) if message["words"] else ("", "")
    return answer | {"asked": list(asked.names), "parts": list(drawn), "authored": authored, "code": code}


def _collect_parts(nodes: Iterable[Node], drawn: dict[str, None]) -> None:
    for node in nodes:
        if isinstance(node, RenderNode) and isinstance(node.name, StringLiteral):
            drawn.setdefault(str(node.name.value))
        else:
            _collect_parts(node.children(None, include_partials=False), drawn)  # type: ignore[arg-type]


def _authored(reader: markdown.Markdown, template: str) -> tuple[str, str]:
    """Return the author's words of all branches, with a blank for every value and nothing for every tag."""
    tokens = TokenTable()
    value = tokens.add(Token(Kind.VALUE, "value"))
    text = without_liquid(template, value)
    return authored_text(read_markdown(reader, text, tokens))
