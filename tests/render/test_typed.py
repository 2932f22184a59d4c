"""Dates, money and numbers as agents type them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from kbassist.render.typed import parse_amount, parse_moment, parse_number

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("20.11.2026", date(2026, 11, 20)),
        ("20/11/2026", date(2026, 11, 20)),
        ("11/20/2026", date(2026, 11, 20)),
        ("3/4/26", date(2026, 4, 3)),
        ("20.11.", date(2026, 11, 20)),
        ("29.2.", date(2028, 2, 29)),
        ("2.1.", date(2027, 1, 2)),
        (" Today ", TODAY),
        ("tomorrow", date(2026, 11, 23)),
        ("yesterday", date(2026, 11, 21)),
        ("2026-11-20T08:15:00Z", datetime(2026, 11, 20, 8, 15)),
        ("2026/12/05", date(2026, 12, 5)),
        ("5. Dezember 2026", date(2026, 12, 5)),
        ("5 de diciembre de 2026", date(2026, 12, 5)),
        ("1er mars 2027", date(2027, 3, 1)),
        ("Dec 5th, 2026", date(2026, 12, 5)),
        ("3rd of November", date(2026, 11, 3)),
        ("12. März", date(2027, 3, 12)),
        ("14 août", date(2026, 8, 14)),
        ("29 feb", date(2028, 2, 29)),
        ("morgen", date(2026, 11, 23)),
        ("ayer", date(2026, 11, 21)),
        ("aujourd’hui", TODAY),
        ("31. Februar", None),
        ("31 November 2026", None),
        ("5 lamps", None),
        ("2026-02-30", None),
        ("32.1.2026", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: date | None) -> None:
    assert parse_moment(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("49.90 EUR", "49.90", "EUR"),
        ("49,90 €", "49.90", "EUR"),
        ("€ 49,90", "49.90", "EUR"),
        ("0.500", "0.500", ""),
        ("$1,234.50", "1234.50", "USD"),
        ("1.234,50 €", "1234.50", "EUR"),
        ("1 234,50 EUR", "1234.50", "EUR"),
        ("1,234 usd", "1234", "USD"),
        ("12", "12", ""),
        ("CHF 1'200.-", None, ""),
        ("-5 GBP", "-5", "GBP"),
        ("about 5 EUR or so", None, ""),
        ("x", None, ""),
    ],
)
def test_amounts(text: str, number: str | None, currency: str) -> None:
    amount = parse_amount(text)
    assert (str(amount.number), amount.currency) == (number, currency) if amount else number is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("1.234,5", "1234.5"),
        ("1,234,567", "1234567"),
        ("-3", "-3"),
        ("3 pieces", None),
        ("", None),
    ],
)
def test_numbers(text: str, number: str | None) -> None:
    assert parse_number(text) == (Decimal(number) if number else None)
