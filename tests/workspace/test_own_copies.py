"""An agent's own copies of a team's replies: they stand in for the originals, and say when those change."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.articles.front_matter_edit import form_values
from kbassist.replies.conversation import Conversation
from kbassist.search.scope import CopyState
from kbassist.system.errors import ArticleNotFound, NotSaved, PersonalLibraryLacking
from kbassist.workspace import Workspace
from kbassist.workspace.reviewed import QueueId

Opener = Callable[..., Workspace]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "note.md").write_text("# A note of mine\n", "utf-8")
    return mine


@pytest.fixture
def both(opened: Opener, root: Path, mine: Path) -> Workspace:
    (root / "_attachments").mkdir()
    (root / "_attachments/bank.png").write_bytes(b"picture")
    refund = root / "refund.md"
    refund.write_text(refund.read_text("utf-8") + "\n\n![Bank](_attachments/bank.png)\n", "utf-8")
    workspace = opened(root, mine)
    workspace.keep_own_in(str(mine))
    workspace.refresh()
    return workspace


def team(root: Path, name: str = "refund") -> ArticleRef:
    return ArticleRef(str(root), name)


def change(root: Path, old: str, new: str) -> None:
    file = root / "refund.md"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def states(workspace: Workspace, typed: str = "refund", **rest: object) -> list[tuple[str, CopyState]]:
    hits = workspace.search(typed, **rest).hits  # type: ignore[arg-type]
    return [(Path(hit.ref.library).name, hit.copy) for hit in hits]


def test_without_a_library_of_ones_own_there_is_nowhere_to_copy(workspace: Workspace, root: Path) -> None:
    with pytest.raises(PersonalLibraryLacking):
        workspace.own_copies.make(team(root))


def test_a_copy_remembers_where_it_is_from_and_brings_its_pictures(
    both: Workspace, root: Path, mine: Path
) -> None:
    made = both.own_copies.make(team(root))
    assert made.file == FileRef(str(mine), "refund.md")
    values = form_values((mine / "refund.md").read_text("utf-8"))
    assert values.text("copy_of") == "refund"
    assert values.text("copy_from") == "team"
    assert len(values.text("copy_revision")) == 64
    assert (mine / "_attachments/bank.png").read_bytes() == b"picture"
    both.refresh()
    assert both.own_copies.make(team(root)).file == made.file
    with pytest.raises(NotSaved):
        both.own_copies.make(ArticleRef(str(mine), "note"))


def test_the_copy_stands_in_for_the_original(both: Workspace, root: Path, mine: Path) -> None:
    both.set_favourite(team(root), True)
    both.own_copies.make(team(root))
    both.refresh()
    assert states(both) == [("mine", CopyState.YOURS)]
    asked = both.suggest("where is my money, the refund has not arrived").result.hits
    assert [hit.ref for hit in asked if hit.ref.article_id == "refund"] == [ArticleRef(str(mine), "refund")]
    assert [hit.ref.library for hit in both.home().favourites] == [str(mine)]
    assert both.own_copies.followed(team(root)) == ArticleRef(str(mine), "refund")
    # Asked alone, the team's library shows its own article.
    assert states(both, libraries=frozenset({str(root)})) == [("team", CopyState.ORIGINAL)]
    assert states(both, "in:team refund") == [("team", CopyState.ORIGINAL)]


def test_the_copy_reads_as_the_original_does(both: Workspace, root: Path, mine: Path) -> None:
    both.own_copies.make(team(root))
    both.refresh()
    own, original = ArticleRef(str(mine), "refund"), team(root)
    assert 'filled">5<' in both.show(own).html
    assert both.compose(own, Conversation()).plain == both.compose(original, Conversation()).plain
    # A link of the copy leads on to what only the team has.
    assert both.own_copies.followed(ArticleRef(str(mine), "parcel")) == team(root, "parcel")


def test_a_draft_does_not_hide_the_original(both: Workspace, root: Path, mine: Path) -> None:
    both.own_copies.make(team(root))
    file = mine / "refund.md"
    file.write_text(file.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    both.refresh()
    assert [library for library, _ in states(both)] == ["team"]


def test_of_two_articles_of_one_name_the_copy_hides_its_own_original(
    opened: Opener, root: Path, mine: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "refund.md").write_text("# Refund elsewhere\n", "utf-8")
    workspace = opened(root, other, mine)
    workspace.keep_own_in(str(mine))
    workspace.refresh()
    made = workspace.own_copies.make(team(other))
    workspace.refresh()
    expected = {("team", CopyState.NONE), ("mine", CopyState.YOURS)}
    assert set(states(workspace)) == expected
    # A library that was given another name is known by what was copied of it, as long as that is so.
    (other / "_library.yaml").write_text("name: Renamed\n", "utf-8")
    workspace.refresh()
    assert set(states(workspace)) == expected
    assert workspace.own_copies.open(made.file).label == "Renamed"
    # What does not say where it is from, and is of neither as it stands, hides nothing.
    own = mine / "refund.md"
    kept = [line for line in own.read_text("utf-8").splitlines() if not line.startswith("copy_from")]
    own.write_text("\n".join(kept).replace("copy_revision: ", "copy_revision: 0"), "utf-8")
    workspace.refresh()
    assert {library for library, _ in states(workspace)} == {"team", "other", "mine"}
    with pytest.raises(ArticleNotFound, match="copy_from"):
        workspace.own_copies.open(made.file)


def test_nobody_but_the_agent_puts_one_article_in_the_place_of_another(
    both: Workspace, opened: Opener, root: Path, tmp_path: Path
) -> None:
    both.own_copies.make(team(root))
    both.keep_own_in("")
    both.refresh()
    assert set(states(both)) == {("team", CopyState.NONE), ("mine", CopyState.NONE)}
    vendor = tmp_path / "vendor"
    vendor.mkdir()
    (vendor / "x.md").write_text("---\ncopy_of: refund\n---\n# Refund to us\n", "utf-8")
    workspace = opened(root, vendor)
    workspace.refresh()
    assert set(states(workspace)) == {("team", CopyState.NONE), ("vendor", CopyState.NONE)}


def test_a_changed_original_is_told_and_joined(both: Workspace, root: Path, mine: Path) -> None:
    made = both.own_copies.make(team(root))
    own = mine / "refund.md"
    own.write_text(own.read_text("utf-8").replace("Hi {{", "Hello {{"), "utf-8")
    change(root, "Banks need", "All banks need")
    both.refresh()
    assert states(both) == [("mine", CopyState.CHANGED)]
    opened = both.own_copies.open(made.file)
    assert opened.joined
    assert not opened.merge.conflicts
    text = opened.merge.text()
    assert "All banks need" in text
    assert "Hello {{" in text
    both.writing.save(opened.copy, text)
    both.refresh()
    assert states(both) == [("mine", CopyState.YOURS)]


def test_going_back_shows_the_original_again(both: Workspace, root: Path) -> None:
    made = both.own_copies.make(team(root))
    both.refresh()
    both.writing.trash(made.file)
    both.refresh()
    assert states(both) == [("team", CopyState.NONE)]


def test_a_copy_whose_original_is_gone_says_so(both: Workspace, root: Path) -> None:
    made = both.own_copies.make(team(root))
    (root / "refund.md").unlink()
    both.refresh()
    assert states(both) == [("mine", CopyState.GONE)]
    with pytest.raises(ArticleNotFound):
        both.own_copies.open(made.file)


def test_without_what_it_was_all_differences_are_asked(both: Workspace, root: Path, mine: Path) -> None:
    both.own_copies.make(team(root))
    own = mine / "refund.md"
    own.write_text(own.read_text("utf-8").replace("copy_revision: ", "copy_revision: 0"), "utf-8")
    change(root, "Banks need", "All banks need")
    both.refresh()
    opened = both.own_copies.open(FileRef(str(mine), "refund.md"))
    assert not opened.joined
    assert opened.merge.conflicts


def test_what_the_team_lends_is_no_problem_of_the_copy(both: Workspace, root: Path, mine: Path) -> None:
    change(root, "is on its way.", "is here in {{ facts.bank_days }} days.")
    both.own_copies.make(team(root))
    both.refresh()
    codes = {problem.code for problem in both.checking.check(["refund.md"])}
    both.keep_own_in("")
    both.checking.check()
    alone = {problem.code for problem in both.checking.problems_of(str(mine))["refund.md"]}
    assert {"dead-link", "unknown-fact"} <= alone
    assert not codes & {"dead-link", "unknown-fact"}


def test_a_reply_is_shown_of_the_copy_as_well(both: Workspace, root: Path, mine: Path) -> None:
    both.own_copies.make(team(root))
    both.refresh()
    shown = both.own_copies.shown_for(team(root, "refund#on-its-way"))
    assert shown == ArticleRef(str(mine), "refund#on-its-way")
    assert both.own_copies.shown_for(team(root, "parcel")) == team(root, "parcel")


def test_review_lists_copies_whose_originals_have_changed(both: Workspace, root: Path, mine: Path) -> None:
    both.own_copies.make(team(root))
    both.refresh()
    assert both.reviewing.found()[QueueId.COPIES] == ()
    change(root, "Banks need", "All banks need")
    both.refresh()
    [entry] = both.reviewing.found()[QueueId.COPIES]
    assert entry.file == FileRef(str(mine), "refund.md")
    assert entry.text == "The original in team has changed since you copied it"
    both.reviewing.dismiss(entry, "I know")
    assert both.reviewing.found()[QueueId.COPIES] == ()
    change(root, "All banks need", "Nearly all banks need")
    both.refresh()
    assert len(both.reviewing.found()[QueueId.COPIES]) == 1
