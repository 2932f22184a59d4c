"""A customer's message in the search box: suggestions, asks, and values on offer."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from kbassist.messages.message import FoundValue
from kbassist.ui.answer.ask_chip import AskChip
from kbassist.ui.answer.found_strip import FoundChip
from kbassist.ui.answer.search_box import LONGEST
from kbassist.ui.widgets.empty_state import EmptyState
from tests.ui.answer.staged_workspace import Stage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = "one order 10432 has not arrived.\nwhere is it\ncan two be returned\nMaya"
ASKS = ("where is it", "can two be returned")
FOUND = (("order.id", "10432"), ("customer.name", "Maya"))


def paste(desk, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    desk.page.search.insertFromMimeData(mime)
    desk.settle()


@pytest.fixture
def read(desk):
    """A desk with a message that asks two things and holds two values."""
    desk.workspace.stage = Stage(questions=ASKS, found=FOUND)
    paste(desk, TEXT)
    return desk


def chips_of(desk, kind=FoundChip) -> list:
    return [chip for chip in desk.page.findChildren(kind) if chip.isVisible()]


def test_a_pasted_message_becomes_suggestions_by_itself(read):
    assert read.workspace.calls["suggest"] == 1
    assert read.page.message.label == "Message · 0 of 2 answered"
    assert read.page.search.height() > read.page.search.line_height()
    assert read.page.search.text() == TEXT
    read.press(Qt.Key.Key_Return)
    assert read.wait_copied("one-1#")


def test_one_key_searches_for_the_words_instead_and_back(read):
    read.press(Qt.Key.Key_M, CTRL)
    read.settle()
    assert read.page.message.isHidden()
    assert read.page.found.isHidden()
    assert read.page.panel.hits.hit.ref.id.startswith("one order 10432 has")
    read.press(Qt.Key.Key_M, CTRL)
    read.settle()
    assert read.page.message.isVisible()
    assert read.page.panel.hits.hit.ref.id == "one-1"


def test_few_words_never_switch_by_themselves(desk):
    desk.type("one two three four five six")
    assert (desk.workspace.calls["suggest"], desk.page.message.isHidden()) == (0, True)
    assert desk.page.search.height() == desk.page.search.line_height()
    desk.type(" seven")
    assert desk.workspace.calls["suggest"] > 0
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    assert desk.page.message.isHidden()


def test_keys_do_in_a_message_what_they_do_in_a_search(read):
    read.press(Qt.Key.Key_Down)
    assert (read.page.panel.hits.hit.ref.id, read.focus) == ("one-2", "search")
    read.press(Qt.Key.Key_Return, SHIFT)
    assert read.page.search.text() == TEXT + "\n"
    read.press(Qt.Key.Key_Escape)
    read.press(Qt.Key.Key_Z, CTRL)
    assert read.page.search.text().startswith("one order")


def test_a_novel_is_cut_and_a_folder_is_not_for_the_box(desk):
    paste(desk, "one " * LONGEST)
    assert len(desk.page.search.text()) <= LONGEST
    assert desk.said[-1].startswith("Only the first")
    mime = QMimeData()
    mime.setUrls([])
    mime.setData("text/uri-list", b"file:///tmp")
    assert not desk.page.search.canInsertFromMimeData(mime)


def test_what_fits_nothing_is_shown_as_a_guess_and_not_copied_by_itself(desk):
    desk.workspace.stage = Stage(fits=False)
    paste(desk, TEXT)
    rows = desk.page.panel.hits.model().rows
    assert rows[0].heading == "Nothing fits well. The nearest articles:"
    empty = desk.page.card.findChild(EmptyState)
    assert empty.findChildren(QLabel)[0].text() == "Nothing fits well"
    desk.press(Qt.Key.Key_Return)
    assert (desk.text, desk.said[-1]) == ("", "Nothing to copy: no hit is selected.")
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied("one-1#")


def test_each_ask_shows_its_hits_and_a_copy_ticks_it(read):
    read.actions["answer.next_ask"].trigger()
    read.settle()
    assert read.page.panel.hits.hit.ref.id == "where-1"
    read.press(Qt.Key.Key_Return)
    read.wait_copied("where-1#")
    assert read.said[-1] == "Copied: Title where-1 – chat. Still open: “can two be returned”"
    assert read.page.message.label == "Message · 1 of 2 answered"
    read.actions["answer.next_ask"].trigger()
    read.actions["answer.next_ask"].trigger()
    read.settle()
    assert read.page.panel.hits.hit.ref.id == "one-1"


@pytest.mark.parametrize("there_and_back", [("Esc", "Ctrl+Z"), ("Ctrl+M", "Ctrl+M")], ids="-".join)
def test_what_is_ticked_stays_so_when_the_message_comes_back(read, there_and_back):
    read.actions["answer.tick_ask"].trigger()
    for key in there_and_back:
        QTest.keySequence(read.page.search, QKeySequence(key))
        read.settle()
    assert read.page.message.label == "Message · 1 of 2 answered"


def test_an_ask_is_ticked_by_hand_and_unticked(read):
    first, second = chips_of(read, AskChip)
    assert first.accessibleName() == "where is it, open"
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Delete)
    assert second.accessibleName() == "can two be returned, answered"
    read.actions["answer.tick_ask"].trigger()
    assert read.said[-1] == "Answered: “where is it”."
    first.click()
    read.settle()
    read.actions["answer.tick_ask"].trigger()
    assert first.accessibleName() == "where is it, open"


def test_values_are_offered_and_taken_by_one_key(read):
    assert [chip.accessibleName() for chip in chips_of(read)] == [
        "Take Order number 10432, from the message",
        "Take Name Maya, from the message",
    ]
    assert not read.page.desk.conversation.values
    read.actions["answer.take_values"].trigger()
    assert {name: (v.text, v.source) for name, v in read.page.desk.conversation.values.items()} == {
        "order.id": ("10432", "from the message"),
        "customer.name": ("Maya", "from the message"),
    }
    assert (chips_of(read), read.said[-1]) == ([], "2 values taken.")


def test_a_value_is_taken_by_itself_and_shows_where_it_stands(read):
    read.press(Qt.Key.Key_Backtab, SHIFT)
    assert read.focus == "found:order.id"
    (mark,) = read.page.search.extraSelections()
    assert mark.cursor.selectedText() == "10432"
    read.press(Qt.Key.Key_Return)
    assert list(read.page.desk.conversation.values) == ["order.id"]
    assert read.focus == "found:customer.name"
    read.press(Qt.Key.Key_Space)
    assert (read.focus, read.page.search.extraSelections()) == ("search", [])


def test_what_contradicts_is_shown_and_not_overwritten(read):
    read.page.desk.put("order.id", "99999")
    read.actions["answer.take_values"].trigger()
    assert read.page.desk.conversation.values["order.id"].text == "99999"
    assert read.said[-1].startswith("1 value taken. Not taken: Order number 10432, since 99999 is known.")
    (chip,) = chips_of(read)
    assert chip.accessibleName() == "Take Order number 10432 instead of 99999, from the message"
    chip.click()
    assert read.page.desk.conversation.values["order.id"].text == "10432"
    read.actions["answer.put_back"].trigger()
    assert read.page.desk.conversation.values["order.id"].text == "99999"


def test_values_of_a_link_are_offered_alike(desk):
    desk.page.offer_values((FoundValue("order.id", "10432", 0, 0),), "from the link")
    (chip,) = chips_of(desk)
    chip.setFocus()
    assert (chip.accessibleName(), desk.page.search.extraSelections()) == (
        "Take Order number 10432, from the link",
        [],
    )
    desk.actions["answer.take_values"].trigger()
    assert desk.page.desk.conversation.values["order.id"].source == "from the link"


def test_a_message_its_ticks_and_offers_wait_in_their_conversation(read):
    read.actions["answer.tick_ask"].trigger()
    read.press(Qt.Key.Key_2, CTRL)
    read.settle()
    assert (read.page.message.isHidden(), chips_of(read)) == (True, [])
    read.press(Qt.Key.Key_1, CTRL)
    read.settle()
    assert read.page.message.label == "Message · 1 of 2 answered"
    assert len(chips_of(read)) == 2
    assert read.page.search.height() > read.page.search.line_height()


def test_a_late_reading_is_not_shown_in_another_conversation(desk):
    desk.workspace.stage = Stage(questions=ASKS, found=FOUND)
    desk.workspace.search_gate.clear()
    mime = QMimeData()
    mime.setText(TEXT)
    desk.page.search.insertFromMimeData(mime)
    desk.press(Qt.Key.Key_2, CTRL)
    desk.workspace.search_gate.set()
    desk.settle()
    assert (desk.page.desk.state.read, chips_of(desk)) == (None, [])


def test_many_asks_share_the_row_in_a_narrow_window(desk):
    asks = tuple(f"question number {n} that is quite long" for n in range(9))
    desk.workspace.stage = Stage(questions=asks)
    desk.window.resize(640, 440)
    paste(desk, "one\n" + "\n".join(asks))
    shown = chips_of(desk, AskChip)
    assert 1 <= len(shown) < 9
    assert all(chip.geometry().right() <= chip.parentWidget().width() for chip in shown)
    assert QApplication.activeWindow() is None or desk.window.width() == 640


def test_a_copy_teaches_which_article_answered_what(read):
    read.press(Qt.Key.Key_Return)
    read.wait_copied("one-1#")
    read.qtbot.waitUntil(lambda: len(read.workspace.learnt) == 1)
    assert read.workspace.learnt.pop() == (TEXT, "one-1", ("10432", "Maya"))
    read.actions["answer.next_ask"].trigger()
    read.settle()
    read.press(Qt.Key.Key_Return)
    read.wait_copied("where-1#")
    read.qtbot.waitUntil(lambda: read.workspace.learnt == [("where is it", "where-1", ("10432", "Maya"))])


def test_a_copy_from_the_empty_box_teaches_nothing(desk):
    desk.settle()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    desk.wait_copied("pinned-1#")
    desk.qtbot.waitUntil(lambda: len(desk.workspace.copied) == 1)
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    desk.wait_copied("one-1#")
    desk.qtbot.waitUntil(lambda: desk.workspace.learnt == [("one", "one-1", ())])
