"""Tests of the conflict view, by real keys alone."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbassist.articles.merge import Merge, merge
from kbassist.ui.compare.merge_view import MergeView
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from tests.ui.compare.conftest import Stage

BASE = "one\n.\ntwo\n.\nthree\n.\nfour"
MINE = "one mine\n.\ntwo mine\n.\nthree\n.\nfour"
THEIRS = "one theirs\n.\ntwo theirs\n.\nthree\n.\nfour theirs"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def joined() -> Merge:
    return merge(BASE, MINE, THEIRS)


@pytest.fixture
def view(stage: Stage, theme: Theme, icons: Icons, joined: Merge) -> MergeView:
    view = MergeView(theme, icons)
    view.show_merge(joined, "Yours", "Dana, 10:42")
    stage.put(view)
    return view


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def rows(texts: Sequence[object]) -> list[str]:
    return [row.text for row in texts]  # type: ignore[attr-defined]


def test_both_sides_of_the_first_open_place_are_shown(view: MergeView) -> None:
    assert rows(view.theirs.text.rows) == ["one theirs", "."]
    assert rows(view.mine.text.rows) == ["one mine", "."]
    assert view.head.says == "2 of 3 places are open. Lines that only one side changed are taken."
    assert (view.open_places, view.head.save.isEnabled()) == (2, False)
    assert "four theirs" in rows(view.result.rows)


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        ([(Qt.Key.Key_Left, PLAIN), (Qt.Key.Key_Right, PLAIN)], ["one theirs", "two mine"]),
        ([(Qt.Key.Key_B, PLAIN), (Qt.Key.Key_B, SHIFT)], ["one theirs\none mine", "two mine\ntwo theirs"]),
        (
            [(Qt.Key.Key_F7, PLAIN), (Qt.Key.Key_Left, PLAIN), (Qt.Key.Key_Right, PLAIN)],
            ["one mine", "two theirs"],
        ),
        (
            [(Qt.Key.Key_Down, PLAIN), (Qt.Key.Key_Left, PLAIN), (Qt.Key.Key_Right, PLAIN)],
            ["one mine", "two theirs"],
        ),
    ],
)
def test_keys_decide_and_go_on_by_themselves(
    qtbot: QtBot, view: MergeView, keys: list[tuple[Qt.Key, Qt.KeyboardModifier]], lines: list[str]
) -> None:
    for key, modifiers in keys:
        press(key, modifiers)
    assert view.open_places == 0
    with qtbot.waitSignal(view.resolved) as saved:
        press(Qt.Key.Key_Return, CTRL)
    assert saved.args == [f"{lines[0]}\n.\n{lines[1]}\n.\nthree\n.\nfour theirs"]


def test_nothing_is_saved_while_a_place_is_open(qtbot: QtBot, view: MergeView) -> None:
    press(Qt.Key.Key_Left)
    with qtbot.assertNotEmitted(view.resolved):
        press(Qt.Key.Key_Return, CTRL)
    assert rows(view.mine.text.rows) == [".", "two mine", ".", "three"]


def test_a_place_is_put_into_own_words(qtbot: QtBot, view: MergeView) -> None:
    press(Qt.Key.Key_E)
    assert view.editor.hasFocus()
    assert view.editor.toPlainText() == "one theirs\none mine"
    QTest.keyClick(view.editor, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(view.editor, "ours")
    press(Qt.Key.Key_Escape)
    assert view.result.hasFocus()
    assert rows(view.result.rows)[0] == "ours"
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_Right)
    with qtbot.waitSignal(view.resolved) as saved:
        press(Qt.Key.Key_Return, CTRL)
    assert saved.args[0].startswith("ours\n.\ntwo mine")


def test_decisions_are_taken_back(view: MergeView) -> None:
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    assert view.open_places == 0
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    assert view.open_places == 2


def test_what_was_decided_is_there_after_leaving(qtbot: QtBot, view: MergeView, joined: Merge) -> None:
    press(Qt.Key.Key_Left)
    with qtbot.waitSignal(view.cancelled):
        press(Qt.Key.Key_Escape)
    view.show_merge(merge(BASE, MINE, THEIRS), "Yours", "Dana, 10:42")
    assert view.open_places == 1
    view.show_merge(merge(BASE, MINE, THEIRS + "!"), "Yours", "Dana, 10:43")
    assert view.open_places == 2


def test_buttons_do_the_same(view: MergeView) -> None:
    QTest.mouseClick(view.theirs.pick, Qt.MouseButton.LeftButton)
    QTest.mouseClick(view._both, Qt.MouseButton.LeftButton)
    assert view.open_places == 0
    assert rows(view.result.rows)[:4] == ["one theirs", ".", "two theirs", "two mine"]
    assert view._both.isChecked()


def test_a_side_without_lines_says_so(view: MergeView) -> None:
    view.show_merge(merge("a\nb\nc", "a\nc", "a\nB!\nc"), "Yours", "the copy of Dropbox")
    assert "No line here" in rows(view.mine.text.rows)
    press(Qt.Key.Key_Right)
    assert rows(view.result.rows) == ["a", "No line here", "c"]


def test_a_merge_without_conflicts_can_be_saved_at_once(qtbot: QtBot, view: MergeView) -> None:
    view.show_merge(merge("a\nb", "a\nb", "a\nB"), "Yours", "Dana")
    with qtbot.waitSignal(view.resolved) as saved:
        press(Qt.Key.Key_Return, CTRL)
    assert saved.args == ["a\nB"]


def test_changed_words_are_marked_on_both_sides(view: MergeView) -> None:
    base = "You have the money within 5 days."
    view.show_merge(merge(base, base.replace("5", "7"), base.replace("5", "14")), "Yours", "Dana")
    marked = [
        [row.text[start:end] for row in pane.text.rows for start, end in row.marks]
        for pane in (view.theirs, view.mine)
    ]
    assert marked == [["14"], ["7"]]
