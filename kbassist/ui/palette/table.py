"""The actions of the palette's window: those of the Answer page, and a few of its own."""

from dataclasses import replace

from kbassist.ui.action_table import ACTIONS, Action

PAGE = "palette"
SECTION = "Palette"
PALETTE_ACTIONS: tuple[Action, ...] = (
    Action(
        "palette.paste", "Copy, and paste into the program you came from", SECTION, ("Ctrl+Return",), PAGE
    ),
    Action("palette.tone", "Next tone", SECTION, ("Ctrl+T",), PAGE),
    Action("palette.open", "Open in the main window", SECTION, ("Ctrl+O",), PAGE),
    Action("palette.hide", "Hide the palette and go back", SECTION, ("Esc", "Ctrl+W"), PAGE),
    Action("palette.quit", "Quit", SECTION, ("Ctrl+Q",), PAGE),
)
# No key here: whoever uses the palette is in the middle of something else.
WRITE = "answer.write"
# The keys of conversations turn to those of the main window, which the palette works for.
CONVERSATION = "answer.conversation_"
TURN = "palette.conversation_"


def palette_table() -> tuple[Action, ...]:
    """Return the table that the palette's window is given."""
    answer = (entry for entry in ACTIONS if entry.page == "answer")
    unkeyed = (
        replace(entry, keys=()) if entry.id.startswith((CONVERSATION, WRITE)) else entry for entry in answer
    )
    turns = (
        replace(entry, id=entry.id.replace(CONVERSATION, TURN), page=PAGE)
        for entry in ACTIONS
        if entry.id.startswith(CONVERSATION)
    )
    return (*unkeyed, *turns, *PALETTE_ACTIONS)
