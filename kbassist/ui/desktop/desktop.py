"""What this desktop lets a program do for the others: chosen once at the start, by platform."""

import os
import sys
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication

from kbassist.system.errors import DisplayMissing
from kbassist.ui.desktop.copied import Copied, XCopied
from kbassist.ui.desktop.dbus_wire import session_bus
from kbassist.ui.desktop.foreground import Foreground
from kbassist.ui.desktop.hotkey import Hotkey
from kbassist.ui.desktop.portal_hotkey import PortalHotkey
from kbassist.ui.desktop.windows_foreground import WindowsForeground
from kbassist.ui.desktop.windows_hotkey import WindowsHotkey
from kbassist.ui.desktop.x11_events import XEvents
from kbassist.ui.desktop.x11_foreground import XForeground
from kbassist.ui.desktop.x11_hotkey import XHotkey
from kbassist.ui.desktop.x11_keyboard import XKeyboard
from kbassist.ui.desktop.x11_windows import XWindows
from kbassist.ui.desktop.x11_wire import XRefused, XWire


@dataclass(frozen=True, slots=True)
class Desktop:
    """The parts; `wire` is our own connection to an X server, None elsewhere.

    `composited` tells whether windows may have parts that can be seen through.
    """

    foreground: Foreground
    hotkey: Hotkey
    copied: Copied
    wire: XWire | None = None
    events: XEvents | None = None
    composited: bool = True

    def close(self) -> None:
        """Give everything back."""
        self.hotkey.close()
        self.copied.close()
        if self.events is not None:
            self.events.close()
        if self.wire is not None:
            self.wire.close()


def desktop_of(clipboard: QClipboard, parent: QObject) -> Desktop:
    """Find out what this desktop offers."""
    platform = QGuiApplication.platformName()
    if platform == "xcb":
        try:
            return _x11(clipboard, parent)
        except (DisplayMissing, XRefused):
            return Desktop(Foreground(), _portal(parent), Copied(clipboard, parent))
    if platform.startswith("wayland"):
        return Desktop(Foreground(), _portal(parent), Copied(clipboard, parent))
    if sys.platform == "win32" and platform == "windows":
        return Desktop(WindowsForeground(), WindowsHotkey(parent), Copied(clipboard, parent))
    composited = platform not in ("offscreen", "minimal", "vnc", "linuxfb")
    return Desktop(Foreground(), Hotkey(parent), Copied(clipboard, parent), composited=composited)


def _portal(parent: QObject) -> Hotkey:
    return PortalHotkey(session_bus(os.environ), parent)


def _x11(clipboard: QClipboard, parent: QObject) -> Desktop:
    wire = XWire()
    events = XEvents(wire, parent)
    keyboard, windows = XKeyboard(wire), XWindows(wire)
    # Under Wayland a grab would be granted and yet hear nothing of keys that go to Wayland's own programs.
    within_wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
    return Desktop(
        XForeground(windows, keyboard),
        _portal(parent) if within_wayland else XHotkey(keyboard, events, parent),
        XCopied(clipboard, wire, events, parent),
        wire,
        events,
        windows.composited(),
    )
