"""Calls that may block for ever."""

import threading
from collections.abc import Iterator

import pytest

from kbassist.system.bounded import Bounded, TookTooLong


@pytest.fixture
def door() -> Iterator[threading.Event]:
    door = threading.Event()
    yield door
    door.set()


def test_an_answer_and_an_error_come_through() -> None:
    bounded = Bounded(5)
    assert bounded.run(lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        bounded.run(lambda: 1 // 0)


def test_a_call_that_blocks_is_left_alone_and_nothing_queues_behind_it(door: threading.Event) -> None:
    bounded, calls = Bounded(0.05), []
    with pytest.raises(TookTooLong):
        bounded.run(door.wait)
    with pytest.raises(TookTooLong):
        bounded.run(lambda: calls.append(1))
    assert not calls
    door.set()
    for thread in threading.enumerate():
        if thread.name == "bounded":
            thread.join()
    assert bounded.run(lambda: "again") == "again"
