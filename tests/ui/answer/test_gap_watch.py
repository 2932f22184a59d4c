"""What was asked in vain is noticed when its conversation is over."""

import pytest
from PySide6.QtCore import Qt

from kbassist.ui.answer import gap_watch

CTRL = Qt.KeyboardModifier.ControlModifier


def ask(desk, *texts: str) -> None:
    for text in texts:
        desk.page.focus_search()
        desk.page.search.setText("")
        desk.settle()
        desk.type(text)


def end(desk) -> None:
    desk.press(Qt.Key.Key_N, CTRL)
    desk.settle()
    desk.tasks.close()


@pytest.mark.parametrize(
    ("texts", "gaps"),
    [
        (("solar panels",), ["solar panels"]),
        (("solar", "gift wrap"), ["solar", "gift wrap"]),
        (("solar roof", "solar panels"), ["solar panels"]),
        ((), []),
    ],
)
def test_what_nobody_used_anything_for_is_a_gap(desk, texts, gaps):
    ask(desk, *texts)
    end(desk)
    assert desk.workspace.reviewing.gaps == gaps


def test_letters_that_are_taken_off_are_no_other_question(desk):
    ask(desk, "solar")
    for _ in range(3):
        desk.press(Qt.Key.Key_Backspace)
    desk.settle()
    end(desk)
    assert desk.workspace.reviewing.gaps == ["solar"]


def test_a_copy_answers_what_was_asked_shortly_before(desk):
    ask(desk, "solar", "one")
    desk.press(Qt.Key.Key_Return)
    desk.wait_copied("one-1")
    end(desk)
    assert desk.workspace.reviewing.gaps == []


def test_a_copy_does_not_answer_what_was_asked_long_before(desk, monkeypatch):
    monkeypatch.setattr(gap_watch, "SAME_QUESTION_S", -1.0)
    ask(desk, "solar", "one")
    desk.press(Qt.Key.Key_Return)
    desk.wait_copied("one-1")
    end(desk)
    assert desk.workspace.reviewing.gaps == ["solar"]


def test_whoever_reads_the_article_has_used_it(desk):
    ask(desk, "solar")
    desk.press(Qt.Key.Key_J, CTRL)
    desk.settle()
    end(desk)
    assert desk.workspace.reviewing.gaps == []


def test_a_conversation_that_is_come_back_to_has_not_ended(desk):
    ask(desk, "solar")
    desk.press(Qt.Key.Key_2, CTRL)
    desk.settle()
    desk.press(Qt.Key.Key_1, CTRL)
    desk.settle()
    assert desk.page.conversations.state.in_vain[0].text == "solar"
    desk.tasks.close()
    assert desk.workspace.reviewing.gaps == []
