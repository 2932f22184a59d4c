"""Fixtures of the window, and the guards that fail a test which leaves a window or a timer behind."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.system.settings_file import SettingsFile
from kbassist.ui.icons import Icons
from kbassist.ui.preferences import Preferences
from kbassist.ui.program import Program, application
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from tests.ui.fake_workspace import FakeWorkspace


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session", autouse=True)
def clipboard_left_empty(qapp: QApplication) -> Iterator[None]:
    """What lies on the clipboard at exit crashes Qt offscreen, after a green run."""
    application()
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window open or a timer running."""
    before = {id(timer) for timer in running_timers()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    windows = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    timers = [timer for timer in running_timers() if id(timer) not in before]
    told = f"windows {windows}, timers {[(timer.parent(), timer.interval()) for timer in timers]}"
    for widget in windows:
        widget.hide()
        widget.deleteLater()
    for timer in timers:
        timer.stop()
    assert not windows, f"left behind: {told}"
    assert not timers, f"left behind: {told}"


def running_timers() -> list[QTimer]:
    known = [item for item in gc.get_objects() if type(item) is QTimer]
    return [timer for timer in known if shiboken6.isValid(timer) and timer.isActive()]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.deleteLater()


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(theme)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()
    tasks.deleteLater()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths.under(tmp_path / "home")
    for folder in (paths.config, paths.data, paths.cache, paths.log):
        folder.mkdir(parents=True, mode=0o700)
    return paths


@pytest.fixture
def preferences(paths: Paths, tasks: Tasks) -> Iterator[Preferences]:
    preferences = Preferences(Settings(), SettingsFile(paths.settings_file), tasks)
    yield preferences
    preferences.close()
    preferences.deleteLater()


@pytest.fixture
def workspace() -> FakeWorkspace:
    return FakeWorkspace()


@pytest.fixture
def program(paths: Paths, workspace: FakeWorkspace) -> Iterator[Program]:
    """The whole window on a workspace that needs no folder."""
    program = Program(paths, Settings(), (), lambda *_: workspace)
    program.start()
    yield program
    program.close()
    program.deleteLater()


@pytest.fixture
def place(qapp: QApplication) -> Iterator[QWidget]:
    """A window to put widgets into."""
    window = QWidget()
    window.resize(900, 600)
    yield window
    window.hide()
    window.deleteLater()
