"""The calls that both faces make, on a real index and a real rendering process."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef, Standing
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import Wish
from kbassist.system.errors import ArticleNotFound, LibraryOffline
from kbassist.workspace import Workspace
from kbassist.workspace.values import IndexState

AMOUNT = Conversation().put("refund.amount", "20 EUR", "typed")


def titles(workspace: Workspace, text: str) -> list[str]:
    return [hit.title for hit in workspace.search(text).hits]


def test_search_to_filled_reply(workspace: Workspace) -> None:
    (hit,) = workspace.search("refnud arr").hits
    assert hit.why == ('1 typo in "refnud"',)
    filled = workspace.compose(hit.ref, AMOUNT, Wish("chat", "warm", "en"))
    assert filled.ready
    assert filled.plain.strip() == "Hi there, your €20.00 is on its way."


def test_a_missing_value_is_named(workspace: Workspace, root: Path) -> None:
    filled = workspace.compose(ArticleRef(str(root), "refund"), Conversation(), Wish("email"))
    assert not filled.ready
    assert [placeholder.name for placeholder in filled.missing] == ["refund.amount"]


def test_a_variant_is_taken_by_name(workspace: Workspace, root: Path) -> None:
    ref = ArticleRef(str(root), "refund")
    german = workspace.variants(ref)[2]
    filled = workspace.compose(ref, AMOUNT, Wish("email", None, "en"), german.id)
    assert "unterwegs" in filled.plain
    assert "lang" in filled.fell_back


def test_a_saved_article_is_followed(workspace: Workspace, root: Path) -> None:
    (root / "parcel.md").write_text("# Parcel is stuck\n\nCustoms.\n", "utf-8")
    refreshed = workspace.refresh()
    assert refreshed.changed == {str(root): frozenset({"parcel.md"})}
    assert titles(workspace, "stuck") == ["Parcel is stuck"]
    assert titles(workspace, "late") == []


def test_changed_facts_are_followed(workspace: Workspace, root: Path) -> None:
    (root / "_facts.yaml").write_text("bank_days: 9\n", "utf-8")
    assert workspace.refresh().facts_changed
    assert workspace.libraries[0].facts[0].value == "9"


def test_nothing_changed(workspace: Workspace) -> None:
    refreshed = workspace.refresh()
    assert refreshed.changed == {}
    assert not refreshed.facts_changed


def test_titles_answer_while_there_is_no_index(opened: Callable[..., Workspace], root: Path) -> None:
    (root / "parcel.md").write_text("---\nid: p-1\n---\n# Parcel is late\n", "utf-8")
    workspace = opened(root)
    seen: list[tuple[list[str], str]] = []

    def look(_progress: object) -> None:
        hits = workspace.search("parcel").hits
        seen.append(([hit.title for hit in hits], workspace.read(hits[0].ref).path))

    workspace.refresh(progress=look)
    assert seen[0] == (["Parcel"], "parcel.md")  # the name of its file is known first
    assert seen[1] == (["Parcel is late"], "parcel.md")


def test_vanished_folder_is_offline_and_keeps_answering(workspace: Workspace, root: Path) -> None:
    ref = workspace.search("refund").hits[0].ref
    workspace.read(ref)
    away = root.rename(root.with_name("away"))
    status = workspace.refresh().status
    assert status.offline == (str(root),)
    assert status.articles == 2
    assert titles(workspace, "refund") == ["Refund has not arrived"]
    assert workspace.compose(ref, AMOUNT).ready
    with pytest.raises(LibraryOffline, match="cannot be reached"):
        workspace.read(ArticleRef(str(root), "parcel"))
    away.rename(root)
    status = workspace.refresh().status
    assert status.offline == ()
    assert status.libraries[0].notice == ""


def test_deleted_index_is_built_again(workspace: Workspace, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "home" / "cache")
    workspace.refresh()
    assert titles(workspace, "refund") == ["Refund has not arrived"]
    assert workspace.status().libraries[0].index is IndexState.READY


def test_an_index_cut_short_under_the_running_program_is_built_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    (table,) = (tmp_path / "home" / "cache").rglob("table")
    with table.open("r+b") as file:
        file.truncate(100)
    assert titles(workspace, "refund") == []
    workspace.refresh()
    assert titles(workspace, "refund") == ["Refund has not arrived"]


def test_second_start_answers_from_yesterdays_index(
    workspace: Workspace, opened: Callable[..., Workspace], root: Path
) -> None:
    workspace.close()
    assert titles(opened(root), "refund") == ["Refund has not arrived"]


def test_two_libraries_are_searched_as_one(
    opened: Callable[..., Workspace], root: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "note.md").write_text("# Refund by cheque\n\nAsk the bank.\n", "utf-8")
    workspace = opened(root, mine)
    workspace.refresh()
    result = workspace.search("refund")
    assert {hit.ref.library for hit in result.hits} == {str(root), str(mine)}
    assert result.total == 2


def test_empty_box_shows_pinned_favourite_and_recent(workspace: Workspace, root: Path) -> None:
    ref = ArticleRef(str(root), "refund")
    workspace.set_favourite(ref, True)
    workspace.record_copied(workspace.compose(ref, AMOUNT))
    home = workspace.home()
    assert [hit.title for hit in home.pinned] == ["Parcel is late"]
    assert home.pinned[0].standing is Standing.PINNED
    assert [hit.title for hit in home.favourites] == ["Refund has not arrived"]
    assert home.recent == ()
    assert workspace.is_favourite(ref)
    workspace.set_favourite(ref, False)
    assert [hit.title for hit in workspace.home().recent] == ["Refund has not arrived"]


def test_an_empty_box_has_something_to_begin_with_until_something_was_used(
    opened: Callable[..., Workspace], tmp_path: Path
) -> None:
    root = tmp_path / "new"
    root.mkdir()
    (root / "a.md").write_text("# A\n\n## R {.reply channel=chat}\n\nHi\n", "utf-8")
    (root / "b.md").write_text(
        "# B\n\n## R {.reply channel=chat}\n\nHi\n\n## S {.reply channel=email}\n\nDear\n", "utf-8"
    )
    (root / "c.md").write_text("# C\n\nNo reply.\n", "utf-8")
    workspace = opened(root)
    workspace.refresh()
    assert [hit.title for hit in workspace.home().starters] == ["B", "A"]
    workspace.set_favourite(ArticleRef(str(root), "a"), True)
    assert [hit.title for hit in workspace.home().favourites] == ["A"]
    assert workspace.home().starters == ()


def test_use_is_a_reason(workspace: Workspace, root: Path) -> None:
    workspace.record_copied(workspace.compose(ArticleRef(str(root), "refund"), AMOUNT))
    (hit,) = workspace.search("refund").hits
    assert "used recently" in hit.why


def test_page_shows_the_knowledge(workspace: Workspace, root: Path) -> None:
    page = workspace.show(ArticleRef(str(root), "refund"))
    assert "kb:article/parcel" in page.html
    assert "{%" not in page.html


def test_check_finds_what_is_wrong_and_where(workspace: Workspace, root: Path) -> None:
    assert workspace.checking.check() == ()
    (root / "bad.md").write_text("# Bad\n\n[gone](gone.md)\n\n## R {.reply}\n\n{% if %}\n", "utf-8")
    found = {(problem.code, problem.line) for problem in workspace.checking.check(["bad.md"])}
    assert found == {("dead-link", 3), ("template-broken", 7)}
    assert workspace.checking.check(["refund.md"]) == ()


@pytest.mark.parametrize("article", ["gone", "../outside", "/etc/passwd", "refund#gone"])
def test_unknown_articles_and_replies(workspace: Workspace, root: Path, article: str) -> None:
    with pytest.raises(ArticleNotFound):
        workspace.compose(ArticleRef(str(root), article), Conversation())


def test_a_cache_that_cannot_be_written_lasts_for_the_session(
    opened: Callable[..., Workspace], root: Path, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "cache").write_bytes(b"a file where the folder should be")
    workspace = opened(root)
    status = workspace.refresh().status
    assert titles(workspace, "refund") == ["Refund has not arrived"]
    assert any("this session only" in notice for notice in status.notices)
