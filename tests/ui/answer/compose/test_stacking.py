"""Several replies as one message, put together with the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kbassist.replies.reply import Leftover
from tests.ui.answer.staged_workspace import Stage

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
FIRST, SECOND = "one-1#chat-warm-en:", "one-2#chat-warm-en:"


@pytest.fixture
def message(desk):
    """A desk with a message of the first two hits."""
    desk.type("one")
    desk.press(Qt.Key.Key_A, ALT)
    desk.settle()
    desk.press(Qt.Key.Key_Down)
    desk.settle()
    desk.press(Qt.Key.Key_A, ALT)
    desk.settle()
    return desk


def titles(desk):
    return [piece.title for piece in desk.page.desk.state.stack.pieces]


def copied(desk, start):
    desk.page.focus_search()
    desk.press(Qt.Key.Key_Return)
    return desk.wait_copied(start)


def test_the_message_is_shown_and_copied_in_its_order(message):
    assert message.page.card.stack_strip.isVisible()
    for text in (message.page.card.browser.toPlainText(), copied(message, FIRST)):
        assert text.startswith(FIRST)
        assert text.index(SECOND) > 0


def test_another_hit_shows_its_reply_and_the_key_goes_back(message):
    message.press(Qt.Key.Key_Down)
    message.settle()
    assert copied(message, "one-3#")
    message.press(Qt.Key.Key_M, ALT)
    message.settle()
    assert copied(message, FIRST)


def test_a_reply_is_in_the_message_once(message):
    message.press(Qt.Key.Key_M, ALT)
    message.settle()
    message.press(Qt.Key.Key_A, ALT)
    message.settle()
    assert titles(message) == ["Title one-1", "Title one-2"]
    assert "already" in message.said[-1]


def test_pieces_are_moved_with_the_keyboard(message):
    row = message.page.card.stack_strip.row
    row.focus_chip(1)
    message.press(Qt.Key.Key_Left, CTRL)
    message.settle()
    assert titles(message) == ["Title one-2", "Title one-1"]
    assert row.focused() == 0
    assert copied(message, SECOND).index(FIRST) > 0


def test_a_piece_that_was_taken_out_comes_back(message):
    message.page.card.stack_strip.row.focus_chip(0)
    message.press(Qt.Key.Key_Delete)
    message.settle()
    assert titles(message) == ["Title one-2"]
    message.press(Qt.Key.Key_Z, CTRL)
    message.settle()
    assert titles(message) == ["Title one-1", "Title one-2"]


def test_what_was_edited_and_moved_meanwhile_stays_when_a_piece_comes_back(message):
    row = message.page.card.stack_strip.row
    row.focus_chip(0)
    message.press(Qt.Key.Key_Delete)
    message.settle()
    row.focus_chip(0)
    message.press(Qt.Key.Key_Return)
    message.settle()
    QTest.keyClicks(QApplication.focusWidget(), "Mine: ")
    message.settle()
    message.press(Qt.Key.Key_Escape)
    message.settle()
    message.page.card.stack_strip.undo_pressed.emit()
    message.settle()
    assert titles(message) == ["Title one-1", "Title one-2"]
    assert "Mine: " in copied(message, FIRST)


def test_without_pieces_the_reply_is_shown_and_undo_is_still_there(message):
    for _ in range(2):
        message.page.card.stack_strip.row.focus_chip(0)
        message.press(Qt.Key.Key_Delete)
        message.settle()
    assert titles(message) == []
    assert FIRST not in copied(message, SECOND)
    message.page.card.stack_strip.undo_pressed.emit()
    assert titles(message) == ["Title one-2"]


def test_a_piece_is_edited_in_place_and_the_message_comes_back(message):
    message.page.card.stack_strip.row.focus_chip(0)
    message.press(Qt.Key.Key_Return)
    message.settle()
    assert message.focus == "reply-editor"
    QTest.keyClicks(QApplication.focusWidget(), "First: ")
    message.settle()
    message.press(Qt.Key.Key_Escape)
    message.settle()
    assert message.page.desk.state.message_shown
    assert SECOND in copied(message, "First: ")


def test_an_edited_reply_goes_into_the_message_as_it_was_edited(desk):
    desk.type("one")
    desk.press(Qt.Key.Key_E, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "Mine: ")
    desk.settle()
    desk.press(Qt.Key.Key_A, ALT)
    desk.settle()
    assert copied(desk, "Mine: ")


def test_a_message_that_is_not_whole_is_not_copied(desk):
    desk.workspace.stage = Stage(leftovers=(Leftover("[date]", "a placeholder"),))
    desk.type("one")
    desk.press(Qt.Key.Key_A, ALT)
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    assert desk.text == ""
    assert desk.said[-1].startswith("Not copied")


def test_each_conversation_has_its_own_message(message):
    message.press(Qt.Key.Key_2, CTRL)
    message.settle()
    assert not message.page.card.stack_strip.isVisible()
    message.press(Qt.Key.Key_1, CTRL)
    message.settle()
    assert titles(message) == ["Title one-1", "Title one-2"]


def test_a_new_conversation_empties_the_message_and_its_undo(message):
    message.page.card.stack_strip.row.focus_chip(0)
    message.press(Qt.Key.Key_Delete)
    message.press(Qt.Key.Key_N, CTRL)
    message.settle()
    assert (titles(message), message.page.desk.state.undone) == ([], ())
    assert not message.page.card.stack_strip.isVisible()
    assert message.page.card.stack_strip.row.chips == ()


@pytest.mark.parametrize(
    ("key", "says"), [(Qt.Key.Key_A, "no hit is selected"), (Qt.Key.Key_M, "no message")]
)
def test_without_anything_to_add_the_key_says_so(desk, key, says):
    desk.type("nothing")
    desk.press(key, ALT)
    assert says in desk.said[-1]


@pytest.mark.parametrize("key", [(Qt.Key.Key_A, ALT), (Qt.Key.Key_E, CTRL)])
def test_what_waits_for_a_view_does_not_happen_in_another_conversation(desk, key):
    for conversation in (Qt.Key.Key_2, Qt.Key.Key_1):
        desk.press(conversation, CTRL)
        desk.type("one")
        desk.settle()
    desk.workspace.compose_gate.clear()
    desk.page.desk.put("customer.name", "Maya")
    desk.press(*key)
    desk.press(Qt.Key.Key_2, CTRL)
    desk.workspace.compose_gate.set()
    desk.settle()
    assert titles(desk) == []
    assert not desk.page.card.body.editing
