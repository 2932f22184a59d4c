"""Tests of who wrote the line of the caret, and of edits that met others."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from kbassist.team.git.blame import BlamedLine, Wrote
from kbassist.team.git.pending import PendingConflict
from kbassist.ui.program import Program
from kbassist.ui.write.blaming import UNKNOWN, more_of, sentence_of
from kbassist.ui.write.page import WritePage
from kbassist.workspace.blaming import BlamedSentence
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.fake_writing import TEXT

AT = datetime(2025, 10, 3, 10, 42, tzinfo=UTC)
KIM = Wrote("abc", "Kim Weber", AT, "Refund window: 14 days")
OLD = Wrote("def", "Dana", None, "", or_earlier=True)
BLAMED = (BlamedLine(1, "# Refund", OLD), BlamedLine(2, "14 days", KIM), BlamedLine(3, "Bye", Wrote()))


@pytest.mark.parametrize(
    ("lines", "line", "told"),
    [
        (["# Refund", "14 days", "Bye"], 2, "Line 2 was written by Kim Weber on 3 October 2025 at "),
        (["New above", "# Refund", "14 days", "Bye"], 3, "Line 3 was written by Kim Weber"),
        (["New above", "# Refund", "14 days", "Bye"], 1, "Line 1 is yours, and not saved yet."),
        (["# Refund", "14 days", "Bye"], 3, "Line 3 was saved and is not in git's history yet"),
        (["# Refund", "14 days", "Bye"], 1, "Line 1 was written by Dana, or earlier."),
    ],
)
def test_the_sentence_follows_what_was_typed(lines: list[str], line: int, told: str) -> None:
    assert sentence_of(BLAMED, lines, line).startswith(told)


def test_the_reason_is_what_the_commit_says() -> None:
    assert sentence_of(BLAMED, ["# Refund", "14 days"], 2).endswith(": “Refund window: 14 days”")


@pytest.mark.parametrize(
    ("wrote", "told"),
    [
        (OLD, " The sentence “14 days” came in with Dana."),
        (KIM, ""),
        (Wrote(), ""),
    ],
)
def test_an_older_sentence_of_a_line_is_told_besides(wrote: Wrote, told: str) -> None:
    assert more_of(BLAMED, BlamedSentence("14 days", wrote)) == told
    assert more_of(BLAMED, None) == ""


def test_what_git_does_not_know_is_said() -> None:
    assert sentence_of((), ["x"], 1) == UNKNOWN


@pytest.fixture
def page(qtbot: QtBot, program: Program, workspace: FakeWorkspace) -> WritePage:
    qtbot.waitUntil(lambda: workspace.looks > 0 and program.window.windowTitle() != "kbassist")
    program.window.show_page("write")
    page = program.window.findChild(WritePage)
    page.open_file(workspace.authoring.file)
    qtbot.waitUntil(lambda: page.desk.file is not None)
    return page


def test_a_key_tells_it_above_the_text_and_leads_to_the_history(
    qtbot: QtBot, program: Program, page: WritePage, workspace: FakeWorkspace
) -> None:
    workspace.syncing.blamed = tuple(
        BlamedLine(n, line, KIM) for n, line in enumerate(TEXT.split("\n"), start=1)
    )
    program.window.commands["write.blame"].trigger()
    qtbot.waitUntil(lambda: "Kim Weber" in page.card.notes.text("blame"))
    page.card.notes._shown["blame"][0]._button.click()
    assert page.side.view is page.beside.history
    assert page.places.in_side


def test_an_edit_that_met_another_is_told_and_settled_in_place(
    qtbot: QtBot, page: WritePage, workspace: FakeWorkspace
) -> None:
    syncing, file = workspace.syncing, workspace.authoring.file
    texts = (TEXT, TEXT.replace("Hi", "Hello"), TEXT.replace("Hi", "Dear"))
    base, mine, theirs = (text.encode() for text in texts)
    syncing.pending = [PendingConflict("1", file, base, mine, theirs, AT, "Kim")]
    page.refresh()
    qtbot.waitUntil(lambda: "Your edit met one by Kim" in page.card.notes.text("met"))
    page.card.notes._shown["met"][0]._button.click()
    merge = page.shared.meeting.merge
    qtbot.waitUntil(lambda: page.side.view is merge and merge.open_places == 1)
    merge.mine.pick.click()
    merge.head.save.click()
    qtbot.waitUntil(lambda: syncing.settled == [texts[1]])
    qtbot.waitUntil(lambda: page.card.notes.text("met") == "")
    assert not page.places.in_side
