"""An agent, from keystroke to clipboard, in the whole program."""

import signal
import threading
from itertools import count
from pathlib import Path

from tests.journeys.conftest import TURN_S, Desktop


def fill_and_copy(desktop: Desktop, pause_s: float) -> None:
    """Search with a slip, fill what is missing, copy; all with the keyboard, with a pause after Enter."""
    for words in ("refnud arr", "Maya", "10432"):  # a value is missing: the focus goes there
        desktop.type(words)
        desktop.press("Return")
        threading.Event().wait(pause_s)


def test_from_keystroke_to_clipboard(desktop: Desktop, root: Path) -> None:
    desktop.open(root)
    desktop.wait_for(lambda: "Team" in desktop.run("xdotool", "getactivewindow", "getwindowname"))
    copied = "Hi Maya, order 10432 is refunded. See our page: https://help.example.com/refunds."
    turns = count(1)  # a busy machine needs longer pauses
    desktop.wait_for(lambda: fill_and_copy(desktop, next(turns) * TURN_S) or _copied(desktop, copied))
    assert "<strong>10432</strong>" in desktop.clipboard("text/html")
    assert "[our page](https://help.example.com/refunds)" in desktop.clipboard("text/markdown")
    desktop.press("ctrl+n")
    desktop.wait_for(lambda: "Maya" not in desktop.clipboard())


def _copied(desktop: Desktop, text: str) -> bool:
    if text in desktop.clipboard():
        return True
    desktop.press("ctrl+n")
    return False


def test_a_save_elsewhere_reaches_the_next_copy(desktop: Desktop, root: Path) -> None:
    desktop.open(root)
    desktop.type("parcel late")
    desktop.copy_until("Snow in the north.")
    (root / "parcel.md").write_text("# Parcel is late\n\n## Late {.reply}\n\nIt has thawed.\n", "utf-8")
    desktop.copy_until("It has thawed.")


def test_a_killed_program_starts_again_as_if_nothing_was(desktop: Desktop, root: Path) -> None:
    first = desktop.open(root)
    desktop.type("parcel late")
    desktop.copy_until("Snow in the north.")
    first.send_signal(signal.SIGKILL)
    first.wait(20)
    assert desktop.clipboard() == ""  # on X11 a text goes with the program that owned it
    desktop.open(root)
    desktop.type("parcel late")
    desktop.copy_until("Snow in the north.")


def test_a_second_start_brings_the_first_one_forward(desktop: Desktop, root: Path) -> None:
    first = desktop.open(root)
    second = desktop.start(root)
    assert second.wait(30) == 0
    assert first.poll() is None
