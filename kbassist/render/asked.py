"""Which placeholders a template asks for, found by reading it rather than by filling it."""

from collections.abc import Iterable, Mapping

from liquid import Environment
from liquid.ast import Node
from liquid.builtin.expressions import Path, StringLiteral
from liquid.builtin.tags.render_tag import RenderNode
from liquid.exceptions import LiquidError

from kbassist.render.comparisons import both_sides
from kbassist.render.limits import MAX_PLACEHOLDERS, MAX_RENDER_DEPTH
from kbassist.render.liquid_tags import OwnNode


class AskedNames:
    """Collects names in the order of the text, through parts, without those that the template defines."""

    def __init__(self, environment: Environment, parts: Mapping[str, str]) -> None:
        self.environment = environment
        self.parts = parts
        self.names: dict[str, None] = {}
        self.prompts: dict[str, str] = {}

    def visit(self, nodes: Iterable[Node], local: frozenset[str] = frozenset(), depth: int = 0) -> None:
        """Collect from `nodes`; `local` are the names defined around them."""
        defined = set(local)
        for node in nodes:
            if len(self.names) >= MAX_PLACEHOLDERS or depth > MAX_RENDER_DEPTH:
                return
            for expression in both_sides(node.expressions()):
                if isinstance(expression, Path) and str(expression.path[0]) not in defined:
                    self.names.setdefault(".".join(str(segment) for segment in expression.path))
            if isinstance(node, OwnNode):
                self.names.setdefault(node.name)
                self.prompts.setdefault(node.name, node.prompt)
            defined.update(str(name) for name in node.template_scope())
            if isinstance(node, RenderNode):
                self._visit_part(node, depth)
            else:
                inner = frozenset(defined | {str(name) for name in node.block_scope()})
                children = node.children(None, include_partials=False)  # type: ignore[arg-type]
                self.visit(children, inner, depth)

    def _visit_part(self, node: RenderNode, depth: int) -> None:
        name = node.name.value if isinstance(node.name, StringLiteral) else ""
        text = self.parts.get(name)
        if text is None:
            return
        try:
            template = self.environment.from_string(text, name=name)
        except LiquidError:
            return  # filling says what is wrong with the part
        given = {str(argument.name) for argument in node.args} | {str(node.alias or name), "forloop"}
        self.visit(template.nodes, frozenset(given), depth + 1)
