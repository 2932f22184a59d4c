"""What settings that have a few values can be."""

from enum import StrEnum


class ThemeChoice(StrEnum):
    """Light, dark, or whatever the desktop uses."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class OnClose(StrEnum):
    """What closing the window does; the tray is offered only where there is one."""

    QUIT = "quit"
    TRAY = "tray"
    MINIMISE = "minimise"


class HintsShown(StrEnum):
    """Whether replies are looked through for wordings that could be better."""

    SHOWN = "shown"
    HIDDEN = "hidden"


class Spelling(StrEnum):
    """Whether words that the dictionaries do not know are underlined."""

    MARKED = "marked"
    HIDDEN = "hidden"


class PasteAfter(StrEnum):
    """Whether Enter in the palette also pastes; Ctrl+Enter does it once in any case."""

    ASKED = "asked"
    ALWAYS = "always"


class AfterPaste(StrEnum):
    """What is on the clipboard once a reply has been pasted."""

    KEEP = "keep"
    RESTORE = "restore"
