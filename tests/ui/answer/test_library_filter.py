"""Which libraries the Answer page asks, and how their hits are told apart."""

import pytest
from PySide6.QtCore import Qt

from kbassist.workspace.values import IndexState, LibraryStatus
from tests.ui.answer.staged_workspace import ROOT

MINE = "/mine"
BOTH = (
    LibraryStatus(ROOT, "Team", 45, IndexState.READY, colour=0, label="Team"),
    LibraryStatus(MINE, "Mine", 2, IndexState.READY, colour=1, label="Mine", personal=True),
)


@pytest.fixture
def two(desk):
    """A desk on which two libraries are open."""
    desk.workspace.opened = BOTH
    desk.page.refresh()
    desk.settle()
    return desk


def test_one_library_needs_neither_filter_nor_marks(desk):
    desk.type("one")
    assert desk.page.libraries.bar.isHidden()
    assert all(row.mark is None for row in desk.page.panel.hits.model().rows)
    desk.actions["answer.library"].trigger()
    assert desk.said[-1] == "Only one library is open"


def test_hits_and_preview_bear_the_mark_of_their_library(two):
    two.type("one")
    row = two.page.panel.hits.model().rows[0]
    assert (row.mark.label, row.mark.ink) == ("Team", "shelf_1")
    spoken = two.page.panel.hits.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Team" in spoken
    assert two.page.card.head.tag.mark.label == "Team"


def test_a_key_asks_the_next_library_and_the_segments_follow(two):
    two.type("one")
    chosen = []
    two.page.libraries.chosen.connect(chosen.append)
    for _ in range(3):
        two.actions["answer.library"].trigger()
        two.settle()
    assert chosen == [(ROOT,), (MINE,), ()]
    assert two.workspace.asked[-3:] == [frozenset({ROOT}), frozenset({MINE}), None]
    assert two.page.libraries.bar.current == ""
    assert two.page.panel.hits.hit.ref.id == "one-1"


def test_a_remembered_library_is_asked_while_it_is_open(two):
    two.page.libraries.take((MINE,))
    two.type("one")
    assert two.workspace.asked[-1] == frozenset({MINE})
    two.workspace.opened = BOTH[:1]
    two.page.refresh()
    two.settle()
    assert two.workspace.asked[-1] is None


def test_the_names_that_can_stand_behind_in_are_offered(two):
    two.type("one in:")
    assert two.page.panel._notice.text == "in: Team, Mine"
    two.type("x")
    assert two.page.panel._notice.text == ""
