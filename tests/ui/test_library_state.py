"""Tests of what is said about the open libraries."""

import pytest

from kbassist.articles.article import Problem, Severity
from kbassist.articles.library import Library
from kbassist.ui.library_state import library_title, notices_of, state_line
from kbassist.workspace.values import IndexState, LibraryStatus, Status

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
