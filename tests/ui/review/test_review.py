"""The Review page on a real workspace: what agents and the program left there is worked through by keys."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbassist.articles.article import ArticleRef
from kbassist.replies.conversation import Conversation
from kbassist.system.errors import NotKept
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.ui.actions import Actions
from kbassist.ui.icons import Icons
from kbassist.ui.review.page import ReviewPage
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.workspace import Workspace, open_workspace

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PARCEL = """---
title: Parcel is late
owner: dana
verified: 2026-01-05
review_every: 30 days
---

Snow in the north.

## Late {.reply channel=chat}

Snow in the north.
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "parcel.md").write_text(PARCEL, "utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path, library: Path) -> Iterator[Workspace]:
    paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / "home")})
    workspace = open_workspace(paths, Settings(), [library], lambda: NOW)
    workspace.refresh()
    ref = ArticleRef(str(library), "parcel")
    workspace.request_variant(ref, "email", "calm", "de")
    workspace.learn("the postman brought nothing whatsoever", ref, Conversation())
    workspace.learn("snow buried the yellow van", ref, Conversation())
    yield workspace
    workspace.close()


class Desk:
    """The page in a window, and what it said."""

    def __init__(self, page: ReviewPage, qtbot: QtBot) -> None:
        self.page = page
        self.qtbot = qtbot
        self.said: list[str] = []
        self.wanted: list[tuple[str, ArticleRef]] = []
        page.said.connect(lambda text, _: self.said.append(text))
        page.article_wanted.connect(lambda title, ref: self.wanted.append((title, ref)))

    @property
    def rows(self) -> list[str]:
        model = self.page._model
        return [model.entry_at(model.index(row)).text for row in range(model.rowCount())]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.entries, key, modifier)

    def wait_rows(self, count: int) -> None:
        self.qtbot.waitUntil(lambda: len(self.rows) == count)


@pytest.fixture
def desk(
    qtbot: QtBot, place: QWidget, tasks: Tasks, theme: Theme, icons: Icons, workspace: Workspace
) -> Desk:
    actions = Actions(place, icons)
    page = ReviewPage(tasks, theme, icons, actions, NOW.date)
    QVBoxLayout(place).addWidget(page)
    actions.show_page("review")
    desk = Desk(page, qtbot)
    page.serve(workspace)
    place.show()
    place.activateWindow()
    page.setFocus()
    desk.wait_rows(1)
    return desk


def test_a_requested_reply_stands_there_until_it_is_done(desk: Desk, workspace: Workspace) -> None:
    assert desk.rows == ["Wanted: Email · calm · DE"]
    desk.press(Qt.Key.Key_Delete)
    desk.wait_rows(0)
    assert workspace.requests() == ()
    assert desk.page._nothing.isVisible()
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.wait_rows(1)
    assert [request.lang for request in workspace.requests()] == ["de"]


def test_learned_questions_are_forgotten_and_put_back_as_they_were(desk: Desk, workspace: Workspace) -> None:
    desk.press(Qt.Key.Key_Right)
    assert len(desk.rows) == 2
    before = workspace.learned()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Delete)
    desk.wait_rows(1)
    assert workspace.learned() == before[:1]
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.wait_rows(2)
    assert workspace.learned() == before


def test_a_learned_question_becomes_an_alias_in_the_writers_words(desk: Desk, library: Path) -> None:
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_P)
    line = desk.page.alias.line
    assert line.hasFocus()
    assert line.text() == desk.page.entries.entry.subject.alias
    QTest.keyClicks(line, "postman came without it")
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.wait_rows(1)
    assert "aliases: [postman came without it]" in (library / "parcel.md").read_text("utf-8")
    assert desk.said[-1] == "parcel.md has the alias “postman came without it” now."
    assert desk.page.entries.hasFocus()


def test_promoting_can_be_left(desk: Desk, workspace: Workspace) -> None:
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_P)
    QTest.keyClick(desk.page.alias.line, Qt.Key.Key_Escape)
    assert (desk.page.alias.isVisible(), desk.page.entries.hasFocus()) == (False, True)
    assert len(workspace.learned()) == 2


def test_what_cannot_be_written_is_told_and_kept(desk: Desk, workspace: Workspace, library: Path) -> None:
    desk.press(Qt.Key.Key_Right)
    (library / "parcel.md").unlink()
    desk.press(Qt.Key.Key_P)
    QTest.keyClick(desk.page.alias.line, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: bool(desk.said))
    assert len(workspace.learned()) == 2


def test_overdue_articles_are_opened_with_enter(desk: Desk, library: Path) -> None:
    desk.press(Qt.Key.Key_Left)
    assert (desk.page.queue.id, desk.rows) == ("overdue", ["dana"])
    desk.press(Qt.Key.Key_Delete)  # it leaves by being verified
    desk.press(Qt.Key.Key_Return)
    assert desk.rows == ["dana"]
    assert desk.wanted == [("Parcel is late", ArticleRef(str(library), "parcel"))]


def test_keys_go_on_in_an_empty_queue(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Delete)
    desk.wait_rows(0)
    assert desk.page.hasFocus()
    QTest.keyClick(desk.page, Qt.Key.Key_Right)
    assert (desk.page.queue.id, desk.page.entries.hasFocus()) == ("learned", True)
    desk.press(Qt.Key.Key_Left)
    assert desk.page.hasFocus()
    with desk.qtbot.waitSignal(desk.page.left):
        QTest.keyClick(desk.page, Qt.Key.Key_Escape)


def test_queues_that_cannot_be_read_are_told_once(
    desk: Desk, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise NotKept("The learned questions cannot be read.")

    monkeypatch.setattr(workspace, "learned", fail)
    desk.page.refresh()
    desk.qtbot.waitUntil(lambda: bool(desk.said))
    desk.page._work._tasks.close()
    assert desk.said == ["The learned questions cannot be read."]


def test_nothing_to_take_back_is_said(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.said == ["Nothing to take back here."]


def test_escape_leaves_the_page(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.page.left):
        desk.press(Qt.Key.Key_Escape)
