"""A plain folder becomes a repository, and its files stay as they are."""

from pathlib import Path

import pytest

from kbassist.system.errors import FolderTaken, RemoteTaken, SignInNeeded, WorkCancelled
from kbassist.team.git.address import read_address
from kbassist.team.git.found import Founded, found
from kbassist.team.git.program import GitProgram
from tests.team.git_server import git, tidy_environ

DANA = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Dana Reed"), ("EMAIL", "dana@example.org"))
}
SHARED = ["_attachments/map.png", "_library.yaml", "_parts/sign.md", "a.md", "deep/b c.md", "ü.md"]
LEFT_OUT = [
    "~$kb-1.tmp", "a.sync-conflict-20261129-120000-ABCDEFG.md", ".kbassist/presence/x.json",
    "deep/.hidden.md", "minutes.docx",
]  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Path:
    library = tmp_path / "library"
    for name in SHARED + LEFT_OUT:
        path = library / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"{name}\r\n".encode())
    return library


def contents(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def committed(folder: Path) -> list[str]:
    return sorted(git(folder, "ls-tree", "-r", "-z", "--name-only", "main").strip("\0").split("\0"))


def test_what_the_library_is_made_of_is_committed(library, program):
    before = contents(library)
    assert found(program, library, DANA) == Founded(library, len(SHARED))
    assert contents(library) == before
    assert committed(library) == SHARED
    assert git(library, "log", "--format=%an <%ae> %s") == (
        "Dana Reed <dana@example.org> Begin the history of this library"
    )
    assert git(library, "status", "--porcelain", "-uall") == "?? deep/.hidden.md\n?? minutes.docx"
    assert not list(library.glob(".kbassist-new-*"))


def test_it_is_sent_into_an_empty_repository(library, program, server):
    assert found(program, library, DANA, read_address(server.url())).is_sent
    assert committed(server.folder / "team.git") == SHARED
    assert git(library, "status", "--branch", "--porcelain").startswith("## main...origin/main\n")


def test_a_repository_with_a_history_is_refused(library, program, server, tmp_path):
    found(program, library, DANA, read_address(server.url()))
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.md").write_text("mine")
    with pytest.raises(RemoteTaken, match="history of its own"):
        found(program, other, DANA, read_address(server.url()))
    assert [path.name for path in other.iterdir()] == ["mine.md"]
    assert committed(server.folder / "team.git") == SHARED


def test_what_cannot_be_sent_now_is_sent_by_a_sync(library, program, server):
    server.reject("not today")
    made = found(program, library, DANA, read_address(server.url()))
    assert not made.is_sent
    assert "not today" in made.note
    assert committed(library) == SHARED


@pytest.mark.parametrize("why", ["sign-in", "cancelled", "repository"])
def test_what_fails_leaves_the_folder_as_it_was(library, program, server, tmp_path, why):
    before = contents(library)
    if why == "sign-in":
        with pytest.raises(SignInNeeded):
            stranger = GitProgram(tidy_environ(tmp_path / "home"))
            found(stranger, library, DANA, read_address(server.url()))
    elif why == "cancelled":
        with pytest.raises(WorkCancelled):
            found(program, library, DANA, cancelled=lambda: True)
    else:
        git(tmp_path, "init", "-q")
        with pytest.raises(FolderTaken, match="already"):
            found(program, library, DANA)
    assert contents(library) == before
    assert not (library / ".git").exists()
