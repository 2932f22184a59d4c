"""Liquid's standard filters within bounds, and those that speak the reply's language."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from liquid.exceptions import FilterError, LiquidError
from liquid.filter import with_context
from liquid.undefined import Undefined

from kbassist.render.limits import MAX_FILTER_TEXT, MAX_RANGE
from kbassist.render.localised import Moment, Money, Number
from kbassist.render.typed import Amount, parse_amount, parse_moment, parse_number

if TYPE_CHECKING:
    from liquid import Environment
    from liquid.context import RenderContext

    from kbassist.render.filling import Filling

Filter = Callable[..., object]
FILLING = "\ue0ff"  # no template can spell the name under which filters find the filling
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


def filling_of(context: "RenderContext") -> "Filling":
    """Return what the current reply is filled with."""
    return cast("Filling", context.scope[FILLING])


def register_filters(environment: "Environment") -> None:
    """Put bounds around every standard filter and add `date`, `money`, `currency` and `number`."""
    for name, standard in list(environment.filters.items()):
        if name != "default":
            environment.add_filter(name, _bounded(name, standard))
    for name in (*_ARITHMETIC, "round"):
        environment.add_filter(name, _typed_arithmetic(name, environment.filters[name]))
    own: dict[str, Filter] = {
        "date": _date,
        "money": _money,
        "currency": _money,
        "money_with_currency": _money,
        "money_without_currency": _money_without_currency,
        "number": _number,
    }
    for name, ours in own.items():
        environment.add_filter(name, with_context(_bounded(name, ours)))


def _bounded(name: str, standard: Filter) -> Filter:
    """Refuse endless work and say what went wrong in a sentence; an unknown value stays unknown."""

    def bounded(left: object, *args: object, **named: object) -> object:
        for value in (left, *args, *named.values()):
            if isinstance(value, Undefined):
                return value
            _refuse_huge(value)
        try:
            result = standard(_plain(left), *map(_plain, args), **_plain_named(named))
        except LiquidError:
            raise
        # Filters of python-liquid let through whatever their Python raises: ValueError for `'nan' | round`,
        # OverflowError, decimal.InvalidOperation, AttributeError.
        except (ArithmeticError, ValueError, TypeError, AttributeError, LookupError) as error:
            raise FilterError(f"the filter '{name}' cannot work with this value", token=None) from error
        _refuse_huge(result)
        return result

    # The environment hands over itself or the context where a filter says that it wants it.
    bounded.with_context = getattr(standard, "with_context", False)  # type: ignore[attr-defined]
    bounded.with_environment = getattr(standard, "with_environment", False)  # type: ignore[attr-defined]
    return bounded


def _plain(value: object) -> object:
    """Turn our typed values into what the standard filters know."""
    if isinstance(value, Number):
        return int(value.value) if value.value == value.value.to_integral_value() else float(value.value)
    return value


def _plain_named(named: dict[str, object]) -> dict[str, object]:
    return {name: value if name == "context" else _plain(value) for name, value in named.items()}


def _refuse_huge(value: object) -> None:
    if isinstance(value, range) and len(value) > MAX_RANGE:
        raise FilterError(f"a range of more than {MAX_RANGE:,} numbers", token=None)
    if isinstance(value, str | list) and len(value) > MAX_FILTER_TEXT:
        raise FilterError("a text that grows without end", token=None)


def _typed_arithmetic(name: str, standard: Filter) -> Filter:
    """Let `plus` and `minus` move dates by days, and arithmetic keep the currency of money."""

    def arithmetic(left: object, *args: object) -> object:
        if isinstance(left, Moment) and name in ("plus", "minus") and args:
            return _moved(left, args[0], 1 if name == "plus" else -1)
        if isinstance(left, Money) or any(isinstance(arg, Money) for arg in args):
            return _money_result(name, standard, left, args)
        return standard(left, *args)

    return arithmetic


def _moved(moment: Moment, by: object, sign: int) -> object:
    if isinstance(by, Undefined):
        return by
    days = parse_number(str(_plain(by)))
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


def _money(value: object, currency: object = "", *, context: "RenderContext") -> object:
    """Print an amount with its currency as the language does."""
    money = _amount(value, str(currency), context)
    return value if money is None else str(money)


def _money_without_currency(value: object, *, context: "RenderContext") -> object:
    """Print an amount without its currency."""
    money = _amount(value, "", context)
    return value if money is None else money.bare()


def _amount(value: object, currency: str, context: "RenderContext") -> Money | None:
    found: Any = value.amount if isinstance(value, Money) else parse_amount(str(value))
    if found is None:
        return None
    return Money(Amount(found.number, currency.upper() or found.currency), filling_of(context).locale)


def _number(value: object, *, context: "RenderContext") -> object:
    """Print a number with the language's separators."""
    found = parse_number(str(value))
    return value if found is None else Number(found, filling_of(context).locale).grouped()
