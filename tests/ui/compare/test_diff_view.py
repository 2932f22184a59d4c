"""Tests of the comparison of two texts: what it shows, says and copies, and its keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kbassist.ui.compare.diff_view import DiffView
from kbassist.ui.compare.row_text import LONGEST
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from tests.ui.compare.conftest import Stage

BEFORE = "\n".join(f"line {number}" for number in range(40))
AFTER = BEFORE.replace("line 10", "line ten 😀").replace("line 30\n", "")


@pytest.fixture
def view(stage: Stage, theme: Theme, icons: Icons) -> DiffView:
    view = DiffView(theme, icons)
    stage.put(view)
    view.show_texts(BEFORE, AFTER)
    return view


def signs(view: DiffView) -> list[str]:
    return [row.sign for row in view.text.rows if row.sign in "+−" and row.sign]


def test_changes_have_signs_numbers_and_marks(view: DiffView) -> None:
    assert view.sentence == "2 changes: 1 line new, 2 lines gone"
    assert signs(view) == ["−", "+", "−"]
    new = next(row for row in view.text.rows if row.sign == "+")
    assert (new.text, new.columns) == ("line ten 😀", ("", "11"))
    assert [new.text[start:end] for start, end in new.marks] == ["ten 😀"]
    assert view.text.toPlainText().split("\n") == [row.text for row in view.text.rows]


@pytest.mark.parametrize(
    ("forward", "back", "shift"),
    [(Qt.Key.Key_N, Qt.Key.Key_P, False), (Qt.Key.Key_F7, Qt.Key.Key_F7, True)],
)
def test_keys_walk_through_the_changes(view: DiffView, forward: Qt.Key, back: Qt.Key, shift: bool) -> None:
    assert view.text.hasFocus()
    first = view.text.row
    QTest.keyClick(view.text, forward)
    second = view.text.row
    assert (view.text.rows[first].text, view.text.rows[second].text) == ("line 10", "line 30")
    QTest.keyClick(view.text, forward)
    assert view.text.row == second
    QTest.keyClick(view.text, back, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier(0))
    assert view.text.row == first


def test_a_fold_opens_with_enter(view: DiffView) -> None:
    rows = [row.text for row in view.text.rows]
    assert rows[0] == "7 lines as before – Enter shows them"
    view.text.go_to_row(0)
    QTest.keyClick(view.text, Qt.Key.Key_Return)
    assert [row.text for row in view.text.rows][:8] == [f"line {number}" for number in range(8)]
    assert view.text.row == 0


def test_the_words_are_copied_alone(view: DiffView) -> None:
    QTest.keyClick(view.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text().split("\n")
    assert copied[:4] == ["line 7", "line 8", "line 9", "line 10"]
    assert not [line for line in copied if "as before" in line]
    assert QApplication.clipboard().mimeData().formats() == ["text/plain"]


def test_texts_that_are_the_same_say_so(view: DiffView) -> None:
    view.show_texts(AFTER, AFTER)
    assert (view.sentence, view.text.isVisible()) == ("", False)


@pytest.mark.parametrize("odd", ["a\rb", "a\u2028b", "a\u2029b", "a\x00b", "x" * (3 * LONGEST), "a\ufdd0b"])
def test_odd_lines_stay_one_row(view: DiffView, odd: str) -> None:
    view.show_texts("a\nb\nc", f"a\n{odd}\nc")
    assert view.text.document().blockCount() == len(view.text.rows)


def test_the_look_follows_the_theme(view: DiffView, theme: Theme) -> None:
    view.step(1)
    row, before = view.text.row, view.grab().toImage()
    theme.apply("dark", zoom_percent=200)
    assert view.grab().toImage() != before
    assert view.text.row == row
    theme.apply("light", zoom_percent=100)
