"""Tests of the whole window: start, second start, copies from the terminal, crashes, closing."""

import json
import os
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbassist.articles.article import FileRef
from kbassist.system.choices import OnClose
from kbassist.system.instance import (
    Answer,
    CopyRequest,
    InstanceAddress,
    LinkRequest,
    RaiseRequest,
    Request,
    send,
)
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.ui import app
from kbassist.ui.instance_server import InstanceServer
from kbassist.ui.palette.palette import TOKEN_VARIABLE
from kbassist.ui.program import Program
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.workspace.values import HeldBack
from tests.ui.fake_workspace import FakeWorkspace


@pytest.fixture
def opened(qtbot: QtBot, program: Program, workspace: FakeWorkspace) -> Program:
    """The window after the first look at its folder."""
    qtbot.waitUntil(lambda: workspace.looks > 0 and program.window.windowTitle() != "kbassist")
    return program


def ask(qtbot: QtBot, address: InstanceAddress, request: Request) -> Answer:
    """Ask as another process would: the window's thread must be free to answer."""
    answers: list[Answer] = []
    thread = threading.Thread(target=lambda: answers.append(send(address, request)))
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    return answers[0]


def drop_on(program: Program, path: str) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path)])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(9, 9), copy, mime, left, none)
    entered.ignore()
    program.window.dragEnterEvent(entered)
    if entered.isAccepted():
        program.window.dropEvent(QDropEvent(QPoint(9, 9).toPointF(), copy, mime, left, none))
    return entered.isAccepted()


def saved(paths: Paths) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(paths.settings_file.read_text("utf-8"))
    return loaded


def test_opens_and_says_what_is_open(opened: Program) -> None:
    assert opened.window.windowTitle() == "kbassist - Team library"
    assert opened.window.status.state() == "Team library · 45 articles · up to date"
    assert opened.window.page() == "answer"


def test_files_that_were_put_back_are_told(
    qtbot: QtBot, workspace: FakeWorkspace, request: pytest.FixtureRequest
) -> None:
    workspace.recovered = tuple(f"{name}.md was put back." for name in "abcd")
    notices = request.getfixturevalue("program").window.notices
    qtbot.waitUntil(lambda: "recovered" in notices.subjects())
    told = notices.text("recovered")
    assert told == "a.md was put back. b.md was put back. c.md was put back. And 1 more like these."


def test_broken_settings_are_told_in_the_window(opened: Program) -> None:
    opened.tell(("The settings were broken.",))
    assert opened.window.notices.text("settings 0") == "The settings were broken."


def test_every_action_is_carried_out(opened: Program) -> None:
    for page in ("write", "review", "settings"):  # they are made when they are shown for the first time
        opened.window.show_page(page)
    assert opened.window.commands.unbound() == ()


def test_the_first_start_offers_to_choose_a_folder(opened: Program, paths: Paths) -> None:
    assert "welcome" in opened.window.notices.subjects()
    notice = opened.window.notices
    notice._shown["welcome"][0]._cross.click()
    assert notice.subjects() == ()
    opened.close()
    assert saved(paths)["welcomed"] == 1


def test_a_folder_can_be_dropped(qtbot: QtBot, opened: Program, tmp_path: Path, paths: Paths) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (tmp_path / "file.md").touch()
    assert not drop_on(opened, str(tmp_path / "file.md"))
    assert drop_on(opened, str(folder))
    qtbot.waitUntil(lambda: "welcome" not in opened.window.notices.subjects())
    qtbot.waitUntil(lambda: paths.settings_file.exists(), timeout=5000)
    assert saved(paths)["libraries"] == [str(folder)]


def test_a_folder_that_is_away_is_told_and_taken_back(
    qtbot: QtBot, opened: Program, workspace: FakeWorkspace
) -> None:
    workspace.stand(offline=True)
    opened.window.commands["library.refresh"].trigger()
    qtbot.waitUntil(lambda: "offline /articles" in opened.window.notices.subjects())
    assert "offline" in opened.window.status.state()
    workspace.stand(offline=False)
    opened.window.notices._shown["offline /articles"][0]._button.click()
    asked = workspace.searches
    qtbot.waitUntil(lambda: "offline /articles" not in opened.window.notices.subjects())
    # What could not be shown meanwhile is asked for again.
    qtbot.waitUntil(lambda: workspace.searches > asked)


@pytest.mark.parametrize(
    ("count", "said", "page"),
    [(1, "refund.md waits to be saved", "write"), (5, "r4.md and 2 more wait to be saved", "review")],
)
def test_what_was_typed_while_a_folder_was_away_is_offered_when_it_is_back(
    qtbot: QtBot, opened: Program, workspace: FakeWorkspace, count: int, said: str, page: str
) -> None:
    notices = opened.window.notices
    paths = ("refund.md", *(f"r{number}.md" for number in range(3, 3 + count - 1)))
    workspace.writing.typed = tuple(workspace.writing.draft(FileRef("/articles", path)) for path in paths)
    workspace.stand(offline=True)
    opened.window.commands["library.refresh"].trigger()
    qtbot.waitUntil(lambda: "offline /articles" in notices.subjects())
    assert "drafts /articles" not in notices.subjects()
    workspace.stand(offline=False)
    opened.window.commands["library.refresh"].trigger()
    qtbot.waitUntil(lambda: "drafts /articles" in notices.subjects())
    assert said in notices.text("drafts /articles")
    notices._shown["drafts /articles"][0]._button.click()
    assert opened.window.page() == page
    assert "drafts /articles" not in notices.subjects()


def test_asks_what_became_of_articles_that_are_gone_all_at_once(
    qtbot: QtBot, opened: Program, workspace: FakeWorkspace
) -> None:
    notices, subject = opened.window.notices, "held /articles"
    workspace.stand(held_back=HeldBack(30, 45, datetime.now().astimezone(), ("Refund",)))
    opened.window.commands["library.refresh"].trigger()
    qtbot.waitUntil(lambda: subject in notices.subjects())
    notices._shown[subject][0]._second.click()
    looks = workspace.looks
    opened._session.look_now()
    qtbot.waitUntil(lambda: workspace.looks > looks and not opened._session.current.sync.busy)
    assert subject not in notices.subjects()  # it is waited for
    assert "30 of them gone" in opened.window.status.state()
    opened.window.commands["library.refresh"].trigger()
    qtbot.waitUntil(lambda: subject in notices.subjects())
    notices._shown[subject][0]._button.click()
    qtbot.waitUntil(lambda: workspace.accepted == ["/articles"])


def test_a_second_start_raises_the_first(qtbot: QtBot, opened: Program, paths: Paths) -> None:
    address = InstanceAddress.of(paths)
    assert opened.listen(address)
    opened.window.hide()
    assert ask(qtbot, address, RaiseRequest()).ok
    assert opened.window.isVisible()


def test_run_ends_at_once_where_a_window_is_open(qtbot: QtBot, opened: Program, paths: Paths) -> None:
    assert opened.listen(InstanceAddress.of(paths))
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(app.run(paths, Settings(), ())))
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert codes == [0]


def test_the_terminal_copies_through_the_window(qtbot: QtBot, opened: Program, paths: Paths) -> None:
    address = InstanceAddress.of(paths)
    assert opened.listen(address)
    answer = ask(qtbot, address, CopyRequest("Hi Maya", "<p>Hi <strong>Maya</strong></p>", "Hi **Maya**"))
    assert answer == Answer(True)
    assert QApplication.clipboard().text() == "Hi Maya"
    QApplication.clipboard().clear()


@pytest.fixture
def address(paths: Paths) -> InstanceAddress:
    return InstanceAddress.of(paths)


@pytest.fixture
def server(address: InstanceAddress) -> Iterator[InstanceServer]:
    server = InstanceServer(lambda request: Answer(True, type(request).__name__))
    assert server.listen(address)
    yield server
    server.close()
    server.deleteLater()


def test_a_live_socket_is_never_stolen(
    qtbot: QtBot, server: InstanceServer, address: InstanceAddress
) -> None:
    second = InstanceServer(lambda request: Answer(False, "second"))
    assert not second.listen(address)
    assert ask(qtbot, address, RaiseRequest()) == Answer(True, "RaiseRequest")
    second.close()
    second.deleteLater()


def test_what_a_dead_program_left_behind_is_taken_over(qtbot: QtBot, address: InstanceAddress) -> None:
    Path(address.server).touch()
    server = InstanceServer(lambda request: Answer(True))
    assert server.listen(address)
    assert ask(qtbot, address, RaiseRequest()).ok
    server.close()
    server.deleteLater()


def test_a_crash_is_told_and_the_window_goes_on(
    qtbot: QtBot, opened: Program, workspace: FakeWorkspace, paths: Paths
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("Maya Ortiz")

    workspace.on_refresh = fail
    with qtbot.captureExceptions() as caught:
        opened.window.commands["library.refresh"].trigger()
        qtbot.waitUntil(lambda: "crash" in opened.window.notices.subjects())
    assert not caught
    report = next(paths.log.glob("crash-*.txt")).read_text("utf-8")
    assert "ZeroDivisionError" in report
    assert "Maya" not in report
    workspace.on_refresh = None
    looks = workspace.looks
    opened.window.commands["library.refresh"].trigger()
    qtbot.waitUntil(lambda: workspace.looks > looks)


def test_closing_minimises_where_that_is_wished(opened: Program) -> None:
    opened._preferences.change("on_close", OnClose.MINIMISE.value)
    opened.window.close()
    assert opened.window.isMinimized()


@pytest.mark.parametrize("policy", OnClose)
def test_quitting_quits_whatever_closing_means(qtbot: QtBot, paths: Paths, policy: OnClose) -> None:
    program = Program(paths, Settings(on_close=policy), (), lambda *_: FakeWorkspace())
    QTimer.singleShot(0, program.window.commands["window.quit"].trigger)
    assert program.run() == 0
    program.deleteLater()


def test_closing_ends_everything(opened: Program, workspace: FakeWorkspace) -> None:
    opened.close()
    assert workspace.closed


def test_zoom_and_place_are_remembered(opened: Program, paths: Paths) -> None:
    opened.window.activateWindow()
    QTest.qWaitForWindowActive(opened.window)
    QTest.keyClick(opened.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    opened.window.resize(1000, 700)
    opened.close()
    assert saved(paths)["zoom"] == 110
    assert "window_geometry" in saved(paths)


def test_a_dismissed_banner_stays_away_until_there_is_news(
    qtbot: QtBot, opened: Program, workspace: FakeWorkspace
) -> None:
    def look() -> tuple[str, ...]:
        looks = workspace.looks
        opened.window.commands["library.refresh"].trigger()
        qtbot.waitUntil(lambda: workspace.looks > looks)
        return opened.window.notices.subjects()

    workspace.stand(notice="The cache is full.")
    qtbot.waitUntil(lambda: "library /articles" in look())
    opened.window.notices._shown["library /articles"][0].dismissed.emit()
    assert "library /articles" not in look()
    workspace.stand(notice="The cache cannot be written.")
    qtbot.waitUntil(lambda: "library /articles" in look())


def test_escape_leaves_the_settings(qtbot: QtBot, opened: Program) -> None:
    opened.window.show_page("settings")
    opened.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert opened.window.page() == "answer"


def test_settings_take_effect_at_once(qtbot: QtBot, opened: Program) -> None:
    opened.window.show_page("settings")
    opened._preferences.change("theme", "dark")
    assert opened._theme.colours.dark
    opened._preferences.change("channel", "email")
    assert opened._view._page.desk.wish.channel == "email"


def test_progress_of_the_index_is_shown(opened: Program, workspace: FakeWorkspace, qtbot: QtBot) -> None:
    go = threading.Event()
    workspace.reports = 3
    workspace.on_refresh = lambda _: go.wait(5)
    opened.window.commands["library.refresh"].trigger()
    qtbot.waitUntil(opened.window.status._bar.isVisible)
    go.set()
    qtbot.waitUntil(opened.window.status._bar.isHidden)


@pytest.mark.parametrize("way", ["hide", "anew"])
def test_what_the_palette_offered_goes_with_it(opened: Program, qtbot: QtBot, way: str) -> None:
    palette = opened._anywhere.palette
    palette.show()
    page = palette.page
    assert page is not None
    opened._anywhere._desktop.copied.read.emit("Maya Ortiz wrote this", False)
    assert page.offer.text == "Maya Ortiz wrote this"
    if way == "hide":
        palette.dismiss()
        qtbot.waitUntil(lambda: not palette.window.isVisible())
    else:
        palette.window.commands["answer.new_conversation"].trigger()
    assert page.offer.text == ""
    shown = [label.text for label in page.offer.findChildren(ElidedLabel)]
    assert shown == [""]


def test_a_link_comes_forward_by_the_desktop_s_leave(
    opened: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, "an older one")
    assert not opened._answer(LinkRequest("kbassist://fill?system=evil", "t-1")).ok
    assert os.environ[TOKEN_VARIABLE] == "t-1"
