"""Keys on a real X server: taken, refused, held, pressed."""

import pytest

from kbassist.ui.desktop.x11_keyboard import CONTROL, KEY_PRESS, RETURN, SHIFT, XKeyboard
from kbassist.ui.desktop.x11_wire import XWire
from tests.ui.desktop.conftest import press

SPACE = 0x20


def presses(wire: XWire) -> int:
    wire.ask(43, 0, b"")  # the server has told of all that was before this reply
    return sum(event[0] == KEY_PRESS for event in wire.events())


@pytest.mark.parametrize("locks", [(), ("Caps_Lock",), ("Num_Lock",), ("Caps_Lock", "Num_Lock")])
def test_a_key_is_ours_whichever_locks_are_on(
    display: str, wire: XWire, keyboard: XKeyboard, locks: tuple[str, ...]
) -> None:
    mask = keyboard.mask(shift=True, control=True, alt=False, super_=False)
    assert keyboard.grab(SPACE, mask)
    for lock in locks:
        press(display, "key", lock)
    press(display, "key", "ctrl+shift+space")
    assert presses(wire) == 1
    press(display, "key", "ctrl+space")
    assert presses(wire) == 0
    for lock in locks:
        press(display, "key", lock)
    keyboard.release(SPACE, mask)
    press(display, "key", "ctrl+shift+space")
    assert presses(wire) == 0


def test_a_key_that_another_program_has_is_refused(display: str, keyboard: XKeyboard) -> None:
    other = XWire(display)
    theirs = XKeyboard(other)
    assert theirs.grab(SPACE, CONTROL)
    assert not keyboard.grab(SPACE, CONTROL)
    theirs.release(SPACE, CONTROL)
    assert keyboard.grab(SPACE, CONTROL)
    other.close()


def test_a_refused_key_is_not_kept_by_halves(display: str, keyboard: XKeyboard) -> None:
    other = XWire(display)
    theirs = XKeyboard(other)
    body_with_lock_only = SHIFT | CONTROL | 2
    assert theirs.grab(SPACE, body_with_lock_only)
    assert not keyboard.grab(SPACE, SHIFT | CONTROL)
    theirs.release(SPACE, body_with_lock_only)
    assert theirs.grab(SPACE, SHIFT | CONTROL)
    other.close()


def test_a_key_that_no_keyboard_has_is_refused(keyboard: XKeyboard) -> None:
    assert not keyboard.grab(0x1FFFFFF, CONTROL)


def test_keys_that_are_down_are_seen(display: str, keyboard: XKeyboard) -> None:
    assert not keyboard.holds_modifier()
    press(display, "keydown", "Return", "keydown", "ctrl")
    assert keyboard.is_held(RETURN)
    assert keyboard.holds_modifier()
    press(display, "keyup", "ctrl")
    assert not keyboard.holds_modifier()
    press(display, "keyup", "Return")
    assert not keyboard.is_held(RETURN)


def test_paste_is_pressed_for_whoever_listens(wire: XWire, keyboard: XKeyboard) -> None:
    assert keyboard.grab(ord("v"), CONTROL)
    keyboard.press_paste()
    assert presses(wire) == 1
    assert not keyboard.holds_modifier()


@pytest.mark.parametrize(("name", "bit"), [("alt", 8), ("super_", 64)])
def test_modifiers_are_those_of_the_layout(keyboard: XKeyboard, name: str, bit: int) -> None:
    wanted = {"shift": False, "control": False, "alt": False, "super_": False, name: True}
    assert keyboard.mask(**wanted) == bit
