"""Making an own copy from the Answer page, and what is said of one."""

import pytest

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.search.scope import CopyState
from kbassist.system.errors import NotSaved, PersonalLibraryLacking
from tests.ui.answer.staged_workspace import ROOT

REF = ArticleRef(ROOT, "one-1")


def test_a_key_copies_the_shown_article(desk):
    desk.type("one")
    made = []
    desk.page.own_copy.made.connect(made.append)
    desk.actions["answer.own_copy"].trigger()
    desk.qtbot.waitUntil(lambda: bool(made))
    assert desk.workspace.own_copies.made == [REF]
    assert made == [FileRef("/mine", "copy.md")]
    assert "copy.md" in desk.said[-1]


def test_without_a_personal_library_one_is_offered(desk):
    desk.workspace.own_copies.error = PersonalLibraryLacking("None.")
    desk.type("one")
    with desk.qtbot.waitSignal(desk.page.own_copy.library_lacking) as lacking:
        desk.actions["answer.own_copy"].trigger()
    assert lacking.args == [REF]


def test_what_does_not_work_is_said(desk):
    desk.workspace.own_copies.error = NotSaved("The disk is full.")
    desk.type("one")
    desk.actions["answer.own_copy"].trigger()
    desk.qtbot.waitUntil(lambda: desk.said[-1:] == ["The disk is full."])


@pytest.mark.parametrize(
    ("state", "says", "compares"),
    [
        (CopyState.NONE, "", False),
        (CopyState.YOURS, "Your own copy.", True),
        (CopyState.CHANGED, "Original has changed.", True),
        (CopyState.GONE, "Original is in no open library.", False),
    ],
)
def test_the_strip_says_how_a_copy_stands(desk, state, says, compares):
    desk.workspace.own_copies.states[REF] = state
    desk.type("one")
    strip = desk.page.card.head.copy_strip
    assert strip.says == says
    assert strip._compare.isVisible() == compares
    if compares:
        with desk.qtbot.waitSignal(desk.page.own_copy.compare_wanted) as wanted:
            strip._compare.click()
        assert wanted.args == [FileRef(ROOT, "one-1.md")]
        desk.actions["answer.own_copy"].trigger()
        assert desk.workspace.own_copies.made == []
