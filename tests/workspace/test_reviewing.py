"""What Review works through, on real folders and stores."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.articles.drafts import Draft
from kbassist.replies.agent import Agent
from kbassist.replies.conversation import Conversation
from kbassist.system.errors import KbError
from kbassist.workspace import Workspace
from kbassist.workspace.reviewed import Act, ChangedFile, ChangeKind, QueueId, ReviewEntry

ARTICLE = "---\ntitle: {title}\nowner: {owner}\nverified: {day}\nreview_every: 30 days\n---\n\nText.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "team"
    root.mkdir()
    (root / "_library.yaml").write_text("owners: [dana, jonas]\n", "utf-8")
    write(root, "late", "Parcel is late", "dana", "2026-01-05")
    write(root, "old", "Old letters", "jonas", "2026-09-05")
    write(root, "fresh", "Fresh", "jonas", "2026-11-20")
    (root / "idea.md").write_text("---\ndraft: true\n---\n# Idea\n", "utf-8")
    return root


def write(root: Path, name: str, title: str, owner: str, day: str) -> None:
    (root / f"{name}.md").write_text(ARTICLE.format(title=title, owner=owner, day=day), "utf-8")


def titles(workspace: Workspace, queue: QueueId) -> list[str]:
    return [entry.title for entry in workspace.reviewing.found()[queue]]


def first(workspace: Workspace, queue: QueueId) -> ReviewEntry:
    return workspace.reviewing.found()[queue][0]


def test_what_is_mine_comes_first(workspace: Workspace) -> None:
    assert workspace.reviewing.owner == "jonas"
    assert titles(workspace, QueueId.OVERDUE) == ["Old letters", "Parcel is late"]
    assert titles(workspace, QueueId.DRAFTS) == ["Idea"]
    assert workspace.reviewing.waiting() == 1
    workspace.answer_as(Agent("Somebody Else"))
    assert titles(workspace, QueueId.OVERDUE) == ["Parcel is late", "Old letters"]
    assert workspace.reviewing.waiting() == 2
    workspace.answer_as(Agent("Somebody Else", owner="Dana"))
    assert [entry.mine for entry in workspace.reviewing.found()[QueueId.OVERDUE]] == [True, False]


def test_what_is_mine_is_listed_and_counted_however_much_is_due(
    opened: Callable[..., Workspace], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kbassist.workspace.queues.MOST", 3)
    for number in range(6):
        write(root, f"a{number}", f"Older {number}", "dana", "2020-01-05")
        write(root, f"z{number}", f"Mine {number}", "jonas", "2026-09-01")
    workspace = opened(root)
    workspace.refresh()
    assert titles(workspace, QueueId.OVERDUE) == ["Mine 0", "Mine 1", "Mine 2"]
    monkeypatch.undo()
    assert workspace.reviewing.waiting() == 7


def test_a_dismissed_entry_is_away_until_it_changes(workspace: Workspace, root: Path) -> None:
    done = workspace.reviewing.dismiss(first(workspace, QueueId.OVERDUE), "sold no more")
    assert titles(workspace, QueueId.OVERDUE) == ["Parcel is late"]
    aside = first(workspace, QueueId.ASIDE)
    assert (aside.title, aside.text) == ("Old letters", "jonas – sold no more")
    back = workspace.reviewing.remove(aside)
    assert titles(workspace, QueueId.OVERDUE) == ["Old letters", "Parcel is late"]
    back.undo()
    assert titles(workspace, QueueId.OVERDUE) == ["Parcel is late"]
    write(root, "old", "Old letters", "jonas", "2026-10-01")
    workspace.refresh()
    assert titles(workspace, QueueId.OVERDUE) == ["Old letters", "Parcel is late"]
    done.undo()
    assert titles(workspace, QueueId.ASIDE) == []


def test_what_is_put_off_comes_back(workspace: Workspace) -> None:
    done = workspace.reviewing.postpone(first(workspace, QueueId.OVERDUE), 7)
    assert titles(workspace, QueueId.OVERDUE) == ["Parcel is late"]
    assert str(first(workspace, QueueId.ASIDE).day) == "2026-11-29"
    done.undo()
    assert len(titles(workspace, QueueId.OVERDUE)) == 2


def test_putting_off_again_is_taken_back_to_the_first_time(workspace: Workspace) -> None:
    entry = first(workspace, QueueId.OVERDUE)
    workspace.reviewing.postpone(entry, 30)
    workspace.reviewing.postpone(entry, 1).undo()
    assert str(first(workspace, QueueId.ASIDE).day) == "2026-12-22"


def test_a_gap_is_kept_without_names_and_numbers(workspace: Workspace) -> None:
    known = Conversation().put("customer.first_name", "Maya")
    message = "Hi, I am Maya Ortiz. Can you repair my parcel letters 10432? maya@example.com"
    assert workspace.reviewing.note_gap(message, known)
    entry = first(workspace, QueueId.GAPS)
    assert {"repair", "letters", "parcel"} <= set(entry.title.split(" · "))
    assert not {"maya", "ortiz", "10432"} & set(entry.title.split(" · "))
    assert entry.text == "Asked once, and nothing was used"
    assert not workspace.reviewing.note_gap("10432", Conversation())
    gone = workspace.reviewing.forget(entry)
    assert titles(workspace, QueueId.GAPS) == []
    gone.undo()
    gone = workspace.reviewing.dismiss(entry, "not ours")
    assert titles(workspace, QueueId.GAPS) == []
    gone.undo()
    assert titles(workspace, QueueId.GAPS) == [entry.title]


def test_requests_are_removed_and_put_back(workspace: Workspace, root: Path) -> None:
    workspace.request_variant(ArticleRef(str(root), "late"), "email", "calm", "de")
    entry = first(workspace, QueueId.REQUESTS)
    assert (entry.title, entry.text, entry.mine) == ("Parcel is late", "Wanted: Email · calm · DE", False)
    done = workspace.reviewing.remove(entry)
    assert titles(workspace, QueueId.REQUESTS) == []
    done.undo()
    assert titles(workspace, QueueId.REQUESTS) == ["Parcel is late"]


@pytest.fixture
def looked(workspace: Workspace) -> Workspace:
    """A workspace of which everything has been seen."""
    assert workspace.reviewing.changed_since()[1] == 0
    return workspace


def changes(workspace: Workspace) -> dict[str, ChangeKind]:
    found = workspace.reviewing.found()[QueueId.CHANGED]
    return {entry.file.path: entry.subject.kind for entry in found}  # type: ignore[union-attr]


def touch(file: Path, text: str, days: int) -> None:
    """Write a file at a time that no other write of the test has."""
    file.write_text(text, "utf-8")
    at = (datetime(2026, 11, 22, tzinfo=UTC) + timedelta(days)).timestamp()
    os.utime(file, (at, at))


def test_changes_since_the_last_look_are_listed_newest_first(looked: Workspace, root: Path) -> None:
    touch(root / "late.md", "# Parcel is late\n\nNew text.\n", 1)
    touch(root / "new.md", "# Quite new\n", 2)
    (root / "fresh.md").rename(root / "renamed.md")
    (root / "idea.md").unlink()
    (root / "old.md").touch()  # only its time
    touch(root / "_facts.yaml", "days: 14\n", 3)
    assert changes(looked) == {
        "_facts.yaml": ChangeKind.ADDED,
        "new.md": ChangeKind.ADDED,
        "late.md": ChangeKind.CHANGED,
        "renamed.md": ChangeKind.MOVED,
        "idea.md": ChangeKind.REMOVED,
    }
    found = looked.reviewing.found()[QueueId.CHANGED]
    at = [entry.subject.at for entry in found if isinstance(entry.subject, ChangedFile)]
    assert at == sorted(at, reverse=True)
    late = next(entry for entry in found if entry.title == "Parcel is late")
    lines = [line.text for line in looked.reviewing.show_change(late).lines]
    assert "New text." in lines
    assert "owner: dana" in lines


def test_catching_up_can_be_taken_back(looked: Workspace, root: Path) -> None:
    touch(root / "late.md", "# Parcel is late\n\nNew text.\n", 1)
    (root / "idea.md").unlink()
    before = changes(looked)
    done = looked.reviewing.catch_up()
    assert changes(looked) == {}
    done.undo()
    assert changes(looked) == before
    assert looked.reviewing.show_change(first(looked, QueueId.CHANGED)).lines


def test_catching_up_with_several_libraries_is_taken_back(
    opened: Callable[..., Workspace], root: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.md").write_text("# A\n", "utf-8")
    workspace = opened(root, other)
    workspace.reviewing.changed_since()
    touch(root / "late.md", "# Parcel is late\n\nNew text.\n", 1)
    workspace.reviewing.catch_up().undo()
    shown = workspace.reviewing.show_change(first(workspace, QueueId.CHANGED))
    assert (shown.note, bool(shown.lines)) == ("", True)


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_one_change_is_seen_and_unseen(looked: Workspace, root: Path, kind: ChangeKind) -> None:
    file = root / "late.md"
    if kind is ChangeKind.ADDED:
        touch(root / "new.md", "# New\n", 1)
    elif kind is ChangeKind.CHANGED:
        touch(file, "# Another\n", 1)
    elif kind is ChangeKind.MOVED:
        file.rename(root / "moved.md")
    else:
        file.unlink()
    before = changes(looked)
    assert list(before.values()) == [kind]
    done = looked.reviewing.remove(first(looked, QueueId.CHANGED))
    assert changes(looked) == {}
    done.undo()
    assert changes(looked) == before
    assert looked.reviewing.show_change(first(looked, QueueId.CHANGED)).note == ""


def test_an_unplugged_drive_has_changed_nothing(looked: Workspace, root: Path, tmp_path: Path) -> None:
    root.rename(tmp_path / "away")
    assert changes(looked) == {}
    root.mkdir()
    assert changes(looked) == {}
    looked.reviewing.catch_up()
    root.rmdir()
    (tmp_path / "away").rename(root)
    assert changes(looked) == {}


def test_each_library_has_its_own_mark(opened: Callable[..., Workspace], root: Path, tmp_path: Path) -> None:
    opened(root).reviewing.changed_since()
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.md").write_text("# A\n", "utf-8")
    (root / "late.md").write_text("# Other\n", "utf-8")
    workspace = opened(root, other)
    since, count = workspace.reviewing.changed_since()
    assert (since, count) == (datetime(2026, 11, 22, 9, tzinfo=UTC), 1)


def test_verifying_writes_the_day_and_is_taken_back(looked: Workspace, root: Path) -> None:
    before = (root / "old.md").read_bytes()
    entry = first(looked, QueueId.OVERDUE)
    done = looked.reviewing.verify(entry)
    assert done.sentence == "Verified today: Old letters."
    assert (root / "old.md").read_bytes() == before.replace(b"2026-09-05", b"2026-11-22")
    assert titles(looked, QueueId.OVERDUE) == ["Parcel is late"]  # before the index has followed
    assert changes(looked) == {}  # what was changed here is seen
    looked.refresh()
    assert titles(looked, QueueId.OVERDUE) == ["Parcel is late"]
    done.undo()
    looked.refresh()
    assert (root / "old.md").read_bytes() == before
    assert titles(looked, QueueId.OVERDUE) == ["Old letters", "Parcel is late"]
    assert changes(looked) == {}


def test_what_somebody_else_changed_stays_unseen_when_it_is_verified(looked: Workspace, root: Path) -> None:
    touch(root / "old.md", (root / "old.md").read_text("utf-8") + "\nNew.\n", 1)
    looked.refresh()
    looked.reviewing.verify(first(looked, QueueId.OVERDUE))
    assert changes(looked) == {"old.md": ChangeKind.CHANGED}


def test_an_article_gets_another_owner(workspace: Workspace, root: Path) -> None:
    assert workspace.reviewing.owners == ("dana", "jonas")
    workspace.reviewing.assign(first(workspace, QueueId.OVERDUE), "dana")
    assert b"owner: dana\n" in (root / "old.md").read_bytes()
    workspace.refresh()
    assert [entry.owner for entry in workspace.reviewing.found()[QueueId.OVERDUE]] == ["dana", "dana"]


def test_an_entry_whose_file_has_gone_is_told(workspace: Workspace, root: Path) -> None:
    entry = first(workspace, QueueId.OVERDUE)
    (root / "old.md").unlink()
    with pytest.raises(KbError, match="old"):
        workspace.reviewing.verify(entry)


def test_problems_are_mended_or_dismissed_until_they_change(workspace: Workspace, root: Path) -> None:
    text = "---\ntitle: Old letters\nowner: jonas\ntgas: [a]\n---\n\nSee [gone](gone.md).\n"
    (root / "old.md").write_text(text, "utf-8")
    workspace.refresh()
    assert titles(workspace, QueueId.PROBLEMS) == []  # nothing is known before the first check
    workspace.reviewing.check()
    found = workspace.reviewing.found()[QueueId.PROBLEMS]
    mine = [entry for entry in found if entry.mine]
    assert found[: len(mine)] == tuple(mine)
    link = next(entry for entry in mine if "gone.md" in entry.text)
    assert (link.line, link.text.startswith("Line 7: ")) == (7, True)
    workspace.reviewing.dismiss(link, "comes tomorrow")
    (root / "old.md").write_text(text.replace("See", "\nSee"), "utf-8")
    workspace.reviewing.check()
    still = [entry.text for entry in workspace.reviewing.found()[QueueId.PROBLEMS]]
    assert not any("gone.md" in line for line in still)  # it only stands a line further down
    slip = next(entry for entry in mine if "tgas" in entry.text)
    assert (Act.FIX in slip.acts) == (slip.subject.fix is not None)  # type: ignore[union-attr]
    if Act.FIX in slip.acts:
        done = workspace.reviewing.fix(slip)
        assert b"\ntags: [a]\n" in (root / "old.md").read_bytes()
        done.undo()
        assert b"\ntgas: [a]\n" in (root / "old.md").read_bytes()


def test_a_problem_is_told_when_its_twin_was_mended(workspace: Workspace, root: Path) -> None:
    (root / "x").mkdir()
    (root / "x/setup-guide.md").write_text("# S\n", "utf-8")
    (root / "old.md").write_text("# O\n\n[1](X/Setup-Guide.md)\n\n[2](X/Setup-Guide.md)\n", "utf-8")
    workspace.refresh()

    def twins() -> list[ReviewEntry]:
        found = workspace.reviewing.found()[QueueId.PROBLEMS]
        return [entry for entry in found if "Setup-Guide" in entry.text]

    workspace.reviewing.check()
    done = workspace.reviewing.fix(twins()[0])
    assert [entry.line for entry in twins()] == [5]
    workspace.reviewing.check()
    assert [entry.line for entry in twins()] == [5]
    done.undo()
    workspace.reviewing.check()
    assert [entry.line for entry in twins()] == [3, 5]


def test_a_dismissed_conflict_comes_back_when_the_copy_is_another(workspace: Workspace, root: Path) -> None:
    copy = root / "old (conflicted copy 2026-11-20 120000).md"
    copy.write_text("# Old letters\n", "utf-8")
    workspace.reviewing.dismiss(first(workspace, QueueId.CONFLICTS), "done")
    assert titles(workspace, QueueId.CONFLICTS) == []
    copy.write_text("# Old letters\n\nNew words.\n", "utf-8")
    assert titles(workspace, QueueId.CONFLICTS) == ["Old letters"]


def test_what_was_typed_and_not_saved_is_a_draft(workspace: Workspace, root: Path) -> None:
    opened = workspace.writing.open(FileRef(str(root), "old.md"))
    base = opened.revision.sha256
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    workspace.writing.keep_draft(Draft(opened.file, "# Typed\n", opened.content, base, 0, now))
    typed, idea = workspace.reviewing.found()[QueueId.DRAFTS]
    assert (typed.file, typed.title) == (opened.file, "Old letters")
    assert typed.text == "Typed here and not saved yet"
    assert idea.title == "Idea"
