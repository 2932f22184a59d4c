"""The find bar: matches are counted, marked, walked through and replaced, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kbassist.ui.write.editor.overlays import Layer
from tests.ui.write.editor.conftest import Hands

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def type_here(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def test_matches_are_counted_marked_and_walked_through(hands: Hands):
    bar = hands.editor.find_bar
    hands.have("😀 day, ‸day, Day").press(KEY.Key_F, CTRL)
    assert bar.words.hasFocus()
    type_here("day")
    assert bar.told.text() == "2 of 3"
    assert len(hands.editor.overlays.ranges(Layer.MATCH)) == 3
    hands.press(KEY.Key_Return, times=2)
    assert bar.told.text() == "1 of 3"
    hands.press(KEY.Key_Return, SHIFT)
    assert hands.shows == "😀 day, day, ‸Day‸"
    hands.press(KEY.Key_Escape)
    assert hands.editor.area.hasFocus()
    assert not bar.isVisible()
    assert hands.editor.overlays.ranges(Layer.MATCH) == []


def test_what_is_selected_is_looked_for(hands: Hands):
    hands.have("a ‸day‸, day").press(KEY.Key_F, CTRL)
    assert hands.editor.find_bar.words.text() == "day"
    assert hands.editor.find_bar.told.text() == "1 of 2"


def test_one_and_then_all_are_replaced_each_as_one_step(hands: Hands):
    bar = hands.editor.find_bar
    hands.have("‸day‸ Day day").press(KEY.Key_H, CTRL)
    assert bar.put.hasFocus()
    type_here("night")
    hands.press(KEY.Key_Return)
    assert hands.shows == "night ‸Day‸ day"
    hands.press(KEY.Key_Return, CTRL)
    assert hands.editor.text() == "night night night"
    assert bar.told.text() == "2 replaced"
    hands.editor.area.undo()
    assert hands.editor.text() == "night Day day"
    hands.editor.area.undo()
    assert hands.editor.text() == "day Day day"


@pytest.mark.parametrize(
    ("chip", "words", "told"),
    [
        ("Case", "day", "1 of 1"),
        ("Whole words", "da", "No match"),
        ("Pattern", "[dD]ay$", "1 of 1"),
        ("Pattern", "(", "The pattern cannot be used"),
        ("Pattern", "(a+)+", "This pattern could take too long"),
    ],
)
def test_choices(hands: Hands, chip, words, told):
    bar = hands.editor.find_bar
    hands.have("‸day Day").press(KEY.Key_F, CTRL)
    type_here(words)
    next(each for each in bar.choices if each.text() == chip).setFocus()
    hands.press(KEY.Key_Space)
    assert bar.told.text().startswith(told)


def test_it_follows_what_is_typed_into_the_text(qtbot, hands: Hands):
    bar = hands.editor.find_bar
    hands.have("day‸").press(KEY.Key_F, CTRL)
    type_here("day")
    hands.editor.insert(" day day")
    qtbot.waitUntil(lambda: "2" in bar.told.text())


def test_nothing_is_replaced_in_a_text_that_is_only_read(hands: Hands):
    hands.have("‸day‸")
    hands.editor.set_read_only(True)
    hands.press(KEY.Key_H, CTRL)
    type_here("x")
    hands.press(KEY.Key_Return).press(KEY.Key_Return, CTRL)
    assert hands.editor.text() == "day"
