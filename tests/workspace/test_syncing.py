"""What the window and the terminal do with a library that is a team's repository."""

from pathlib import Path

import pytest

from kbassist.articles import trash
from kbassist.articles.article import FileRef
from kbassist.system.errors import WorkCancelled
from kbassist.team.git.standing import SyncState
from kbassist.workspace.written import SaveOutcome
from tests.team.git.places import machine
from tests.team.git_server import git, tidy_environ


@pytest.fixture
def bare(tmp_path, monkeypatch) -> Path:
    """The team's repository, with one article; nothing here reads this user's own settings of git."""
    for name, value in tidy_environ(tmp_path / "home-of-git").items():
        monkeypatch.setenv(name, value)
    bare = tmp_path / "team.git"
    bare.mkdir()
    git(bare, "init", "-q", "--bare")
    seed = tmp_path / "seed"
    git(tmp_path, "clone", "-q", str(bare), str(seed))
    (seed / "a.md").write_text("# A\n\none\n")
    git(seed, "add", ".")
    git(seed, "commit", "-qm", "Begin")
    git(seed, "push", "-q", "origin", "HEAD:refs/heads/main")
    return bare


@pytest.fixture
def others(tmp_path, bare):
    """Somebody else with a clone."""
    from kbassist.team.git.program import GitProgram

    return machine(tmp_path, "Ann", GitProgram(), str(bare))


@pytest.fixture
def root(tmp_path, bare) -> Path:
    root = tmp_path / "library"
    git(tmp_path, "clone", "-q", str(bare), str(root))
    return root


def test_a_clone_found_by_chance_is_offered_and_not_synced(opened, root):
    syncing = opened(root).syncing
    assert syncing.offered() == (str(root),)
    (standing,) = syncing.standings()
    assert (standing.state, standing.branch) == (SyncState.OFF, "main")
    (report,) = syncing.sync()
    assert report.standing == standing
    syncing.turn_off(str(root))
    assert syncing.offered() == ()
    syncing.turn_on(str(root))
    assert opened(root).syncing.standings()[0].state is SyncState.READY


def test_a_plain_folder_is_off_and_says_nothing(opened, tmp_path):
    (tmp_path / "plain").mkdir()
    (standing,) = opened(tmp_path / "plain").syncing.standings()
    assert (standing.state, standing.branch, standing.sentence) == (SyncState.OFF, "", "")


def test_what_is_saved_goes_to_others_in_the_name_of_the_agent(opened, root, others):
    workspace = opened(root)
    syncing = workspace.syncing
    syncing.turn_on(str(root))
    file = FileRef(str(root), "a.md")
    workspace.writing.save(workspace.writing.open(file), "# A\n\ntwo\n")
    (report,) = syncing.sync()
    assert report.sent == 1
    assert report.standing.synced_at is not None
    assert syncing.standings() == (report.standing,)
    others.sync()
    assert others.read("a.md") == "# A\n\ntwo\n"
    assert others.git("log", "-1", "--format=%an: %s") == "Jonas Berg: A: edit"


def test_what_is_lost_from_sight_is_not_sent_as_removed(opened, root, others):
    workspace = opened(root)
    syncing = workspace.syncing
    syncing.turn_on(str(root))
    files = [root / f"article-{number}.md" for number in range(24)]
    for file in files:
        file.write_text(f"# {file.stem}\n")
    syncing.sync()
    workspace.refresh()
    for file in files[:20]:
        file.unlink()
    for _ in range(2):  # before a look has seen it, and after one
        (report,) = syncing.sync()
        assert report.standing.state is SyncState.HELD
        assert "20 of 25 articles are gone" in report.standing.sentence
        workspace.refresh()
    others.sync()
    assert others.read("article-0.md") == "# article-0\n"
    workspace.refresh(accept=True)
    (report,) = syncing.sync()
    assert report.sent == 1
    others.sync()
    assert not (others.root / "article-0.md").exists()


def test_a_conflict_is_opened_settled_and_taken_back(opened, root, others):
    workspace = opened(root)
    syncing = workspace.syncing
    syncing.turn_on(str(root))
    (root / "a.md").write_text("# A\n\nmine\n")
    others.write("a.md", "# A\n\ntheirs\n")
    others.sync()
    assert syncing.sync()[0].standing.conflicts == 1
    (pending,) = syncing.conflicts()
    opened_conflict = syncing.open_conflict(pending)
    assert opened_conflict.original.text == "# A\n\ntheirs\n"
    assert opened_conflict.merge.conflicts == 1
    result = syncing.settle_conflict(pending, opened_conflict.original, "# A\n\nmine and theirs\n")
    assert result.outcome is SaveOutcome.SAVED
    assert (syncing.conflicts(), syncing.standings()[0].conflicts) == ((), 0)
    syncing.sync()
    others.sync()
    assert others.read("a.md") == "# A\n\nmine and theirs\n"
    syncing.keep_conflict(pending)
    assert syncing.standings()[0].conflicts == 1


def test_what_stops_a_sync_is_told_by_the_standing(opened, root, bare):
    syncing = opened(root).syncing
    syncing.turn_on(str(root))
    git(root, "checkout", "-q", "--detach")
    assert syncing.sync()[0].standing.state is SyncState.BY_HAND
    git(root, "checkout", "-q", "main")
    bare.rename(bare.with_name("gone"))
    assert syncing.sync()[0].standing.state is SyncState.WAITING
    bare.with_name("gone").rename(bare)
    assert syncing.sync()[0].standing.state is SyncState.READY


def test_a_conflict_of_a_file_that_is_gone_is_made_anew(opened, root, others):
    syncing = opened(root).syncing
    syncing.turn_on(str(root))
    (root / "b.md").write_text("# B\n")
    (root / "a.md").write_text("# A\n\nmine\n")
    others.write("a.md", "# A\n\ntheirs\n")
    others.sync()
    syncing.sync()
    (root / "a.md").unlink()
    (pending,) = syncing.conflicts()
    gone = syncing.open_conflict(pending)
    assert gone.merge.text() == "# A\n\nmine\n"
    syncing.settle_conflict(pending, gone.original, gone.merge.text())
    assert ((root / "a.md").read_text(), syncing.conflicts()) == ("# A\n\nmine\n", ())


@pytest.mark.parametrize("text", ["# A\n\nmine\n", ""])
def test_settling_a_conflict_of_a_file_that_is_gone_is_taken_back(opened, root, others, monkeypatch, text):
    monkeypatch.setattr(trash, "_sent", lambda _file: False)
    workspace = opened(root)
    workspace.syncing.turn_on(str(root))
    (root / "a.md").write_text("# A\n\nmine\n")
    (root / "b.md").write_text("# B\n")
    others.write("a.md", "# A\n\ntheirs\n")
    others.sync()
    workspace.syncing.sync()
    (root / "a.md").unlink()
    (pending,) = workspace.syncing.conflicts()
    done = workspace.reviewing.settle(workspace.reviewing.open_pair(pending), text)
    assert workspace.syncing.conflicts() == ()
    assert (root / "a.md").exists() == bool(text)
    assert done.undo() == ()
    assert workspace.syncing.conflicts() == (pending,)
    assert not (root / "a.md").exists()


def test_edits_wait_for_a_lead_from_the_sync_on_that_brings_the_review(opened, root, others):
    syncing = opened(root).syncing
    syncing.turn_on(str(root))
    others.write("_library.yaml", "review: {leads: [Ann]}\n")
    others.sync()
    (root / "a.md").write_text("# A\n\nunreviewed\n")
    (report,) = syncing.sync()
    assert report.standing.in_review == 1
    others.sync()
    assert others.read("a.md") == "# A\n\none\n"
    assert "origin/edits/jonas-berg" in git(root, "branch", "-r")


@pytest.mark.parametrize("leaves_mount_point", [False, True])
def test_a_drive_that_is_away_is_waited_for(opened, root, leaves_mount_point):
    syncing = opened(root).syncing
    syncing.turn_on(str(root))
    root.rename(root.with_name("away"))
    if leaves_mount_point:
        root.mkdir()
    assert syncing.sync()[0].standing.state is SyncState.WAITING
    again = opened(root).syncing
    assert again.standings()[0].state is SyncState.WAITING
    if leaves_mount_point:
        root.rmdir()
    root.with_name("away").rename(root)
    assert again.sync()[0].standing.state is SyncState.READY


def test_nothing_is_sent_any_more_once_it_was_turned_off(opened, root, bare):
    syncing = opened(root).syncing
    syncing.turn_on(str(root))
    (root / "a.md").write_text("# A\n\nmine\n")
    before = git(bare, "rev-parse", "main")
    hook = syncing._branches.publishing

    def publishing(library):
        syncing.turn_off(str(root))
        return hook(library)

    syncing._branches.publishing = publishing
    with pytest.raises(WorkCancelled):
        syncing.sync()
    assert git(bare, "rev-parse", "main") == before
    assert syncing.standings()[0].state is SyncState.OFF


def test_a_sync_waits_for_the_look_at_what_authors_sent(opened, root, monkeypatch):
    syncing = opened(root).syncing
    syncing.turn_on(str(root))
    held = []
    monkeypatch.setattr(
        syncing._branches,
        "find_unpublished",
        lambda libraries, _: bool(held.extend(syncing._working[one].locked() for one in libraries)),
    )
    syncing.find_unpublished()
    assert held == [True]
    assert not syncing._working[str(root)].locked()


def test_how_libraries_stand_is_told_while_conflicts_are_counted(opened, root, monkeypatch):
    syncing = opened(root).syncing
    held = []
    monkeypatch.setattr(syncing._pending, "count", lambda _: held.append(syncing._lock.locked()) or 2)
    syncing._count_conflicts(str(root))
    assert held == [False]
    assert syncing.standings()[0].conflicts == 2
