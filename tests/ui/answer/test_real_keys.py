"""Real key presses under a real X server; the clipboard is read by another program."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "setxkbmap", "xdotool", "xclip", "openbox")
SEARCH = ("xdotool", "search", "--sync", "--onlyvisible", "--name")
CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture
def display() -> Iterator[str]:
    absent = [name for name in NEEDED if shutil.which(name) is None]
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1200x800x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    if not number:
        server.wait(10)
        pytest.skip("no X server can be started here")
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"], env=environment(f":{number}"), stderr=subprocess.DEVNULL
    )
    yield f":{number}"
    for process in (manager, server):
        process.terminate()
        process.wait(10)


@pytest.fixture
def window(display: str) -> Iterator["RealWindow"]:
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.answer.x_window"], env=environment(display), cwd=CHECKOUT
    )
    yield RealWindow(display, program)
    program.terminate()
    program.wait(10)


class RealWindow:
    """The page in a window of its own."""

    def __init__(self, display: str, program: subprocess.Popen[bytes]) -> None:
        self.display = display
        self.program = program
        self.run(*SEARCH, "kbassist under test", "windowfocus", "--sync")

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=environment(self.display), capture_output=True, text=True, timeout=30, check=False
        )
        return done.stdout

    def type(self, text: str) -> None:
        self.run("xdotool", "type", "--delay", "1", text)

    def press(self, *keys: str) -> None:
        self.run("xdotool", "key", "--delay", "1", *keys)

    def wait_said(self, sentence: str) -> None:
        """Wait until the window says so; what is typed next goes where it has put the focus."""
        assert self.run(*SEARCH, sentence)

    def wait_for(self, start: str, kind: str = "UTF8_STRING") -> str:
        """Read the clipboard with another program until it starts so."""
        pause = threading.Event()
        for _ in range(100):
            text = self.run("xclip", "-selection", "clipboard", "-o", "-t", kind)
            if text.startswith(start):
                return text
            pause.wait(0.05)
        raise AssertionError(f"the clipboard holds {text!r}")


def environment(display: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    return kept | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}


def test_from_keystroke_to_clipboard(window):
    window.type("one")
    window.press("Return")
    window.wait_said("is missing")
    window.type("Maya")
    window.press("Return")
    text = window.wait_for("one-1#chat-warm-en: customer.name=Maya")
    assert window.wait_for("<", "text/html").startswith(f"<p>{text}</p>")
    assert window.wait_for("**", "text/markdown") == f"**{text}**"
    formats = window.run("xclip", "-selection", "clipboard", "-o", "-t", "TARGETS").split()
    assert not [name for name in formats if "opendocument" in name or "image" in name]
    window.press("Escape", "alt+Right", "Return")
    window.wait_for("one-1#email-calm-en: customer.name=Maya")
    window.press("alt+3")
    window.wait_for("one-3#chat-warm-en: customer.name=Maya")
    window.press("ctrl+n")
    window.type("two")
    window.press("Escape", "Escape")
    assert window.program.wait(10) == 0


def test_hits_are_copied_by_the_row_of_digits_of_a_french_keyboard(window):
    window.type("one")
    window.press("Return")
    window.wait_said("is missing")
    window.type("Maya")
    window.press("Return")
    window.wait_for("one-1#")
    window.run("setxkbmap", "fr")
    window.press("alt+quotedbl")
    window.wait_for("one-3#")
