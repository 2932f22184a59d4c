"""A reply step by step: for the phone, or where the agent asks for it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kbassist.replies.phone import SpokenStep, StepKind
from kbassist.replies.reply import Wish
from kbassist.ui.answer.card.phone_view import PhoneView
from kbassist.ui.fonts import FontRole

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
STEPS = (
    SpokenStep(StepKind.SAY, "Good morning."),
    SpokenStep(StepKind.DO, "Please open the lid.", "AB12: Alfa Bravo one two"),
    SpokenStep(StepKind.WAIT, "That takes ten minutes."),
)
TALK = "Good morning to you.\n\nPlease open the lid.\n\nWhat do you see?\n\nPlease close the lid again."


@pytest.fixture
def view(theme, icons, qtbot):
    view = PhoneView(theme, icons)
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show_steps(STEPS, 0)
    view.show()
    return view


@pytest.fixture
def call(desk):
    """A desk on a reply of several steps, spoken one by one."""
    desk.type("one")
    desk.press(Qt.Key.Key_E, CTRL)
    QApplication.focusWidget().selectAll()
    QApplication.focusWidget().insertPlainText(TALK)
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    desk.press(Qt.Key.Key_P, ALT)
    desk.qtbot.waitUntil(lambda: desk.page.card.body.speaking)
    return desk


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ((Qt.Key.Key_Down,), 1),
        ((Qt.Key.Key_Space, Qt.Key.Key_Right), 2),
        ((Qt.Key.Key_End, Qt.Key.Key_Down), 2),
        ((Qt.Key.Key_End, Qt.Key.Key_Up), 1),
        ((Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Backspace), 0),
    ],
)
def test_keys_go_from_step_to_step(view, keys, place):
    for key in keys:
        QTest.keyClick(view, key)
    assert view.place == place
    assert view.progress == f"Step {place + 1} of 3"


def test_the_step_to_speak_is_larger_than_the_others(view, theme):
    view.step_on(1)
    sizes = [row._text.font().pointSizeF() for row in view._rows]
    assert sizes[1] == theme.font(FontRole.SPOKEN).pointSizeF()
    assert sizes[0] == sizes[2] < sizes[1]


def test_kinds_are_told_apart_in_words(view):
    assert [row.says.partition(":")[0] for row in view._rows] == ["Say", "Do", "Wait"]
    view.step_on(2)
    assert view.accessibleDescription() == "Step 3 of 3. Wait: That takes ten minutes."


def test_identifiers_are_spelled_on_demand(view):
    view.step_on(1)
    spelled = view._rows[1].spelled
    assert spelled.isHidden()
    assert view.spell()
    assert spelled.text() == "AB12: Alfa Bravo one two"
    assert not spelled.isHidden()
    assert not view.spell()
    assert spelled.isHidden()


def test_nothing_spoken_is_taken_for_html(view):
    view.show_steps((SpokenStep(StepKind.SAY, "<img src='//x/y.png'> & <b>", "<i>"),), 0)
    assert view._rows[0]._text.textFormat() is Qt.TextFormat.PlainText
    assert view._rows[0].spelled.textFormat() is Qt.TextFormat.PlainText


def test_the_place_is_kept_while_the_agent_looks_elsewhere(call):
    call.press(Qt.Key.Key_Down, CTRL)
    call.press(Qt.Key.Key_Down, CTRL)
    assert call.page.card.body.phone.place == 2
    call.press(Qt.Key.Key_Down)
    call.settle()
    call.qtbot.waitUntil(lambda: call.page.card.body.phone.place == 0)
    call.press(Qt.Key.Key_Up)
    call.settle()
    call.qtbot.waitUntil(lambda: call.page.card.body.phone.place == 2)


def test_the_place_follows_its_words_when_the_text_grows_above_it(call):
    call.press(Qt.Key.Key_Down, CTRL)
    call.press(Qt.Key.Key_Down, CTRL)
    call.press(Qt.Key.Key_E, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "Is this a good time? ")
    call.press(Qt.Key.Key_Escape)
    call.settle()
    phone = call.page.card.body.phone
    call.qtbot.waitUntil(lambda: call.page.card.body.speaking and phone.place > 2)
    assert phone.steps[phone.place].text == "What do you see?"


def test_the_whole_reply_comes_back_with_the_key(call):
    assert call.page.wishes.pace.text() == "Step by step"
    call.press(Qt.Key.Key_P, ALT)
    assert not call.page.card.body.speaking
    assert call.page.wishes.pace.text() == "Whole reply"


def test_the_phone_speaks_without_being_asked(desk):
    desk.page.wish_for(Wish("phone", "warm", "en"))
    desk.type("one")
    desk.qtbot.waitUntil(lambda: desk.page.card.body.speaking)
    assert desk.page.wishes.pace.text() == "Step by step"


def test_enter_copies_while_steps_are_shown(call):
    call.page.card.body.phone.setFocus()
    call.press(Qt.Key.Key_Return)
    assert call.wait_copied("Good morning") == TALK


def test_letters_typed_on_the_steps_go_to_the_search(call):
    call.page.card.body.phone.setFocus()
    QTest.keyClicks(call.page.card.body.phone, "r")
    assert call.page.search.text().endswith("r")


def test_a_new_conversation_forgets_the_steps(call):
    call.press(Qt.Key.Key_Down, CTRL)
    call.press(Qt.Key.Key_N, CTRL)
    call.settle()
    assert (call.page.desk.state.steps, call.page.desk.state.places) == (None, {})
    assert call.page.card.body.phone.steps == ()


def test_the_ends_are_said(call):
    call.press(Qt.Key.Key_Up, CTRL)
    assert call.said[-1] == "This is the first step."
