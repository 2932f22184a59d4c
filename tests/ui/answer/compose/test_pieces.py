"""A reply that is longer than its channel takes: one piece a key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LONG = "\n\n".join(f"Sentence {number} of a reply that is long. " * 9 for number in range(1, 4))


@pytest.fixture
def long_reply(desk):
    """A desk whose first hit has been edited to more than a chat takes at once."""
    desk.type("one")
    desk.press(Qt.Key.Key_E, CTRL)
    QApplication.focusWidget().selectAll()
    QApplication.focusWidget().insertPlainText(LONG)
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    return desk


def bar(desk):
    return desk.page.card.copy_bar


def test_each_enter_copies_the_next_piece(long_reply):
    pieces = []
    count = long_reply.page.card.walk.count
    assert count > 2
    for number in range(1, count + 1):
        assert bar(long_reply).doing == f"Copy {number} of {count}"
        long_reply.press(Qt.Key.Key_Return)
        pieces.append(long_reply.wait_copied(f"{number}/{count} "))
        assert bar(long_reply).standing == f"{number} of {count} is on the clipboard"
    assert all("\n" not in piece for piece in pieces)
    assert bar(long_reply).doing == f"Copy 1 of {count}"


def test_another_hit_begins_anew(long_reply):
    long_reply.press(Qt.Key.Key_Return)
    long_reply.wait_copied("1/")
    long_reply.press(Qt.Key.Key_Down)
    long_reply.settle()
    assert bar(long_reply).doing == "Copy reply"
    long_reply.press(Qt.Key.Key_Up)
    long_reply.settle()
    assert bar(long_reply).doing.startswith("Copy 1 of")
    assert "clipboard" not in bar(long_reply).standing


def test_copy_as_takes_all_of_it(long_reply):
    long_reply.press(Qt.Key.Key_P, CTRL | SHIFT)
    assert long_reply.wait_copied("Sentence 1") == LONG
    assert bar(long_reply).doing.startswith("Copy 1 of")


def test_the_other_flavours_of_a_piece_are_that_piece(long_reply):
    QTest.keyClick(long_reply.page.search, Qt.Key.Key_Return)
    long_reply.wait_copied("1/")
    mime = QApplication.clipboard().mimeData()
    assert "Sentence 3" not in mime.html()
    assert not mime.hasFormat("text/markdown")


def test_a_short_reply_is_copied_whole(desk):
    desk.type("one")
    assert bar(desk).doing == "Copy reply"
    assert bar(desk).standing == "Ready to copy"
