"""States that somebody has left a repository in: explained, and nothing is touched."""

import os
import subprocess

import pytest

from kbassist.team.git.standing import SyncState
from tests.team.git_server import git


def _conflicting(machine) -> None:
    """Make a branch whose last commit conflicts with that of main."""
    machine.git("checkout", "-qb", "other")
    machine.write("refund.md", "# Refund\n\nother\n")
    machine.git("commit", "-qam", "Other")
    machine.git("checkout", "-q", "main")
    machine.write("refund.md", "# Refund\n\nmain\n")
    machine.git("commit", "-qam", "Main")


def _fails(machine, *arguments: str) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        machine.git(*arguments)


def merging(machine) -> None:
    _conflicting(machine)
    _fails(machine, "merge", "-q", "other")


def rebasing(machine) -> None:
    _conflicting(machine)
    _fails(machine, "rebase", "-q", "other")


def picking(machine) -> None:
    _conflicting(machine)
    _fails(machine, "cherry-pick", "other")


def reverting(machine) -> None:
    _conflicting(machine)
    machine.write("refund.md", "# Refund\n\nlater\n")
    machine.git("commit", "-qam", "Later")
    _fails(machine, "revert", "--no-edit", "HEAD~1")


def bisecting(machine) -> None:
    machine.git("bisect", "start")


def detached(machine) -> None:
    machine.git("checkout", "-q", "--detach")


def stash_conflict(machine) -> None:
    machine.write("refund.md", "# Refund\n\nstashed\n")
    machine.git("stash", "-q")
    machine.write("refund.md", "# Refund\n\nmain\n")
    machine.git("commit", "-qam", "Main")
    _fails(machine, "stash", "pop")


def sparse(machine) -> None:
    machine.git("sparse-checkout", "set", "sub")


def several_remotes(machine) -> None:
    machine.git("remote", "rename", "origin", "one")
    machine.git("remote", "add", "two", "/nowhere")
    machine.git("config", "--unset", "branch.main.remote")


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (merging, "merge"),
        (rebasing, "rebase"),
        (picking, "cherry-pick"),
        (reverting, "revert"),
        (bisecting, "bisect"),
        (detached, "detached"),
        (stash_conflict, "conflicts"),
        (sparse, "sparse"),
        (several_remotes, "several remotes"),
    ],
)
def test_what_is_half_done_is_explained_and_left_alone(team, make, word):
    ann, ben = team
    ann.write("refund.md", "# Refund\n\ntheirs\n")
    ann.sync()
    make(ben)
    before = ben.files(), ben.status(), ben.git("rev-parse", "HEAD")
    report = ben.report()
    assert report.standing.state is SyncState.BY_HAND
    assert word in report.standing.sentence
    assert (ben.files(), ben.status(), ben.git("rev-parse", "HEAD")) == before


def test_a_lock_of_another_program_is_waited_for_and_never_removed(team):
    _ann, ben = team
    lock = ben.top / ".git/index.lock"
    lock.write_bytes(b"")
    ben.write("refund.md", "# Refund\n\nnew\n")
    report = ben.report()
    assert report.standing.state is SyncState.WAITING
    assert str(lock) in report.standing.sentence
    assert lock.exists()
    lock.unlink()
    assert ben.sync().sent == 1


def test_another_copy_of_the_program_is_not_disturbed(team):
    from kbassist.team.git.lock import only_one

    _ann, ben = team
    with only_one(ben.top / ".git/kbassist"):
        assert "Another running copy" in ben.report().standing.sentence
    ben.sync()


def test_history_that_was_rewritten_does_not_come_back(team, bare):
    ann, ben = team
    ann.write("secret.md", "# Secret\n")
    ann.sync()
    ben.sync()
    ann.git("reset", "-q", "--hard", "HEAD~1")
    ann.write("refund.md", "# Refund\n\nwithout it\n")
    ann.git("commit", "-qam", "Without")
    ann.git("push", "-q", "--force", "origin", "main")
    report = ben.report()
    assert report.standing.state is SyncState.BY_HAND
    assert "rewritten" in report.standing.sentence


def test_a_repository_without_a_common_commit_is_not_joined(team, tmp_path):
    ann, _ben = team
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    git(other, "commit", "-qm", "Alien", "--allow-empty")
    ann.git("remote", "set-url", "origin", str(other))
    ann.git("update-ref", "-d", "refs/remotes/origin/main")
    report = ann.report()
    assert report.standing.state is SyncState.BY_HAND
    assert "in common" in report.standing.sentence


def test_a_branch_that_was_removed_from_the_remote(team, bare):
    ann, _ben = team
    git(bare, "update-ref", "-d", "refs/heads/main")
    report = ann.report()
    assert report.standing.state is SyncState.HELD
    assert "this branch" in report.standing.sentence


@pytest.mark.skipif(os.getuid() != 0, reason="only the system's keeper may give files away")
def test_a_repository_of_another_user_is_explained(team):
    _ann, ben = team
    for path in (ben.top, ben.top / ".git"):
        os.chown(path, 65534, 65534)
    report = ben.report()
    assert report.standing.state is SyncState.BY_HAND
    assert "safe.directory" in report.standing.sentence


def test_somebody_who_moves_the_branch_meanwhile_is_followed(team):
    ann, ben = team
    ann.write("refund.md", "# Refund\n\none\n\ntwo\n\nof Ann\n")
    ann.sync()
    ben.write("refund.md", "# Refund\n\nof Ben\n\ntwo\n\nthree\n")
    moves = iter(range(2))

    def by_hand(phase: str) -> None:
        if phase == "branch" and (number := next(moves, None)) is not None:
            ben.git("commit", "-q", "--allow-empty", "-m", f"By hand {number}")

    ben.sync(by_hand)
    assert ben.read("refund.md") == "# Refund\n\nof Ben\n\ntwo\n\nof Ann\n"
    assert {"By hand 0", "By hand 1"} <= set(ben.subjects())
    ann.sync()
    assert ann.files() == ben.files()


def test_somebody_who_checks_out_another_branch_meanwhile(team):
    _ann, ben = team
    ben.write("refund.md", "# Refund\n\nnew\n")

    def by_hand(phase: str) -> None:
        if phase == "branch" and ben.git("branch", "--show-current") == "main":
            ben.git("checkout", "-q", "--orphan", "elsewhere")

    report = ben.report(by_hand)
    assert ben.read("refund.md") == "# Refund\n\nnew\n"
    assert report.standing.branch == "elsewhere"
