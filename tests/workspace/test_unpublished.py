"""What a lead sees of the edits that wait."""

import pytest

from kbassist.team.git.branch_join import BranchChange
from kbassist.team.git.review_branches import AuthorBranch
from kbassist.workspace.reviewed import Unpublished
from kbassist.workspace.unpublished import shown, unpublished_entries

BRANCH = AuthorBranch("/team", "edits/kim", "abc", "Kim", None, 1, 1)


@pytest.mark.parametrize(
    ("change", "texts"),
    [
        (BranchChange("a.md", "a.md", "one\n", "two\n"), {"one", "two"}),
        (BranchChange("a.md", "a.md", None, "two\n"), {"two"}),
        (BranchChange("a.png", "a.png", "", ""), set()),
        (BranchChange("a.md", "a.md", "one\n", "one\n", wrote="mine\n"), {"one", "mine"}),
        (BranchChange("a.md", "a.md", "one\n", "two\n", wrote="mine\n"), {"one", "mine"}),
    ],
)
def test_a_change_is_shown_with_what_is_published(change: BranchChange, texts: set[str]) -> None:
    told = shown(Unpublished(BRANCH, change))
    assert {line.text.strip() for line in told.lines if line.text.strip()} == texts
    assert bool(told.note) == (not texts)


def test_an_entry_says_whose_it_is_and_what_becomes_of_it() -> None:
    changes = (
        BranchChange("a.md", "b.md", "x", "x", "Lee"),
        BranchChange("c.md", "c.md", "x", None),
        BranchChange("d.md", "d.md", "x", "x", wrote="y"),
    )
    entries = unpublished_entries([(BRANCH, changes)], {})
    assert [entry.text for entry in entries] == [
        "Lee: edited, moved to b.md",
        "Kim: removed",
        "Kim: edited; some of it met what was published since, and waits as a conflict",
    ]
