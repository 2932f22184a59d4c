"""Finds the lines that two texts have in common, in order, as people see it."""

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

# What one comparison may look at beyond each line once: lines for landmarks, and pairs of equal lines.
_MOST_LOOKS = 400_000


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
    many, do not pull apart what belongs together. Parts that would take more work than one comparison
    may cost, as in a text whose landmarks show but one more each, have nothing in common.
    """
    found: list[Match] = []
    waiting = deque([Change(0, len(left), 0, len(right))])
    looks = _MOST_LOOKS + len(left) + len(right)
    while waiting:
        part = _trimmed(left, right, waiting.popleft(), found)
        lines = part.left_end - part.left_start + part.right_end - part.right_start
        if part.left_start == part.left_end or part.right_start == part.right_end or lines > looks:
            continue
        looks -= lines
        landmarks = _landmarks(left, right, part)
        if landmarks:
            edges = [
                (part.left_start, part.right_start),
                *landmarks,
                (part.left_end, part.right_end),
            ]
            waiting += [Change(one[0], other[0], one[1], other[1]) for one, other in pairwise(edges)]
        else:
            pairs = _pairs(left, right, part, looks)
            looks -= len(pairs)
            found += [Match(one, other, 1) for one, other in _ascending(pairs)]
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
    """Return the longest row of `pairs` that ascends on both sides (patience sorting).

    They are sorted by their left side, and those with the same one downwards by their right one, so that
    no two of them are in a row.
    """
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, there) in enumerate(pairs):
        pile = bisect_left(tops, there)
        before.append(ends[pile - 1] if pile else -1)
        if tops[pile : pile + 1] != [there]:
            tops[pile : pile + 1] = [there]
            ends[pile : pile + 1] = [index]
    row: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(pairs[at])
        at = before[at]
    return row[::-1]


def _pairs(left: Sequence[str], right: Sequence[str], part: Change, most: int) -> list[tuple[int, int]]:
    """Return where a part has the same line on both sides; nothing when there are more than `most` pairs."""
    places: dict[str, list[int]] = {}
    for there in range(part.right_end - 1, part.right_start - 1, -1):
        places.setdefault(right[there], []).append(there)
    ours = range(part.left_start, part.left_end)
    if sum(len(places.get(left[at], ())) for at in ours) > most:
        return []
    return [(at, there) for at in ours for there in places.get(left[at], ())]


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
