"""The keys of the text: each is one step to undo, and none of them traps the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from kbassist.ui.action_table import ACTIONS

NONE = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.mark.parametrize(
    ("before", "key", "modifiers", "after"),
    [
        ("a ‸b‸", KEY.Key_B, CTRL, "a **‸b‸**"),
        ("😀 b‸", KEY.Key_I, CTRL, "😀 *‸b‸*"),
        ("‸b‸", KEY.Key_K, CTRL, "[b](‸)"),
        ("# a‸", KEY.Key_Right, ALT | SHIFT, "## a‸"),
        ("## a‸", KEY.Key_Left, ALT | SHIFT, "# a‸"),
        ("a\n‸b", KEY.Key_Up, ALT, "‸b\na"),
        ("‸a\nb", KEY.Key_Down, ALT, "b\n‸a"),
        ("- a‸", KEY.Key_Return, NONE, "- a\n- ‸"),
        ("- a‸", KEY.Key_Return, SHIFT, "- a\n‸"),
        ("- ‸", KEY.Key_Return, NONE, "‸"),
        ("a‸", KEY.Key_Return, NONE, "a\n‸"),
        ("```\n- a‸", KEY.Key_Return, NONE, "```\n- a\n‸"),
        ("---\ntags:\n  - a‸\n---", KEY.Key_Return, NONE, "---\ntags:\n  - a\n  - ‸\n---"),
        ("- a‸", KEY.Key_Tab, NONE, "    - a‸"),
        ("    - a‸", KEY.Key_Backtab, SHIFT, "- a‸"),
        ("|a‸|\n|-|", KEY.Key_Tab, NONE, "| a   |\n|-----|\n| ‸    |"),
        ("|‸a|\n|-|\n|b|", KEY.Key_Return, NONE, "| a   |\n|-----|\n| ‸b‸   |"),
        ("ab‸c", KEY.Key_Tab, NONE, "ab  ‸c"),
        ("---\nfields:\n‸", KEY.Key_Tab, NONE, "---\nfields:\n  ‸"),
        ("a‸", KEY.Key_R, CTRL, "a\n\n## ‸New reply‸ {.reply}\n\n"),
        ("---\na: ‸\n---", KEY.Key_R, CTRL, "---\na: \n---\n\n## ‸New reply‸ {.reply}\n\n"),
        ("a‸", KEY.Key_T, CTRL, "a\n\n| ‸ |  |\n|---|---|\n|  |  |"),
    ],
)  # fmt: skip
def test_a_key_is_one_step(hands, before, key, modifiers, after):
    hands.have(before).press(key, modifiers)
    assert hands.shows == after
    hands.editor.area.undo()
    assert hands.editor.text() == before.replace("‸", "")


@pytest.mark.parametrize("keys", [[(KEY.Key_Escape, NONE), (KEY.Key_Tab, NONE)], [(KEY.Key_Tab, CTRL)]])
def test_the_text_is_left_by_keys(qtbot, place, hands, keys):
    box = QLineEdit()
    place.layout().addWidget(box)
    box.show()
    hands.have("a‸")
    for key, modifiers in keys:
        hands.press(key, modifiers)
    assert box.hasFocus()
    assert hands.editor.text() == "a"


def test_a_link_is_followed(qtbot, hands):
    hands.have("see [b](../c.md#d‸)")
    with qtbot.waitSignal(hands.editor.link_wanted) as wanted:
        hands.press(KEY.Key_Return, CTRL)
    assert wanted.args == ["../c.md#d"]
    assert hands.editor.text() == "see [b](../c.md#d)"


def test_nothing_is_changed_in_a_text_to_read(hands):
    hands.have("- ‸a‸")
    hands.editor.set_read_only(True)
    for name in hands.editor.commands.names():
        if name not in ("write.find", "write.replace"):
            hands.editor.commands.carry_out(name)
    hands.press(KEY.Key_Tab).press(KEY.Key_Return)
    assert hands.editor.text() == "- a"


def test_all_keys_of_the_text_are_answered(editor):
    typed = {entry.id for entry in ACTIONS if entry.section == "Text"}
    assert typed <= set(editor.commands.names())
