"""Shortcuts as settings write them, in the words of each desktop."""

import pytest

from kbassist.system.errors import SettingsInvalid
from kbassist.ui.desktop.shortcut import Shortcut, shortcut_of
from kbassist.ui.desktop.windows_hotkey import modifiers_of


@pytest.mark.parametrize(
    ("text", "keysym", "virtual", "trigger"),
    [
        ("Ctrl+Shift+Space", 0x20, 0x20, "CTRL+SHIFT+space"),
        ("Ctrl+Alt+K", ord("k"), ord("K"), "CTRL+ALT+k"),
        ("Meta+7", ord("7"), ord("7"), "LOGO+7"),
        ("F9", 0xFFC6, 0x78, "F9"),
        ("Alt+Ins", 0xFF63, 0x2D, "ALT+Insert"),
        ("Ctrl+Ö", ord("ö"), 0, "CTRL+ö"),
    ],
)
def test_a_shortcut_in_the_words_of_each_desktop(text: str, keysym: int, virtual: int, trigger: str) -> None:
    shortcut = shortcut_of(text)
    assert shortcut is not None
    assert (shortcut.keysym, shortcut.virtual_key, shortcut.trigger) == (keysym, virtual, trigger)
    assert shortcut.text == text


@pytest.mark.parametrize("text", ["", "  "])
def test_no_shortcut(text: str) -> None:
    assert shortcut_of(text) is None


@pytest.mark.parametrize(
    "text", ["K", "Shift+K", "Space", "Ctrl+K, Ctrl+L", "nonsense", "Ctrl+", "Ctrl+Volume Up"]
)
def test_a_shortcut_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(SettingsInvalid):
        shortcut_of(text)


@pytest.mark.parametrize(
    ("text", "flags"), [("Ctrl+Alt+K", 0x4003), ("Shift+F9", 0x4004), ("Meta+Space", 0x4008)]
)
def test_windows_counts_modifiers_its_own_way(text: str, flags: int) -> None:
    shortcut = shortcut_of(text)
    assert isinstance(shortcut, Shortcut)
    assert modifiers_of(shortcut) == flags
