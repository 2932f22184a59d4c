"""Fixtures of the Answer page: the parts that its widgets are built with."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kbassist.ui.clipboard import Clipboard
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from tests.ui.answer.answer_desk import AnswerDesk
from tests.ui.answer.staged_workspace import StagedWorkspace


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[Clipboard]:
    clipboard = Clipboard(qapp.clipboard())
    yield clipboard
    clipboard.close()
    qapp.clipboard().clear()
    clipboard.deleteLater()


@pytest.fixture
def workspace() -> Iterator[StagedWorkspace]:
    workspace = StagedWorkspace()
    yield workspace
    workspace.open_gates()


@pytest.fixture
def tasks(qapp: QApplication, workspace: StagedWorkspace) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    if isinstance(workspace, StagedWorkspace):
        workspace.open_gates()
    tasks.close()
    tasks.deleteLater()


@pytest.fixture
def desk(
    workspace: StagedWorkspace, tasks: Tasks, theme: Theme, icons: Icons, clipboard: Clipboard, qtbot: QtBot
) -> AnswerDesk:
    window = QWidget()
    qtbot.addWidget(window)
    return AnswerDesk(window, workspace, tasks, theme, icons, clipboard, qtbot)
