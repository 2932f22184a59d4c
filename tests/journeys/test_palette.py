"""The palette over another program: shown, copied from, pasted from, gone again."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import TITLE, Desktop

PALETTE = "kbassist palette"
CHAT = "a chat"
EARLIER = ("text/plain", "text/html", "text/uri-list", "image/png", "application/x-of-its-own")


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """What the other program's entry holds."""
    return tmp_path / "told.txt"


class Chat:
    """Another program with an entry, beside a kbassist that runs."""

    def __init__(self, desktop: Desktop, told: Path, *options: str) -> None:
        self.desktop = desktop
        self.told = told
        script = Path(__file__).with_name("other_program.py")
        command = [sys.executable, str(script), CHAT, str(told), *options]
        desktop.programs.append(subprocess.Popen(command, env=desktop.environ))
        desktop.run("xdotool", "search", "--sync", "--onlyvisible", "--name", f"^{CHAT}$")

    def text(self) -> str:
        return self.told.read_text("utf-8") if self.told.exists() else ""

    def come_forward(self) -> None:
        def seen() -> bool:
            self.desktop.activate(CHAT)
            return self.desktop.active() == CHAT

        self.desktop.wait_for(seen)

    def ask_for_palette(self) -> None:
        self.come_forward()
        assert self.desktop.kbassist("palette").returncode == 0
        self.desktop.wait_for(lambda: self.desktop.active() == PALETTE)


@pytest.fixture
def running(desktop: Desktop, root: Path) -> Desktop:
    """A kbassist that has been asked for something already: its index is there."""
    desktop.open(root)
    desktop.type("gift cards")
    desktop.copy_until("They never expire.")
    return desktop


@pytest.fixture
def chat(running: Desktop, told: Path) -> Iterator[Chat]:
    yield Chat(running, told)


def settings(desktop: Desktop, **changes: str) -> None:
    folder = Path(desktop.environ["KBASSIST_HOME"]) / "config"
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    (folder / "settings.json").write_text(json.dumps(changes), "utf-8")


def test_enter_copies_and_gives_the_focus_back(chat: Chat) -> None:
    desktop = chat.desktop
    chat.ask_for_palette()
    desktop.type("parcel late")
    desktop.press("Return")
    desktop.wait_for(lambda: desktop.active() == CHAT)
    assert desktop.clipboard() == "Snow in the north."
    desktop.type("x")  # typing goes on where it was
    desktop.wait_for(lambda: chat.text() == "x")


def test_escape_gives_the_focus_back_and_forgets_the_search(chat: Chat) -> None:
    desktop = chat.desktop
    chat.ask_for_palette()
    desktop.type("refund")
    desktop.press("Escape")
    desktop.wait_for(lambda: desktop.active() == CHAT)
    assert desktop.clipboard() == "They never expire."
    chat.ask_for_palette()
    desktop.type("parcel late")
    desktop.press("ctrl+Return")
    desktop.wait_for(lambda: chat.text() == "Snow in the north.")


def test_enter_that_is_held_down_never_reaches_the_chat(chat: Chat) -> None:
    desktop = chat.desktop
    chat.ask_for_palette()
    desktop.type("parcel late")
    desktop.run("xdotool", "keydown", "Return", "sleep", "0.9")
    assert desktop.active() == PALETTE
    desktop.run("xdotool", "keyup", "Return")
    desktop.wait_for(lambda: desktop.active() == CHAT)
    desktop.type("x")
    desktop.wait_for(lambda: chat.text() == "x")


def test_values_of_the_main_window_fill_replies_here_and_back(chat: Chat) -> None:
    desktop = chat.desktop

    def filled() -> bool:
        chat.ask_for_palette()
        desktop.press("ctrl+n")
        desktop.type("refund arr", delay_ms=30)
        desktop.press("Return")  # a value is missing: the palette stays, the focus goes there
        desktop.type("Maya", delay_ms=60)
        desktop.press("Return")
        desktop.type("10432", delay_ms=60)
        desktop.press("Return")
        desktop.press("Escape")
        return "Hi Maya, order 10432 is refunded." in desktop.clipboard()

    desktop.wait_for(filled)
    desktop.activate(TITLE, "--sync")
    desktop.press("ctrl+k")
    desktop.type("refund arr", delay_ms=30)

    def copied_plain() -> bool:
        desktop.press("ctrl+shift+p")
        return "text/html" not in desktop.clipboard("TARGETS")

    desktop.wait_for(copied_plain)
    assert "Hi Maya, order 10432 is refunded." in desktop.clipboard()


def test_copied_text_is_offered_and_taken_with_a_key(chat: Chat) -> None:
    desktop = chat.desktop
    subprocess.run(
        ["xclip", "-selection", "clipboard"], input="parcel late", text=True, env=desktop.environ, check=True
    )
    chat.ask_for_palette()
    desktop.press("ctrl+Return")
    desktop.wait_for(lambda: desktop.clipboard() == "parcel late")  # nothing is taken by itself

    def taken() -> bool:
        desktop.press("ctrl+k", "Tab")  # before the offer is there, Tab goes on to whatever comes next
        desktop.press("ctrl+k", "Return")
        return desktop.clipboard() == "Snow in the north."

    desktop.wait_for(taken)


def test_the_earlier_clipboard_comes_back_in_all_its_forms(desktop: Desktop, root: Path, told: Path) -> None:
    settings(desktop, after_paste="restore")
    desktop.open(root)
    chat = Chat(desktop, told, "--clipboard")
    desktop.wait_for(lambda: desktop.clipboard() == "earlier words")
    before = {kind: desktop.bytes_of(kind) for kind in EARLIER}
    assert all(before.values())
    chat.ask_for_palette()
    desktop.type("parcel late")
    desktop.press("ctrl+Return")
    desktop.wait_for(lambda: chat.text() == "Snow in the north.")
    desktop.wait_for(lambda: desktop.clipboard() == "earlier words")
    assert {kind: desktop.bytes_of(kind) for kind in EARLIER} == before


def test_without_a_window_the_palette_starts_one(desktop: Desktop, root: Path) -> None:
    program = desktop.start(root, "palette")
    desktop.wait_for(lambda: desktop.active() == PALETTE)
    desktop.type("parcel late")
    desktop.copy_until("Snow in the north.")
    assert program.poll() is None
    assert desktop.kbassist("palette").returncode == 0
    desktop.wait_for(lambda: desktop.active() == PALETTE)
    desktop.press("ctrl+q")
    assert program.wait(20) == 0


def test_the_shortcut_of_the_settings_shows_it_from_anywhere(
    desktop: Desktop, root: Path, told: Path
) -> None:
    settings(desktop, shortcut="Ctrl+Shift+Space")
    desktop.open(root)
    chat = Chat(desktop, told)

    def shown() -> bool:
        chat.come_forward()
        desktop.press("ctrl+shift+space")
        return desktop.active() == PALETTE

    desktop.wait_for(shown)
    desktop.type("parcel late")
    desktop.press("ctrl+Return")
    desktop.wait_for(lambda: chat.text() == "Snow in the north.")


def test_nothing_is_pasted_into_the_program_itself(running: Desktop) -> None:
    running.press("ctrl+k", "BackSpace")
    running.kbassist("palette")
    running.wait_for(lambda: running.active() == PALETTE)
    running.type("refund")
    running.press("Escape")
    running.wait_for(lambda: running.active() == "kbassist - Team")
    running.kbassist("palette")
    running.wait_for(lambda: running.active() == PALETTE)
    running.type("parcel late")
    running.press("ctrl+Return")
    running.wait_for(lambda: running.active() == "kbassist - Team")
    # Had it been pasted into the search box, Ctrl+A and Ctrl+X would take it from there.
    running.press("ctrl+a", "ctrl+x")
    assert "text/html" in running.clipboard("TARGETS")


def test_a_link_is_offered_by_the_window_that_runs(desktop: Desktop, root: Path) -> None:
    settings(desktop, link_systems="rt")
    desktop.open(root)
    assert desktop.kbassist("kbassist://fill?system=rt&order_id=10432").returncode == 0
    refused = desktop.kbassist("kbassist://fill?system=evil&order_id=10432")
    assert refused.returncode == 2
    assert "evil" in refused.stderr
