"""The programs in front of ours on X11."""

import os

from typing_extensions import override

from kbassist.ui.desktop.foreground import Foreground, PasteRefused
from kbassist.ui.desktop.x11_keyboard import ENTER, RETURN, XKeyboard
from kbassist.ui.desktop.x11_windows import NOBODY, XWindows
from kbassist.ui.desktop.x11_wire import XRefused


class XForeground(Foreground):
    """The X server's view of them."""

    can_paste = True

    def __init__(self, windows: XWindows, keyboard: XKeyboard) -> None:
        self._windows = windows
        self._keyboard = keyboard

    @override
    def active(self) -> int:
        window = self._windows.active()
        ours = window == NOBODY or self._windows.process(window) == os.getpid()
        return NOBODY if ours else window

    @override
    def activate(self, window: int) -> None:
        self._windows.activate(window)

    @override
    def take_focus(self, window: int) -> None:
        self._windows.activate(window)

    @override
    def has_focus(self, window: int) -> bool:
        return self._windows.has_focus(window)

    @override
    def keys_held(self, *, any_modifier: bool) -> bool:
        enter = self._keyboard.is_held(RETURN) or self._keyboard.is_held(ENTER)
        return enter or (any_modifier and self._keyboard.holds_modifier())

    @override
    def press_paste(self) -> None:
        try:
            self._keyboard.press_paste()
        except XRefused as error:
            raise PasteRefused(
                "The X server does not let one program press keys for another; press Ctrl+V."
            ) from error
