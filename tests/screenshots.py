"""Draws the README's pictures of the window from the sample library: `python -m tests.screenshots`.

Inter is used where it is installed; everywhere else the system's own font.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "screenshots"
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<match><edit name="family" mode="prepend" binding="strong"><string>Inter</string></edit></match>
</fontconfig>"""
# So that the pictures stay what they are when they are drawn again.
NOW = datetime(2026, 11, 20, 10, 0).astimezone()
SIZE = (1200, 760)
SCALE = 1.5
QUERY = "refnud arri"
VALUES = {"customer.first_name": "Maya", "order.id": "10432", "refund.amount": "49.90 EUR"}
PATIENCE_MS = 30_000


def prepare(home: Path) -> None:
    """Set the environment up before Qt is loaded."""
    (home / "fonts.conf").write_text(FONTS)
    os.environ.update(
        QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=str(SCALE), FONTCONFIG_FILE=str(home / "fonts.conf")
    )


def draw(home: Path, theme: str, target: Path) -> None:
    """Open the window on the sample library as an agent would have it, and save its picture."""
    from kbassist.system.paths import Paths
    from kbassist.system.settings import Settings, ThemeChoice
    from kbassist.ui.program import Program
    from kbassist.workspace import open_workspace

    settings = Settings(
        agent_name="Jonas Weber", channel="chat", tone="warm", lang="en", theme=ThemeChoice(theme), welcomed=1
    )
    program = Program(
        Paths.under(home),
        settings,
        (),
        lambda paths, set_, roots: open_workspace(paths, set_, roots, lambda: NOW),
    )
    window = program.window
    window.resize(*SIZE)
    program.start()
    wait(lambda: "up to date" in window.status.state())
    page = program.answer_page
    assert page is not None
    for name, value in VALUES.items():
        page.desk.put(name, value)
    page.search.setText(QUERY)
    wait(lambda: page.settled and page.panel.hits.model().rowCount() > 0)
    window.activateWindow()
    page.focus_search()
    page.search.deselect()
    window.status.show_message("Copied: Track an order – chat")
    wait(lambda: window.isActiveWindow() and page.settled)
    window.grab().save(str(target))
    program.close()


def wait(done: Callable[[], bool]) -> None:
    """Let the window work until `done`; give up after half a minute."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: done() and loop.quit())
    limit = QTimer(singleShot=True)
    limit.timeout.connect(loop.quit)
    limit.start(PATIENCE_MS)
    timer.start(20)
    loop.exec()
    timer.stop()
    limit.stop()
    if not done():
        sys.exit("The window did not get as far as the picture.")


def main() -> None:
    """Draw both themes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, help="default: resources/screenshots")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        for theme in ("light", "dark"):
            draw(Path(folder), theme, out / f"answer-{theme}.png")
            sys.stdout.write(f"{out / f'answer-{theme}.png'}\n")


if __name__ == "__main__":
    main()
