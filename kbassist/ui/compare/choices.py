"""What a writer has decided so far about the places that two people changed."""

from collections.abc import Sequence
from enum import StrEnum

from kbassist.articles.merge import Hunk, HunkKind, Merge

QUIET = (HunkKind.SAME, HunkKind.BOTH)


class Taken(StrEnum):
    """Whose lines stand in the result."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"  # theirs first
    MINE_FIRST = "mine first"
    HAND = "hand"  # as the writer put it


class Choices:
    """The decisions about one merge, by the index of the hunk; the last one can be taken back."""

    def __init__(self, merge: Merge) -> None:
        self.merge = merge
        self._taken: dict[int, tuple[Taken, tuple[str, ...]]] = {}
        self._before: list[tuple[int, tuple[Taken, tuple[str, ...]] | None]] = []
        self.places = tuple(at for at, hunk in enumerate(merge.hunks) if hunk.kind not in QUIET)

    @property
    def open(self) -> tuple[int, ...]:
        """The hunks that nobody has decided yet."""
        return tuple(at for at in self.places if self.taken(at) is None)

    def hunk(self, at: int) -> Hunk:
        """Return a hunk of the merge."""
        return self.merge.hunks[at]

    def taken(self, at: int) -> Taken | None:
        """Tell whose lines stand in a place; None while it is open."""
        if at in self._taken:
            return self._taken[at][0]
        kind = self.hunk(at).kind
        return None if kind is HunkKind.CONFLICT else Taken.THEIRS if kind is HunkKind.THEIRS else Taken.MINE

    def lines(self, at: int) -> tuple[str, ...]:
        """Return the lines that stand in a place; none while it is open."""
        return self._taken[at][1] if at in self._taken else self.hunk(at).taken

    def take(self, at: int, whose: Taken) -> None:
        """Decide a place for one side, or for both."""
        hunk = self.hunk(at)
        lines = {
            Taken.THEIRS: hunk.theirs,
            Taken.MINE: hunk.mine,
            Taken.BOTH: (*hunk.theirs, *hunk.mine),
            Taken.MINE_FIRST: (*hunk.mine, *hunk.theirs),
        }[whose]
        self._before.append((at, self._taken.get(at)))
        self._taken[at] = (whose, lines)

    def take_by_hand(self, at: int, lines: Sequence[str]) -> None:
        """Decide a place with other words; one step back leads behind all that was typed there in a row."""
        if not (self._before and self._before[-1][0] == at and self.taken(at) is Taken.HAND):
            self._before.append((at, self._taken.get(at)))
        self._taken[at] = (Taken.HAND, tuple(lines))

    def take_back(self) -> int | None:
        """Undo the last decision; return the place it was about, None when there is none."""
        if not self._before:
            return None
        at, before = self._before.pop()
        if before is None:
            del self._taken[at]
        else:
            self._taken[at] = before
        return at

    def text(self) -> str:
        """Return the whole result. Raises ValueError while a place is open."""
        return self.merge.resolved({at: lines for at, (_, lines) in self._taken.items()})
