"""What git knows of a file, in a repository that may have been set up by anybody."""

import subprocess
from pathlib import Path

import pytest

from kbassist.team.git_history import GitHistory


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


def test_where_there_is_no_repository(tmp_path):
    assert GitHistory(tmp_path).commits("b.md") == ()
    (tmp_path / ".git").mkdir()
    assert GitHistory(tmp_path).commits("b.md") == ()
    assert GitHistory(tmp_path, {"PATH": ""}).content("0" * 40) is None
