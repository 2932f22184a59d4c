"""Editing a reply in place: what is copied is what was typed, and nothing of it is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.answer.staged_workspace import NAME, Stage

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
OWN = "Dear Maya, "


@pytest.fixture
def edited(desk):
    """A desk on whose first hit the agent has typed before the reply's text."""
    desk.type("one")
    desk.press(Qt.Key.Key_E, CTRL)
    assert desk.focus == "reply-editor"
    QTest.keyClicks(QApplication.focusWidget(), OWN)
    desk.settle()
    return desk


def strip(desk):
    return desk.page.card.edit_strip.says


def test_what_was_typed_is_copied_with_control_and_enter(edited):
    edited.press(Qt.Key.Key_Return, CTRL)
    assert edited.wait_copied(OWN).startswith(f"{OWN}**one-1#chat-warm-en: ")


def test_enter_is_a_new_line_while_editing(edited):
    edited.press(Qt.Key.Key_Return)
    edited.settle()
    assert edited.text == ""
    assert edited.page.card.body.editor.toPlainText().startswith(f"{OWN}\n")


def test_after_escape_enter_copies_the_edit(edited):
    edited.press(Qt.Key.Key_Escape)
    assert edited.focus == edited.page.search.objectName()
    assert edited.page.card.browser.isVisible()
    assert strip(edited) == "Edited | Back to the article's text"
    edited.press(Qt.Key.Key_Return)
    assert edited.wait_copied(OWN)


def test_an_edit_waits_while_the_agent_is_elsewhere(edited):
    edited.press(Qt.Key.Key_Escape)
    edited.press(Qt.Key.Key_Down)
    edited.settle()
    edited.press(Qt.Key.Key_Return)
    assert edited.wait_copied("one-2#")
    edited.press(Qt.Key.Key_Up)
    edited.settle()
    edited.press(Qt.Key.Key_Return)
    assert edited.wait_copied(OWN)


def test_another_variant_offers_the_edit_back(edited):
    edited.press(Qt.Key.Key_Right, ALT)
    edited.settle()
    assert not edited.page.card.body.editing
    assert strip(edited) == "To your edit of Chat · warm"
    edited.press(Qt.Key.Key_Return)
    assert edited.wait_copied("one-1#email-calm-en")
    edited.press(Qt.Key.Key_E, CTRL | SHIFT)
    edited.settle()
    edited.press(Qt.Key.Key_Return)
    assert edited.wait_copied(OWN)


def test_the_articles_text_comes_back_and_the_edit_again(edited):
    edited.press(Qt.Key.Key_Escape)
    edited.press(Qt.Key.Key_E, CTRL | SHIFT)
    edited.settle()
    assert strip(edited) == "Your edit again"
    assert edited.page.card.browser.toPlainText().startswith("Hi [name]")
    edited.press(Qt.Key.Key_E, CTRL | SHIFT)
    edited.settle()
    edited.press(Qt.Key.Key_Return)
    assert edited.wait_copied(OWN)


def test_a_value_that_comes_later_is_offered_and_then_brought_in(desk):
    desk.workspace.stage = Stage(asks=(NAME,))
    desk.page.desk.put("customer.name", "Maya")
    desk.type("one")
    desk.press(Qt.Key.Key_E, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "Hello. ")
    desk.page.desk.put("customer.name", "Jonas")
    desk.settle()
    assert strip(desk).startswith("The article's text reads otherwise by now | Edited | Bring it in")
    editor = desk.page.card.body.editor
    assert "customer.name=Maya" in editor.toPlainText()
    desk.press(Qt.Key.Key_U, ALT)
    desk.qtbot.waitUntil(lambda: "customer.name=Jonas" in editor.toPlainText())
    assert editor.toPlainText().startswith("Hello. ")
    desk.settle()
    assert "Bring it in" not in strip(desk)


def test_letters_typed_while_a_view_is_on_its_way_are_kept(desk):
    desk.type("one")
    desk.press(Qt.Key.Key_E, CTRL)
    desk.workspace.compose_gate.clear()
    desk.page.desk.put("customer.name", "Maya")
    QTest.keyClicks(QApplication.focusWidget(), OWN)
    desk.workspace.compose_gate.set()
    desk.settle()
    assert desk.page.card.body.editor.toPlainText().startswith(OWN)


def test_a_text_that_is_edited_back_is_no_edit(edited):
    for _ in OWN:
        edited.press(Qt.Key.Key_Backspace)
    edited.settle()
    assert strip(edited) == ""
    assert len(edited.page.desk.state.edits) == 0


def test_a_new_conversation_leaves_nothing_of_an_edit(edited):
    edited.press(Qt.Key.Key_E, CTRL | SHIFT)
    edited.settle()
    edited.press(Qt.Key.Key_N, CTRL)
    edited.settle()
    card, state = edited.page.card, edited.page.desk.state
    assert (len(state.edits), len(state.dropped)) == (0, 0)
    assert not card.body.editor.document().isUndoAvailable()
    assert OWN not in card.body.editor.toPlainText() + card.browser.toPlainText()


def test_pasted_html_stays_text(desk):
    desk.type("one")
    desk.press(Qt.Key.Key_E, CTRL)
    editor = desk.page.card.body.editor
    desk.qtbot.waitUntil(lambda: editor.toPlainText() != "")
    editor.selectAll()
    editor.insertPlainText("<b>bold</b>")
    assert editor.toPlainText() == "<b>bold</b>"


@pytest.mark.parametrize(("start", "end", "text"), [(0, 1, "a"), (2, 5, "you"), (3, 3, "+")])
def test_a_range_is_counted_in_letters_whatever_stands_before(desk, start, end, text):
    editor = desk.page.card.body.editor
    whole = "😀 one two"
    editor.show_text(whole, ())
    editor.replace(start, end, text)
    assert editor.toPlainText() == whole[:start] + text + whole[end:]


def test_values_and_blanks_are_tinted_where_they_still_stand(desk, theme):
    editor = desk.page.card.body.editor
    editor.show_text("Hi Maya, on [Date] or [Date]", ("Maya", "gone"), ("[Date]", "[Date]"))
    marks = [
        (mark.cursor.selectedText(), mark.format.background().color()) for mark in editor.extraSelections()
    ]
    assert [text for text, _ in marks] == ["Maya", "[Date]", "[Date]"]
    assert [colour.name() for _, colour in marks] == [theme.colours.filled, *2 * [theme.colours.missing_tint]]


def test_another_conversation_on_the_same_reply_sees_nothing_of_the_edit(desk):
    for conversation in (Qt.Key.Key_2, Qt.Key.Key_1):
        desk.press(conversation, CTRL)
        desk.type("one")
        desk.settle()
    desk.press(Qt.Key.Key_E, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), OWN)
    desk.settle()
    editor = desk.page.card.body.editor
    desk.workspace.compose_gate.clear()
    desk.press(Qt.Key.Key_2, CTRL)
    assert OWN not in editor.toPlainText()
    editor.setFocus()
    QTest.keyClicks(editor, "x")
    desk.workspace.compose_gate.set()
    desk.settle()
    editor.undo()
    assert OWN not in editor.toPlainText()
    assert len(desk.page.desk.state.edits) == 0
    assert not desk.page.card.body.editing


@pytest.mark.parametrize("sensitive", [True, False])
def test_a_part_of_a_sensitive_edit_stays_out_of_histories(desk, sensitive):
    editor = desk.page.card.body.editor
    editor.show_text("PIN 4711\nfor you", (), sensitive=sensitive)
    editor.selectAll()
    editor.copy()
    mime = QApplication.clipboard().mimeData()
    assert mime.text() == "PIN 4711\nfor you"
    assert mime.hasFormat("x-kde-passwordManagerHint") is sensitive
