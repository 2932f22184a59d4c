"""Finds the name that was meant: one that is spelt otherwise, or one that is alike and worth a question."""

import difflib
import re
from collections.abc import Iterable

_NEAR = 0.8
"""How alike a name must be to a known one to be asked about (difflib's ratio)."""

_SEPARATORS = re.compile(r"[\s_.-]+")
_DIGITS = re.compile(r"\d+")


def spelt_otherwise(name: str, names: Iterable[str]) -> str:
    """Return the one name that differs in capitals and separators alone; "" where there is none or several.

    Only this is sure: `greeting-en` for `greeting-de`, or `refund.date` for `refund.rate`, would be another.
    """
    bare = _bare(name)
    same = [other for other in names if _bare(other) == bare]
    return same[0] if len(same) == 1 else ""


def near(name: str, names: Iterable[str]) -> str:
    """Return the name that is alike, "" without; one that differs by a number is its sibling."""
    alike = difflib.get_close_matches(name, names, n=3, cutoff=_NEAR)
    return next((other for other in alike if _DIGITS.findall(other) == _DIGITS.findall(name)), "")


def _bare(name: str) -> str:
    return _SEPARATORS.sub("", name).casefold()
