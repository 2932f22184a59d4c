"""The programs in front of ours on Windows (WinUser.h)."""

import ctypes
import os

from typing_extensions import override

from kbassist.ui.desktop.foreground import Foreground, PasteRefused
from kbassist.ui.desktop.windows_user32 import user32

_CONTROL, _V, _KEY_UP = 0x11, 0x56, 0x2
_RETURN = 0x0D
_MODIFIERS = (0x10, 0x11, 0x12, 0x5B, 0x5C)  # Shift, Control, Alt, both Windows keys
_KEYBOARD = 1
_DOWN = 0x8000


class _Key(ctypes.Structure):
    """KEYBDINPUT."""

    _fields_ = (
        ("key", ctypes.c_ushort),
        ("scan", ctypes.c_ushort),
        ("flags", ctypes.c_uint),
        ("time", ctypes.c_uint),
        ("extra", ctypes.c_void_p),
    )


class _Mouse(ctypes.Structure):
    """MOUSEINPUT: the largest kind of input, which gives the record its size."""

    _fields_ = (
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("wheel", ctypes.c_uint),
        ("flags", ctypes.c_uint),
        ("time", ctypes.c_uint),
        ("extra", ctypes.c_void_p),
    )


class _Kind(ctypes.Union):
    _fields_ = (("key", _Key), ("mouse", _Mouse))


class Input(ctypes.Structure):
    """INPUT."""

    _fields_ = (("type", ctypes.c_uint), ("kind", _Kind))


class WindowsForeground(Foreground):
    """Asks user32."""

    can_paste = True

    @override
    def active(self) -> int:
        window = int(user32().GetForegroundWindow() or 0)
        process = ctypes.c_uint()
        user32().GetWindowThreadProcessId(ctypes.c_void_p(window), ctypes.byref(process))
        return 0 if process.value == os.getpid() else window

    @override
    def activate(self, window: int) -> None:
        # Allowed while our own window is in front, which it is when the palette gives the focus back.
        user32().SetForegroundWindow(ctypes.c_void_p(window))

    @override
    def has_focus(self, window: int) -> bool:
        return self.active() == window

    @override
    def keys_held(self, *, any_modifier: bool) -> bool:
        keys = (_RETURN, *_MODIFIERS) if any_modifier else (_RETURN,)
        return any(user32().GetAsyncKeyState(key) & _DOWN for key in keys)

    @override
    def press_paste(self) -> None:
        keys = paste_keys()
        sent = user32().SendInput(len(keys), ctypes.byref(keys), ctypes.sizeof(Input))
        if sent != len(keys):  # a program that runs as administrator takes no keys from one that does not
            raise PasteRefused("This program takes no keys from others; press Ctrl+V.")


def paste_keys() -> "ctypes.Array[Input]":
    """Return Ctrl+V as SendInput takes it."""
    keys = (Input * 4)()
    for at, (key, flags) in enumerate(((_CONTROL, 0), (_V, 0), (_V, _KEY_UP), (_CONTROL, _KEY_UP))):
        keys[at].type = _KEYBOARD
        keys[at].kind.key = _Key(key, 0, flags, 0, None)
    return keys
