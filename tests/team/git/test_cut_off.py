"""Syncs that are killed, or cut off, at any point: the next one goes on, and no line is lost."""

import contextlib
import os
import shutil
import signal
from pathlib import Path

import pytest

from kbassist.team.git.program import GitProgram
from kbassist.team.git.standing import SyncState
from tests.team.git.conftest import Keys
from tests.team.git.places import machine
from tests.team.git_server import TOKEN, tidy_environ

PHASES = (
    "commit", "own index", "branch", "fetch main", "join", "keep", "file refund.md", "file fresh.md",
    "file sub/parcel.md", "file moved.md", "index", "branch 2", "push", "pushed",
)  # fmt: skip
OFTEN = ("own index", "file moved.md", "branch 2")
MINE = "# Refund\n\nof Ben\n\ntwo\n\nthree, by Ben\n"


def diverge(ann, ben) -> None:
    """Let both change the same and other lines, add, move and remove."""
    ann.write("other.md", "# Other\n\n" + "line\n" * 20)
    ann.sync()
    ben.sync()
    ann.write("refund.md", "# Refund\n\nof Ann\n\ntwo\n\nthree\n")
    ann.write("fresh.md", "# Fresh\n")
    (ann.root / "other.md").rename(ann.root / "moved.md")
    (ann.root / "sub/parcel.md").unlink()
    ann.sync()
    ben.write("refund.md", MINE)
    ben.write("own.md", "# Own\n")
    ben.write("other.md", "# Other\n\n" + "line\n" * 20 + "edited by Ben\n")


def killed_at(ben, phase: str) -> None:
    """Sync in a child process that is killed when it comes to a phase, the second time for `NAME 2`."""
    name = phase.removesuffix(" 2")
    left = [1 if name == phase else 2]

    def kill(now: str) -> None:
        if now == name:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    _in_child(lambda: ben.report(kill))


def _in_child(work) -> None:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(7)  # it was to be killed
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child came to its end: it never met the phase"


def whole(ann, ben) -> None:
    """Sync all, and look for every line."""
    ben.sync()
    ann.sync()
    ben.sync()
    assert ann.files() == ben.files()
    assert ann.status() == ben.status() == []
    assert ben.read("refund.md") == "# Refund\n\nof Ann\n\ntwo\n\nthree, by Ben\n"
    assert ben.read("own.md") == "# Own\n"
    assert ben.read("moved.md").endswith("line\nedited by Ben\n")
    assert set(ben.files()) == {"_facts.yaml", "fresh.md", "moved.md", "own.md", "refund.md"}
    assert MINE.encode() in [conflict.mine for conflict in ben.pending.all()]
    assert ann.pending.all() == ()
    ben.git("fsck", "--strict")
    assert not list(ben.top.rglob("*.lock"))


@pytest.mark.parametrize(
    "phase", [name if name in OFTEN else pytest.param(name, marks=pytest.mark.slow) for name in PHASES]
)
def test_a_sync_that_is_killed(team, phase):
    ann, ben = team
    diverge(ann, ben)
    killed_at(ben, phase)
    whole(ann, ben)


def test_a_sync_that_is_killed_while_it_holds_the_lock_of_the_index(team, monkeypatch):
    ann, ben = team
    diverge(ann, ben)
    replace = Path.replace

    def kill(self: Path, target: Path) -> Path:
        if self.name == "index.lock":
            os.kill(os.getpid(), signal.SIGKILL)
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", kill)
        _in_child(ben.sync)
    assert (ben.top / ".git/index.lock").exists()
    whole(ann, ben)


def test_a_git_that_is_killed_while_it_moves_a_branch(team, tmp_path):
    ann, ben = team
    diverge(ann, ben)
    shim = tmp_path / "bin/git"
    shim.parent.mkdir()
    lock = ben.top / ".git/refs/heads/main.lock"
    shim.write_text(
        f'#!/bin/sh\ncase "$*" in update-ref*heads/main*) touch {lock}; kill -9 $$;; esac\n'
        f'exec {shutil.which("git")} "$@"\n'
    )
    shim.chmod(0o755)
    program = ben.program
    environ = tidy_environ(tmp_path / "home")
    ben.program = GitProgram(environ | {"PATH": f"{shim.parent}:{environ['PATH']}"}, Keys())
    assert ben.report().standing.state is SyncState.WAITING
    assert lock.exists()
    ben.program = program
    whole(ann, ben)


@pytest.mark.parametrize(
    "after", [1500, *(pytest.param(size, marks=pytest.mark.slow) for size in (150, 700))]
)
def test_a_line_that_breaks_off(tmp_path, server, program, after):
    ann = machine(tmp_path, "Ann", program, server.url())
    ann.write("refund.md", "# Refund\n\none\n\ntwo\n\nthree\n")
    ann.write("sub/parcel.md", "# Parcel\n\nlate\n")
    ann.write("_facts.yaml", "days: 5\n")
    ann.sync()
    ben = machine(tmp_path, "Ben", program, server.url())
    diverge(ann, ben)
    server.cut_after = after
    report = ben.report()
    assert report.standing.state is SyncState.WAITING, report.standing.sentence
    assert server.cut_after is None
    assert report.standing.unsent > 0
    assert TOKEN not in repr(report)
    whole(ann, ben)


def test_a_server_that_is_away_and_comes_back(tmp_path, server, program):
    ann = machine(tmp_path, "Ann", program, server.url())
    ann.write("a.md", "# A\n")
    server.stop()
    reports = [ann.report() for _ in range(2)]
    assert [report.standing.state for report in reports] == [SyncState.WAITING] * 2
    server.start()
    server.refusing = 401
    assert ann.report().standing.state is SyncState.SIGN_IN
    server.refusing = None
    server.reject("Only leads may")
    report = ann.report()
    assert (report.standing.state, "Only leads may" in report.standing.sentence) == (SyncState.HELD, True)
    server.reject("")
    assert ann.sync().sent == 1


@pytest.mark.parametrize("phase", ["file zz.md", "index", "branch"])
def test_a_sync_that_is_cut_off_among_files_that_are_no_articles(team, phase):
    ann, ben = team
    ann.write("README.txt", "one\n")
    ann.write("gone.txt", "gone\n")
    ann.git("add", "-A")
    ann.git("commit", "-qm", "Files")
    ann.sync()
    ben.sync()
    ann.write("README.txt", "one\ntwo\n")
    ann.write("pictures/new.png", b"\x89PNG\0")
    (ann.root / "gone.txt").unlink()
    (ann.root / "link").symlink_to("sub")
    ann.write("zz.md", "# Last\n")
    ann.git("add", "-A")
    ann.git("commit", "-qm", "More")
    ann.sync()
    failing = iter((True,))

    def cut_off(now: str) -> None:
        if now == phase and next(failing, False):
            raise OSError(28, "No space left on device")

    with contextlib.suppress(OSError):
        ben.report(cut_off)
    ben.sync()
    assert ben.files() == ann.files()
    assert ben.status() == []


def test_what_somebody_has_staged_beside_is_not_taken_for_a_sync_that_was_cut_off(team):
    ann, ben = team
    ann.write("README.txt", "of Ann\n")
    ann.git("add", "-A")
    ann.git("commit", "-qm", "File")
    ann.sync()
    ben.write("README.txt", "staged\n")
    ben.git("add", "README.txt")
    ben.write("README.txt", "of Ann\n")
    assert ben.report().standing.state is SyncState.BY_HAND
    assert ben.git("show", ":README.txt") == "staged"


def test_a_file_that_the_memory_does_not_hold_is_told(team):
    ann, ben = team
    ann.write("refund.md", "# Refund\n\nof Ann\n")
    ann.sync()

    def too_large(phase: str) -> None:
        if phase == "file refund.md":
            raise MemoryError

    report = ben.report(too_large)
    assert report.standing.state is SyncState.HELD
    assert "too large" in report.standing.sentence
    ben.sync()
    assert ben.files() == ann.files()
