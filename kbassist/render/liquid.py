"""Liquid within bounds: parsing templates, filling them, and listing what they ask for."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any, TextIO

from liquid import BoundTemplate, Environment, RenderContext
from liquid.ast import Node
from liquid.builtin.expressions import FilteredExpression, Path, primitive
from liquid.builtin.tags.case_tag import MultiExpressionBlockNode
from liquid.builtin.tags.for_tag import ForNode
from liquid.exceptions import (
    LiquidError,
    LiquidSyntaxError,
    ResourceLimitError,
    TemplateNotFoundError,
    UnknownFilterError,
)
from liquid.expression import Expression
from liquid.loader import BaseLoader, TemplateSource
from liquid.undefined import UNDEFINED

from kbassist.render import limits
from kbassist.render.comparisons import AnyOf, Needed, both_sides, typed_comparisons
from kbassist.render.filling import FILLING, Filling, filling_of
from kbassist.render.filters import register_filters
from kbassist.render.liquid_tags import CapturedTag, EchoValueTag, OwnTag, PartTag, ValueTag
from kbassist.render.tokens import Authored

# What writes a value past our tokens, makes HTML, or reads files.
_REFUSED_TAGS = ("include", "tablerow", "cycle", "increment", "decrement", "ifchanged")
_SAFE_TAGS = (ValueTag, EchoValueTag, CapturedTag, PartTag, OwnTag)


class TemplateError(Exception):
    """A template is broken: `message` says how, at `line` and `column` from 1 (0: unknown) of `part`."""

    def __init__(self, message: str, line: int = 0, column: int = 0, part: str = "") -> None:
        super().__init__(message)
        self.message, self.line, self.column, self.part = message, line, column, part

    def answer(self) -> dict[str, str | int]:
        """Return the error as a part of an answer."""
        return {"message": self.message, "line": self.line, "column": self.column, "part": self.part}


class FillingContext(RenderContext):
    """Looks names up among the values of the conversation unless the template itself defines them."""

    def get(self, path: list[object], *, token: Any, default: object = UNDEFINED) -> object:
        """Resolve a path: loop variables, assigns and arguments first, then the conversation."""
        root = path[0]
        if isinstance(root, str) and not self._is_local(root):
            return filling_of(self).look_up(path)
        return super().get(path, token=token, default=default)

    def _is_local(self, name: str) -> bool:
        # The library offers the real clock under these names; ours is the conversation's.
        if name in ("now", "today"):
            return name in self.locals
        return name in self.scope


class FillingTemplate(BoundTemplate):
    """A template or part whose errors say which part they happened in."""

    context_class = FillingContext

    def render_with_context(self, context: RenderContext, buffer: TextIO, *args: Any, **kwargs: Any) -> None:
        """Render; the first template that an error passes is the one it happened in."""
        try:
            super().render_with_context(context, buffer, *args, **kwargs)
        except LiquidError as error:
            error.template_name = error.template_name or self.name or None
            raise

    def make_partial_namespace(
        self,
        partial: bool,  # noqa: ARG002
        render_args: Mapping[str, object],
    ) -> Mapping[str, object]:
        """Keep the library's own name `partial` out of the way of a field of that name."""
        return dict(render_args)


class PartLoader(BaseLoader):
    """Finds parts among those that came with the reply; there is no other place to look."""

    def get_source(self, env: Environment, template_name: str, **_: Any) -> TemplateSource:  # noqa: ARG002
        """Refuse: parts are only ever loaded with a context."""
        raise TemplateNotFoundError(template_name, filename=template_name)

    def load(self, env: Environment, name: str, *, context: Any = None, **_: Any) -> BoundTemplate:
        """Return the part `name` of the library."""
        text = filling_of(context).parts.get(name)
        if text is None:
            raise TemplateNotFoundError(name, filename="")
        return env.from_string(text, name=name)


class FillingEnvironment(Environment):
    """Liquid with every bound set; what a reply may use."""

    template_class = FillingTemplate
    loop_iteration_limit = limits.MAX_LOOP
    local_namespace_limit = limits.MAX_NAMESPACE_BYTES
    output_stream_limit = limits.MAX_OUTPUT_BYTES
    context_depth_limit = limits.MAX_RENDER_DEPTH
    block_nesting_limit = limits.MAX_DEPTH

    def __init__(self) -> None:
        super().__init__(loader=PartLoader())
        for name in _REFUSED_TAGS:
            self.tags.pop(name, None)
        for tag in _SAFE_TAGS:
            self.add_tag(tag)
        register_filters(self)
        self._parsed = lru_cache(maxsize=256)(self._parse_template)

    def from_string(self, source: str, name: str = "", *_: Any, **__: Any) -> BoundTemplate:
        """Parse `source`, or return what it was parsed to before."""
        return self._parsed(source, name)

    def _parse_template(self, source: str, name: str) -> BoundTemplate:
        template = super().from_string(source, name=name)
        try:
            adapt(template.nodes, self)
        except LiquidError as error:
            error.template_name = name
            raise
        return template


def adapt(nodes: Iterable[Node], environment: Environment) -> None:
    """Give every expression of a parsed template our comparisons, literals and bounds.

    What cannot work is found here, on all branches, rather than by the agent who takes one.
    """
    for node in nodes:
        if isinstance(node, MultiExpressionBlockNode):
            node.expression = AnyOf(node.expression)  # type: ignore[assignment]
        if isinstance(node, ForNode) and node.default is None:  # else the author thought of an empty one
            node.expression.iterable = _needed(node.expression.iterable)
        for expression in both_sides(map(typed_comparisons, node.expressions())):
            _adapt_expression(expression, environment)
        adapt(node.children(None, include_partials=False), environment)  # type: ignore[arg-type]


def _needed(iterable: Expression) -> Expression:
    if isinstance(iterable, primitive.RangeLiteral):
        iterable.start, iterable.stop = _needed(iterable.start), _needed(iterable.stop)
    return Needed(iterable) if isinstance(iterable, Path) else iterable


def _adapt_expression(expression: Expression, environment: Environment) -> None:
    if isinstance(expression, FilteredExpression):
        for used in expression.filters or ():
            if used.name not in environment.filters:
                raise UnknownFilterError(f"there is no filter named '{used.name}'", token=used.token)
    elif isinstance(expression, primitive.StringLiteral):
        expression.value = Authored(expression.value)
    elif isinstance(expression, primitive.RangeLiteral):
        ends = [getattr(end, "value", 0) for end in (expression.start, expression.stop)]
        if all(isinstance(end, int) for end in ends) and ends[1] - ends[0] > limits.MAX_RANGE:
            raise LiquidSyntaxError(
                f"a range of more than {limits.MAX_RANGE:,} numbers", token=expression.token
            )


def fill(environment: Environment, template: str, filling: Filling) -> str:
    """Fill `template`: the author's Markdown with a token for every value.

    Raises TemplateError when it is broken or goes over its bounds.
    """
    try:
        return environment.from_string(template).render(**{FILLING: filling})
    except LiquidError as error:
        raise template_error(error) from error
    except RecursionError as error:
        raise TemplateError("it is nested too deeply") from error


def template_error(error: LiquidError) -> TemplateError:
    """Say what is wrong with a template, where, and in which part."""
    line, column = 0, 0
    with suppress(ValueError):  # the library counts an error at the very end as outside
        if found := error.context():
            line, column = found[0], found[1] + 1
    part = str(error.template_name or "")
    if isinstance(error, TemplateNotFoundError):
        return TemplateError(f"there is no part named '{error.args[0]}' in this library", line, column, "")
    message = str(error.message or "it cannot be read")
    if isinstance(error, ResourceLimitError):
        message = f"it does too much work ({message})"
    return TemplateError(message[:300], line, column, part)
