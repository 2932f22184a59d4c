"""Joining what two people made of one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.articles.merge import HunkKind, merge, merge_without_base

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "", "---"]), max_size=12).map("\n".join)
MINE, THEIRS, BOTH, CONFLICT = HunkKind.MINE, HunkKind.THEIRS, HunkKind.BOTH, HunkKind.CONFLICT


def kinds(found):
    return [hunk.kind for hunk in found.hunks if hunk.kind is not HunkKind.SAME]


@given(TEXTS, TEXTS)
def test_one_who_changed_nothing_changes_nothing(base, other):
    assert merge(base, other, base).text() == other
    assert merge(base, base, other).text() == other
    assert merge(base, other, other).text() == other


@given(TEXTS, TEXTS, TEXTS)
def test_hunks_hold_all_of_each_text(base, mine, theirs):
    found = merge(base, mine, theirs)
    for name, text in (("base", base), ("mine", mine), ("theirs", theirs)):
        assert "\n".join(line for hunk in found.hunks for line in getattr(hunk, name)) == text
    for hunk in found.hunks:
        # Nothing of either side is left out where nobody is asked.
        if hunk.kind is MINE:
            assert hunk.theirs == hunk.base
        elif hunk.kind is THEIRS:
            assert hunk.mine == hunk.base
        elif hunk.kind is not CONFLICT:
            assert hunk.mine == hunk.theirs


@given(TEXTS, TEXTS, TEXTS)
def test_the_order_of_the_two_does_not_matter(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert one.conflicts == other.conflicts
    if not one.conflicts:
        assert one.text() == other.text()


@given(TEXTS, TEXTS)
def test_without_a_base_all_differences_are_shown(mine, theirs):
    found = merge_without_base(mine, theirs)
    assert "\n".join(line for hunk in found.hunks for line in hunk.mine) == mine
    assert "\n".join(line for hunk in found.hunks for line in hunk.theirs) == theirs


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
        ("a\nb\n", "a\nB\n", "A\nb\n", "A\nB\n"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
        ("a\n", "a", "A\n", None),
        ("a\nb", "a\nx\nb", "a\ny\nb", None),
        ("a\nb", "a\nx\nb", "a\nx\nb", "a\nx\nb"),
        ("a\nb\nc", "a\nc", "a\nB\nc", None),
        ("a\nb", "a\nb\nc", "a\nB", None),
    ],
)
def test_what_does_not_overlap_is_joined(base, mine, theirs, expected):
    found = merge(base, mine, theirs)
    if expected is None:
        assert found.conflicts == 1
        with pytest.raises(ValueError, match="nobody has decided"):
            found.text()
    else:
        assert found.text() == expected


def test_choices():
    found = merge("a\nb\nc\n", "a\nmine\nc\n", "a\ntheirs\nC\n")
    (index,) = [at for at, hunk in enumerate(found.hunks) if hunk.kind is CONFLICT]
    hunk = found.hunks[index]
    assert found.resolved({index: hunk.mine + hunk.theirs}) == "a\nmine\nc\ntheirs\nC\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("a\nb", "a\nb", []),
        ("a\nx\nb", "a\nb", [MINE]),
        ("a\nb", "a\nx\nb", [THEIRS]),
        ("a\nx  y\nb", "a\nx y \nb", [MINE]),
        ("a\nx\nb", "a\ny\nb", [CONFLICT]),
    ],
)
def test_proposals_without_a_base(mine, theirs, expected):
    assert kinds(merge_without_base(mine, theirs)) == expected


def test_long_texts_full_of_empty_lines():
    base = [f"line {number}" if number % 2 else "" for number in range(6000)]
    mine, theirs = base[:], base[:]
    mine[1001:1003] = ["mine"] * 40
    theirs[4001] = "theirs"
    del theirs[10:30]
    found = merge("\n".join(base), "\n".join(mine), "\n".join(theirs))
    assert kinds(found) == [THEIRS, MINE, THEIRS]
