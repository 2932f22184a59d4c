"""A page in a window, with the hands of an agent."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbassist.replies.reply import Wish
from kbassist.ui.actions import Actions
from kbassist.ui.answer.page import AnswerPage
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.workspace import Workspace


class AnswerDesk:
    """A page in a window, with the hands of an agent."""

    def __init__(
        self, window: QWidget, workspace: Workspace, tasks: Tasks, theme: Theme, icons: Icons,
        clipboard: Clipboard, qtbot: QtBot,
    ) -> None:  # fmt: skip
        self.window, self.workspace, self.clipboard, self.qtbot = window, workspace, clipboard, qtbot
        self.tasks = tasks
        self.actions = Actions(window, icons)
        self.actions.show_page("answer")
        wish = Wish("chat", "warm", "en")
        self.page = AnswerPage(workspace, tasks, theme, icons, self.actions, clipboard, wish=wish)
        self.said: list[str] = []
        self.page.said.connect(self._on_page_said)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        window.resize(1100, 700)
        window.show()
        self.page.focus_search()

    def type(self, text: str, *, settle: bool = True) -> None:
        """Type into the search box; with `settle` wait until the preview shows the first hit."""
        QTest.keyClicks(self.page.search, text)
        if settle:
            self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.page.search, key, modifier)

    def settle(self) -> None:
        """Wait until hits and preview are those that are wanted now."""
        self.qtbot.waitUntil(lambda: self.page.settled)

    def wait_copied(self, start: str) -> str:
        """Wait until the clipboard holds a reply that starts so, and return it."""
        self.qtbot.waitUntil(lambda: self.text.startswith(start))
        return self.text

    @property
    def text(self) -> str:
        """What is on the clipboard."""
        return QApplication.clipboard().text()

    @property
    def focus(self) -> str:
        """The name of what has the focus."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget else ""

    def _on_page_said(self, text: str, _trouble: bool) -> None:
        self.said.append(text)
