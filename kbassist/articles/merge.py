"""Joins what two people made of the same text, line by line; where both changed a place, they decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from kbassist.articles.line_matches import Change, changes

Lines = tuple[str, ...]
_NOTHING: Mapping[int, Sequence[str]] = {}


class HunkKind(StrEnum):
    """Who changed a run of lines."""

    SAME = "same"
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"  # in the same way
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of lines, without line ends, as each text has it."""

    kind: HunkKind
    base: Lines
    mine: Lines
    theirs: Lines

    @property
    def taken(self) -> Lines:
        """The lines that go into the joined text as long as nobody chooses; for a conflict, none."""
        if self.kind is HunkKind.CONFLICT:
            return ()
        return self.theirs if self.kind is HunkKind.THEIRS else self.mine


@dataclass(frozen=True, slots=True)
class Merge:
    """All hunks in order; a text that ends with a line end has an empty last line."""

    hunks: tuple[Hunk, ...]

    @property
    def conflicts(self) -> int:
        """How many hunks somebody has to decide."""
        return sum(hunk.kind is HunkKind.CONFLICT for hunk in self.hunks)

    def text(self) -> str:
        """Return the joined text. Raises ValueError while there are conflicts."""
        return self.resolved(_NOTHING)

    def resolved(self, choices: Mapping[int, Sequence[str]]) -> str:
        """Return the joined text with the lines of `choices`, by the index of the hunk.

        Any hunk may be chosen for; raises ValueError for a conflict that is not.
        """
        for index, hunk in enumerate(self.hunks):
            if hunk.kind is HunkKind.CONFLICT and index not in choices:
                raise ValueError(f"hunk {index} is a conflict that nobody has decided")
        return "\n".join(
            chain.from_iterable(choices.get(index, hunk.taken) for index, hunk in enumerate(self.hunks))
        )


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Join `mine` and `theirs`, both made out of `base`; all with `\\n` line ends.

    Changes of the same lines are a conflict unless they are the same. So are changes that touch, since
    their order would be a guess, except where lines were rewritten one by one and none came or went.
    """
    return Merge(tuple(_Sweep(base.split("\n"), mine.split("\n"), theirs.split("\n")).hunks()))


def merge_without_base(mine: str, theirs: str) -> Merge:
    """Compare two texts whose common ancestor is not known: what differs is for somebody to decide.

    Lines that only one has are proposed, and so are mine where the two differ in blanks alone: neither
    loses a word.
    """
    ours, others = mine.split("\n"), theirs.split("\n")
    hunks: list[Hunk] = []
    at = 0
    for change in (*changes(ours, others), Change(len(ours), len(ours), len(others), len(others))):
        same = tuple(ours[at : change.left_start])
        if same:
            hunks.append(Hunk(HunkKind.SAME, same, same, same))
        left = tuple(ours[change.left_start : change.left_end])
        right = tuple(others[change.right_start : change.right_end])
        if left or right:
            hunks.append(Hunk(_proposed(left, right), (), left, right))
        at = change.left_end
    return Merge(tuple(hunks))


def _proposed(mine: Lines, theirs: Lines) -> HunkKind:
    if not mine:
        return HunkKind.THEIRS
    if not theirs or [line.split() for line in mine] == [line.split() for line in theirs]:
        return HunkKind.MINE
    return HunkKind.CONFLICT


@dataclass(slots=True)
class _Side:
    """One of the two texts, and how far the sweep through the base has come in it."""

    lines: list[str]
    waiting: list[Change]
    shift: int = 0

    def take(self) -> Change:
        change = self.waiting.pop()
        self.shift = change.right_end - change.left_end
        return change


class _Sweep:
    """Walks through the base and through the changes that both sides made to it."""

    def __init__(self, base: list[str], mine: list[str], theirs: list[str]) -> None:
        self._base = base
        self._mine = _Side(mine, changes(base, mine)[::-1])
        self._theirs = _Side(theirs, changes(base, theirs)[::-1])

    def hunks(self) -> list[Hunk]:
        hunks: list[Hunk] = []
        at = 0
        while self._mine.waiting or self._theirs.waiting:
            start, end, hunk = self._cluster()
            if at < start:
                hunks.append(self._same(at, start))
            hunks.append(hunk)
            at = end
        if at < len(self._base):
            hunks.append(self._same(at, len(self._base)))
        return hunks

    def _same(self, start: int, end: int) -> Hunk:
        lines = tuple(self._base[start:end])
        return Hunk(HunkKind.SAME, lines, lines, lines)

    def _cluster(self) -> tuple[int, int, Hunk]:
        """Take the next change and all that collide with it; return where in the base they are."""
        shifts = self._mine.shift, self._theirs.shift
        side = self._first()
        change = side.take()
        start, end = change.left_start, change.left_end
        taken = [(side, change)]
        while self._mine.waiting or self._theirs.waiting:
            side = self._first()
            if not _collides(side, side.waiting[-1], end, taken):
                break
            change = side.take()
            end = max(end, change.left_end)
            taken.append((side, change))
        base = tuple(self._base[start:end])
        mine = tuple(self._mine.lines[start + shifts[0] : end + self._mine.shift])
        theirs = tuple(self._theirs.lines[start + shifts[1] : end + self._theirs.shift])
        return start, end, Hunk(_kind(base, mine, theirs), base, mine, theirs)

    def _first(self) -> _Side:
        """Return the side whose next change comes first; an insertion before what is changed there."""
        if not self._mine.waiting:
            return self._theirs
        if not self._theirs.waiting:
            return self._mine
        mine, theirs = self._mine.waiting[-1], self._theirs.waiting[-1]
        return self._mine if mine[:2] <= theirs[:2] else self._theirs


def _collides(side: _Side, change: Change, end: int, taken: list[tuple[_Side, Change]]) -> bool:
    if change.left_start != end:
        return change.left_start < end
    return any(
        other is not side and before.left_end == end and not (_line_by_line(before) and _line_by_line(change))
        for other, before in taken
    )


def _line_by_line(change: Change) -> bool:
    """Tell whether lines were rewritten and none came or went."""
    return 0 < change.left_end - change.left_start == change.right_end - change.right_start


def _kind(base: Lines, mine: Lines, theirs: Lines) -> HunkKind:
    if mine == theirs:
        return HunkKind.BOTH
    if mine == base:
        return HunkKind.THEIRS
    return HunkKind.MINE if theirs == base else HunkKind.CONFLICT
