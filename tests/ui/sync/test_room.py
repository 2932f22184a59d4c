"""Tests of sharing in the whole window: the status line, the panel, signing in, joining, the settings."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kbassist.system.accounts import Account, Kept, Place, StoredAccount
from kbassist.system.errors import GitAbsent, KbError, SignInNeeded, WorkCancelled
from kbassist.team.git.pending import PendingConflict
from kbassist.team.git.progress import Stage, Step
from kbassist.team.git.signing import Login
from kbassist.team.git.standing import SyncStanding, SyncState
from kbassist.ui.program import Program
from kbassist.ui.sync.room import SyncRoom
from kbassist.ui.sync.team_card import TeamCard
from tests.ui.fake_syncing import SHARED, FakeSyncing
from tests.ui.fake_workspace import ROOT, FakeWorkspace
from tests.ui.test_accessibility import faults_of

SENTENCE = "git.example.com does not take the password; sign in again."


@pytest.fixture
def syncing(workspace: FakeWorkspace) -> FakeSyncing:
    workspace.syncing.stand = {ROOT: SHARED}
    return workspace.syncing


@pytest.fixture
def opened(qtbot: QtBot, syncing: FakeSyncing, program: Program, workspace: FakeWorkspace) -> Program:
    qtbot.waitUntil(lambda: workspace.looks > 0 and program._sharing.sync.standings != ())
    return program


@pytest.fixture
def room(opened: Program) -> SyncRoom:
    return opened._sharing


def press(program: Program, name: str) -> None:
    program.window.commands[name].trigger()


def button(room: SyncRoom, place: int = 0) -> None:
    room.panel.row(ROOT).buttons[place].click()


def test_the_status_line_says_how_sharing_stands(qtbot: QtBot, room: SyncRoom, syncing: FakeSyncing) -> None:
    assert room.button.isVisible()
    assert room.button.text().startswith("synced")
    syncing.set(unsent=3)
    room.sync.look()
    assert room.button.text() == "3 edits to send"
    assert "Ctrl F9" in room.button.toolTip()


def test_where_nothing_is_shared_nothing_is_said(room: SyncRoom, syncing: FakeSyncing) -> None:
    syncing.set(state=SyncState.OFF)
    room.sync.look()
    assert room.button.isHidden()


def test_a_key_syncs_and_says_what_came(qtbot: QtBot, opened: Program, syncing: FakeSyncing) -> None:
    syncing.taken = frozenset({"a.md", "b.md"})
    press(opened, "library.sync")
    qtbot.waitUntil(lambda: opened.window.status.message() == "Took in 2 files")
    assert syncing.synced


def test_what_others_changed_is_looked_at(
    qtbot: QtBot, opened: Program, syncing: FakeSyncing, workspace: FakeWorkspace
) -> None:
    syncing.taken = frozenset({"a.md"})
    looks = workspace.looks
    press(opened, "library.sync")
    qtbot.waitUntil(lambda: workspace.looks > looks)


def test_the_panel_comes_and_goes_by_key_and_gives_the_focus_back(
    qtbot: QtBot, opened: Program, room: SyncRoom
) -> None:
    opened.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    before = QApplication.focusWidget()
    press(opened, "library.sharing")
    assert room.popover.isAncestorOf(QApplication.focusWidget())
    assert faults_of(room.popover) == []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert room.popover.isHidden()
    assert QApplication.focusWidget() is before
    press(opened, "library.sharing")
    press(opened, "library.sharing")
    assert room.popover.isHidden()


def test_the_panel_goes_when_the_keyboard_goes_elsewhere_and_a_form_stays(
    qtbot: QtBot, opened: Program, room: SyncRoom
) -> None:
    opened.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    press(opened, "library.sharing")
    room.button.setFocus()
    assert room.popover.isVisible()
    opened.answer_page.search.setFocus()
    assert room.popover.isHidden()
    press(opened, "library.join")
    opened.answer_page.search.setFocus()
    assert room.popover.isVisible()


def test_a_press_of_keys_in_the_panel_is_not_one_on_the_page(opened: Program, room: SyncRoom) -> None:
    press(opened, "library.sharing")
    QTest.keyClick(room.panel.row(ROOT).buttons[0], Qt.Key.Key_A)
    assert opened.answer_page.search.toPlainText() == ""


def test_the_panel_remembers_the_syncs_of_the_session(
    qtbot: QtBot, opened: Program, room: SyncRoom, syncing: FakeSyncing
) -> None:
    press(opened, "library.sharing")
    for _ in range(2):
        with qtbot.waitSignal(room.sync.ended):
            button(room)
    assert [(line.text, line.times) for line in room.past.of(ROOT)] == [("Nothing new", 2)]


class TestSigningIn:
    @pytest.fixture(autouse=True)
    def asked(self, qtbot: QtBot, room: SyncRoom, syncing: FakeSyncing) -> None:
        syncing.set(state=SyncState.SIGN_IN, sentence=SENTENCE)
        room.sync.look()

    def type(self, room: SyncRoom, secret: str) -> None:
        form = room.sign_in_form
        form.lines.user.setText("kim")
        form.lines.secret.setText(secret)
        form.accept.click()

    def test_asks_once_in_a_banner(self, opened: Program, room: SyncRoom) -> None:
        notices = opened.window.notices
        assert SENTENCE in notices.text(f"sign in {ROOT}")
        notices._shown[f"sign in {ROOT}"][0]._cross.click()
        room.sync.look()
        assert f"sign in {ROOT}" not in notices.subjects()

    def test_takes_a_token_and_says_where_it_is_kept(
        self, qtbot: QtBot, opened: Program, room: SyncRoom, syncing: FakeSyncing
    ) -> None:
        press(opened, "library.sharing")
        button(room)
        assert room.popover.view is room.sign_in_form
        assert room.sign_in_form.lines.secret.echoMode() is QLineEdit.EchoMode.Password
        assert faults_of(room.popover) == []
        syncing.kept = Kept(Place.SESSION, "Kept for this session only, since there is no keyring.")
        syncing.on_sync = lambda _: syncing.set(state=SyncState.READY)
        self.type(room, "token")
        qtbot.waitUntil(lambda: room.popover.isHidden())
        assert syncing.logins == [Login("kim", "token")]
        assert opened.window.status.message().startswith("Signed in. Kept for this session only")
        assert room.sign_in_form.lines.secret.text() == ""
        assert f"sign in {ROOT}" not in opened.window.notices.subjects()

    def test_says_when_it_is_wrong_again(
        self, qtbot: QtBot, opened: Program, room: SyncRoom, syncing: FakeSyncing
    ) -> None:
        press(opened, "library.sharing")
        button(room)
        with qtbot.waitSignal(room.sync.ended):
            self.type(room, "wrong")
        assert room.sign_in_form.says == SENTENCE
        assert room.popover.view is room.sign_in_form
        assert room.sign_in_form.accept.isEnabled()

    def test_leaving_forgets_what_was_typed(self, opened: Program, room: SyncRoom) -> None:
        press(opened, "library.sharing")
        button(room)
        room.sign_in_form.lines.secret.setText("token")
        QTest.keyClick(room.sign_in_form.lines.secret, Qt.Key.Key_Escape)
        assert room.popover.isHidden()
        assert room.sign_in_form.lines.secret.text() == ""


class TestJoining:
    def begin(self, opened: Program, tmp_path: Path) -> None:
        press(opened, "library.join")
        form = opened._sharing.join_form
        form.address.setText("https://git.example.com/team/kb.git")
        assert form.folder.text().endswith("kb")
        form.folder.setText(str(tmp_path / "kb"))
        form.accept.click()

    def test_a_clone_is_opened(
        self, qtbot: QtBot, opened: Program, syncing: FakeSyncing, tmp_path: Path
    ) -> None:
        self.begin(opened, tmp_path)
        qtbot.waitUntil(lambda: opened._preferences.settings.libraries == (str(tmp_path / "kb"),))
        assert opened._sharing.popover.isHidden()
        assert opened.window.status.message() == "Joined. Large files were not fetched."

    def test_says_how_far_it_is_and_can_be_stopped(
        self, qtbot: QtBot, opened: Program, syncing: FakeSyncing, tmp_path: Path
    ) -> None:
        form = opened._sharing.join_form

        def clone(told: Callable[[Step], object], cancelled: Callable[[], bool]) -> None:
            told(Step(Stage.RECEIVING, 120, 3412))
            while not cancelled():
                threading.Event().wait(0.005)
            raise WorkCancelled("Stopped.")

        syncing.on_clone = clone
        self.begin(opened, tmp_path)
        qtbot.waitUntil(lambda: form._work.text == "Copying: 120 of 3,412")
        assert faults_of(opened._sharing.popover) == []
        form._stop.click()
        qtbot.waitUntil(lambda: not form.busy)
        assert form.says == "Stopped; nothing is left of it."
        assert form.address.text() != ""

    def test_asks_who_it_is_in_place(
        self, qtbot: QtBot, opened: Program, syncing: FakeSyncing, tmp_path: Path
    ) -> None:
        form = opened._sharing.join_form
        syncing.error = SignInNeeded("git.example.com wants to know who you are.", "git.example.com")
        self.begin(opened, tmp_path)
        qtbot.waitUntil(lambda: form.lines.isVisible())
        assert form.says == "git.example.com wants to know who you are."
        syncing.error = None
        form.lines.user.setText("kim")
        form.lines.secret.setText("token")
        form.accept.click()
        qtbot.waitUntil(lambda: len(syncing.cloned) == 2 and opened._sharing.popover.isHidden())
        assert syncing.cloned[-1][2] == Login("kim", "token")
        assert form.lines.secret.text() == ""

    def test_says_what_to_install(
        self, qtbot: QtBot, opened: Program, syncing: FakeSyncing, tmp_path: Path
    ) -> None:
        syncing.error = GitAbsent("git is not installed.")
        self.begin(opened, tmp_path)
        qtbot.waitUntil(lambda: "git is not installed. " in opened._sharing.join_form.says)
        assert "Until then all else works." in opened._sharing.join_form.says


def test_a_plain_folder_is_shared(
    qtbot: QtBot, opened: Program, room: SyncRoom, syncing: FakeSyncing
) -> None:
    syncing.stand = {ROOT: SyncStanding(ROOT, SyncState.OFF)}
    press(opened, "library.sharing")
    button(room)
    form = room.popover.view
    assert form.says.startswith("git keeps every saved state")
    form.accept.click()
    qtbot.waitUntil(lambda: room.popover.isHidden())
    assert syncing.made == [(ROOT, None, None)]


def test_a_host_that_wants_to_know_who_shares_is_told_in_place(
    qtbot: QtBot, opened: Program, room: SyncRoom, syncing: FakeSyncing
) -> None:
    syncing.stand = {ROOT: SyncStanding(ROOT, SyncState.OFF)}
    syncing.error = SignInNeeded("git.example.com wants to know who you are.", "git.example.com")
    press(opened, "library.sharing")
    button(room)
    form = room.popover.view
    form.address.setText("https://git.example.com/kb")
    form.accept.click()
    qtbot.waitUntil(lambda: form.lines.isVisible())
    assert form.says == "git.example.com wants to know who you are."
    syncing.error = None
    form.lines.user.setText("kim")
    form.lines.secret.setText("token")
    form.accept.click()
    qtbot.waitUntil(lambda: room.popover.isHidden())
    assert syncing.made[-1] == (ROOT, "https://git.example.com/kb", Login("kim", "token"))
    assert form.lines.secret.text() == ""


@pytest.mark.parametrize(("press_second", "state"), [(False, SyncState.READY), (True, SyncState.OFF)])
def test_a_clone_that_was_found_is_offered(
    qtbot: QtBot, opened: Program, room: SyncRoom, syncing: FakeSyncing, press_second: bool, state: SyncState
) -> None:
    syncing.offers = (ROOT,)
    syncing.set(state=SyncState.OFF)
    room.sync.look()
    banner = opened.window.notices._shown[f"offer {ROOT}"][0]
    assert "https://git.example.com/team/kb" in banner.text()
    (banner._second if press_second else banner._button).click()
    qtbot.waitUntil(lambda: syncing.stand[ROOT].state is state and syncing.offers == ())
    assert f"offer {ROOT}" not in opened.window.notices.subjects()


def test_a_host_that_is_away_for_an_hour_is_told(
    opened: Program, room: SyncRoom, syncing: FakeSyncing, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    monkeypatch.setattr(room.offers, "_now", lambda: now)
    syncing.set(state=SyncState.WAITING, unsent=3, sentence="git.example.com does not answer.")
    room.sync.look()
    assert f"away {ROOT}" not in opened.window.notices.subjects()
    now = now.replace(hour=10)
    room.sync.look()
    told = opened.window.notices.text(f"away {ROOT}")
    assert told == (
        "Team library has not been synced since 09:00. 3 edits wait here, safe. "
        "git.example.com does not answer."
    )
    syncing.set(state=SyncState.READY)
    room.sync.look()
    assert f"away {ROOT}" not in opened.window.notices.subjects()


def test_the_settings_list_sign_ins_and_forget_them(
    qtbot: QtBot, opened: Program, syncing: FakeSyncing
) -> None:
    account = Account("https://git.example.com", "kim")
    syncing.accounts = [StoredAccount(account, Place.KEYRING, datetime(2026, 11, 3, tzinfo=UTC))]
    opened.window.show_page("settings")
    card = opened.window.findChild(TeamCard)
    qtbot.waitUntil(lambda: len(card._accounts) == 1)
    assert faults_of(opened.window) == []
    next(iter(card._accounts)).button.click()
    qtbot.waitUntil(lambda: card._accounts == {})
    assert opened.window.status.message() == "Forgotten: kim at git.example.com."


def test_the_settings_turn_sharing_off(qtbot: QtBot, opened: Program, syncing: FakeSyncing) -> None:
    opened.window.show_page("settings")
    card = opened.window.findChild(TeamCard)
    next(iter(card._libraries)).button.click()
    qtbot.waitUntil(lambda: syncing.stand[ROOT].state is SyncState.OFF)
    qtbot.waitUntil(lambda: next(iter(card._libraries)).button.text() == "Sync it")


def test_quitting_sends_what_waits(
    qtbot: QtBot, opened: Program, room: SyncRoom, syncing: FakeSyncing
) -> None:
    syncing.set(unsent=2)
    with qtbot.waitSignal(room.sync.ended):
        press(opened, "library.sync")
    opened.close()
    assert len(syncing.synced) == 2


def test_a_failed_sync_is_told_to_whoever_asked(qtbot: QtBot, opened: Program, syncing: FakeSyncing) -> None:
    syncing.error = KbError("The disk is full.")
    press(opened, "library.sync")
    qtbot.waitUntil(lambda: opened.window.status.message() == "The disk is full.")


@pytest.mark.parametrize(("is_open", "page"), [(False, "review"), (True, "write")])
def test_an_edit_that_met_another_is_told_at_once_and_leads_there(
    qtbot: QtBot, opened: Program, workspace: FakeWorkspace, syncing: FakeSyncing, is_open: bool, page: str
) -> None:
    file = workspace.authoring.file
    if is_open:
        opened.window.show_page("write")
        opened._pages.write_at(file, 0)
        qtbot.waitUntil(lambda: opened._pages._write.desk.file == file)
        opened.window.show_page("answer")
    at = datetime(2026, 11, 3, tzinfo=UTC)
    syncing.pending = [PendingConflict("1", file, b"a\nb\n", b"a\nc\n", b"a\nd\n", at, "Kim")]
    syncing.set(conflicts=1)
    press(opened, "library.sync")
    qtbot.waitUntil(lambda: "met" in opened.window.notices.subjects())
    told = opened.window.notices.text("met")
    assert told == "Your edit of “Refund has not arrived” met one by Kim in the same lines; both are kept."
    opened.window.notices._shown["met"][0]._button.click()
    assert opened.window.page() == page
    if is_open:
        write = opened._pages._write
        qtbot.waitUntil(lambda: write.side.view is write.shared.meeting.merge)
    else:
        assert opened._pages._review.queue == "conflicts"
    assert "met" not in opened.window.notices.subjects()


def test_a_library_that_git_is_missing_for_is_told_what_to_install(
    qtbot: QtBot, opened: Program, room: SyncRoom, syncing: FakeSyncing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    syncing.on_sync = lambda _: syncing.set(state=SyncState.HELD, sentence="git is not installed.")
    press(opened, "library.sync")
    qtbot.waitUntil(lambda: f"off {ROOT}" in opened.window.notices.subjects())
    told = opened.window.notices.text(f"off {ROOT}")
    assert told.startswith("Team library: git is not installed. ")
    assert told.endswith(". Until then it goes on as a plain folder.")
    assert room.sync._rounds[ROOT]._timer.isActive()  # it may be installed meanwhile
    syncing.on_sync = lambda _: syncing.set(state=SyncState.READY)
    press(opened, "library.sync")
    qtbot.waitUntil(lambda: f"off {ROOT}" not in opened.window.notices.subjects())
