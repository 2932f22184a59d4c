"""How far a verification still vouches for an article on a given day."""

from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=14)
"""So long before its review is due an article says so: two weeks hold a holiday."""


class Freshness(StrEnum):
    """What stands on the badge of an article, whatever else holds it back."""

    VERIFIED = "verified"
    SOON = "soon"  # verified, and to be looked at again within `SOON`
    OVERDUE = "overdue"
    NEVER = "never"


def freshness_of(verified: date | None, due: date | None, today: date) -> Freshness:
    """Judge the day on which somebody vouched for an article, and the day on which that ends."""
    if due is not None and today > due:
        return Freshness.OVERDUE
    if verified is None:
        return Freshness.NEVER
    if due is not None and due - today <= SOON:
        return Freshness.SOON
    return Freshness.VERIFIED
