"""Tests of finding versions in the background, on a real workspace."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kbassist.articles.article import FileRef
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.ui.compare.history_controller import HistoryController
from kbassist.ui.compare.history_view import HistoryView
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.workspace import Workspace, open_workspace
from tests.ui.compare.conftest import Stage

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    library = tmp_path / "team"
    library.mkdir()
    (library / "late.md").write_text("# Late\n\nfirst\n", "utf-8")
    workspace = open_workspace(
        Paths.of_user({"KBASSIST_HOME": str(tmp_path / "home")}), Settings(), [library], lambda: NOW
    )
    yield workspace
    workspace.close()


def test_what_was_saved_is_restored(
    qtbot: QtBot, stage: Stage, theme: Theme, icons: Icons, tasks: Tasks, workspace: Workspace, tmp_path: Path
) -> None:
    file = FileRef(str(tmp_path / "team"), "late.md")
    workspace.writing.save(workspace.writing.open(file), "# Late\n\nsecond\n")
    view = HistoryView(theme, icons, NOW.date)
    controller = HistoryController(view, tasks)
    stage.put(view)
    controller.look(workspace, file, "Late", "# Late\n\nsecond\n")
    qtbot.waitUntil(lambda: view.versions.version is not None)
    view.setFocus()
    QTest.keyClick(view.versions, Qt.Key.Key_Down)
    qtbot.waitUntil(view.restore.isEnabled)
    with qtbot.waitSignal(view.restore_wanted) as told:
        QTest.keyClick(view.versions, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["# Late\n\nfirst\n"]


def test_a_file_that_is_gone_has_its_versions(
    qtbot: QtBot, stage: Stage, theme: Theme, icons: Icons, tasks: Tasks, workspace: Workspace, tmp_path: Path
) -> None:
    view = HistoryView(theme, icons, NOW.date)
    stage.put(view)
    HistoryController(view, tasks).look(workspace, FileRef("/nowhere", "late.md"), "Late", "")
    qtbot.waitUntil(lambda: "Looking" not in view.says)
