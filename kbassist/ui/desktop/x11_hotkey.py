"""The shortcut from anywhere on X11: a grab on the root window."""

import struct

from PySide6.QtCore import QObject, Slot
from typing_extensions import override

from kbassist.ui.desktop.hotkey import Hotkey, refused, taken
from kbassist.ui.desktop.shortcut import Shortcut
from kbassist.ui.desktop.x11_events import XEvents
from kbassist.ui.desktop.x11_keyboard import CONTROL, KEY_PRESS, SHIFT, XKeyboard

_MAPPING_NOTIFY = 34
_SENT = 0x80
_REAL_MODIFIERS = 0xFF


class XHotkey(Hotkey):
    """Listens for one grabbed key."""

    def __init__(self, keyboard: XKeyboard, events: XEvents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keyboard = keyboard
        self._events = events
        self._shortcut: Shortcut | None = None
        self._grabbed: tuple[int, int] | None = None
        events.arrived.connect(self._on_events_arrived)

    @override
    def take(self, shortcut: Shortcut | None) -> None:
        self.close()
        self._shortcut = shortcut
        if shortcut is None:
            self.told.emit("", False)
            return
        if self._grab(shortcut):
            self.told.emit(taken(shortcut), True)
        else:
            self.told.emit(refused(shortcut), False)

    @override
    def close(self) -> None:
        if self._grabbed is not None:
            self._keyboard.release(*self._grabbed)
            self._grabbed = None

    def _grab(self, shortcut: Shortcut) -> bool:
        mask = self._keyboard.mask(
            shift=shortcut.shift, control=shortcut.control, alt=shortcut.alt, super_=shortcut.super_
        )
        if not self._keyboard.grab(shortcut.keysym, mask):
            return False
        self._grabbed = (shortcut.keysym, mask)
        # The replies that were waited for may have brought events along, which wake nobody.
        self._events.take()
        return True

    @Slot(object)
    def _on_events_arrived(self, event: bytes) -> None:
        kind = event[0] & ~_SENT
        if kind == _MAPPING_NOTIFY and event[4] < 2:
            self._follow_layout()
        elif kind == KEY_PRESS and not event[0] & _SENT and self._grabbed is not None:
            state = struct.unpack_from("=H", event, 28)[0] & _REAL_MODIFIERS
            if state & (SHIFT | CONTROL) == self._grabbed[1] & (SHIFT | CONTROL):
                self._keyboard.let_go()
                self.pressed.emit("")

    def _follow_layout(self) -> None:
        """Grab the key where the new layout has it."""
        self.close()
        self._keyboard.read_layout()
        if self._shortcut is not None and not self._grab(self._shortcut):
            self.told.emit(refused(self._shortcut), False)
