"""Tests of what is said about the open libraries."""

from dataclasses import replace
from datetime import datetime

import pytest

from kbassist.articles.article import Problem, Severity
from kbassist.articles.library import Library
from kbassist.ui.library_state import clock_words, library_title, notices_of, state_line
from kbassist.workspace.values import HeldBack, IndexState, LibraryStatus, Status

TEAM = LibraryStatus("/team", "Team library", 3412, IndexState.READY)
MINE = LibraryStatus("/mine", "Mine", 1, IndexState.BUILDING)
AWAY = LibraryStatus("/away", "Away", 7, IndexState.READY, offline=True)
NEW = LibraryStatus("/new", "New", 0, IndexState.BUILDING)
SICK = LibraryStatus("/sick", "Sick", 7, IndexState.FAILED, notice="The cache is full.")


@pytest.mark.parametrize(
    ("libraries", "line"),
    [
        ((), ""),
        ((TEAM,), "Team library · 3,412 articles · up to date"),
        ((MINE,), "Mine · 1 article · taking articles in"),
        ((NEW,), "New · taking articles in"),
        ((TEAM, MINE), "Team library + Mine · 3,413 articles · taking articles in"),
        ((AWAY,), "Away · 7 articles · offline"),
        ((TEAM, AWAY), "Team library + Away · 3,419 articles · Away is offline"),
        ((TEAM, SICK), "Team library + Sick · 3,419 articles · searching titles only"),
    ],
)
def test_says_how_they_are(libraries: tuple[LibraryStatus, ...], line: str) -> None:
    assert state_line(Status(libraries)) == line


def test_a_progress_bar_is_not_said_twice() -> None:
    assert state_line(Status((MINE,)), working=True) == "Mine · 1 article"
    assert state_line(Status((TEAM,)), working=True) == "Team library · 3,412 articles · up to date"


def test_the_title_names_all() -> None:
    assert library_title(Status((TEAM, MINE))) == "Team library + Mine"


def test_says_what_is_wrong_once_a_subject() -> None:
    notices = notices_of(Status((TEAM, AWAY, SICK), ("Another copy runs.",)))
    assert set(notices) == {"program 0", "offline /away", "library /sick"}
    assert notices["offline /away"].action == "Retry"
    assert "/away" in notices["offline /away"].text


def test_a_broken_file_of_the_library_is_named() -> None:
    problem = Problem("_library.yaml", 3, "yaml-broken", Severity.ERROR, "It is ignored.")
    notices = notices_of(Status((TEAM,)), (Library("/team", "Team library", problems=(problem,)),))
    assert notices["files /team"].text == "In Team library, line 3: _library.yaml: It is ignored."


def test_says_since_when_a_library_is_away_and_what_to_do() -> None:
    since = datetime.now().astimezone().replace(hour=0, minute=5)
    text = notices_of(Status((replace(AWAY, offline_since=since),)))["offline /away"].text
    assert text.startswith("Away has been offline since 00:05. The folder /away cannot be reached.")
    assert "articles that you have opened can be read" in text
    assert text.endswith("Check the drive or the network.")
    assert clock_words(datetime(2026, 11, 28, 14, 5).astimezone(), datetime(2026, 11, 29)) == (
        "14:05 on 28 November"
    )


def test_asks_about_articles_that_are_gone_all_at_once() -> None:
    since = datetime.now().astimezone().replace(hour=0, minute=5)
    held = replace(TEAM, held_back=HeldBack(840, 3412, since, ("Refund", "Parcel")))
    notice = notices_of(Status((held,)))["held /team"]
    assert notice.text == (
        "840 of 3,412 articles are gone from Team library since 00:05: Refund, Parcel and 838 more. "
        "They can still be found."
    )
    assert (notice.action, notice.second) == ("They were removed", "Wait for them")
    assert state_line(Status((held,))).endswith("3,412 articles · 840 of them gone from the folder")
