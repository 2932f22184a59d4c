"""Tests of looking through the versions of a file."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbassist.articles.article import FileRef
from kbassist.ui.compare.history_view import HistoryView
from kbassist.ui.compare.version_model import day_words, size_words
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.workspace.written import Version, VersionOrigin
from tests.ui.compare.conftest import Stage

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FILE = FileRef("/team", "late.md")
TEXTS = {"3": "one\ntwo\nthree", "2": "one\ntwo", "1": "one"}
VERSIONS = (
    Version(FILE, "3", NOON, VersionOrigin.LOCAL, "", "", 13),
    Version(FILE, "2", NOON - timedelta(days=1), VersionOrigin.GIT, "Dana", "Say two", 7),
    Version(FILE, "1", NOON - timedelta(days=1, hours=1), VersionOrigin.GIT, "Dana", "Begin", 3),
)


@pytest.fixture
def view(stage: Stage, theme: Theme, icons: Icons) -> HistoryView:
    view = HistoryView(theme, icons, lambda: NOON.date())
    view.text_wanted.connect(lambda version: view.put_text(version, TEXTS[version.id]))
    view.show_versions("Late", VERSIONS, "one\ntwo\nthree\nfour")
    stage.put(view)
    return view


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def test_versions_stand_below_their_days(view: HistoryView) -> None:
    model = view.versions.model()
    texts = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(5)]
    assert [texts[0], texts[2]] == ["Today", "Yesterday"]
    assert [text.split(". ", 1)[1] for text in (texts[1], texts[3], texts[4])] == [
        ". kept here · +6 bytes",
        "Say two. git · Dana · +4 bytes",
        "Begin. git · Dana · 3 bytes",
    ]


def test_a_version_is_compared_with_now_and_with_the_one_before(view: HistoryView) -> None:
    assert view.says == "1 change: 1 line new"
    press(Qt.Key.Key_Down)
    assert view.versions.version == VERSIONS[1]
    assert view.says == "1 change: 2 lines new"
    press(Qt.Key.Key_Right)
    assert view.says == "1 change: 1 line new"
    press(Qt.Key.Key_Down)
    assert view.says == "1 change: 1 line new, 1 line gone"


def test_a_version_is_restored(qtbot: QtBot, view: HistoryView) -> None:
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(view.restore_wanted) as told:
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["one\ntwo"]


def test_what_stands_there_now_needs_no_restoring(qtbot: QtBot, view: HistoryView) -> None:
    view.show_versions("Late", VERSIONS, TEXTS["3"])
    assert (view.says, view.restore.isEnabled()) == ("Nothing differs", False)
    with qtbot.assertNotEmitted(view.restore_wanted):
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_texts_may_come_late_or_never(view: HistoryView) -> None:
    view.text_wanted.disconnect()
    view.show_versions("Late", VERSIONS, "one")
    assert (view.says, view.restore.isEnabled()) == ("Reading…", False)
    view.say("That version cannot be read any more.")
    assert view.says == "That version cannot be read any more."
    view.put_text(VERSIONS[0], TEXTS["3"])
    assert view.restore.isEnabled()


def test_no_version_says_so(qtbot: QtBot, view: HistoryView) -> None:
    view.show_versions("Late", (), "one")
    view.setFocus()
    assert view.says == "No version is kept yet"
    with qtbot.waitSignal(view.left):
        press(Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "Today"),
        (date(2026, 11, 21), "Yesterday"),
        (date(2026, 11, 20), "Friday 20 November"),
        (date(2025, 1, 2), "Thursday 2 January 2025"),
    ],
)
def test_days_are_written_as_spoken(day: date, words: str) -> None:
    assert day_words(day, NOON.date()) == words


@pytest.mark.parametrize(("size", "words"), [(1, "1 byte"), (999, "999 bytes"), (2400, "2.4 kB")])
def test_sizes_are_written_in_units(size: int, words: str) -> None:
    assert size_words(size) == words
