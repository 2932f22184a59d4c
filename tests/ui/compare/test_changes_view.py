"""Tests of looking at changes before they are made."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbassist.articles.article import FileRef, Revision
from kbassist.articles.changes import ChangePlan, FileChange
from kbassist.ui.compare.changes_view import ChangesView
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from tests.ui.compare.conftest import Stage

SEEN = Revision("0" * 64, 1, 1)
CTRL = Qt.KeyboardModifier.ControlModifier


def change(path: str, before: str, after: str, moved_to: str | None = None) -> FileChange:
    return FileChange(FileRef("/team", path), before, after, SEEN, moved_to)


PLAN = ChangePlan(
    "Rename “Refund is late”",
    (
        change("refunds/late.md", "same", "same", "refunds/refund-late.md"),
        change("orders/where.md", "[a](x.md)\n\n.\n\n[b](x.md)", "[a](y.md)\n\n.\n\n[b](y.md)"),
        change("account.md", "[a](x.md)", "[a](y.md)"),
    ),
)


@pytest.fixture
def view(stage: Stage, theme: Theme, icons: Icons) -> ChangesView:
    view = ChangesView(theme, icons)
    view.show_plan(PLAN, "Rename")
    stage.put(view)
    return view


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def notes(view: ChangesView) -> list[str]:
    model = view.files.model()
    return [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]


def test_what_becomes_of_each_file_is_said(view: ChangesView) -> None:
    assert view.says == "3 changes in 2 files, 1 file moved"
    assert notes(view) == [
        "refunds/late.md. → refunds/refund-late.md",
        "orders/where.md. 2 changes",
        "account.md. 1 change",
    ]


def test_changes_are_left_out_with_space(qtbot: QtBot, view: ChangesView) -> None:
    press(Qt.Key.Key_Down)
    assert view.diff.sentence == "2 changes: 2 lines new, 2 lines gone"
    press(Qt.Key.Key_Space)
    assert view.says == "1 change in 1 file, 1 file moved – 1 left out"
    with qtbot.waitSignal(view.accepted) as told:
        press(Qt.Key.Key_Return, CTRL)
    assert told.args == [ChangePlan(PLAN.sentence, (PLAN.changes[0], PLAN.changes[2]))]


def test_a_new_name_is_not_left_out(qtbot: QtBot, view: ChangesView) -> None:
    press(Qt.Key.Key_Space)
    assert view.says.endswith(
        "1 file moved – the new name cannot be left out, since the links to it would lead nowhere"
    )
    press(Qt.Key.Key_A)
    assert view.says == "1 file moved – 2 left out"
    with qtbot.waitSignal(view.accepted) as told:
        press(Qt.Key.Key_Return, CTRL)
    assert told.args == [ChangePlan(PLAN.sentence, PLAN.changes[:1])]


def test_nothing_ticked_is_nothing_to_do(qtbot: QtBot, view: ChangesView) -> None:
    view.show_plan(ChangePlan("Replace", PLAN.changes[1:]), "Replace")
    press(Qt.Key.Key_A)
    assert not view.accept.isEnabled()
    with qtbot.assertNotEmitted(view.accepted):
        press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_A)
    assert view.accept.isEnabled()


def test_the_changes_of_a_file_are_walked_from_the_list(view: ChangesView) -> None:
    press(Qt.Key.Key_Down)
    first = view.diff.text.row
    press(Qt.Key.Key_F7)
    assert view.diff.text.row > first
    press(Qt.Key.Key_P)
    assert view.diff.text.row == first
    assert view.files.hasFocus()


def test_a_click_on_the_tick_ticks(view: ChangesView) -> None:
    box = view.files.visualRect(view.files.model().index(2, 0))
    at = box.topLeft()
    at.setX(at.x() + 16)
    at.setY(box.center().y())
    QTest.mouseClick(view.files.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.says.endswith("1 left out")


def test_escape_cancels(qtbot: QtBot, view: ChangesView) -> None:
    with qtbot.waitSignal(view.cancelled):
        press(Qt.Key.Key_Escape)


def test_what_is_not_mended_is_told_before_it_is_done(view: ChangesView) -> None:
    view.show_plan(ChangePlan("Move a.md", (change("a.md", "x", "x", "b.md"),), ("One.", "Two.")), "Move")
    assert view.notes == "One.\nTwo."
    view.show_plan(ChangePlan("Rename a.md", (change("a.md", "x", "x", "b.md"),)), "Rename")
    assert view.notes == ""
