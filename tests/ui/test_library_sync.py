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


def test_looks_and_plans_the_next_look(qtbot: QtBot, sync: LibrarySync, tmp_path: Path) -> None:
    with qtbot.waitSignal(sync.looked) as looked:
        sync.look_now()
    assert looked.args[0].interval_s == NEAR_S
    assert sync.watch(str(tmp_path)).pause_ms == NEAR_S * 1000


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
    qtbot: QtBot, sync: LibrarySync, workspace: FakeWorkspace, tmp_path: Path
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
    assert sync.watch(str(tmp_path)).pause_ms == -1
    workspace.on_refresh = None
    with qtbot.waitSignal(sync.looked):
        sync.look_now()


def test_a_failed_look_is_told_and_tried_again(
    qtbot: QtBot, sync: LibrarySync, workspace: FakeWorkspace, tmp_path: Path
) -> None:
    def work(_: object) -> None:
        raise LibraryOffline("The folder is away.")

    workspace.on_refresh = work
    with qtbot.waitSignal(sync.failed) as failed:
        sync.look_now()
    assert failed.args == ["The folder is away."]
    assert sync.watch(str(tmp_path)).pause_ms > 0


def test_the_focus_does_not_double_a_look_that_is_under_way(
    qtbot: QtBot, sync: LibrarySync, workspace: FakeWorkspace
) -> None:
    go = threading.Event()
    workspace.on_refresh = lambda _: go.wait(5)
    sync.set_active(False)
    sync.look_now()
    sync.set_active(True)
    with qtbot.waitSignal(sync.looked):
        go.set()
    assert (workspace.looks, sync.busy) == (1, False)


def test_a_slow_library_does_not_hold_up_another(
    qtbot: QtBot, workspace: FakeWorkspace, tasks: Tasks, tmp_path: Path
) -> None:
    slow, quick = tmp_path / "slow", tmp_path / "quick"
    go = threading.Event()
    workspace.wait_for = {str(slow): go}
    sync = LibrarySync(workspace, (slow, quick), tasks)
    with qtbot.waitSignal(sync.looked) as looked:
        sync.look_now()
    assert looked.args[0].library == str(quick)
    with qtbot.waitSignal(sync.looked) as looked:
        sync.watch(str(quick)).look_now()
    assert looked.args[0].library == str(quick)
    with qtbot.waitSignal(sync.looked) as looked:
        go.set()
    assert looked.args[0].library == str(slow)
    sync.close()
    sync.deleteLater()


def test_progress_is_that_of_all_and_ends_with_the_last(
    qtbot: QtBot, workspace: FakeWorkspace, tasks: Tasks, tmp_path: Path
) -> None:
    slow, quick = tmp_path / "slow", tmp_path / "quick"
    go = threading.Event()
    workspace.reports, workspace.wait_for = 7, {str(slow): go}
    sync = LibrarySync(workspace, (slow, quick), tasks)
    told: list[int] = []
    sync.progressed.connect(lambda progress: told.append(progress.total))
    with qtbot.waitSignal(sync.looked):
        sync.look_now()
    qtbot.waitUntil(lambda: 14 in told or (7 in told and sync.taking_in))
    assert sync.taking_in
    with qtbot.waitSignal(sync.looked):
        go.set()
    assert not sync.taking_in
    sync.close()
    sync.deleteLater()


def test_removals_are_accepted_for_one_library(
    qtbot: QtBot, sync: LibrarySync, workspace: FakeWorkspace, tmp_path: Path
) -> None:
    with qtbot.waitSignal(sync.looked):
        sync.accept_removals(str(tmp_path))
    with qtbot.waitSignal(sync.looked):
        sync.look_now()
    assert workspace.accepted == [str(tmp_path)]
