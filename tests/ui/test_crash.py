"""Tests of the crash report: written once, without customers' data, and the program goes on."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kbassist.system.logs import Log
from kbassist.ui.crash import CrashReporter

SECRET = "maya.ortiz@example.com"


@pytest.fixture
def reporter(tmp_path: Path) -> Iterator[CrashReporter]:
    with Log(tmp_path) as log:
        reporter = CrashReporter(tmp_path, log)
        yield reporter
        reporter.remove()
        reporter.deleteLater()


def fault() -> Exception:
    try:
        raise ValueError(f"cannot fill in {SECRET}")
    except ValueError as error:
        return error


def test_a_report_says_where_and_not_what(qtbot: QtBot, reporter: CrashReporter) -> None:
    with qtbot.waitSignal(reporter.told) as told:
        reporter.report(fault())
    text = Path(told.args[0]).read_text("utf-8")
    assert "ValueError" in text
    assert "fault" in text
    assert "PySide6" in text
    assert SECRET not in text


def test_the_same_fault_is_reported_once(qtbot: QtBot, reporter: CrashReporter, tmp_path: Path) -> None:
    for _ in range(50):
        reporter.report(fault())
    qtbot.wait(1)
    assert len(list(tmp_path.glob("crash-*.txt"))) == 1


def test_catches_what_nobody_else_does(qtbot: QtBot, reporter: CrashReporter) -> None:
    reporter.install()
    with qtbot.waitSignal(reporter.told):
        thread = threading.Thread(target=lambda: 1 // 0)
        thread.start()
        thread.join()
    with qtbot.waitSignal(reporter.told):
        error = fault()
        sys.excepthook(type(error), error, error.__traceback__)
    reporter.remove()
    assert sys.excepthook is not reporter._on_exception


def test_a_full_disk_is_no_second_crash(qtbot: QtBot, tmp_path: Path) -> None:
    with Log(tmp_path) as log:
        reporter = CrashReporter(tmp_path / "absent", log)
        with qtbot.waitSignal(reporter.told) as told:
            reporter.report(fault())
    assert told.args == [""]
    reporter.deleteLater()
