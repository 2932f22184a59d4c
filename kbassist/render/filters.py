"""Liquid's standard filters within bounds, and those that speak the reply's language."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from liquid.exceptions import FilterError
from liquid.filter import with_context
from liquid.undefined import Undefined

from kbassist.render.bounded_filters import Filter, bounded, plain
from kbassist.render.filling import filling_of
from kbassist.render.localised import Moment, Money, Number
from kbassist.render.tokens import Authored, Encoded
from kbassist.render.typed import Amount, parse_amount, parse_moment, parse_number

if TYPE_CHECKING:
    from liquid import Environment
    from liquid.context import RenderContext

_ARITHMETIC = (
    "plus",
    "minus",
    "times",
    "divided_by",
    "modulo",
    "at_least",
    "at_most",
    "abs",
    "ceil",
    "floor",
)


def register_filters(environment: "Environment") -> None:
    """Put bounds around every standard filter, and ours in place of those that would not know our values."""
    for name, standard in list(environment.filters.items()):
        if name != "default":
            environment.add_filter(name, bounded(name, standard))
    for name in (*_ARITHMETIC, "round"):
        environment.add_filter(name, _typed_arithmetic(name, environment.filters[name]))
    own: dict[str, Filter] = {
        "date": _date,
        "money": _money,
        "currency": _money,
        "money_with_currency": _money,
        "money_without_currency": _money_without_currency,
        "number": _number,
        "escape": _unchanged,
        "escape_once": _unchanged,
        "newline_to_br": _newline_to_br,
        "url_encode": _url_encode,
    }
    for name, ours in own.items():
        environment.add_filter(name, bounded(name, ours))


def _typed_arithmetic(name: str, standard: Filter) -> Filter:
    """Let `plus` and `minus` move dates by days, and arithmetic keep the currency of money."""

    def arithmetic(left: object, *args: object, context: "RenderContext") -> object:
        if isinstance(left, Moment) and name in ("plus", "minus") and args:
            return _moved(left, args[0], 1 if name == "plus" else -1)
        if isinstance(left, Money) or any(isinstance(arg, Money) for arg in args):
            return _money_result(name, partial(standard, context=context), left, args)
        return standard(left, *args, context=context)

    return with_context(arithmetic)


def _moved(moment: Moment, by: object, sign: int) -> object:
    if isinstance(by, Undefined):
        return by
    days = parse_number(str(plain(by)))
    if days is None or abs(days) > 100_000:
        raise FilterError("a date can only be moved by a number of days", token=None)
    try:
        return Moment(moment.value + sign * timedelta(days=float(days)), moment.locale)
    except OverflowError as error:
        raise FilterError("a date can only be moved by a number of days", token=None) from error


def _money_result(name: str, standard: Filter, left: object, args: tuple[object, ...]) -> object:
    money = [value for value in (left, *args) if isinstance(value, Money)]
    if len({value.amount.currency for value in money} - {""}) > 1:
        raise FilterError("amounts of different currencies", token=None)
    result = standard(_float(left), *map(_float, args))
    if isinstance(result, Undefined) or (name == "divided_by" and len(money) > 1):
        return result
    currency = next((value.amount.currency for value in money if value.amount.currency), "")
    return Money(Amount(Decimal(str(result)).quantize(Decimal("0.01")), currency), money[0].locale)


def _float(value: object) -> object:
    return float(value.amount.number) if isinstance(value, Money) else value


@with_context
def _date(value: object, pattern: object = "long", *, context: "RenderContext") -> object:
    """Print a date: by a strftime pattern, or `short`, `medium`, `long`, `full` as the language does."""
    moment = _moment(value, context)
    return value if moment is None else moment.formatted(str(pattern))


def _moment(value: object, context: "RenderContext") -> Moment | None:
    filling = filling_of(context)
    if isinstance(value, Moment):
        return value
    if isinstance(value, date):
        return Moment(value, filling.locale)
    text = str(value)
    if text == "now":
        return Moment(filling.now, filling.locale)
    if text.isascii() and text.isdigit() and 9 <= len(text) <= 11:
        return Moment(datetime.fromtimestamp(int(text)), filling.locale)
    found = parse_moment(text, filling.now.date())
    return None if found is None else Moment(found, filling.locale)


@with_context
def _money(value: object, currency: object = "", *, context: "RenderContext") -> object:
    """Print an amount with its currency as the language does."""
    money = _amount(value, str(currency), context)
    return value if money is None else str(money)


@with_context
def _money_without_currency(value: object, *, context: "RenderContext") -> object:
    """Print an amount without its currency."""
    money = _amount(value, "", context)
    return value if money is None else money.bare()


def _amount(value: object, currency: str, context: "RenderContext") -> Money | None:
    found: Any = value.amount if isinstance(value, Money) else parse_amount(str(value))
    if found is None:
        return None
    return Money(Amount(found.number, currency.upper() or found.currency), filling_of(context).locale)


@with_context
def _number(value: object, *, context: "RenderContext") -> object:
    """Print a number with the language's separators."""
    found = parse_number(str(value))
    return value if found is None else Number(found, filling_of(context).locale).grouped()


def _unchanged(value: object) -> object:
    """Leave a value alone: each flavour escapes what it must, and `&amp;` would reach the customer."""
    return value


def _newline_to_br(value: object) -> object:
    """Keep line breaks: those of a value stay anyway, those of the author's words as Markdown's."""
    return value.replace("\n", "  \n") if isinstance(value, Authored) else value


def _url_encode(value: object) -> object:
    """Encode for an address, a space as `%20`, which unlike `+` is right in all of its parts."""
    return Encoded(quote(str(value), safe=""))
