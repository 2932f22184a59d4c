"""Moving an article into another library: nothing it shows is lost, and what would break is told before."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.articles.drafts import Draft
from kbassist.replies.conversation import Conversation
from kbassist.system.errors import NotSaved
from kbassist.workspace import Workspace
from tests.workspace.conftest import NOW

REFUND = """\
---
title: Refund
---

# Refund

![Bank](_attachments/bank.png) Takes {{ facts.bank_days }} days. See [the parcel](parcel.md).

## Yes {.reply}

{% render 'hello' %} It comes.
"""
OTHER = "# Other\n\nAs [we *said*](refund.md), and [again](refund.md#yes 'now').\n\n[by name]: refund.md\n"


@pytest.fixture
def team(tmp_path: Path) -> Path:
    team = tmp_path / "team"
    (team / "_attachments").mkdir(parents=True)
    (team / "_parts").mkdir()
    for path, text in (
        ("_facts.yaml", "bank_days: 5\n"),
        ("_parts/hello.md", "Hello."),
        ("refund.md", REFUND),
        ("other.md", OTHER),
        ("parcel.md", "# Parcel\n"),
    ):
        (team / path).write_text(text, "utf-8")
    (team / "_attachments/bank.png").write_bytes(b"picture")
    return team


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "note.md").write_text("# Note\n", "utf-8")
    return mine


@pytest.fixture
def both(opened: Callable[..., Workspace], team: Path, mine: Path) -> Workspace:
    workspace = opened(team, mine)
    workspace.refresh()
    return workspace


def texts(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_would_break_is_told_before(both: Workspace, team: Path, mine: Path) -> None:
    plan = both.authoring.plan_move(FileRef(str(team), "refund.md"), "bank/refund.md", str(mine))
    assert plan.sentence == "Move refund.md to mine"
    assert [(change.file.path, change.destination) for change in plan.changes] == [
        ("refund.md", FileRef(str(mine), "bank/refund.md")),
        ("other.md", FileRef(str(team), "other.md")),
    ]
    assert plan.changes[1].after == "# Other\n\nAs we *said*, and again.\n\n[by name]: refund.md\n"
    assert plan.notes == (
        "other.md has 1 links to it that you have to change yourself.",
        "mine lacks parts: hello.",
        "mine lacks facts: bank_days.",
        "mine lacks articles it links to: parcel.md.",
    )
    both.keep_own_in(str(mine))
    plan = both.authoring.plan_move(FileRef(str(team), "refund.md"), "refund.md", str(mine))
    assert plan.notes[1:] == ("mine lacks articles it links to: parcel.md.",)


def test_it_is_moved_with_what_it_shows_and_back_by_one_undo(both: Workspace, team: Path, mine: Path) -> None:
    before = texts(team), texts(mine)
    plan = both.authoring.plan_move(FileRef(str(team), "refund.md"), "bank/refund.md", str(mine))
    done = both.writing.carry_out(plan)
    assert done.skipped == ()
    assert not (team / "refund.md").exists()
    assert "](../_attachments/bank.png)" in (mine / "bank/refund.md").read_text("utf-8")
    assert (mine / "_attachments/bank.png").read_bytes() == b"picture"
    assert both.writing.take_back(done) == ()
    assert texts(team) == before[0]
    assert texts(mine) == before[1]


def test_what_was_kept_of_it_follows_and_comes_back(both: Workspace, team: Path, mine: Path) -> None:
    old, new = ArticleRef(str(team), "refund"), ArticleRef(str(mine), "refund")
    file, there = FileRef(str(team), "refund.md"), FileRef(str(mine), "refund.md")
    both.set_favourite(old, True)
    assert both.learn("the courier lost my suitcase", old, Conversation())
    opened = both.writing.open(file)
    both.writing.save(opened, opened.text.replace("It comes", "It does come"))
    opened = both.writing.open(file)
    both.writing.keep_draft(
        Draft(file, opened.text + "More.", opened.content, opened.revision.sha256, 0, NOW)
    )
    done = both.writing.carry_out(both.authoring.plan_move(file, "refund.md", str(mine)))
    assert both.is_favourite(new)
    assert not both.is_favourite(old)
    assert [question.ref for question in both.learned()] == [new]
    assert both.writing.draft(there) is not None
    assert both.writing.draft(file) is None
    assert len(both.writing.versions(there)) >= 2
    both.writing.take_back(done)
    assert both.is_favourite(old)
    assert [question.ref for question in both.learned()] == [old]
    assert both.writing.draft(file) is not None


def test_a_favourite_follows_a_new_name_within_its_library(both: Workspace, team: Path) -> None:
    both.set_favourite(ArticleRef(str(team), "parcel"), True)
    both.writing.carry_out(both.authoring.plan_move(FileRef(str(team), "parcel.md"), "post/parcel.md"))
    assert both.is_favourite(ArticleRef(str(team), "post/parcel"))


@pytest.mark.parametrize(
    ("path", "new_path", "why"),
    [
        ("refund.md", "note.md", "already"),
        ("_parts/hello.md", "_parts/hello.md", "only articles"),
        ("_facts.yaml", "_facts.yaml", "only articles"),
    ],
)
def test_what_cannot_be_moved_is_told(
    both: Workspace, team: Path, mine: Path, path: str, new_path: str, why: str
) -> None:
    with pytest.raises(NotSaved, match=why):
        both.authoring.plan_move(FileRef(str(team), path), new_path, str(mine))


def test_where_it_cannot_go_everything_stays(both: Workspace, team: Path, mine: Path) -> None:
    plan = both.authoring.plan_move(FileRef(str(team), "refund.md"), "refund.md", str(mine))
    (mine / "Refund.MD").write_text("# Somebody else's\n", "utf-8")
    before = texts(team), texts(mine)
    with pytest.raises(NotSaved, match="Nothing was changed"):
        both.writing.carry_out(plan)
    assert (texts(team), texts(mine)) == before
