"""What two texts have in common, also in texts that were made to be slow to compare."""

from collections.abc import Callable
from random import Random

import pytest

from kbassist.articles.line_matches import matches

Sides = tuple[list[str], list[str]]


def landmarks_one_within_another(count: int) -> Sides:
    pairs = [(str(number + 1), str(number)) for number in range(count)]
    return [line for pair in pairs for line in (pair[0], "p", pair[1])], [
        line for pair in pairs for line in ("q", *pair)
    ]


def parts_without_landmarks(count: int) -> Sides:
    draw = Random(1).choices
    ours = [(f"part {number}", *draw("ab", k=890), "x") for number in range(count)]
    theirs = [(f"part {number}", *draw("ab", k=890), "y") for number in range(count)]
    return [line for part in ours for line in part], [line for part in theirs for line in part]


def lines_that_never_meet(count: int) -> Sides:
    numbers = range(count)
    return [line for at in numbers for line in (f"x{at}", "a")], [
        line for at in numbers for line in ("a", f"y{at}")
    ]


@pytest.mark.parametrize(
    ("made", "count"),
    [(landmarks_one_within_another, 50_000), (parts_without_landmarks, 400), (lines_that_never_meet, 6_000)],
)
def test_a_text_made_to_be_slow_ends_within_the_timeout(made: Callable[[int], Sides], count: int) -> None:
    left, right = made(count)
    at = there = 0
    for match in matches(left, right):
        assert match.left >= at
        assert match.right >= there
        at, there = match.left + match.length, match.right + match.length
        assert left[match.left : at] == right[match.right : there]


def test_lines_that_occur_often_are_matched_in_order() -> None:
    left, right = list("abab-xaabb"), list("abba-yabab")
    found = [line for match in matches(left, right) for line in left[match.left : match.left + match.length]]
    assert "".join(found) in ("aba-abb", "abb-abb", "aba-aab", "abb-aab")
