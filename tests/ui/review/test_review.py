"""The Review page on a real workspace: what agents and the program left there is worked through by keys."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.checks.variants import Cover, Matrix, MatrixRow
from kbassist.replies.conversation import Conversation
from kbassist.system.errors import NotKept, NotSaved
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.ui.actions import Actions
from kbassist.ui.icons import Icons
from kbassist.ui.review.matrix_view import MatrixView
from kbassist.ui.review.page import ReviewPage
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.workspace import Workspace, open_workspace
from kbassist.workspace.reviewed import QueueId, Reviewed

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
    (folder / "_library.yaml").write_text("owners: [dana, jonas]\n", "utf-8")
    (folder / "parcel.md").write_text(PARCEL, "utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path, library: Path) -> Iterator[Workspace]:
    paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / "home")})
    workspace = open_workspace(paths, Settings(), [library], lambda: NOW)
    workspace.refresh()
    workspace.reviewing.changed_since()
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
        model = self.page._card._model
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


def turn_to(desk: Desk, queue: QueueId) -> None:
    while desk.page.queue is not queue:
        QTest.keyClick(desk.page.focusWidget() or desk.page, Qt.Key.Key_Right)


def undo(desk: Desk) -> None:
    QTest.keyClick(desk.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_requested_reply_stands_there_until_it_is_done(desk: Desk, workspace: Workspace) -> None:
    turn_to(desk, QueueId.REQUESTS)
    assert desk.rows == ["Wanted: Email · calm · DE"]
    desk.press(Qt.Key.Key_Delete)
    desk.wait_rows(0)
    assert workspace.requests() == ()
    assert desk.page._card._nothing.isVisible()
    undo(desk)
    desk.wait_rows(1)
    assert [request.lang for request in workspace.requests()] == ["de"]


def test_learned_questions_are_forgotten_and_put_back_as_they_were(desk: Desk, workspace: Workspace) -> None:
    turn_to(desk, QueueId.LEARNED)
    assert len(desk.rows) == 2
    before = workspace.learned()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Delete)
    desk.wait_rows(1)
    assert workspace.learned() == before[:1]
    undo(desk)
    desk.wait_rows(2)
    assert workspace.learned() == before


def test_a_learned_question_becomes_an_alias_in_the_writers_words(
    desk: Desk, workspace: Workspace, library: Path
) -> None:
    before = workspace.learned()
    turn_to(desk, QueueId.LEARNED)
    desk.press(Qt.Key.Key_P)
    line = desk.page.strip.line
    assert line.hasFocus()
    assert line.text() == desk.page.entries.entry.found.subject.alias
    QTest.keyClicks(line, "postman came without it")
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.wait_rows(1)
    assert "aliases: [postman came without it]" in (library / "parcel.md").read_text("utf-8")
    told = "parcel.md has the alias “postman came without it” now."
    assert desk.said[-1] == f"{told} Ctrl Z takes it back."
    assert desk.page.entries.hasFocus()
    undo(desk)
    desk.wait_rows(2)
    assert desk.said[-1] == f"Taken back: {told}"
    assert (library / "parcel.md").read_text("utf-8") == PARCEL
    assert workspace.learned() == before


def test_what_could_not_be_taken_back_can_be_once_more(desk: Desk) -> None:
    tries: list[str] = []

    def undone() -> tuple[str, ...]:
        tries.append("")
        if len(tries) == 1:
            raise NotSaved("The drive is away.")
        return ()

    desk.page._work.act(lambda _: Reviewed("Verified.", undone))
    for last in ("takes it back.", "The drive is away. Ctrl Z tries it again.", "Taken back: Verified."):
        desk.qtbot.waitUntil(lambda last=last: bool(desk.said) and desk.said[-1].endswith(last))
        undo(desk)
    desk.qtbot.waitUntil(lambda: desk.said[-1].startswith("Nothing to take back"))


@pytest.mark.parametrize(("queue", "key"), [(QueueId.LEARNED, Qt.Key.Key_P), (QueueId.OVERDUE, Qt.Key.Key_Z)])
def test_what_is_asked_can_be_left(desk: Desk, queue: QueueId, key: Qt.Key) -> None:
    turn_to(desk, queue)
    count = len(desk.rows)
    desk.press(key)
    assert desk.page.strip.isVisible()
    QTest.keyClick(desk.page.focusWidget(), Qt.Key.Key_Escape)
    assert (desk.page.strip.isVisible(), desk.page.entries.hasFocus()) == (False, True)
    assert len(desk.rows) == count


def test_what_cannot_be_written_is_told_and_kept(desk: Desk, workspace: Workspace, library: Path) -> None:
    turn_to(desk, QueueId.LEARNED)
    (library / "parcel.md").unlink()
    desk.press(Qt.Key.Key_P)
    QTest.keyClick(desk.page.strip.line, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: bool(desk.said))
    assert len(workspace.learned()) == 2


def test_an_overdue_article_is_verified_with_one_key(desk: Desk, library: Path) -> None:
    before = (library / "parcel.md").read_bytes()
    assert (desk.page.queue, desk.rows) == (QueueId.OVERDUE, ["dana"])
    desk.press(Qt.Key.Key_V)
    desk.wait_rows(0)
    assert b"verified: 2026-11-22\n" in (library / "parcel.md").read_bytes()
    assert desk.said[-1] == "Verified today: Parcel is late. Ctrl Z takes it back."
    undo(desk)
    desk.wait_rows(1)
    assert (library / "parcel.md").read_bytes() == before


def test_an_overdue_article_is_put_off_dismissed_and_assigned(desk: Desk, library: Path) -> None:
    desk.press(Qt.Key.Key_Z)
    QTest.keyClick(desk.page.strip, Qt.Key.Key_7)
    desk.wait_rows(0)
    turn_to(desk, QueueId.ASIDE)
    assert [desk.page.entries.entry.note] == ["Overdue · until 29 Nov"]
    desk.press(Qt.Key.Key_Delete)
    desk.wait_rows(0)
    turn_to(desk, QueueId.OVERDUE)
    desk.wait_rows(1)
    desk.press(Qt.Key.Key_X)
    line = desk.page.strip.line
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert line.text() == "It is right as it is"
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.wait_rows(0)
    undo(desk)
    desk.wait_rows(1)
    desk.press(Qt.Key.Key_A)
    QTest.keyClicks(line, "jo")
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: "owner: jonas" in (library / "parcel.md").read_text("utf-8"))


def test_enter_edits_where_there_is_an_editor_and_space_shows(desk: Desk, library: Path) -> None:
    wanted: list[tuple[FileRef, int]] = []
    desk.page.edit_wanted.connect(lambda file, line: wanted.append((file, line)))
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Space)
    assert desk.wanted == 2 * [("Parcel is late", ArticleRef(str(library), "parcel"))]
    desk.page._edits = True
    desk.press(Qt.Key.Key_Return)
    assert wanted == [(FileRef(str(library), "parcel.md"), 0)]


def test_problems_come_when_they_have_been_looked_for(desk: Desk, library: Path) -> None:
    (library / "bad.md").write_text("# Bad\n\nSee [gone](gone.md).\n", "utf-8")
    desk.page.refresh()
    turn_to(desk, QueueId.PROBLEMS)
    desk.qtbot.waitUntil(lambda: any("gone.md" in row for row in desk.rows))
    assert desk.page._progress.text == ""


def test_changes_are_compared_and_seen(desk: Desk, library: Path) -> None:
    (library / "parcel.md").write_text(PARCEL.replace("Snow in", "Rain in"), "utf-8")
    (library / "new.md").write_text("# New\n", "utf-8")
    desk.page.refresh()
    turn_to(desk, QueueId.CHANGED)
    desk.wait_rows(2)
    desk.press(Qt.Key.Key_Home)
    card = desk.page._card
    desk.qtbot.waitUntil(lambda: card.change.isVisible() and "line" in card.change.sentence)
    desk.press(Qt.Key.Key_C)
    desk.wait_rows(0)
    assert not card.change.isVisible()
    undo(desk)
    desk.wait_rows(2)
    desk.press(Qt.Key.Key_Delete)
    desk.wait_rows(1)


def test_a_gap_is_searched_for(desk: Desk, workspace: Workspace) -> None:
    assert workspace.reviewing.note_gap("gift wrapping for christmas", Conversation())
    desk.page.refresh()
    turn_to(desk, QueueId.GAPS)
    desk.wait_rows(1)
    desk.press(Qt.Key.Key_Return)
    ((words, ref),) = desk.wanted
    assert ("christmas" in words, ref) == (True, None)


def test_an_article_is_written_for_a_gap(desk: Desk, workspace: Workspace) -> None:
    desk.page._edits = True
    assert workspace.reviewing.note_gap("gift wrapping for christmas", Conversation())
    desk.page.refresh()
    turn_to(desk, QueueId.GAPS)
    desk.wait_rows(1)
    with desk.qtbot.waitSignal(desk.page.writing_wanted) as wanted:
        desk.press(Qt.Key.Key_Return)
    assert "christmas" in wanted.args[0]
    assert desk.wanted == []


def test_keys_go_on_in_an_empty_queue(desk: Desk) -> None:
    desk.press(Qt.Key.Key_V)
    desk.wait_rows(0)
    assert desk.page.hasFocus()
    QTest.keyClick(desk.page, Qt.Key.Key_Left)
    assert desk.page.queue is QueueId.ASIDE
    with desk.qtbot.waitSignal(desk.page.left):
        QTest.keyClick(desk.page, Qt.Key.Key_Escape)


def test_queues_that_cannot_be_read_are_told(
    desk: Desk, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise NotKept("The learned questions cannot be read.")

    monkeypatch.setattr(workspace._learning, "listed", fail)
    desk.page._work.look()
    desk.qtbot.waitUntil(lambda: bool(desk.said))
    assert desk.said[0] == "The learned questions cannot be read."


def test_nothing_to_take_back_is_said(desk: Desk) -> None:
    undo(desk)
    assert desk.said == ["Nothing to take back here."]


def test_escape_leaves_the_page(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.page.left):
        desk.press(Qt.Key.Key_Escape)


def test_a_conflict_is_settled_and_taken_back(
    desk: Desk, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing of a test belongs into the trash of whoever runs it.
    monkeypatch.setattr("send2trash.send2trash", lambda path: Path(path).unlink())
    copy = library / "parcel (conflicted copy 2026-11-21 101010).md"
    theirs = PARCEL.replace("Snow in the north.\n\n## Late", "Rain in the north.\n\n## Late")
    copy.write_text(theirs, "utf-8")
    desk.page.refresh()
    turn_to(desk, QueueId.CONFLICTS)
    desk.wait_rows(1)
    merge = desk.page.settling.merge
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: merge.isVisible() and merge.open_places == 1)
    QTest.keyClick(desk.page.focusWidget(), Qt.Key.Key_Escape)
    assert desk.page.entries.hasFocus()
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(merge.isVisible)
    QTest.keyClick(desk.page.focusWidget(), Qt.Key.Key_Left)
    assert merge.open_places == 0
    QTest.keyClick(desk.page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.wait_rows(0)
    assert (library / "parcel.md").read_text("utf-8") == theirs
    assert not copy.exists()
    undo(desk)
    desk.wait_rows(1)
    assert ((library / "parcel.md").read_text("utf-8"), copy.read_text("utf-8")) == (PARCEL, theirs)


def test_the_matrix_of_variants_is_walked_and_left_by_keys(desk: Desk, workspace: Workspace) -> None:
    page, edited = desk.page, []
    page._edits = True
    page.edit_wanted.connect(lambda file, line: edited.append((file.path, line)))
    before = (Path(workspace.libraries[0].root) / "parcel.md").read_bytes()
    matrix = page.variants.matrix
    desk.press(Qt.Key.Key_M)
    desk.qtbot.waitUntil(lambda: matrix.filled and matrix.hasFocus())
    model = matrix.model()
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Chat"
    assert model.headerData(0, Qt.Orientation.Vertical) == "Parcel is late"
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Parcel is late, Chat: a reply of its own"
    QTest.keyClick(matrix, Qt.Key.Key_V)  # means the entry that is not to be seen
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert edited == [("parcel.md", 0)]
    QTest.keyClick(matrix, Qt.Key.Key_Escape)
    assert page.entries.hasFocus()
    assert (Path(workspace.libraries[0].root) / "parcel.md").read_bytes() == before


def test_the_matrix_has_the_articles_with_most_gaps_first(qtbot: QtBot, theme: Theme, place: QWidget) -> None:
    matrix = MatrixView(theme, place)
    own, none = Cover.OWN, Cover.NONE
    columns = (("chat", "en"), ("email", "de"))
    rows = (MatrixRow("a.md", "A", (own, own)), MatrixRow("b.md", "<b>B", (own, none)))
    matrix.show_matrices((("x", Matrix(columns, rows)), ("y", Matrix((("", ""),), ()))))
    model = matrix.model()
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in range(2)] == ["<b>B", "A"]
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)]
    assert headings == ["Chat · EN", "Email · DE", "Any channel"]
    assert (
        model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "<b>B, Any channel: not of this library"
    )
    assert "&lt;b&gt;B" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    matrix.setCurrentIndex(model.index(1, 0))
    matrix.show_matrices((("x", Matrix(columns, rows[:1])),))
    assert (matrix.currentIndex().row(), matrix.gaps) == (0, 0)
