"""Looking a template over without filling it, in the child process: for checks of a whole library."""

import re
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
from kbassist.render.characters import visible
from kbassist.render.html import read_markdown
from kbassist.render.liquid import FillingEnvironment, TemplateError, template_error
from kbassist.render.tokens import Kind, Token, TokenTable

_OUTPUT = re.compile(r"\{\{.{0,2000}?\}\}", re.S)
_OWN = re.compile(r"\{%-?\s*own\s*-?%\}.{0,2000}?\{%-?\s*endown\s*-?%\}", re.S)
_UNSEEN = re.compile(r"\{%-?\s*comment\s*-?%\}.{0,20000}?\{%-?\s*endcomment\s*-?%\}", re.S)
_TAG = re.compile(r"\{%.{0,2000}?%\}", re.S)


def inspect_template(
    environment: FillingEnvironment, reader: markdown.Markdown, message: Mapping[str, Any]
) -> dict[str, Any]:
    """List what the template asks for and draws in, and what its author wrote on all branches."""
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
    authored, code = _authored(reader, template)
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
    text = _UNSEEN.sub("", template)
    for pattern, instead in ((_OWN, value), (_OUTPUT, value), (_TAG, "")):
        text = pattern.sub(instead, text)
    return authored_text(read_markdown(reader, text, tokens))
