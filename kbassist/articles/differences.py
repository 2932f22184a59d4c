"""Shows what became of a text: which lines went, which came, and what changed inside of them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from kbassist.articles.line_matches import Change, changes

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
# Two lines are one that was changed when this share of their words is the same.
_SAME_SHARE = 0.4
_MOST_WORDS = 400
_MOST_LINES = 60
# What one comparison may look at for words that changed: some second in texts made to be slow.
_MOST_LOOKS = 10_000_000

Spans = tuple[tuple[int, int], ...]


class LineKind(StrEnum):
    """What became of a line."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line without its end; its numbers count from 1, None where that text does not have it.

    `spans` are the characters (from, to) that differ from the line it was, or became; none in a line
    that was not there before in any form.
    """

    kind: LineKind
    text: str
    before_line: int | None
    after_line: int | None
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class DiffBlock:
    """Lines that follow each other; between two blocks nothing was changed."""

    lines: tuple[DiffLine, ...]


def differences(before: str, after: str, context: int | None = 3) -> tuple[DiffBlock, ...]:
    """Compare two texts with `\\n` line ends, with `context` lines around each change; None shows all.

    Only a missing last line end is shown as a line that came or went, which is empty.
    """
    left, right = before.split("\n"), after.split("\n")
    if left[-1] == right[-1] == "":
        left.pop()
        right.pop()
    found = changes(left, right)
    around = max(len(left), len(right)) if context is None else context
    groups = _groups(found, around) if found else ([[]] if context is None and left else [])
    marks = _Marks()
    return tuple(DiffBlock(tuple(_block(left, right, group, around, marks))) for group in groups)


def _groups(found: list[Change], around: int) -> list[list[Change]]:
    """Put changes together whose surroundings touch."""
    groups = [[found[0]]]
    for change in found[1:]:
        if change.left_start - groups[-1][-1].left_end <= 2 * around:
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _block(
    left: list[str], right: list[str], group: list[Change], around: int, marks: "_Marks"
) -> Iterator[DiffLine]:
    first = group[0] if group else Change(0, 0, 0, 0)
    at = max(0, first.left_start - around)
    there = first.right_start - (first.left_start - at)
    for change in group:
        yield from _same(left, at, there, change.left_start)
        yield from _changed(left, right, change, marks)
        at, there = change.left_end, change.right_end
    yield from _same(left, at, there, min(len(left), at + around))


def _same(left: list[str], at: int, there: int, end: int) -> Iterator[DiffLine]:
    for offset in range(end - at):
        yield DiffLine(LineKind.SAME, left[at + offset], at + offset + 1, there + offset + 1)


def _changed(left: list[str], right: list[str], change: Change, marks: "_Marks") -> Iterator[DiffLine]:
    gone = left[change.left_start : change.left_end]
    came = right[change.right_start : change.right_end]
    gone_spans, came_spans = marks.paired(gone, came)
    for index, text in enumerate(gone):
        number = change.left_start + index + 1
        yield DiffLine(LineKind.REMOVED, text, number, None, gone_spans.get(index, ()))
    for index, text in enumerate(came):
        number = change.right_start + index + 1
        yield DiffLine(LineKind.ADDED, text, None, number, came_spans.get(index, ()))


class _Words:
    """The words of a line, and how often each is in it; none where there are too many."""

    def __init__(self, text: str) -> None:
        words = _WORD.findall(text)
        self.all = words if len(words) <= _MOST_WORDS else []
        self.counts = Counter(self.all)
        self.length = sum(len(word) for word in self.all if not word.isspace())


class _Marks:
    """Finds what changed inside of lines, until the work is done that one comparison may cost."""

    def __init__(self) -> None:
        self._looks = _MOST_LOOKS

    def paired(self, gone: list[str], came: list[str]) -> tuple[dict[int, Spans], dict[int, Spans]]:
        """Find for each line that went the first one, from where the last was found on, that it became."""
        gone_spans: dict[int, Spans] = {}
        came_spans: dict[int, Spans] = {}
        if len(gone) > _MOST_LINES or len(came) > _MOST_LINES:
            return gone_spans, came_spans
        ours, theirs = [_Words(text) for text in gone], [_Words(text) for text in came]
        start = 0
        for index, words in enumerate(ours):
            for there in range(start, len(came)):
                spans = self._spans(words, theirs[there])
                if spans:
                    gone_spans[index], came_spans[there] = spans
                    start = there + 1
                    break
        return gone_spans, came_spans

    def _spans(self, ours: _Words, theirs: _Words) -> tuple[Spans, Spans] | None:
        """Return what differs in two lines by words; None when they have too little in common."""
        if self._looks <= 0 or not ours.all or not theirs.all:
            return None
        self._looks -= len(ours.counts)
        wanted = _SAME_SHARE * max(ours.length, theirs.length)
        shared = (ours.counts & theirs.counts).items()
        if sum(len(word) * count for word, count in shared if not word.isspace()) < wanted:
            return None
        blocks = SequenceMatcher(None, ours.all, theirs.all, autojunk=False).get_matching_blocks()
        pairs = sum(count * theirs.counts[word] for word, count in ours.counts.items())
        self._looks -= pairs * (len(blocks) + 3)  # at most so often is each pair of equal words looked at
        same = [word for one, _, size in blocks for word in ours.all[one : one + size]]
        if sum(len(word) for word in same if not word.isspace()) < wanted:
            return None
        return _outside(ours.all, [(one, size) for one, _, size in blocks]), _outside(
            theirs.all, [(other, size) for _, other, size in blocks]
        )


def _outside(words: list[str], blocks: list[tuple[int, int]]) -> Spans:
    """Return the characters of the words that are in none of the blocks, given by start and size."""
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    spans: list[tuple[int, int]] = []
    at = 0
    for start, size in blocks:
        if at < start:
            spans.append((offsets[at], offsets[start]))
        at = start + size
    return tuple(spans)
