"""Tests of publishing what authors have sent: the queue, the comparison, the key."""

from datetime import UTC, datetime

import pytest

from kbassist.team.git.branch_join import BranchChange
from kbassist.team.git.review_branches import AuthorBranch
from kbassist.workspace.reviewed import QueueId
from kbassist.workspace.unpublished import shown, unpublished_entries

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
KIM = AuthorBranch("/articles", "edits/kim", "abc", "Kim", AT, 2, 2)
EDIT = BranchChange("refund.md", "refund.md", "Hi\nBye\n", "Hello\nBye\n", "Kim")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (EDIT, "Kim: edited"),
        (BranchChange("new.md", "new.md", None, "Hi\n"), "Kim: a new file"),
        (BranchChange("old.md", "old.md", "Hi\n", None), "Kim: removed"),
        (BranchChange("a.md", "b.md", "Hi\n", "Hi\n"), "Kim: edited, moved to b.md"),
        (
            BranchChange("a.md", "a.md", "Hi\n", "Ho\n", "Kim", wrote="He\n"),
            "Kim: edited; some of it met what was published since, and waits as a conflict",
        ),
    ],
)
def test_says_what_publishing_does_to_a_file(change: BranchChange, text: str) -> None:
    (entry,) = unpublished_entries([(KIM, (change,))], {})
    assert (entry.queue, entry.title, entry.text) == (QueueId.PUBLISH, change.new_path, text)


def test_compares_what_is_published_with_what_would_be() -> None:
    (entry,) = unpublished_entries([(KIM, (EDIT,))], {})
    assert [line.text for line in shown(entry.subject).lines] == ["Hi", "Hello", "Bye"]
