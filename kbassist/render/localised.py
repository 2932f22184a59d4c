"""Dates, money and numbers that print themselves in the language of the reply (Babel's data, CLDR)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError, dates, numbers

from kbassist.render.typed import Amount

_DIRECTIVE = re.compile(r"%([-0^#_]?)([A-Za-z%])")
_STYLES = ("short", "medium", "long", "full")
_NUMERIC: dict[str, tuple[int, Callable[[datetime], int]]] = {
    "Y": (4, lambda m: m.year), "y": (2, lambda m: m.year % 100), "C": (2, lambda m: m.year // 100),
    "m": (2, lambda m: m.month), "d": (2, lambda m: m.day), "e": (2, lambda m: m.day),
    "j": (3, lambda m: m.timetuple().tm_yday), "H": (2, lambda m: m.hour), "k": (2, lambda m: m.hour),
    "I": (2, lambda m: m.hour % 12 or 12), "l": (2, lambda m: m.hour % 12 or 12),
    "M": (2, lambda m: m.minute), "S": (2, lambda m: m.second),
    "u": (1, lambda m: m.isoweekday()), "w": (1, lambda m: m.isoweekday() % 7),
    "V": (2, lambda m: m.isocalendar().week), "G": (4, lambda m: m.isocalendar().year),
    "s": (1, lambda m: int(m.timestamp())), "L": (3, lambda m: m.microsecond // 1000),
}  # fmt: skip
_SPACE_PADDED = "ekl"
_COMPOUND = {
    "F": "%Y-%m-%d", "D": "%m/%d/%y", "T": "%H:%M:%S", "R": "%H:%M", "X": "%H:%M:%S", "r": "%I:%M:%S %p",
}  # fmt: skip


@lru_cache(maxsize=64)
def locale_of(lang: str | None) -> Locale:
    """Return the locale of a BCP 47 language; English when it is unknown or None."""
    try:
        return Locale.parse((lang or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        base = (lang or "en").partition("-")[0]
        return locale_of(base) if base != lang else Locale("en")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a date and time; prints as the language's long date (`20. November 2026`)."""

    value: date
    locale: Locale

    def __str__(self) -> str:
        return self.styled("long")

    @property
    def at(self) -> datetime:
        """The moment as a date and time, midnight when only a date is known."""
        return self.value if isinstance(self.value, datetime) else datetime.combine(self.value, time())

    def styled(self, style: str) -> str:
        """Print as one of the language's own styles: `short`, `medium`, `long`, `full`."""
        # CLDR puts narrow no-break spaces into dates; text fields of ticket systems show boxes for them.
        return dates.format_date(self.value, format=style, locale=self.locale).replace("\u202f", "\u00a0")

    def formatted(self, pattern: str) -> str:
        """Print by a strftime pattern, names of days and months in the reply's language.

        Knows the flags of Ruby's strftime (`%-d`, `%^B`); a directive that it does not know stays.
        """
        if pattern in _STYLES:
            return self.styled(pattern)
        return _DIRECTIVE.sub(lambda found: self._directive(found[1], found[2]) or found[0], pattern)

    def _directive(self, flag: str, letter: str) -> str:
        if letter == "%":
            return "%"
        if letter in _COMPOUND:
            return self.formatted(_COMPOUND[letter])
        if letter in _NUMERIC:
            width, part = _NUMERIC[letter]
            fill = " " if letter in _SPACE_PADDED or flag == "_" else "0"
            digits = str(part(self.at))
            return digits if flag == "-" else digits.rjust(width, fill)
        name = self._name(letter)
        return name.upper() if flag == "^" else name

    def _name(self, letter: str) -> str:
        if letter in "Aa":
            days = dates.get_day_names("wide" if letter == "A" else "abbreviated", locale=self.locale)
            return str(days[self.at.weekday()])
        if letter in "Bbh":
            months = dates.get_month_names("wide" if letter == "B" else "abbreviated", locale=self.locale)
            return str(months[self.at.month])
        if letter in "Pp":
            half = "am" if self.at.hour < 12 else "pm"
            return half if letter == "P" else half.upper()
        if letter == "x":
            return self.styled("short")
        if letter == "c":
            return dates.format_datetime(self.at, format="medium", locale=self.locale)
        return ""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount that prints with its currency as the language does (`49,90 €`)."""

    amount: Amount
    locale: Locale

    def __str__(self) -> str:
        if not self.amount.currency:
            return self.bare()
        return numbers.format_currency(self.amount.number, self.amount.currency, locale=self.locale)

    def bare(self) -> str:
        """Print without the currency, with two decimals."""
        return numbers.format_decimal(self.amount.number, format="#,##0.00", locale=self.locale)


@dataclass(frozen=True, slots=True)
class Number:
    """A number; prints with the language's decimal mark, ungrouped since it may be an order's number."""

    value: Decimal
    locale: Locale

    def __str__(self) -> str:
        return numbers.format_decimal(
            self.value, format="0.##########", locale=self.locale, group_separator=False
        )

    def grouped(self) -> str:
        """Print with the language's separators between thousands."""
        return numbers.format_decimal(self.value, format="#,##0.##########", locale=self.locale)
