"""Tests of syncing by itself: on time, after a save, on focus, offline, on a key, and at the end."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kbassist.system.errors import KbError, WorkCancelled
from kbassist.team.git.standing import SyncState
from kbassist.ui.sync.controller import SyncController
from kbassist.ui.sync.pace import FOCUSED_S, OPENED_S, RETRY_S, SAVED_S
from kbassist.ui.sync.rounds import Rounds
from kbassist.ui.tasks import Tasks
from tests.ui.fake_syncing import SHARED, FakeSyncing
from tests.ui.fake_workspace import FakeWorkspace

MINE = replace(SHARED, library="/mine")


@pytest.fixture
def syncing(workspace: FakeWorkspace) -> FakeSyncing:
    workspace.syncing.stand = {"/articles": SHARED}
    return workspace.syncing


@pytest.fixture
def sync(workspace: FakeWorkspace, syncing: FakeSyncing, tasks: Tasks) -> Iterator[SyncController]:
    sync = SyncController(tasks, chance=lambda: 0.5)
    sync.serve(workspace)
    yield sync
    sync.close()
    tasks.close()
    sync.deleteLater()


def rounds(sync: SyncController, library: str = "/articles") -> Rounds:
    return sync._rounds[library]


def rest_ms(sync: SyncController) -> float:
    timer = rounds(sync)._timer
    return timer.interval() if timer.isActive() else 0


def fire(sync: SyncController) -> None:
    rounds(sync)._timer.timeout.emit()


def until_stopped(cancelled: Callable[[], bool]) -> None:
    while not cancelled():
        threading.Event().wait(0.005)
    raise WorkCancelled("Stopped.")


def test_begins_soon_after_opening_and_goes_on(qtbot: QtBot, sync: SyncController) -> None:
    assert rest_ms(sync) == OPENED_S * 1000
    with qtbot.waitSignal(sync.ended):
        fire(sync)
    assert rest_ms(sync) == FOCUSED_S * 1000


def test_a_save_is_sent_a_few_seconds_after_the_last_one(qtbot: QtBot, sync: SyncController) -> None:
    with qtbot.waitSignal(sync.ended):
        sync.sync_now()
    sync.note_changes({"/articles": frozenset({"refund.md"}), "/other": frozenset({"x.md"})})
    assert rest_ms(sync) == SAVED_S * 1000


def test_a_save_during_a_sync_is_sent_after_it(
    qtbot: QtBot, sync: SyncController, syncing: FakeSyncing
) -> None:
    go = threading.Event()
    syncing.on_sync = lambda _: go.wait(5)
    sync.sync_now()
    sync.note_changes({"/articles": frozenset({"refund.md"})})
    with qtbot.waitSignal(sync.ended):
        go.set()
    assert rest_ms(sync) == SAVED_S * 1000


def test_what_a_sync_brought_is_not_said_to_wait(
    qtbot: QtBot, sync: SyncController, syncing: FakeSyncing
) -> None:
    syncing.taken = frozenset({"a.md", "b.md"})
    with qtbot.waitSignals([sync.took_in, sync.ended]):
        sync.sync_now()
    sync.note_changes({"/articles": frozenset({"a.md"})})
    assert sync.standings[0].unsent == 0
    assert rest_ms(sync) == SAVED_S * 1000  # somebody may have saved it here in the same moment
    sync.note_changes({"/articles": frozenset({"a.md"})})
    assert sync.standings[0].unsent == 1


def test_the_focus_syncs_what_is_stale(
    qtbot: QtBot, sync: SyncController, syncing: FakeSyncing, monkeypatch: pytest.MonkeyPatch
) -> None:
    for passed_s, synced in ((10, 1), (40, 2)):
        with qtbot.waitSignal(sync.ended):
            sync.sync_now()
        syncing.synced = ["/articles"]
        sync.set_active(False)
        rounds(sync)._ended_s = time.monotonic() - passed_s
        sync.set_active(True)
        qtbot.waitUntil(lambda: not sync.busy)
        assert len(syncing.synced) == synced


def test_offline_it_tries_less_and_less_often(
    qtbot: QtBot, sync: SyncController, syncing: FakeSyncing
) -> None:
    syncing.set(state=SyncState.WAITING)
    rests = []
    for _ in range(3):
        with qtbot.waitSignal(sync.ended):
            fire(sync)
        rests.append(rest_ms(sync))
    assert rests == [RETRY_S * 1000, 2 * RETRY_S * 1000, 4 * RETRY_S * 1000]
    sync.note_changes({"/articles": frozenset({"refund.md"})})
    assert rest_ms(sync) == rests[-1]


def test_what_asks_for_a_sign_in_rests_until_somebody_asks(
    qtbot: QtBot, sync: SyncController, syncing: FakeSyncing
) -> None:
    syncing.set(state=SyncState.SIGN_IN)
    with qtbot.waitSignal(sync.ended):
        fire(sync)
    assert rest_ms(sync) == 0
    sync.set_active(False)
    sync.set_active(True)
    assert not sync.busy
    with qtbot.waitSignal(sync.ended) as ended:
        assert sync.sync_now()
    assert ended.args[0].asked


def test_what_is_not_shared_is_not_synced(sync: SyncController, syncing: FakeSyncing) -> None:
    syncing.set(state=SyncState.OFF)
    sync.look()
    assert not sync.sync_now()
    assert rest_ms(sync) == 0
    syncing.set(state=SyncState.READY)
    sync.look()
    assert rest_ms(sync) == OPENED_S * 1000


def test_never_two_syncs_of_one_library(
    qtbot: QtBot, workspace: FakeWorkspace, sync: SyncController, syncing: FakeSyncing
) -> None:
    syncing.stand["/mine"] = MINE
    sync.look()
    go = threading.Event()
    syncing.on_sync = lambda _: go.wait(5)
    for _ in range(3):
        sync.sync_now("/articles")
    sync.sync_now("/mine")
    qtbot.waitUntil(lambda: syncing.running == 2)
    go.set()
    qtbot.waitUntil(lambda: not sync.busy)
    assert sorted(syncing.synced) == ["/articles", "/mine"]


def test_a_failure_is_told_and_tried_again(qtbot: QtBot, sync: SyncController, syncing: FakeSyncing) -> None:
    syncing.error = KbError("The disk is full.")
    with qtbot.waitSignal(sync.ended) as ended:
        sync.sync_now()
    assert ended.args[0].trouble == "The disk is full."
    assert rest_ms(sync) == RETRY_S * 1000


def test_stopping_cuts_a_sync_off(qtbot: QtBot, sync: SyncController, syncing: FakeSyncing) -> None:
    syncing.on_sync = until_stopped
    sync.sync_now()
    qtbot.waitUntil(lambda: syncing.running == 1)
    with qtbot.waitSignal(sync.ended) as ended:
        sync.stop()
    assert ended.args[0].trouble == ""
    assert rest_ms(sync) == FOCUSED_S * 1000


def test_quitting_cuts_a_sync_off(
    qtbot: QtBot, sync: SyncController, syncing: FakeSyncing, tasks: Tasks
) -> None:
    syncing.on_sync = until_stopped
    sync.sync_now()
    qtbot.waitUntil(lambda: syncing.running == 1)
    sync.finish()
    tasks.close()
    assert syncing.running == 0
    assert syncing.synced == ["/articles"]


@pytest.mark.parametrize(
    ("unsent", "took_s", "syncs"), [(2, 0.3, 2), (0, 0.3, 1), (2, 5.0, 1)], ids=["waits", "nothing", "slow"]
)
def test_quitting_sends_what_waits_where_that_is_quick(
    qtbot: QtBot, sync: SyncController, syncing: FakeSyncing, unsent: int, took_s: float, syncs: int
) -> None:
    syncing.set(unsent=unsent)
    with qtbot.waitSignal(sync.ended):
        sync.sync_now()
    rounds(sync)._took_s = took_s
    sync.finish()
    assert len(syncing.synced) == syncs


def test_quitting_does_not_wait_for_a_host_that_hangs(
    qtbot: QtBot, sync: SyncController, syncing: FakeSyncing, tasks: Tasks
) -> None:
    syncing.set(unsent=2)
    with qtbot.waitSignal(sync.ended):
        sync.sync_now()
    syncing.on_sync = until_stopped
    sync.finish(0.05)
    tasks.close()
    assert len(syncing.synced) == 2
    assert syncing.running == 0
