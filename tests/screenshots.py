"""Draws the README's pictures of the window from the sample library: `python -m tests.screenshots`.

Inter is used where it is installed; everywhere else the system's own font.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kbassist.ui.answer.page import AnswerPage
    from kbassist.ui.program import Program

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "screenshots"
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<match><test qual="all" name="family" compare="not_contains"><string>ono</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Inter</string></edit></match>
</fontconfig>"""
# So that the pictures stay what they are when they are drawn again.
NOW = datetime(2026, 11, 20, 10, 0).astimezone()
SIZE = (1200, 760)
SCALE = 1.5
QUERY = "refnud arri"
MESSAGE = """Hello,

my order 10432 has not arrived, and the tracking has not moved since Monday. Where is it?
And can I still change the delivery address?

Thank you
Maya Ortiz"""
VALUES = {"customer.first_name": "Maya", "order.id": "10432", "refund.amount": "49.90 EUR"}
ARTICLE, LINE = "returns-refunds/refund-has-not-arrived.md", 69
PATIENCE_MS = 30_000


def prepare(home: Path) -> None:
    """Set the environment up before Qt is loaded."""
    (home / "fonts.conf").write_text(FONTS)
    os.environ.update(
        QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=str(SCALE), FONTCONFIG_FILE=str(home / "fonts.conf")
    )


def draw(home: Path, scene: str, theme: str, target: Path) -> None:
    """Open the window on the sample library as an agent would have it, and save the picture of a scene."""
    from kbassist.system.choices import Spelling, ThemeChoice
    from kbassist.system.paths import Paths
    from kbassist.system.settings import Settings
    from kbassist.ui.program import Program
    from kbassist.workspace import open_workspace

    settings = Settings(
        agent_name="Jonas Weber",
        channel="chat",
        tone="warm",
        lang="en",
        theme=ThemeChoice(theme),
        # Which dictionaries there are differs from machine to machine.
        spelling=Spelling.HIDDEN,
        welcomed=1,
    )
    program = Program(
        Paths.under(home),
        settings,
        (),
        lambda paths, set_, roots: open_workspace(paths, set_, roots, lambda: NOW),
    )
    program.window.resize(*SIZE)
    program.start()
    wait(lambda: "up to date" in program.window.status.state())
    SCENES[scene](program).grab().save(str(target))
    program.close()


def answer(program: "Program") -> "QWidget":
    """Show what was typed, with a slip, and the reply to it."""
    page = page_of(program)
    for name, value in VALUES.items():
        page.desk.put(name, value)
    search(program, QUERY)
    program.window.status.show_message("Copied: Track an order – chat")
    return program.window


def message(program: "Program") -> "QWidget":
    """Show a message with two questions, its values taken."""
    from PySide6.QtGui import QTextCursor

    search(program, MESSAGE)
    press(program, "answer.take_values")
    page_of(program).search.moveCursor(QTextCursor.MoveOperation.Start)
    program.window.status.show_message("")
    return program.window


def guide(program: "Program") -> "QWidget":
    """Show the second question of a guide."""
    search(program, "app crashes")
    press(program, "answer.guide")
    view = page_of(program).card.guide
    for number in (2, 1, 2):
        view.answered.emit(number)
    wait(lambda: page_of(program).settled)
    return program.window


def palette(program: "Program") -> "QWidget":
    """Show the palette with a query."""
    palette = program._anywhere.palette
    palette.show()
    page = palette.page
    assert page is not None
    for name, value in VALUES.items():
        page.desk.put(name, value)
    page.search.setText("refund arrived")
    wait(lambda: page.settled and page.panel.hits.model().rowCount() > 0)
    page.search.deselect()
    return palette.window


def write(program: "Program") -> "QWidget":
    """Show an article that is being changed, with a slip in a placeholder."""
    from kbassist.articles.article import FileRef
    from kbassist.ui.write.page import WritePage

    program.window.show_page("write")
    page = program.window.findChild(WritePage)
    workspace = page.desk.workspace
    wait(lambda: len(page.outline.files()) > 0)
    page.open_file(FileRef(workspace.libraries[0].root, ARTICLE), LINE)
    wait(lambda: page.desk.file is not None and page.checks.settled)
    page.card.editor.insert("{{ custmer.name }}, write to me directly if it is late.\n\n")
    page.keeper.keep()
    wait(lambda: page.previews.settled and len(page.checks.problems) > 0 and page.keeper.settled)
    program.window.status.show_message("")
    program.window.activateWindow()
    return program.window


SCENES: "dict[str, Callable[[Program], QWidget]]" = {
    "answer": answer,
    "message": message,
    "guide": guide,
    "palette": palette,
    "write": write,
}
PICTURES = (
    ("answer", "light"),
    ("answer", "dark"),
    ("message", "light"),
    ("guide", "light"),
    ("palette", "light"),
    ("write", "light"),
    ("write", "dark"),
)


def page_of(program: "Program") -> "AnswerPage":
    """Return the page of the open library."""
    page = program.answer_page
    assert page is not None
    return page


def search(program: "Program", text: str) -> None:
    """Have the hits and the first reply for a text on the screen."""
    page = page_of(program)
    page.search.setText(text)
    wait(lambda: page.settled and page.panel.hits.model().rowCount() > 0)
    program.window.activateWindow()
    page.focus_search()
    page.search.deselect()
    wait(lambda: program.window.isActiveWindow() and page.settled)


def press(program: "Program", action: str) -> None:
    """Carry an action out as its key does."""
    from PySide6.QtGui import QAction

    found = program.window.findChild(QAction, action)
    assert isinstance(found, QAction)
    found.trigger()
    wait(lambda: page_of(program).settled)


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
    """Draw all pictures, each in a process of its own: what is left of a window goes with it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, help="default: resources/screenshots")
    parser.add_argument("--only", choices=[f"{scene}-{theme}" for scene, theme in PICTURES])
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.only is None:
        for scene, theme in PICTURES:
            words = ["--out", str(asked.out), "--only", f"{scene}-{theme}"]
            subprocess.run([sys.executable, "-m", "tests.screenshots", *words], check=True)
        return
    scene, _, theme = asked.only.partition("-")
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        target = asked.out / f"{asked.only}.png"
        draw(Path(folder), scene, theme, target)
        sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main()
