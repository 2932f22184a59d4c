"""Reading dates, money and numbers as agents type them, in any of the usual ways."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from kbassist.render.calendar_words import MONTHS, days_away, nearest_year, plain_word

_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?",
    re.I,
)
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})\.(\d{1,2})\.?")
# "5. Dezember 2026", "5 de diciembre de 2026", "1er mars", "Dec 5th, 2026"
_DAY_NAME = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)? ?(?:of |de |d')?(?P<month>[^\W\d_]{3,10})\.?"
    r"|(?P<month2>[^\W\d_]{3,10})\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?)"
    r"(?:(?:,? | de |, )(?P<year>\d{4}))?"
)
_AMOUNT = re.compile(r"[+-]?(?:\d{1,3}(?:[ '.,\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?|[+-]?[.,]\d+")
_SYMBOLS = {
    "€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY", "₹": "INR", "₩": "KRW", "₺": "TRY", "₽": "RUB",
    "₴": "UAH", "zł": "PLN", "kč": "CZK", "fr.": "CHF", "us$": "USD", "a$": "AUD", "ca$": "CAD",
    "c$": "CAD", "r$": "BRL", "euro": "EUR", "euros": "EUR", "pounds": "GBP", "dollars": "USD",
}  # fmt: skip
_CODE = re.compile(r"[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money; `currency` is an ISO 4217 code, empty when none was typed."""

    number: Decimal
    currency: str = ""

    def __str__(self) -> str:
        return f"{self.number} {self.currency}".strip()


def parse_moment(text: str, today: date) -> date | datetime | None:
    """Read a date (`2026-11-20`, `20.11.2026`, `5. Dezember`, `Dec 5th`, `morgen`) or an ISO date and time.

    The day comes first where a slash leaves it open; `11/20/2026` can only be a month first. A day and
    month without a year (`20.11.`) is the nearest such date. None when it is no date.
    """
    text = text.strip().lower()
    if (away := days_away(text)) is not None:
        return today + timedelta(days=away)
    if found := _DAY_NAME.fullmatch(text):
        return named_day(
            found["day"] or found["day2"], found["month"] or found["month2"], found["year"], today
        )
    try:
        if found := _ISO.fullmatch(text):
            year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
            return datetime(year, month, day, hour, minute, second) if found[4] else date(year, month, day)
        if found := _DAY_FIRST.fullmatch(text):
            day, month, year = (int(part) for part in found.groups())
            if month > 12 and "/" in text:
                day, month = month, day
            return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
    found = _DAY_MONTH.fullmatch(text)
    return nearest_year(int(found[1]), int(found[2]), today) if found else None


def named_day(day: str, month: str, year: str | None, today: date) -> date | None:
    """Return the date of a day and the name of a month in any language; without a year the nearest."""
    number = MONTHS.get(plain_word(month))
    if number is None:
        return None
    if year is None:
        return nearest_year(int(day), number, today)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def parse_number(text: str) -> Decimal | None:
    """Read a number with either decimal mark; None when it is none.

    A single separator before exactly three digits groups thousands only when it repeats or when
    another mark follows (`1.234,5`); `1.234` alone is read as a decimal fraction.
    """
    text = text.strip()
    if len(text) > 40 or not _AMOUNT.fullmatch(text):
        return None
    bare = re.sub(r"[ '\u00a0\u202f]", "", text)
    last = max(bare.rfind("."), bare.rfind(","))
    if last >= 0:
        mark = bare[last]
        other = "," if mark == "." else "."
        bare = bare.replace(other, "")
        bare = bare.replace(mark, "") if bare.count(mark) > 1 else bare.replace(mark, ".")
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def parse_amount(text: str) -> Amount | None:
    """Read money such as `49.90 EUR`, `49,90 €`, `$1,234.50` or a bare number; None when it is none."""
    text = text.strip()
    found = _AMOUNT.search(text) if len(text) <= 60 else None
    if not found:
        return None
    around = (text[: found.start()].strip() + " " + text[found.end() :].strip()).strip()
    currency = _currency(around)
    number = _money_number(found[0])
    if number is None or currency is None:
        return None
    return Amount(number, currency)


def _money_number(text: str) -> Decimal | None:
    """Read the number of an amount: `1,234` and `1.234` are thousands here, no one types 3 decimals."""
    grouped = re.fullmatch(r"([+-]?[1-9]\d{0,2})([.,])(\d{3})", text)
    if grouped:
        return Decimal(grouped[1] + grouped[3])
    return parse_number(text)


def _currency(text: str) -> str | None:
    """Return the code that `text` names; empty when there is no text, None when it is no currency."""
    if not text:
        return ""
    lower = text.lower()
    if lower in _SYMBOLS:
        return _SYMBOLS[lower]
    return text.upper() if _CODE.fullmatch(text) else None
