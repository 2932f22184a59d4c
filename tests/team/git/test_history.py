"""What git knows of a file, in a repository that may have been set up by anybody."""

import subprocess
from pathlib import Path

import pytest

from kbassist.team.git.history import GitHistory


def git(root: Path, *arguments: str) -> None:
    names = ("-c", "user.name=Ann Ö", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *names, *arguments], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "team/library"
    root.mkdir(parents=True)
    git(root.parent, "init", "-q")
    for number, text in enumerate(("one\n", "two\r\n")):
        (root / "ä [1].md").write_bytes(text.encode())
        git(root, "add", ".")
        git(root, "commit", "-qm", f": change {number}")
    git(root, "mv", "ä [1].md", "b.md")
    git(root, "commit", "-qm", "Move it")
    return root


def test_commits_follow_a_rename(root):
    history = GitHistory(root)
    commits = history.commits("b.md")
    assert [commit.subject for commit in commits] == ["Move it", ": change 1", ": change 0"]
    assert {commit.author for commit in commits} == {"Ann Ö"}
    assert [history.content(commit.blob) for commit in commits] == [b"two\r\n", b"two\r\n", b"one\n"]
    assert [commit.size_bytes for commit in commits] == [5, 5, 4]
    assert history.commits("c.md") == ()
    assert history.content("--textconv") is None


def test_no_program_that_the_repository_names_is_run(root, tmp_path):
    told = tmp_path / "told"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho run >> {told}\n")
    program.chmod(0o755)
    for name in (
        "core.fsmonitor", "core.pager", "pager.log", "core.sshCommand", "gpg.program", "diff.external",
        "diff.x.textconv", "diff.x.command", "core.askPass", "credential.helper", "core.editor",
    ):  # fmt: skip
        git(root, "config", name, str(program))
    git(root, "config", "log.showSignature", "true")
    (root.parent / ".gitattributes").write_text("* diff=x\n")
    history = GitHistory(root)
    assert history.content(history.commits("b.md")[0].blob)
    assert not told.exists()


def test_a_commit_with_a_date_that_no_calendar_has(root):
    (root / "b.md").write_bytes(b"three\n")
    git(root, "add", ".")
    tree = subprocess.run(["git", "-C", str(root), "write-tree"], check=True, capture_output=True).stdout
    head = subprocess.run(
        ["git", "-C", str(root), "rev-parse", "HEAD"], check=True, capture_output=True
    ).stdout
    commit = (
        f"tree {tree.decode()}parent {head.decode()}author A <a@example.org> 99999999999999 +0000\n"
        "committer A <a@example.org> 1700000000 +0000\n\nLater\n"
    )
    write = ["git", "-C", str(root), "hash-object", "-t", "commit", "-w", "--stdin"]
    later = subprocess.run(write, input=commit.encode(), check=True, capture_output=True).stdout.decode()
    git(root, "reset", "-q", "--soft", later.strip())
    subjects = [commit.subject for commit in GitHistory(root).commits("b.md")]
    assert subjects == ["Move it", ": change 1", ": change 0"]


@pytest.mark.parametrize("size", ["30000000", "5"])
def test_a_file_too_large_is_not_read_to_its_end(root, tmp_path, size):
    program = tmp_path / "bin/git"
    program.parent.mkdir()
    told = tmp_path / "told"
    program.write_text(
        f"#!/bin/sh\necho $* >> {told}\n"
        f'case "$*" in *" -s "*) echo {size};; *) head -c 60000000 /dev/zero && echo all >> {told};; esac\n'
    )
    program.chmod(0o755)
    history = GitHistory(root, {"PATH": f"{program.parent}:/usr/bin:/bin"})
    assert history.content("0" * 40) is None
    asked = told.read_text()
    assert "all" not in asked.split()
    assert (" blob " in asked) is (size == "5")


def test_where_there_is_no_repository(tmp_path):
    assert GitHistory(tmp_path).commits("b.md") == ()
    (tmp_path / ".git").mkdir()
    assert GitHistory(tmp_path).commits("b.md") == ()
    assert GitHistory(tmp_path, {"PATH": ""}).content("0" * 40) is None
