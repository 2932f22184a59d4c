"""Cyclic garbage is collected by the window's thread, whoever made it."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kbassist.ui import garbage
from kbassist.ui.garbage import GarbageCollector


class Knot(QObject):
    """A tree of Qt objects that only a collection takes apart."""

    def __init__(self) -> None:
        super().__init__()
        self.child = QObject(self)
        self.itself = self


@pytest.fixture
def collector(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[GarbageCollector]:
    monkeypatch.setattr(garbage, "PERIOD_MS", 10)
    collector = GarbageCollector()
    collector.start()
    yield collector
    collector.close()
    collector.deleteLater()


def test_it_collects_what_another_thread_piled_up(qtbot: QtBot, collector: GarbageCollector) -> None:
    knot = Knot()
    gone = []
    weakref.finalize(knot, lambda: gone.append(threading.current_thread()))
    del knot
    kept: list[list[int]] = []
    lane = threading.Thread(target=lambda: kept.extend([number] for number in range(50_000)))
    lane.start()
    lane.join()
    assert gone == []
    qtbot.waitUntil(lambda: gone == [threading.main_thread()])


def test_afterwards_python_collects_by_itself(qtbot: QtBot, collector: GarbageCollector) -> None:
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_the_oldest_wait_for_a_pause_in_typing(
    qtbot: QtBot, collector: GarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: (10_000, 100, 100))
    monkeypatch.setattr(gc, "collect", collected.append)
    QGuiApplication.inputMethod().cursorRectangleChanged.emit()
    qtbot.waitUntil(lambda: bool(collected))
    assert set(collected) == {1}
    monkeypatch.setattr(garbage, "PAUSE_MS", 0)
    qtbot.waitUntil(lambda: 2 in collected)
