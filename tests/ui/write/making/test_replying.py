"""Tests of making a reply of a sent text, by real keys."""

import pytest
from PySide6.QtCore import Qt

from kbassist.articles.article import FileRef
from kbassist.ui.write.making.bench import Spot
from kbassist.ui.write.making.replying import NAMELESS, NOTHING, UNNAMED, MadeReply
from tests.ui.write.making.fake_bench import ROOT
from tests.ui.write.making.test_making import CTRL, Bench, desk

__all__ = ["desk"]
SENT = "Hi Maya, it is sent."
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier


def begin(desk: Bench, sent: str = SENT, *, has_article: bool = True) -> list[MadeReply]:
    made: list[MadeReply] = []
    desk.making.replying.reply_made.connect(made.append)
    desk.making.replying.begin(Spot(ROOT, "billing"), sent, has_article=has_article)
    if sent:
        desk.wait(lambda: desk.making.replying.panel.preview.toPlainText())
    return made


def test_a_sent_text_becomes_a_reply_of_the_open_article(desk: Bench) -> None:
    made = begin(desk)
    panel = desk.making.replying.panel
    assert (panel.says, panel.accept.isEnabled()) == (NAMELESS, False)
    desk.type("Sent")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert made == [MadeReply("Sent", "Hi {{ customer.first_name }}, it is sent.", "")]
    assert not desk.open


def test_a_tick_taken_away_leaves_the_words(desk: Bench) -> None:
    begin(desk)
    panel = desk.making.replying.panel
    panel.blanks.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert panel.preview.toPlainText() == SENT
    desk.press(Qt.Key.Key_Space)
    assert panel.preview.toPlainText() == "Hi {{ customer.first_name }}, it is sent."


def test_a_placeholder_gets_another_name(desk: Bench) -> None:
    begin(desk)
    panel = desk.making.replying.panel
    panel.title.setText("Sent")
    panel.name.selectAll()
    panel.name.setFocus()
    desk.type("buyer.name")
    assert panel.preview.toPlainText() == "Hi {{ buyer.name }}, it is sent."
    desk.type(" }}")
    assert (panel.says, panel.accept.isEnabled(), panel.begin.isEnabled()) == (UNNAMED, False, False)


def test_a_new_article_begins_with_the_reply(desk: Bench) -> None:
    made = begin(desk, has_article=False)
    assert not desk.making.replying.panel.accept.isVisible()
    desk.type("Is it sent")
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.press(Qt.Key.Key_Return, BOTH)
    desk.wait(lambda: desk.wanted)
    (file, text) = desk.wanted[0]
    assert file == FileRef(ROOT, "billing/is-it-sent.md")
    assert str(text).endswith("## Is it sent {.reply}\n\nHi {{ customer.first_name }}, it is sent.\n")
    assert made == []


@pytest.mark.parametrize("sent", ["", SENT])
def test_what_is_pasted_is_read(desk: Bench, sent: str) -> None:
    begin(desk, sent)
    panel = desk.making.replying.panel
    panel.sent.setPlainText("")
    assert (panel.says, panel.preview.toPlainText(), panel.blanks.isVisible()) == (NOTHING, "", False)
    panel.sent.setPlainText("Dear Maya")
    desk.wait(lambda: panel.preview.toPlainText() == "Dear {{ customer.first_name }}")
    desk.press(Qt.Key.Key_Escape)
    assert not desk.open
