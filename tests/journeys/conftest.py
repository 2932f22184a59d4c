"""The whole program as a user has it: a process under a real X server, real keys, a real clipboard."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.x_server import x_server

CHECKOUT = Path(__file__).resolve().parents[2]
TITLE = "kbassist - Team"
PATIENCE_TURNS = 200
TURN_S = 0.1


class Desktop:
    """A screen with one kbassist on it; everything is seen and done from outside of its process."""

    def __init__(self, display: str, home: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        self.environ = kept | {"DISPLAY": display, "KBASSIST_HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
        self.programs: list[subprocess.Popen[bytes]] = []

    def manage_windows(self) -> None:
        """Start a window manager and wait until it is at work."""
        self.programs.append(
            subprocess.Popen(["openbox", "--sm-disable"], env=self.environ, stderr=subprocess.DEVNULL)
        )
        self.wait_for(lambda: self.run("xdotool", "get_num_desktops").strip().isdigit())

    def start(self, root: Path, *words: str) -> subprocess.Popen[bytes]:
        """Start the program on a library without waiting for its window."""
        command = [sys.executable, "-m", "kbassist", "--library", str(root), *words]
        program = subprocess.Popen(command, cwd=CHECKOUT, env=self.environ)
        self.programs.append(program)
        return program

    def open(self, root: Path) -> subprocess.Popen[bytes]:
        """Start the program and put the keyboard into its window."""
        program = self.start(root)
        self.run("xdotool", "search", "--sync", "--onlyvisible", "--name", TITLE, "windowfocus", "--sync")
        return program

    def run(self, *command: str) -> str:
        """Run a program on this screen."""
        return subprocess.run(
            command, env=self.environ, capture_output=True, text=True, timeout=30, check=False
        ).stdout

    def kbassist(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Call the program from a terminal beside the window."""
        return subprocess.run(
            [sys.executable, "-m", "kbassist", *words],
            cwd=CHECKOUT,
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def active(self) -> str:
        """Return the title of the window that has the focus."""
        return self.run("xdotool", "getactivewindow", "getwindowname").strip()

    def activate(self, title: str, *options: str) -> None:
        """Bring a window forward; Qt may have a second one of the same name, which is never seen."""
        self.run("xdotool", "search", "--onlyvisible", "--name", f"^{title}$", "windowactivate", *options)

    def bytes_of(self, kind: str) -> bytes:
        """Read the clipboard's exact bytes of a kind."""
        command = ["xclip", "-selection", "clipboard", "-o", "-t", kind]
        return subprocess.run(command, env=self.environ, capture_output=True, timeout=30, check=False).stdout

    def type(self, text: str, delay_ms: int = 1) -> None:
        """Press the keys of a text."""
        self.run("xdotool", "type", "--delay", str(delay_ms), text)

    def press(self, *keys: str) -> None:
        """Press keys by name."""
        self.run("xdotool", "key", "--delay", "1", *keys)

    def clipboard(self, kind: str = "UTF8_STRING") -> str:
        """Read the clipboard as another program does."""
        return self.run("xclip", "-selection", "clipboard", "-o", "-t", kind)

    def wait_for(self, seen: Callable[[], bool]) -> None:
        """Look until it is seen."""
        pause = threading.Event()
        for _ in range(PATIENCE_TURNS):
            if seen():
                return
            pause.wait(TURN_S)
        raise AssertionError(f"not seen; the clipboard holds {self.clipboard()!r}")

    def copy_until(self, text: str) -> None:
        """Press Enter until the clipboard holds `text`: what another program changed needs its moment."""

        def copied() -> bool:
            self.press("Return")
            return text in self.clipboard()

        self.wait_for(copied)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """A screen with a window manager; skips without the programs that a real screen needs."""
    with x_server("xdotool", "xclip", "openbox") as display:
        desktop = Desktop(display, tmp_path / "home")
        desktop.manage_windows()
        yield desktop
        for process in reversed(desktop.programs):
            process.terminate()
            process.wait(20)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A team's library."""
    root = tmp_path / "team"
    root.mkdir()
    (root / "_library.yaml").write_text("name: Team\n", "utf-8")
    (root / "refund.md").write_text(
        "# Refund has not arrived\n\nBanks take their time.\n\n"
        "## On its way {.reply channel=chat}\n\n"
        "Hi {{ customer.first_name }}, order **{{ order.id }}** is refunded. "
        "See [our page](https://help.example.com/refunds).\n",
        "utf-8",
    )
    (root / "gift.md").write_text("# Gift cards\n\n## For ever {.reply}\n\nThey never expire.\n", "utf-8")
    (root / "parcel.md").write_text("# Parcel is late\n\n## Late {.reply}\n\nSnow in the north.\n", "utf-8")
    return root
