"""A shortcut that works from anywhere: what every desktop's way to it has in common."""

from PySide6.QtCore import QObject, Signal

from kbassist.ui.desktop.shortcut import Shortcut

NO_WAY = "This desktop lets no program take a shortcut by itself; below is where to bind one."


class Hotkey(QObject):
    """Takes one shortcut at a time; this one stands for desktops that let no program take any.

    Signals:
        pressed: the shortcut was pressed, in whatever program; carries the desktop's activation token.
        told: how taking it went; carries a sentence and whether it is in force. The sentence is empty for
            no shortcut.
    """

    pressed = Signal(str)
    told = Signal(str, bool)

    def take(self, shortcut: Shortcut | None) -> None:
        """Take this shortcut instead of the one before; `told` says how it went."""
        if shortcut is None:
            self.told.emit("", False)
        else:
            self.told.emit(NO_WAY, False)

    def close(self) -> None:
        """Give the shortcut back."""


def taken(shortcut: Shortcut) -> str:
    """Say that a shortcut is in force."""
    return f"{shortcut.text} shows the palette from any program."


def refused(shortcut: Shortcut) -> str:
    """Say that another program has a shortcut."""
    return f"{shortcut.text} belongs to another program or to the desktop already; choose another one."
