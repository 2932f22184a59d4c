"""Facts that count something, told by the last word of their names: `refund_days`, `standard_price`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kbassist.articles.article import Fact

# What the last word of a fact's name counts, and how texts write it.
UNITS: Mapping[str, str] = MappingProxyType(
    {
        "minutes": r"minutes?|minuten?|minutos?",
        "hours": r"hours?|stunden?|heures?|horas?",
        "days": r"days?|tagen?|tage?s?|werktagen?|jours?|días?",
        "weeks": r"weeks?|wochen?|semaines?|semanas?",
        "months": r"months?|monaten?|mois|mes(?:es)?",
        "years": r"years?|jahren?|ans?|années?|años?",
        "percent": r"%|percent|prozent|pour cent|por ciento",
        "price": r"€|euros?|eur\b|\$|dollars?|usd\b|£|pounds?|gbp\b",
    }
)
_SAME_UNIT: Mapping[str, str] = MappingProxyType(
    {
        **{unit: unit for unit in UNITS},
        **{unit.removesuffix("s"): unit for unit in UNITS if unit not in ("price", "percent")},
        **dict.fromkeys(("cost", "fee", "amount"), "price"),
        **dict.fromkeys(("percentage", "rate"), "percent"),
    }
)
NUMBER = r"\d{1,6}(?:[.,]\d{1,2})?"
_NUMBERS = re.compile(NUMBER)
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Measure:
    """A fact that counts something: `words` are the stems that a sentence on the same matter has."""

    fact: Fact
    words: tuple[str, ...]
    unit: str
    numbers: tuple[float, ...]


def measures_of(facts: tuple[Fact, ...]) -> tuple[Measure, ...]:
    """Return the facts whose names say what they count, such as `refund_days`."""
    return tuple(measure for fact in facts if (measure := _measure(fact)))


def _measure(fact: Fact) -> Measure | None:
    *words, last = fact.name.lower().replace("-", "_").split("_")
    unit = _SAME_UNIT.get(last, "")
    numbers = tuple(map(number, _NUMBERS.findall(fact.value)))
    stems = tuple(word[:-1] if word.endswith("s") else word for word in words)
    if not unit or not numbers or not stems or any(len(stem) < _SHORTEST for stem in stems):
        return None
    return Measure(fact, stems, unit, numbers)


def number(text: str) -> float:
    """Read a number with a dot or a comma."""
    return float(text.replace(",", "."))
