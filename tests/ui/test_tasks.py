"""Tests of background work: lanes, late answers, errors and the end."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from kbassist.system.errors import KbError, LibraryOffline
from kbassist.ui.tasks import THREADS, Generation, Lane, Tasks, Ticket


@pytest.mark.parametrize("lane", Lane)
def test_answers_on_the_thread_of_the_window(qtbot: QtBot, tasks: Tasks, lane: Lane) -> None:
    where: list[threading.Thread] = []
    answers: list[int] = []

    def then(value: int) -> None:
        where.append(threading.current_thread())
        answers.append(value)

    tasks.submit(lane, lambda: 42, then)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [42]
    assert where == [threading.main_thread()]


def test_one_thread_a_lane_for_searching_and_indexing() -> None:
    several = {Lane.LOOK: 4, Lane.IO: 2, Lane.NET: 2}
    assert {lane: several.get(lane, 1) for lane in Lane} == THREADS


def test_only_the_youngest_of_a_generation_answers(qtbot: QtBot, tasks: Tasks) -> None:
    go = threading.Event()
    began: list[int] = []
    answers: list[int] = []
    generation = Generation()

    def work(number: int) -> int:
        began.append(number)
        go.wait(5)
        return number

    for number in range(5):
        tasks.submit(Lane.SEARCH, lambda n=number: work(n), answers.append, generation=generation)
        if number == 0:
            qtbot.waitUntil(lambda: began == [0])
    go.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [4]
    assert began == [0, 4], "what has not begun is not worth beginning"


def test_an_error_of_ours_comes_as_it_is(qtbot: QtBot, tasks: Tasks) -> None:
    failures: list[KbError] = []

    def work() -> None:
        raise LibraryOffline("The folder is away.")

    tasks.submit(Lane.IO, work, print, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], LibraryOffline)


def test_any_other_error_becomes_a_sentence_and_a_report(qtbot: QtBot, tasks: Tasks) -> None:
    failures: list[KbError] = []
    with qtbot.waitSignal(tasks.crashed) as crashed:
        tasks.submit(Lane.IO, lambda: 1 // 0, print, failures.append)
    assert isinstance(crashed.args[0], ZeroDivisionError)
    assert "log" in str(failures[0])


def test_a_cancelled_ticket_hears_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    answers: list[str] = []
    ticket = Ticket()
    ticket.cancel()
    tasks.submit(Lane.IO, lambda: "late", answers.append, ticket=ticket)
    tasks.submit(Lane.IO, lambda: "next", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["next"]


def test_reports_that_pile_up_are_reduced_to_the_last(qtbot: QtBot, tasks: Tasks) -> None:
    reports: list[int] = []
    done: list[None] = []
    ticket = Ticket()
    report = tasks.relay(ticket, reports.append)

    def work() -> None:
        for number in range(20_000):
            report(number)

    tasks.submit(Lane.INDEX, work, done.append, ticket=ticket)
    qtbot.waitUntil(lambda: bool(done))
    assert reports[-1] == 19_999
    assert reports == sorted(set(reports))


def test_twenty_thousand_emits_survive(qtbot: QtBot, tasks: Tasks) -> None:
    """6.12.0 of PySide6 drops a reference at every emit on Python 3.11 and aborts after about 560."""
    seen: list[str] = []
    tasks.crashed.connect(seen.append)
    for _ in range(20_000):
        tasks.crashed.emit("x")
    assert len(seen) == 20_000


def test_closing_waits_for_what_runs_and_forgets_what_waits(qtbot: QtBot) -> None:
    tasks = Tasks()
    began = threading.Event()
    go = threading.Event()
    ran: list[int] = []
    answers: list[object] = []

    def first() -> None:
        began.set()
        go.wait(5)
        ran.append(1)

    tasks.submit(Lane.INDEX, first, answers.append)
    tasks.submit(Lane.INDEX, lambda: ran.append(2), answers.append)
    began.wait(5)
    threading.Timer(0.05, go.set).start()
    tasks.close()
    qtbot.wait(1)
    assert ran == [1]
    assert answers == []
    tasks.submit(Lane.IO, lambda: 3, answers.append)
    assert answers == []
    tasks.deleteLater()
