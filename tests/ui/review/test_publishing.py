"""Tests of publishing what authors have sent: the queue, the comparison, the key."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from kbassist.team.git.branch_join import BranchChange
from kbassist.team.git.review_branches import AuthorBranch
from kbassist.ui.program import Program
from kbassist.workspace.reviewed import QueueId
from kbassist.workspace.unpublished import shown, unpublished_entries
from tests.ui.fake_workspace import FakeWorkspace

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


def test_a_key_publishes_the_edits_of_an_author(
    qtbot: QtBot, program: Program, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncing = workspace.syncing
    syncing.sent_in = [(KIM, (EDIT,))]

    def found(*_: object) -> dict[QueueId, object]:
        return dict.fromkeys(QueueId, ()) | {QueueId.PUBLISH: unpublished_entries(syncing.sent_in, {})}

    monkeypatch.setattr(workspace.reviewing, "found", found)
    monkeypatch.setattr(workspace.reviewing, "show_change", lambda entry: shown(entry.subject), raising=False)
    qtbot.waitUntil(lambda: workspace.looks > 0 and program.window.windowTitle() != "kbassist")
    program.window.show_page("review")
    page = program._pages._review
    page.show_queue("publish")
    qtbot.waitUntil(lambda: page.entries.entry is not None)
    qtbot.waitUntil(lambda: page._card.change.isVisible() and "Hello" in page._card.change.text.toPlainText())
    assert [deed.text for deed in page._card.bar.deeds] == ["Publish the edits of Kim", "Later"]
    program.window.commands["review.publish"].trigger()
    qtbot.waitUntil(lambda: program.window.status.message() == "Published: the edits of Kim.")
    qtbot.waitUntil(lambda: page.entries.entry is None)
