"""Liquid's comparisons on our values: dates by calendar, money by amount, and a value that is not known.

A comparison needs its value: where one is not known the reply counts as missing it, while
`{% if order.id %}` and `== blank` only ask whether there is one.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any

from liquid.builtin.expressions import primitive
from liquid.builtin.expressions.logical import (
    BooleanExpression,
    ContainsExpression,
    EqExpression,
    GeExpression,
    GtExpression,
    LeExpression,
    LogicalAndExpression,
    LogicalNotExpression,
    LogicalOrExpression,
    LtExpression,
    NeExpression,
)
from liquid.expression import Expression
from liquid.undefined import Undefined

from kbassist.render.filling import filling_of
from kbassist.render.localised import Moment, Money, Number
from kbassist.render.tokens import Authored
from kbassist.render.typed import parse_moment, parse_number
from kbassist.render.unknown import Unknown

if TYPE_CHECKING:
    from liquid.context import RenderContext

_NEVER = date(1, 1, 1)  # relative words such as "today" are no dates in a comparison


class Comparison(Expression):
    """`left OPERATOR right` with typed values."""

    __slots__ = ("compare", "left", "right")

    def __init__(self, source: Expression, compare: Callable[[object, object], bool]) -> None:
        super().__init__(source.token)
        self.left: Expression = source.left  # type: ignore[attr-defined]
        self.right: Expression = source.right  # type: ignore[attr-defined]
        self.compare = compare

    def evaluate(self, context: "RenderContext") -> bool:
        """Compare; False when a side is not known, which then counts as missing."""
        left, right = _resolved(self.left, context), _resolved(self.right, context)
        for side, other in ((left, right), (right, left)):
            if isinstance(side, Undefined):
                return self._with_unknown(side, other)
        return self.compare(left, right)

    def _with_unknown(self, side: Undefined, other: object) -> bool:
        """Compare with a value that is not known: `blank`, `empty` and `nil` are what it equals."""
        asks_presence = other is None or isinstance(other, primitive.Blank | primitive.Empty | bool)
        if not asks_presence and isinstance(side, Unknown):
            side.need()
        is_equal = asks_presence and other is not True
        return is_equal if self.compare is _equal else self.compare is _unequal and not is_equal

    def children(self) -> list[Expression]:
        """Return both sides."""
        return [self.left, self.right]


class AnyOf(Expression):
    """What `{% when %}` compares: the case's value with each of the branch's."""

    __slots__ = ("comparisons",)

    def __init__(self, source: Expression) -> None:
        super().__init__(source.token)
        left, rights = source.left, source.expressions  # type: ignore[attr-defined]
        self.comparisons = [Comparison(_Sides(source.token, left, right), _equal) for right in rights]

    def evaluate(self, context: "RenderContext") -> list[bool]:
        """Compare with each value of the branch."""
        return [comparison.evaluate(context) for comparison in self.comparisons]

    def children(self) -> list[Expression]:
        """Return the comparisons."""
        return list(self.comparisons)


class Needed(Expression):
    """What a loop goes over, or counts to: without it the reply is missing it, not only a list."""

    __slots__ = ("inner",)

    def __init__(self, inner: Expression) -> None:
        super().__init__(inner.token)
        self.inner = inner

    def __str__(self) -> str:
        return str(self.inner)

    def evaluate(self, context: "RenderContext") -> object:
        """Evaluate, and say so where the value is not known."""
        value = self.inner.evaluate(context)
        if isinstance(value, Unknown):
            value.need()
        return value

    def children(self) -> list[Expression]:
        """Return what is needed."""
        return [self.inner]


class _Sides(EqExpression):
    """Two sides of a comparison that a `when` only implies."""

    __slots__ = ()


def _resolved(side: Expression, context: "RenderContext") -> object:
    """Evaluate a side; what was captured is compared with its values in it."""
    value = side.evaluate(context)
    return filling_of(context).tokens.resolve(value) if isinstance(value, Authored) else value


def typed_comparisons(expression: Expression) -> Expression:
    """Replace Liquid's comparisons within a condition by ours."""
    if isinstance(expression, BooleanExpression):
        expression.expression = typed_comparisons(expression.expression)
    elif isinstance(expression, LogicalAndExpression | LogicalOrExpression):
        expression.left = typed_comparisons(expression.left)
        expression.right = typed_comparisons(expression.right)
    elif isinstance(expression, LogicalNotExpression):
        expression.right = typed_comparisons(expression.right)
    elif compare := _OPERATORS.get(type(expression)):
        return Comparison(expression, compare)
    return expression


def _comparable(value: object, other: object) -> object:
    """Turn `value` into what can be compared with `other`."""
    if isinstance(value, Moment):
        return value.at
    if isinstance(value, Money):
        return value.amount.number
    if isinstance(value, Number):
        return value.value
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, str):
        return _text_comparable(value, other)
    return value


def _text_comparable(text: str, other: object) -> object:
    if isinstance(other, Moment):
        found = parse_moment(text, _NEVER)
        if found is not None and not isinstance(found, datetime):
            found = datetime(found.year, found.month, found.day)
        return text if found is None else found
    if isinstance(other, int | float | Money | Number) and not isinstance(other, bool):
        number = parse_number(text)
        return text if number is None else number
    return text


def _equal(left: object, right: object) -> bool:
    if isinstance(right, primitive.Blank | primitive.Empty):
        left, right = right, left
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return bool(eq(_comparable(left, right), _comparable(right, left)))


def _unequal(left: object, right: object) -> bool:
    return not _equal(left, right)


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[object, object], bool]:
    def ordered(left: object, right: object) -> bool:
        sides = _comparable(left, right), _comparable(right, left)
        if isinstance(left, str) and isinstance(right, str):
            numbers = parse_number(left), parse_number(right)
            sides = sides if None in numbers else numbers
        kinds = (str, datetime, (int, Decimal))
        alike = any(all(isinstance(side, kind) for side in sides) for kind in kinds)
        return alike and compare(*sides)

    return ordered


def _contains(left: object, right: object) -> bool:
    if isinstance(left, str):
        return str(right) in left
    return isinstance(left, Collection) and right in left


def both_sides(expressions: Iterable[Expression]) -> Iterable[Expression]:
    """Walk expressions and everything inside them."""
    for expression in expressions:
        yield expression
        yield from both_sides(expression.children())


_OPERATORS: dict[type[Expression], Callable[[object, object], bool]] = {
    EqExpression: _equal,
    NeExpression: _unequal,
    LtExpression: _ordered(lt),
    LeExpression: _ordered(le),
    GtExpression: _ordered(gt),
    GeExpression: _ordered(ge),
    ContainsExpression: _contains,
}
