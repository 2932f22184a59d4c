"""The shortcut from anywhere on Windows: RegisterHotKey, whose message comes through Qt's native events."""

import ctypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from typing_extensions import override

from kbassist.ui.desktop.hotkey import Hotkey, refused, taken
from kbassist.ui.desktop.shortcut import Shortcut
from kbassist.ui.desktop.windows_user32 import user32

_WM_HOTKEY = 0x0312
_ALT, _CONTROL, _SHIFT, _SUPER, _NO_REPEAT = 0x1, 0x2, 0x4, 0x8, 0x4000
# Programs choose below 0xC000 (WinUser.h).
_OURS = 0x6B62


class _Message(ctypes.Structure):
    """MSG of WinUser.h, as far as it is looked at."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("first", ctypes.c_size_t),
        ("second", ctypes.c_ssize_t),
    )


class _Filter(QAbstractNativeEventFilter):
    """Looks for our message among those of the thread; must never raise."""

    def __init__(self, hotkey: "WindowsHotkey") -> None:
        super().__init__()
        self._hotkey = hotkey

    @override
    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        found = _Message.from_address(int(message))
        if found.message == _WM_HOTKEY and found.first == _OURS:
            self._hotkey.pressed.emit("")
        return False, 0


class WindowsHotkey(Hotkey):
    """Holds one registered key of this thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held = False
        self._filter = _Filter(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)

    @override
    def take(self, shortcut: Shortcut | None) -> None:
        self.close()
        if shortcut is None:
            self.told.emit("", False)
            return
        self._held = bool(shortcut.virtual_key) and _register(modifiers_of(shortcut), shortcut.virtual_key)
        self.told.emit(taken(shortcut) if self._held else refused(shortcut), self._held)

    @override
    def close(self) -> None:
        if self._held:
            _unregister()
            self._held = False


def modifiers_of(shortcut: Shortcut) -> int:
    """Return the modifiers as RegisterHotKey takes them; a key that is held down counts once."""
    flags = _NO_REPEAT
    for on, flag in (
        (shortcut.alt, _ALT),
        (shortcut.control, _CONTROL),
        (shortcut.shift, _SHIFT),
        (shortcut.super_, _SUPER),
    ):
        flags |= flag if on else 0
    return flags


def _register(modifiers: int, key: int) -> bool:
    return bool(user32().RegisterHotKey(None, _OURS, modifiers, key))


def _unregister() -> None:
    user32().UnregisterHotKey(None, _OURS)
