"""A library of the agent's own is offered where a copy has nowhere to go, and made on request."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kbassist.articles.article import ArticleRef
from kbassist.system.errors import NotSaved
from kbassist.ui.personal_library import SUBJECT, made
from kbassist.ui.program import Program
from tests.ui.fake_workspace import ROOT, FakeWorkspace


def test_a_library_is_made_and_what_is_there_is_taken(tmp_path: Path) -> None:
    folder = made(tmp_path / "documents" / "My articles")
    description = folder / "_library.yaml"
    assert description.read_text("utf-8") == "name: My articles\n"
    description.write_text("name: Mine\n", "utf-8")
    assert made(folder) == folder
    assert description.read_text("utf-8") == "name: Mine\n"
    with pytest.raises(NotSaved):
        made(description / "below")


def test_it_is_made_in_place_opened_and_then_the_article_is_copied(
    qtbot: QtBot, workspace: FakeWorkspace, program: Program, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: program.answer_page is not None)
    program._personal._folder = folder = tmp_path / "mine"
    program._personal.offer(ArticleRef(ROOT, "refund"))
    notices = program.window.notices
    assert str(folder) in notices.text(SUBJECT)
    notices._shown[SUBJECT][0].action_triggered.emit()
    qtbot.waitUntil(lambda: bool(workspace.own_copies.made))
    assert workspace.own_copies.made == [ArticleRef(ROOT, "refund")]
    settings = program._preferences.settings
    assert settings.personal == str(folder)
    assert settings.libraries == (ROOT, str(folder))
    assert (folder / "_library.yaml").is_file()
