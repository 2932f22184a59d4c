"""Tests of following the folders: on time, on focus, on demand, and stopping."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kbassist.system.errors import LibraryOffline
from kbassist.team.watch import NEAR_S
from kbassist.ui.library_sync import LibrarySync
from kbassist.ui.tasks import Tasks
from tests.ui.fake_workspace import FakeWorkspace


@pytest.fixture
def sync(workspace: FakeWorkspace, tasks: Tasks, tmp_path: Path) -> Iterator[LibrarySync]:
    sync = LibrarySync(workspace, (tmp_path,), tasks)
    yield sync
    sync.close()
    tasks.close()
    sync.deleteLater()


def test_looks_and_plans_the_next_look(qtbot: QtBot, sync: LibrarySync) -> None:
    with qtbot.waitSignal(sync.looked) as looked:
        sync.look_now()
    assert looked.args[0].interval_s == NEAR_S
    assert sync._timer.interval() == NEAR_S * 1000


def test_goes_on_looking_without_the_focus_and_looks_at_once_with_it(
    qtbot: QtBot, sync: LibrarySync, workspace: FakeWorkspace
) -> None:
    sync.set_active(False)
    with qtbot.waitSignal(sync.looked) as looked:
        sync.look_now()
    assert looked.args[0].interval_s == NEAR_S
    with qtbot.waitSignal(sync.looked):
        sync.set_active(True)
    assert workspace.looks == 2


def test_passes_progress_on(qtbot: QtBot, sync: LibrarySync, workspace: FakeWorkspace) -> None:
    workspace.reports = 100
    with qtbot.waitSignals([sync.progressed, sync.looked]):
        sync.look_now()


def test_asked_meanwhile_it_looks_once_more(
    qtbot: QtBot, sync: LibrarySync, workspace: FakeWorkspace
) -> None:
    go = threading.Event()
    workspace.on_refresh = lambda _: go.wait(5)
    sync.look_now()
    sync.look_now()
    sync.look_now()
    go.set()
    qtbot.waitUntil(lambda: workspace.looks == 2 and not sync.busy)
    assert workspace.looks == 2


def test_stopping_reaches_the_work_and_holds(
    qtbot: QtBot, sync: LibrarySync, workspace: FakeWorkspace
) -> None:
    began = threading.Event()

    def work(cancelled: object) -> None:
        began.set()
        while not cancelled():
            pass

    workspace.on_refresh = work
    sync.look_now()
    began.wait(5)
    with qtbot.waitSignal(sync.stopped):
        sync.stop()
    assert not sync._timer.isActive()
    workspace.on_refresh = None
    with qtbot.waitSignal(sync.looked):
        sync.look_now()


def test_a_failed_look_is_told_and_tried_again(
    qtbot: QtBot, sync: LibrarySync, workspace: FakeWorkspace
) -> None:
    def work(_: object) -> None:
        raise LibraryOffline("The folder is away.")

    workspace.on_refresh = work
    with qtbot.waitSignal(sync.failed) as failed:
        sync.look_now()
    assert failed.args == ["The folder is away."]
    assert sync._timer.isActive()
