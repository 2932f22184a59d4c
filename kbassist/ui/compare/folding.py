"""Leaves lines out that are as before, far from any change."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kbassist.articles.differences import DiffLine, LineKind

# A fold that hides a single line would take as much room as the line.
LEAST = 2


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines that are left out: those from `start` to `end` (counted from 0, `end` not included)."""

    start: int
    end: int

    @property
    def sentence(self) -> str:
        """Say how much is left out."""
        return f"{self.end - self.start} lines as before"


def folded(
    lines: Sequence[DiffLine], context: int, opened: Collection[int] = ()
) -> tuple[DiffLine | Fold, ...]:
    """Return the lines with `context` unchanged ones around each change, and folds for the rest.

    A fold that starts at one of `opened` is not made.
    """
    shown: list[DiffLine | Fold] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].kind is LineKind.SAME:
            end += 1
        if end == at:
            shown.append(lines[at])
            at += 1
            continue
        first = at if at == 0 else at + context
        last = end if end == len(lines) else end - context
        if last - first >= LEAST and first not in opened:
            shown += [*lines[at:first], Fold(first, last), *lines[last:end]]
        else:
            shown += lines[at:end]
        at = end
    return tuple(shown)
