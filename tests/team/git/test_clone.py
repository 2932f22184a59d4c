"""A new member clones the team's repository: the whole of it, or nothing at all."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from kbassist.articles.folder import LibraryFolder
from kbassist.system.errors import (
    ArticleUnreadable,
    FolderTaken,
    RemoteUnreachable,
    SignInNeeded,
    SyncRefused,
    WorkCancelled,
)
from kbassist.team.git.address import read_address
from kbassist.team.git.clone import clone
from kbassist.team.git.program import GitProgram
from kbassist.team.git.progress import Stage, Step, last_step
from kbassist.team.git.signing import Login
from tests.team.git.conftest import Keys
from tests.team.git_server import TOKEN, GitServer, git, tidy_environ


@pytest.fixture
def work(server: GitServer, tmp_path: Path) -> Path:
    """What the team has, pushed."""
    work = tmp_path / "work"
    work.mkdir()
    git(work, "init", "-q")
    for number in range(30):
        (work / f"article {number}.md").write_text(f"# Article {number}\n" * number)
    git(work, "add", ".")
    git(work, "commit", "-qm", "Begin")
    git(work, "push", "-q", str(server.folder / "team.git"), "main")
    return work


def push(work: Path, server: GitServer) -> None:
    git(work, "add", ".")
    git(work, "commit", "-qm", "More")
    git(work, "push", "-q", str(server.folder / "team.git"), "main")


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.usefixtures("work")
def test_a_clone_has_all_and_no_login(server, program, tmp_path):
    told: list[Step] = []
    target = tmp_path / "new" / "library"
    cloned = clone(program, read_address(server.url()), target, told.append)
    assert (cloned.folder, cloned.branch, cloned.is_empty) == (target, "main", False)
    assert len(list(target.glob("*.md"))) == 30
    assert told[0] == Step(Stage.CONNECTING)
    assert Step(Stage.RECEIVING, 32, 32) in told
    assert left(target.parent) == ["library"]
    assert git(target, "status", "--porcelain", "--branch") == "## main...origin/main"
    assert git(target, "config", "remote.origin.url") == server.url()
    assert all(TOKEN.encode() not in path.read_bytes() for path in target.rglob("*") if path.is_file())
    (target / "a (conflicted copy 2026-11-29 120000).md").write_text("x")
    (target / "~$kb-1.tmp").write_text("x")
    assert not git(target, "status", "--porcelain")


def test_what_git_says_of_its_progress():
    said = "remote: Counting objects: 100% (3/3), done.\rReceiving objects:  45% (123/270), 1.2 MiB | 3 MiB/s"
    assert last_step(said) == Step(Stage.RECEIVING, 123, 270)
    assert last_step("Cloning into 'x'...") is None


@pytest.mark.usefixtures("work")
def test_a_folder_on_a_drive_is_cloned(server, program, tmp_path):
    cloned = clone(program, read_address(str(server.folder / "team.git")), tmp_path / "mine")
    assert len(list(cloned.folder.glob("*.md"))) == 30
    assert not (cloned.folder / ".git/objects/info/alternates").exists()


def test_an_empty_repository_is_cloned_too(server, program, tmp_path):
    cloned = clone(program, read_address(server.url()), tmp_path / "mine")
    assert (cloned.is_empty, cloned.branch) == (True, "main")


def test_a_host_may_name_a_branch_that_it_lacks(server, program, work, tmp_path):
    git(server.folder / "team.git", "symbolic-ref", "HEAD", "refs/heads/gone")
    assert clone(program, read_address(server.url()), tmp_path / "mine").branch == "main"
    git(work, "push", "-q", str(server.folder / "team.git"), "main:a", "main:b")
    git(server.folder / "team.git", "branch", "-D", "main")
    with pytest.raises(SyncRefused, match=r"which of its branches is the team's \(a, b\)"):
        clone(program, read_address(server.url()), tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_a_folder_with_something_in_it_is_left_alone(server, program, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("mine")
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("mine", "file", "link", "file/below"):
        with pytest.raises(FolderTaken):
            clone(program, read_address(server.url()), tmp_path / name)
    assert left(tmp_path / "mine") == ["a.txt"]
    assert not server.asked


@pytest.mark.usefixtures("work")
def test_an_empty_folder_may_be_there(server, program, tmp_path):
    (tmp_path / "mine").mkdir()
    assert clone(program, read_address(server.url()), tmp_path / "mine").folder == tmp_path / "mine"


@pytest.mark.skipif(not shutil.which("git-lfs"), reason="git-lfs is not installed")
def test_large_files_come_along(server, program, work, tmp_path):
    content = b"a large picture"
    oid = hashlib.sha256(content).hexdigest()
    (server.folder / ".lfs").mkdir()
    (server.folder / ".lfs" / oid).write_bytes(content)
    (work / ".gitattributes").write_text("*.png filter=lfs diff=lfs merge=lfs -text\n")
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(content)}\n"
    (work / "map.png").write_text(pointer)
    push(work, server)
    cloned = clone(program, read_address(server.url()), tmp_path / "mine")
    assert ((cloned.folder / "map.png").read_bytes(), cloned.note) == (content, "")
    (server.folder / ".lfs" / oid).unlink()
    cloned = clone(program, read_address(server.url()), tmp_path / "other")
    assert (cloned.folder / "map.png").read_text() == pointer
    assert cloned.note.startswith("Large files could not be fetched")


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize("stage", [Stage.CONNECTING, Stage.RECEIVING, None])
def test_cancelling_leaves_nothing_behind(server, program, tmp_path, stage):
    (tmp_path / "new" / "mine").mkdir(parents=True)
    told: list[Step] = []
    looks = iter(range(1))

    def cancelled() -> bool:
        return next(looks, None) is None if stage is None else stage in [step.stage for step in told]

    with pytest.raises(WorkCancelled):
        clone(program, read_address(server.url()), tmp_path / "new" / "mine", told.append, cancelled)
    assert left(tmp_path / "new") == ["mine"]
    assert not left(tmp_path / "new" / "mine")


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize("cut", [0, 100, 700, 2000])
def test_a_line_that_breaks_off_leaves_nothing_behind(server, program, tmp_path, cut):
    server.cut_after = cut
    with pytest.raises(RemoteUnreachable):
        clone(program, read_address(server.url()), tmp_path / "new" / "mine")
    assert server.cut_after is None
    assert not left(tmp_path / "new")


@pytest.mark.usefixtures("work")
def test_a_wrong_login_asks_for_another(server, tmp_path):
    for keys in (Keys(Login("ann", "wrong")), None):
        with pytest.raises(SignInNeeded) as told:
            clone(
                GitProgram(tidy_environ(tmp_path / "home"), keys),
                read_address(server.url()),
                tmp_path / "mine",
            )
        assert told.value.host == "127.0.0.1"
    assert not (tmp_path / "mine").exists()


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_nothing_of_a_hostile_repository_is_run_or_followed(server, program, work, tmp_path):
    secret, witness = tmp_path / "secret.md", tmp_path / "witness"
    secret.write_text("# My secret\n")
    evil = work / "evil"
    evil.write_text(f"#!/bin/sh\ntouch {witness}\ncat\n")
    evil.chmod(0o755)
    (work / "linked.md").symlink_to(secret)
    (work / "linked").symlink_to(tmp_path)
    (work / ".gitattributes").write_text("*.md filter=evil diff=evil merge=evil ident\n")
    (work / ".gitconfig").write_text(f'[filter "evil"]\nsmudge = {evil}\n[core]\nhooksPath = .\n')
    (work / ".lfsconfig").write_text(f"[lfs]\ncustomtransfer.x.path = {evil}\n")
    (work / ".gitmodules").write_text(f'[submodule "s"]\npath = s\nurl = ext::{evil}\nupdate = !{evil}\n')
    for name in ("post-checkout", "post-merge"):
        (work / name).write_text(evil.read_text())
        (work / name).chmod(0o755)
    git(work, "update-index", "--add", "--cacheinfo", f"160000,{git(work, 'rev-parse', 'HEAD')},s")
    push(work, server)
    home_config = Path(tidy_environ(tmp_path / "home")["GIT_CONFIG_GLOBAL"])
    home_config.write_text(f"[init]\ntemplateDir = {tmp_path / 'template'}\n")
    hook = tmp_path / "template" / "hooks" / "post-checkout"
    hook.parent.mkdir(parents=True)
    hook.write_text(evil.read_text())
    hook.chmod(0o755)
    folder = clone(program, read_address(server.url()), tmp_path / "mine").folder
    assert not witness.exists()
    assert not left(folder / ".git" / "hooks")
    assert not left(folder / "s")
    library = LibraryFolder(folder)
    for path in ("linked.md", "linked/secret.md"):
        with pytest.raises(ArticleUnreadable):
            library.read_bytes(path)
