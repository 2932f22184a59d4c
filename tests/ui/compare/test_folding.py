"""Tests of leaving out what is as before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.articles.differences import DiffLine, LineKind, differences
from kbassist.ui.compare.folding import Fold, folded

TEXTS = st.lists(st.sampled_from("abc"), max_size=30).map("\n".join)


def lines_of(before: str, after: str) -> list[DiffLine]:
    return [line for block in differences(before, after, None) for line in block.lines]


@given(TEXTS, TEXTS, st.integers(0, 4))
def test_folds_hide_nothing_but_what_is_the_same(before: str, after: str, context: int) -> None:
    lines = lines_of(before, after)
    unfolded: list[DiffLine] = []
    for shown in folded(lines, context):
        hidden = lines[shown.start : shown.end] if isinstance(shown, Fold) else [shown]
        assert isinstance(shown, DiffLine) or all(line.kind is LineKind.SAME for line in hidden)
        unfolded += hidden
    assert unfolded == lines


@pytest.mark.parametrize(
    ("at", "folds"), [(0, ["8 lines as before"]), (5, ["4 lines as before", "3 lines as before"])]
)
def test_far_lines_are_left_out(at: int, folds: list[str]) -> None:
    before = [str(number) for number in range(10)]
    after = [*before]
    after[at] = "new"
    shown = folded(lines_of("\n".join(before), "\n".join(after)), 1)
    assert [fold.sentence for fold in shown if isinstance(fold, Fold)] == folds


def test_a_fold_that_was_opened_stays_open() -> None:
    lines = lines_of("a\n" * 9 + "b", "a\n" * 9 + "c")
    (fold,) = (shown for shown in folded(lines, 3) if isinstance(shown, Fold))
    assert list(folded(lines, 3, {fold.start})) == lines
