"""A shortcut as the settings write it, and what each desktop calls its keys."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from kbassist.system.errors import SettingsInvalid

# X11's keysymdef.h and Windows' WinUser.h, for keys that give no letter.
_KEYSYMS = {
    Qt.Key.Key_Insert: 0xFF63,
    Qt.Key.Key_Home: 0xFF50,
    Qt.Key.Key_End: 0xFF57,
    Qt.Key.Key_PageUp: 0xFF55,
    Qt.Key.Key_PageDown: 0xFF56,
    Qt.Key.Key_Up: 0xFF52,
    Qt.Key.Key_Down: 0xFF54,
    Qt.Key.Key_Left: 0xFF51,
    Qt.Key.Key_Right: 0xFF53,
    Qt.Key.Key_Pause: 0xFF13,
    Qt.Key.Key_Print: 0xFF61,
}
_VIRTUAL_KEYS = {
    Qt.Key.Key_Space: 0x20,
    Qt.Key.Key_PageUp: 0x21,
    Qt.Key.Key_PageDown: 0x22,
    Qt.Key.Key_End: 0x23,
    Qt.Key.Key_Home: 0x24,
    Qt.Key.Key_Left: 0x25,
    Qt.Key.Key_Up: 0x26,
    Qt.Key.Key_Right: 0x27,
    Qt.Key.Key_Down: 0x28,
    Qt.Key.Key_Insert: 0x2D,
    Qt.Key.Key_Pause: 0x13,
    Qt.Key.Key_Print: 0x2C,
}
_FIRST_F, _LAST_F = Qt.Key.Key_F1.value, Qt.Key.Key_F24.value
_F1_KEYSYM, _F1_VIRTUAL = 0xFFBE, 0x70
PORTABLE = QKeySequence.SequenceFormat.PortableText
NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One key with its modifiers; `super_` is the Windows key, Command's neighbour on a Mac keyboard."""

    key: Qt.Key
    shift: bool = False
    control: bool = False
    alt: bool = False
    super_: bool = False

    @property
    def text(self) -> str:
        """The shortcut as this system writes it."""
        return QKeySequence(self._combined()).toString(NATIVE)

    @property
    def keysym(self) -> int:
        """The key as X11 numbers it."""
        if _FIRST_F <= self.key.value <= _LAST_F:
            return _F1_KEYSYM + self.key.value - _FIRST_F
        if self.key in _KEYSYMS:
            return _KEYSYMS[self.key]
        return ord(chr(self.key.value).lower())

    @property
    def virtual_key(self) -> int:
        """The key as Windows numbers it; 0 when it has no number that does not depend on the layout."""
        if _FIRST_F <= self.key.value <= _LAST_F:
            return _F1_VIRTUAL + self.key.value - _FIRST_F
        if self.key in _VIRTUAL_KEYS:
            return _VIRTUAL_KEYS[self.key]
        character = chr(self.key.value)
        return self.key.value if character.isascii() and character.isalnum() else 0

    @property
    def trigger(self) -> str:
        """The shortcut as the XDG shortcuts specification writes it: `CTRL+SHIFT+space`."""
        names = ("CTRL", self.control), ("ALT", self.alt), ("SHIFT", self.shift), ("LOGO", self.super_)
        key = QKeySequence(self.key.value).toString(PORTABLE)
        key = {"Space": "space", "Ins": "Insert", "PgUp": "Page_Up", "PgDown": "Page_Down"}.get(key, key)
        return "+".join([*(name for name, on in names if on), key.lower() if len(key) == 1 else key])

    def _combined(self) -> int:
        modifier = Qt.KeyboardModifier
        combined = self.key.value
        for on, mask in (
            (self.shift, modifier.ShiftModifier),
            (self.control, modifier.ControlModifier),
            (self.alt, modifier.AltModifier),
            (self.super_, modifier.MetaModifier),
        ):
            combined |= mask.value if on else 0
        return combined


def shortcut_of(text: str) -> Shortcut | None:
    """Read a shortcut in Qt's portable spelling; None for an empty one.

    A key that would be missing for typing in every other program is refused. Raises SettingsInvalid.
    """
    if not text.strip():
        return None
    keys = QKeySequence.fromString(text, PORTABLE)
    first = keys[0] if keys.count() == 1 else None  # type: ignore[index]
    if first is None or first.key() in (Qt.Key.Key_unknown, 0):
        raise SettingsInvalid(f"“{text:.40}” is no shortcut; one is Ctrl+Shift+Space.")
    pressed, modifier = first.keyboardModifiers(), Qt.KeyboardModifier
    shortcut = Shortcut(
        first.key(),
        shift=bool(pressed & modifier.ShiftModifier),
        control=bool(pressed & modifier.ControlModifier),
        alt=bool(pressed & modifier.AltModifier),
        super_=bool(pressed & modifier.MetaModifier),
    )
    is_f = _FIRST_F <= shortcut.key.value <= _LAST_F
    if not is_f and not (shortcut.control or shortcut.alt or shortcut.super_):
        raise SettingsInvalid(
            f"{shortcut.text} alone would be missing in every other program; add Ctrl, Alt or the Super key."
        )
    if not is_f and shortcut.key not in _KEYSYMS and shortcut.key.value > 0xFF:
        raise SettingsInvalid(f"{shortcut.text} cannot be a shortcut from anywhere; choose another key.")
    return shortcut
