"""Wraps Liquid filters: bounded, their errors a sentence, and the words of the author in sight of the gate.

What a filter returns is a value to all that follows, so what the author wrote into it is noted here, or
`{{ "Dear [name]" | append: "," }}` would pass the gate as if the agent had typed it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from liquid.exceptions import FilterError, LiquidError
from liquid.undefined import Undefined

from kbassist.render.filling import filling_of
from kbassist.render.limits import MAX_FILTER_TEXT, MAX_RANGE
from kbassist.render.localised import Number
from kbassist.render.tokens import BLANK, TOKEN, Authored

if TYPE_CHECKING:
    from liquid.context import RenderContext

Filter = Callable[..., object]

# They change white space alone, so the words stay the author's, Markdown and values in them included.
_KEEPS_WORDS = frozenset({"strip", "lstrip", "rstrip", "newline_to_br"})


def bounded(name: str, standard: Filter) -> Filter:
    """Refuse endless work and say what went wrong in a sentence; an unknown value stays unknown."""
    wants_context = getattr(standard, "with_context", False)

    def bounded_filter(left: object, *args: object, context: "RenderContext", **named: object) -> object:
        values = (left, *args)
        for value in (*values, *named.values()):
            if isinstance(value, Undefined):
                return value
            _refuse_huge(value)
        if wants_context:
            named["context"] = context

        def apply(*inputs: object) -> object:
            return _applied(name, standard, inputs, named)

        if isinstance(left, Authored) and name in _KEEPS_WORDS:
            return Authored(apply(*values))
        filling = filling_of(context)
        result = apply(*(filling.tokens.resolve(v) if isinstance(v, Authored) else v for v in values))
        _refuse_huge(result)
        if any(isinstance(value, Authored) for value in values):
            filling.note_reworked(_authors_words(apply, values, result))
        return result

    bounded_filter.with_context = True  # type: ignore[attr-defined]
    bounded_filter.with_environment = getattr(standard, "with_environment", False)  # type: ignore[attr-defined]
    return bounded_filter


def plain(value: object) -> object:
    """Turn our typed values into what the standard filters know."""
    if isinstance(value, Number):
        return int(value.value) if value.value == value.value.to_integral_value() else float(value.value)
    return value


def _applied(name: str, standard: Filter, inputs: tuple[object, ...], named: dict[str, object]) -> object:
    try:
        return standard(
            *map(plain, inputs),
            **{key: value if key == "context" else plain(value) for key, value in named.items()},
        )
    except LiquidError:
        raise
    # Filters of python-liquid let through whatever their Python raises: ValueError for `'nan' | round`,
    # OverflowError, decimal.InvalidOperation, AttributeError.
    except (ArithmeticError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise FilterError(f"the filter '{name}' cannot work with this value", token=None) from error


def _authors_words(apply: Filter, values: tuple[object, ...], result: object) -> str:
    """Return what the author wrote of `result`: the filter once more, with a blank for every value."""
    if not isinstance(result, str | list):
        return ""
    blanked = [_blanked(value) for value in values]
    if isinstance(result, str):
        try:
            return str(apply(*blanked))
        except LiquidError:
            pass  # it needs its value, such as a number; then all of the author's words count
    return "\n".join(value for value in blanked if isinstance(value, str))


def _blanked(value: object) -> object:
    if isinstance(value, Authored):
        return TOKEN.sub(BLANK, value)
    if isinstance(value, list):
        return [_blanked(item) for item in value]
    return BLANK if isinstance(value, str) else value


def _refuse_huge(value: object) -> None:
    if isinstance(value, range) and len(value) > MAX_RANGE:
        raise FilterError(f"a range of more than {MAX_RANGE:,} numbers", token=None)
    if isinstance(value, str | list) and len(value) > MAX_FILTER_TEXT:
        raise FilterError("a text that grows without end", token=None)
