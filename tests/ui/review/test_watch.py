"""The rail and a notice say what waits and what changed."""

from datetime import UTC, date, datetime

import pytest
from pytestqt.qtbot import QtBot

from kbassist.ui.program import Program
from kbassist.ui.rail import RailButton
from kbassist.ui.review.watch import SUBJECT, changes_sentence
from kbassist.workspace.reviewed import QueueId
from tests.ui.fake_workspace import FakeWorkspace

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("count", "since", "sentence"),
    [
        (1, datetime(2026, 11, 22, 8, 5), "1 article changed since 08:05"),
        (7, datetime(2026, 11, 21, 8, 5), "7 articles changed since yesterday"),
        (7, datetime(2026, 11, 20, 8, 5), "7 articles changed since Friday"),
        (7, datetime(2026, 10, 3, 8, 5), "7 articles changed since 3 Oct"),
    ],
)
def test_it_is_said_in_words(count: int, since: datetime, sentence: str) -> None:
    assert changes_sentence(count, since, TODAY) == sentence


def test_the_rail_counts_and_the_notice_leads_to_the_changes(
    qtbot: QtBot, workspace: FakeWorkspace, program: Program
) -> None:
    workspace.reviewing.count = 3
    workspace.reviewing.changed, workspace.reviewing.since = 7, datetime(2026, 10, 3, tzinfo=UTC)
    program._pages._watch._timer.setInterval(0)
    notices = program.window.notices
    qtbot.waitUntil(lambda: notices.text(SUBJECT).startswith("7 articles changed since"))
    button = next(one for one in program.window.findChildren(RailButton) if one.page == "review")
    assert button.accessibleName() == "Review, 3 waiting"
    notices._shown[SUBJECT][0].action_triggered.emit()
    assert program.window.page() == "review"
    assert program.window._pages["review"].queue is QueueId.CHANGED
    assert notices.text(SUBJECT) == ""
