"""What the conflict view shows of a merge, as rows: both sides of a place, and the result."""

from collections.abc import Sequence

from kbassist.articles.differences import LineKind, differences
from kbassist.articles.merge import Hunk, Merge
from kbassist.ui.compare.choices import QUIET, Choices, Taken
from kbassist.ui.compare.row_text import TextRow

CONTEXT = 2
MARKED = "match"
NOTHING = "No line here"
WORDS = {
    Taken.THEIRS: "theirs",
    Taken.MINE: "yours",
    Taken.BOTH: "both",
    Taken.MINE_FIRST: "both",
    Taken.HAND: "by hand",
}
# The longest words of a column, so that it is as wide in each state.
WIDEST = "by hand"


def side_rows(merge: Merge, at: int, *, mine: bool) -> tuple[TextRow, ...]:
    """Return one side of a place, with a few lines around it."""
    hunk = merge.hunks[at]
    ground = "accent_tint" if mine else "filled"
    marks = _marks(hunk, mine=mine)
    lines = hunk.mine if mine else hunk.theirs
    shown = [
        TextRow(text, ground, marks=spans, mark_ground=MARKED)
        for text, spans in zip(lines, marks, strict=True)
    ]
    return (
        *_around(merge.hunks[at - 1 : at] if at else (), mine, slice(-CONTEXT, None)),
        *(shown or [TextRow(NOTHING, ground, "dim", said=True)]),
        *_around(merge.hunks[at + 1 : at + 2], mine, slice(CONTEXT)),
    )


def result_rows(choices: Choices, current: int) -> tuple[tuple[TextRow, ...], int]:
    """Return the whole result, and the row on which the place `current` starts."""
    rows: list[TextRow] = []
    start = 0
    for at, hunk in enumerate(choices.merge.hunks):
        if hunk.kind in QUIET:
            rows += [TextRow(text, columns=("",)) for text in hunk.taken]
            continue
        if at == current:
            start = len(rows)
        rows += _place_rows(choices, at, "accent" if at == current else "")
    return tuple(rows), start


def _place_rows(choices: Choices, at: int, bar: str) -> list[TextRow]:
    taken = choices.taken(at)
    if taken is None:
        text = f"Place {choices.places.index(at) + 1} is open: theirs, yours or both?"
        return [TextRow(text, "missing_tint", "missing_text", columns=("open",), bar=bar, said=True)]
    lines = choices.lines(at)
    if not lines:
        return [TextRow(NOTHING, "chip", "dim", columns=(WORDS[taken],), bar=bar, said=True)]
    words = [WORDS[taken], *("" for _ in lines[1:])]
    return [TextRow(text, "chip", columns=(word,), bar=bar) for text, word in zip(lines, words, strict=True)]


def _around(hunks: Sequence[Hunk], mine: bool, part: slice) -> list[TextRow]:
    lines = [line for hunk in hunks for line in (hunk.mine if mine else hunk.theirs)]
    return [TextRow(line, ink="dim") for line in lines[part]]


def _marks(hunk: Hunk, *, mine: bool) -> list[tuple[tuple[int, int], ...]]:
    """Return the changed words of each line of one side, compared with the other one."""
    kind = LineKind.ADDED if mine else LineKind.REMOVED
    marks: list[tuple[tuple[int, int], ...]] = [()] * len(hunk.mine if mine else hunk.theirs)
    # With an end behind each line, so that as many lines come back as go in.
    before, after = ("".join(f"{line}\n" for line in side) for side in (hunk.theirs, hunk.mine))
    for block in differences(before, after, None):
        for line in block.lines:
            number = line.after_line if mine else line.before_line
            if line.kind is kind and number is not None:
                marks[number - 1] = line.spans
    return marks
