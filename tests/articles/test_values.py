"""Dates, periods and languages as people write them."""

from datetime import date

import pytest

from kbassist.articles.values import parse_date, parse_language, parse_period


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-02", date(2026, 10, 2)),
        (" 2026/1/2 ", date(2026, 1, 2)),
        ("2026-10-02T10:00:00Z", date(2026, 10, 2)),
        ("2026-10-02 10:00:00.5 +02:00", date(2026, 10, 2)),
        ("2026-99-99", None),
        ("0000-01-01", None),
        ("10/02/2026", None),
        ("soon", None),
        ("٢٠٢٦-10-02", None),
    ],
)
def test_dates(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("start", "text", "due"),
    [
        (date(2026, 10, 2), "90 days", date(2026, 12, 31)),
        (date(2026, 8, 31), "6 months", date(2027, 2, 28)),
        (date(2027, 8, 31), "6 Months", date(2028, 2, 29)),
        (date(2028, 2, 29), "1 year", date(2029, 2, 28)),
        (date(2026, 1, 1), "2 weeks", date(2026, 1, 15)),
        (date(2026, 12, 15), "1 month", date(2027, 1, 15)),
        (date(2026, 1, 1), "every 30 days", date(2026, 1, 31)),
        (date(2026, 1, 1), "30", date(2026, 1, 31)),
        (date(9990, 1, 1), "90 years", None),
    ],
)
def test_periods_are_calendar_time(start, text, due):
    period = parse_period(text)
    assert period is not None
    assert period.after(start) == due


@pytest.mark.parametrize(
    "text", ["soon", "0 days", "-1 day", "1.5 years", "99999 years", "6 moons", "9" * 5000, ""]
)
def test_what_is_no_period(text):
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("pt_br", "pt-BR"),
        ("ZH-hant-hk", "zh-Hant-HK"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("en-x-team", "en-x-team"),
        ("gsw", "gsw"),
        ("german", None),
        ("e", None),
        ("en-", None),
        ("", None),
        ("en us", None),
        ("zh-cmn-Hans", "zh-cmn-Hans"),
    ],
)
def test_languages(text, tag):
    assert parse_language(text) == tag
