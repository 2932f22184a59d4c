"""The Answer page as a program of its own, for a test that presses real keys under a real X server."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kbassist.replies.reply import Wish
from kbassist.ui.actions import Actions
from kbassist.ui.answer.page import AnswerPage
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from tests.ui.answer.staged_workspace import NAME, Stage, StagedWorkspace

# The program ends by itself when the test that started it has died.
LIFE_MS = 60_000


def main() -> int:
    app = QApplication(sys.argv)
    theme = Theme(app)
    theme.apply("light")
    icons = Icons(theme)
    window = QWidget()
    window.setWindowTitle("kbassist under test")
    tasks = Tasks()
    clipboard = Clipboard(app.clipboard())
    workspace = StagedWorkspace(Stage(asks=(NAME,)))
    wish = Wish("chat", "warm", "en")
    actions = Actions(window, icons)
    actions.show_page("answer")
    page = AnswerPage(workspace, tasks, theme, icons, actions, clipboard, wish=wish)  # type: ignore[arg-type]
    page.hide_wanted.connect(app.quit)
    # The title tells the test what the status line says.
    page.said.connect(window.setWindowTitle)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(page)
    window.resize(1000, 640)
    window.show()
    QTimer.singleShot(LIFE_MS, app.quit)
    code = app.exec()
    tasks.close()
    clipboard.close()
    return code


if __name__ == "__main__":
    raise SystemExit(main())
