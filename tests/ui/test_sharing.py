"""Sharing in the settings: asked in place, switched on, read and withdrawn."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbassist.ui.icons import Icons
from kbassist.ui.program import Program
from kbassist.ui.settings.sharing import ABOUT, NOTHING, SharingPanel, standing_of
from kbassist.ui.sharing_controller import SUBJECT
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.library_mark import LibraryMark
from kbassist.workspace.sharing import SharingState
from tests.ui.fake_workspace import ROOT, FakeWorkspace

STATE = SharingState("/team", True, False, False, "", False, 3)
MARK = LibraryMark("Team", "shelf_1")


@pytest.fixture
def panel(place: QWidget, theme: Theme, icons: Icons) -> SharingPanel:
    panel = SharingPanel(theme, icons)
    QVBoxLayout(place).addWidget(panel)
    place.show()
    return panel


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "3 of the team share; you do not."),
        ({"on": True, "others": 0}, "Only you share so far."),
        ({"names": True}, "3 of the team share; you do not. This team wants your name with it."),
        ({"wanted": False, "machine": "1" * 32}, "does not share any more"),
        ({"names": True, "asks_name": True}, "nothing of yours is shared until you press Share again"),
        ({"read_only": True}, "nothing of yours is written"),
    ],
)
def test_the_row_says_how_it_stands(changes: dict[str, object], says: str) -> None:
    assert says in standing_of(replace(STATE, **changes))  # type: ignore[arg-type]


def test_where_no_team_shares_there_is_nothing_to_see(panel: SharingPanel) -> None:
    panel.show_states([(replace(STATE, wanted=False), MARK)])
    assert panel.isHidden()
    panel.show_states([(STATE, MARK)])
    assert panel.isVisible()


def test_the_buttons_ask_for_what_they_say(panel: SharingPanel, qtbot: QtBot) -> None:
    panel.show_states([(replace(STATE, machine="1" * 32), MARK)])
    [row] = panel.rows
    with qtbot.waitSignal(panel.switched) as switched:
        row.switch.click()
    assert switched.args == ["/team", True]
    with qtbot.waitSignal(panel.shown):
        row.show_button.click()
    with qtbot.waitSignal(panel.withdrawn):
        row.withdraw.click()
    assert "Team" in row.switch.accessibleName()


def test_what_was_never_shared_cannot_be_withdrawn_nor_shared_where_one_may_only_read(
    panel: SharingPanel,
) -> None:
    panel.show_states([(replace(STATE, read_only=True), MARK)])
    [row] = panel.rows
    assert not row.withdraw.isEnabled()
    assert not row.switch.isEnabled()


def test_what_git_keeps_is_said_before_a_yes_and_at_withdrawing(panel: SharingPanel) -> None:
    panel.show_states([(STATE, MARK)])
    assert "history of git keeps" in ABOUT
    assert "history of git" in panel.rows[0].withdraw.toolTip()


def test_all_of_it_can_be_read(panel: SharingPanel) -> None:
    panel.show_states([(STATE, MARK)])
    panel.show_texts([("a.jsonl", "one\ntwo\n"), ("b.jsonl", "three\n")])
    assert panel.text.toPlainText() == "a.jsonl\none\ntwo\n\nb.jsonl\nthree"
    assert panel.text.isReadOnly()
    panel.show_texts(())
    assert panel.text.toPlainText() == NOTHING


def test_a_team_that_shares_is_asked_about_once_and_all_is_done_in_the_settings(
    qtbot: QtBot, workspace: FakeWorkspace, program: Program
) -> None:
    workspace.sharing.stands = (replace(STATE, library=ROOT),)
    sharing = program._pages._sharing
    sharing.look()
    notices = program.window.notices
    qtbot.waitUntil(lambda: "Nothing of yours is shared" in notices.text(SUBJECT))
    notices._shown[SUBJECT][0].action_triggered.emit()
    assert program.window.page() == "settings"
    assert program._preferences.settings.asked_to_share == (ROOT,)
    panel = program.window.findChild(SharingPanel)
    qtbot.waitUntil(lambda: len(panel.rows) == 1)
    panel.rows[0].switch.click()
    qtbot.waitUntil(lambda: panel.rows[0].withdraw.isEnabled())
    panel.rows[0].show_button.click()
    qtbot.waitUntil(lambda: '"gap"' in panel.text.toPlainText())
    panel.rows[0].withdraw.click()
    qtbot.waitUntil(lambda: not panel.rows[0].withdraw.isEnabled())
    assert workspace.sharing.asked == [("allow", ROOT), ("withdraw", ROOT)]
    assert notices.text(SUBJECT) == ""


def test_a_name_is_asked_for_again_and_once(qtbot: QtBot, workspace: FakeWorkspace, program: Program) -> None:
    asks = replace(STATE, library=ROOT, names=True, asks_name=True, machine="2" * 32)
    workspace.sharing.stands = (asks,)
    program._pages._sharing.look()
    notices = program.window.notices
    qtbot.waitUntil(lambda: "wants your name" in notices.text(SUBJECT))
    notices._shown[SUBJECT][0].action_triggered.emit()
    panel = program.window.findChild(SharingPanel)
    qtbot.waitUntil(lambda: len(panel.rows) == 1)
    panel.rows[0].switch.click()
    qtbot.waitUntil(lambda: workspace.sharing.asked == [("allow with name", ROOT)])
    workspace.sharing.stands = (replace(asks, others=7),)
    program._pages._sharing.look()
    qtbot.waitUntil(lambda: "7 of the team" in standing_of(program._pages._sharing._stands[1][0]))
    assert notices.text(SUBJECT) == ""
