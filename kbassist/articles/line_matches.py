"""Finds the lines that two texts have in common, in order, as people see it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

# Pairs of equal lines that the search without landmarks may look at: some 0.2 s.
_MOST_PAIRS = 400_000


class Match(NamedTuple):
    """`length` lines that are the same from `left` and from `right` on, both counted from 0."""

    left: int
    right: int
    length: int


class Change(NamedTuple):
    """The lines `left_start` to `left_end` became `right_start` to `right_end`, ends not included."""

    left_start: int
    left_end: int
    right_start: int
    right_end: int


def matches(left: Sequence[str], right: Sequence[str]) -> list[Match]:
    """Return what `left` and `right` have in common, in order.

    Lines that occur once in either are the landmarks (patience diff): empty lines, of which there are
    many, do not pull apart what belongs together.
    """
    found: list[Match] = []
    waiting = [Change(0, len(left), 0, len(right))]
    while waiting:
        part = _trimmed(left, right, waiting.pop(), found)
        if part.left_start == part.left_end or part.right_start == part.right_end:
            continue
        landmarks = _landmarks(left, right, part)
        if landmarks:
            edges = [
                (part.left_start, part.right_start),
                *landmarks,
                (part.left_end, part.right_end),
            ]
            waiting += [Change(one[0], other[0], one[1], other[1]) for one, other in pairwise(edges)]
        else:
            found += _without_landmarks(left, right, part)
    return _joined(found)


def changes(left: Sequence[str], right: Sequence[str]) -> list[Change]:
    """Return what differs between `left` and `right`, in order; between two changes a line is the same."""
    found: list[Change] = []
    at, there = 0, 0
    for match in (*matches(left, right), Match(len(left), len(right), 0)):
        if at < match.left or there < match.right:
            found.append(Change(at, match.left, there, match.right))
        at, there = match.left + match.length, match.right + match.length
    return found


def _trimmed(left: Sequence[str], right: Sequence[str], part: Change, found: list[Match]) -> Change:
    """Take the same lines at both ends of a part into `found`, and return the rest."""
    start, end, there, there_end = part
    while start < end and there < there_end and left[start] == right[there]:
        start, there = start + 1, there + 1
    found.append(Match(part.left_start, part.right_start, start - part.left_start))
    while start < end and there < there_end and left[end - 1] == right[there_end - 1]:
        end, there_end = end - 1, there_end - 1
    found.append(Match(end, there_end, part.left_end - end))
    return Change(start, end, there, there_end)


def _landmarks(left: Sequence[str], right: Sequence[str], part: Change) -> list[tuple[int, int]]:
    """Return the longest ascending row of lines that occur once on each side."""
    ours = Counter(left[part.left_start : part.left_end])
    theirs = Counter(right[part.right_start : part.right_end])
    once = {line for line, count in ours.items() if count == 1 and theirs[line] == 1}
    places = {
        line: at
        for at, line in enumerate(right[part.right_start : part.right_end], part.right_start)
        if line in once
    }
    pairs = [(at, places[left[at]]) for at in range(part.left_start, part.left_end) if left[at] in once]
    return _ascending(pairs)


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest row of `pairs` that ascends on both sides (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, there) in enumerate(pairs):
        pile = bisect_left(tops, there)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [there]
        ends[pile : pile + 1] = [index]
    row: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(pairs[at])
        at = before[at]
    return row[::-1]


def _without_landmarks(left: Sequence[str], right: Sequence[str], part: Change) -> list[Match]:
    """Match lines that occur several times; where there are too many of them, none."""
    ours, theirs = left[part.left_start : part.left_end], right[part.right_start : part.right_end]
    counts = Counter(theirs)
    if sum(counts[line] for line in ours) > _MOST_PAIRS:
        return []
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return [Match(part.left_start + one, part.right_start + other, size) for one, other, size in blocks]


def _joined(found: list[Match]) -> list[Match]:
    """Sort the blocks, and join those that follow each other on both sides."""
    joined: list[Match] = []
    for match in sorted(match for match in found if match.length):
        last = joined[-1] if joined else None
        if last and (last.left + last.length, last.right + last.length) == match[:2]:
            joined[-1] = Match(last.left, last.right, last.length + match.length)
        else:
            joined.append(match)
    return joined
