"""Tests of the line at the foot."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbassist.ui.icons import Icons
from kbassist.ui.status_line import PROGRESS_DELAY_MS, ProgressBar, StatusLine
from kbassist.ui.theme import Theme


@pytest.fixture
def line(place: QWidget, theme: Theme, icons: Icons) -> StatusLine:
    line = StatusLine(theme, icons, "Ctrl .")
    QVBoxLayout(place).addWidget(line)
    place.show()
    return line


def test_shows_progress_only_when_it_lasts(qtbot: QtBot, line: StatusLine) -> None:
    bar = line.findChild(ProgressBar)
    line.show_progress("Taking articles in:", 10, 3412)
    assert bar.isHidden()
    qtbot.waitUntil(bar.isVisible, timeout=10 * PROGRESS_DELAY_MS)
    with qtbot.waitSignal(line.cancel_requested):
        line._cancel.click()
    line.end_progress()
    assert bar.isHidden()


def test_short_work_never_flickers(qtbot: QtBot, line: StatusLine) -> None:
    line.show_progress("Taking articles in:")
    line.end_progress()
    assert not line._delay.isActive()


def test_a_message_goes_and_an_error_stays(line: StatusLine) -> None:
    line.show_message("Copied:\nRefund")
    assert line.message() == "Copied: Refund"
    assert line._life.isActive()
    line.show_message("The disk is full", error=True)
    assert not line._life.isActive()
    line.show_message("")
    assert line.message() == ""


def test_long_texts_give_way(line: StatusLine, place: QWidget) -> None:
    line.show_state("library " * 80)
    line.show_message("message " * 80)
    assert line.minimumSizeHint().width() <= 400
