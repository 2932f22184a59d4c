"""Hints under the reply: quiet, each with a better wording that one key puts in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kbassist.replies.hints import Hint, HintKind
from kbassist.ui.answer.compose.hints_controller import place_in, words_of

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SAID = "You failed to pay. We will refund you soon."


@pytest.fixture
def harsh(desk):
    """A desk whose reply says what costs goodwill."""
    desk.type("one")
    desk.press(Qt.Key.Key_E, CTRL)
    QApplication.focusWidget().selectAll()
    QApplication.focusWidget().insertPlainText(SAID)
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    desk.qtbot.waitUntil(desk.page.card.hints_strip.isVisible)
    return desk


def labels(desk):
    return [chip.text() for chip in desk.page.card.hints_strip.row.chips]


def test_chips_name_what_could_be_said_better(harsh):
    assert labels(harsh)[:2] == ["You failed to", "soon"]


def test_a_reply_with_hints_is_copied_like_any_other(harsh):
    harsh.press(Qt.Key.Key_Return)
    assert harsh.wait_copied("You failed") == SAID


def test_the_better_wording_is_read_with_the_keyboard(harsh):
    strip = harsh.page.card.hints_strip
    assert strip.says == ""
    harsh.press(Qt.Key.Key_H, ALT)
    assert strip.row.focused() == 0
    assert "still need" in strip.says
    harsh.press(Qt.Key.Key_Right)
    assert strip.says.startswith("by ")
    harsh.press(Qt.Key.Key_Escape)
    assert strip.says == ""
    assert harsh.focus == harsh.page.search.objectName()


def test_enter_puts_the_wording_in_and_selects_what_is_left_to_say(harsh):
    harsh.press(Qt.Key.Key_H, ALT)
    harsh.press(Qt.Key.Key_Right)
    harsh.press(Qt.Key.Key_Return)
    harsh.settle()
    editor = harsh.page.card.body.editor
    assert harsh.focus == "reply-editor"
    assert editor.toPlainText() == SAID.replace("soon", "by ___")
    assert editor.textCursor().selectedText() == "___"
    editor.insertPlainText("Friday")
    harsh.settle()
    harsh.press(Qt.Key.Key_Return, CTRL)
    assert harsh.wait_copied("You failed") == SAID.replace("soon", "by Friday")


def test_switched_off_there_are_none(harsh):
    harsh.page.show_hints(False)
    assert not harsh.page.card.hints_strip.isVisible()
    harsh.page.show_hints(True)
    harsh.qtbot.waitUntil(harsh.page.card.hints_strip.isVisible)


def test_what_a_chip_shows_is_never_html(harsh):
    strip = harsh.page.card.hints_strip
    strip.show_hints([Hint(0, 3, HintKind.BLAME, "<b>x</b>", "<img src='//x/y.png'>", "<i>")])
    assert "<" not in strip.row.chips[0].toolTip()


def test_without_hints_the_key_says_so(desk):
    desk.type("one")
    desk.settle()
    desk.press(Qt.Key.Key_H, ALT)
    assert desk.said[-1] == "There are no hints on this reply."


@pytest.mark.parametrize(
    ("markdown", "number", "place"),
    [
        ("It comes soon. Very **soon**, I hope.", 0, (9, 13)),
        ("It comes soon. Very **soon**, I hope.", 1, (22, 26)),
        ("It comes so**o**n.", 0, None),
    ],
)
def test_a_wording_is_found_among_the_marks(markdown, number, place):
    plain = markdown.replace("*", "")
    start = plain.index("soon", plain.index("soon") + number)
    assert place_in(markdown, plain, Hint(start, start + 4, HintKind.PROMISE, "soon", "", "")) == place


@pytest.mark.parametrize(
    ("better", "words"),
    [
        ("by \u2026 (a day you can keep)", "by ___"),
        ("To sum up: \u2026", "To sum up: ___"),
        ("plainly", "plainly"),
    ],
)
def test_what_is_left_to_say_is_a_blank(better, words):
    assert words_of(Hint(0, 1, HintKind.PROMISE, "", "", better)) == words
