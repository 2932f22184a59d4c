"""How far a verification vouches for an article."""

from datetime import date, timedelta

import pytest

from kbassist.articles.freshness import Freshness, freshness_of

TODAY = date(2026, 11, 22)
BEFORE = date(2026, 10, 3)


@pytest.mark.parametrize(
    ("verified", "days_left", "expected"),
    [
        (BEFORE, None, Freshness.VERIFIED),
        (BEFORE, 15, Freshness.VERIFIED),
        (BEFORE, 14, Freshness.SOON),
        (BEFORE, 0, Freshness.SOON),
        (BEFORE, -1, Freshness.OVERDUE),
        (None, None, Freshness.NEVER),
        (None, 3, Freshness.NEVER),
        (None, -1, Freshness.OVERDUE),
    ],
)
def test_a_verification_ends_with_its_day(verified, days_left, expected):
    due = None if days_left is None else TODAY + timedelta(days_left)
    assert freshness_of(verified, due, TODAY) == expected


def test_the_last_day_of_the_calendar_is_far():
    assert freshness_of(BEFORE, date.max, TODAY) == Freshness.VERIFIED
