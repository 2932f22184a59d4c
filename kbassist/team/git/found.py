"""Turns a plain folder into a git repository, and sends it to an empty one of the team on wish."""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kbassist.system.errors import FolderTaken, RemoteTaken, SyncRefused, WorkCancelled
from kbassist.team.git.address import GitAddress
from kbassist.team.git.hardening import receive_pack, upload_pack
from kbassist.team.git.history import is_repository
from kbassist.team.git.left_out import leave_out
from kbassist.team.git.own_files import is_shared
from kbassist.team.git.program import Git, GitProgram, never
from kbassist.team.git.progress import Listener, Stage, Step, Told, tell_nobody

BRANCH = "main"
_SUBJECT = "Begin the history of this library"
_TEMPORARY = ".kbassist-new-"


@dataclass(frozen=True, slots=True)
class Founded:
    """A new repository: how many files its first commit has, and whether the team's copy has them.

    `note` is a sentence on why it was not sent although that was wanted, "" otherwise.
    """

    root: Path
    files: int
    is_sent: bool = False
    note: str = ""


def found(
    program: GitProgram,
    root: Path,
    who: Mapping[str, str],
    address: GitAddress | None = None,
    told: Told = tell_nobody,
    cancelled: Callable[[], bool] = never,
) -> Founded:
    """Make `root` a repository that holds what the library is made of; `who` names the author for git.

    With an address the first commit is sent there, if that repository is empty. The folder is a repository
    with a first commit in the end, or is as it was; its files are not touched. Raises FolderTaken,
    RemoteTaken, SyncRefused, GitAbsent and WorkCancelled.
    """
    if is_repository(root):
        raise FolderTaken(f"{root} is in a git repository already; it is synced as it is.")
    told(Step(Stage.CONNECTING))
    outside = program.at(root, cancelled)
    if address is not None:
        _refuse_history(outside, address)
    try:
        files = _begin(program, outside, root, who, address, cancelled)
    except OSError as error:
        raise FolderTaken(
            f"The repository could not be written into {root}: {error.strerror or error}."
        ) from error
    if address is None:
        return Founded(root, files)
    try:
        git = program.at(root, cancelled)
        git.ask_remote(
            address.url, "push", "--progress", receive_pack(address.url), address.url,
            f"{BRANCH}:refs/heads/{BRANCH}", heard=Listener(told).hear,
        )  # fmt: skip
        git.ask("update-ref", f"refs/remotes/origin/{BRANCH}", BRANCH)
    except SyncRefused as error:
        return Founded(root, files, note=f"It was not sent yet; the next sync tries again. {error}")
    return Founded(root, files, is_sent=True)


def _refuse_history(git: Git, address: GitAddress) -> None:
    """Raise RemoteTaken when there is anything in the repository at `address`."""
    refs = git.ask_remote(
        address.url,
        "ls-remote",
        "--quiet",
        upload_pack(address.url),
        "--",
        address.url,
    )
    if any(line.partition(b"\t")[2] != b"HEAD" for line in refs.splitlines()):
        raise RemoteTaken(
            f"The repository at {address.url} has a history of its own. Take an empty one, made without a "
            "README, or clone this one and move your articles into the clone."
        )


def _begin(
    program: GitProgram,
    outside: Git,
    root: Path,
    who: Mapping[str, str],
    address: GitAddress | None,
    cancelled: Callable[[], bool],
) -> int:
    """Build the repository beside its place and move it there; return the number of files in it."""
    beside = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=root))
    try:
        outside.ask("init", "--quiet", "--template=", f"--initial-branch={BRANCH}", str(beside))
        new = beside / ".git"
        git = program.at(beside, cancelled)
        leave_out(git)
        files = _commit(outside, root, new, who)
        if address is not None:
            for key, value in _remote(address):
                git.ask("config", key, value)
        if cancelled():
            raise WorkCancelled("It was cancelled; the folder is as it was.")
        new.rename(root / ".git")
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return files


def _commit(git: Git, root: Path, repository: Path, who: Mapping[str, str]) -> int:
    """Commit what the library is made of; return the number of files."""
    here = ("--git-dir", str(repository), "--work-tree", str(root))
    listed = os.fsdecode(git.ask(*here, "ls-files", "--others", "--exclude-standard", "-z")).split("\0")
    files = [path for path in listed if path and not path.startswith(_TEMPORARY) and is_shared(path)]
    git.ask(*here, "update-index", "--add", "-z", "--stdin", given=os.fsencode("\0".join(files)))
    tree = git.line(*here, "write-tree")
    commit = git.line(*here, "commit-tree", tree, "-m", _SUBJECT, who=who)
    git.ask(*here, "update-ref", f"refs/heads/{BRANCH}", commit)
    return len(files)


def _remote(address: GitAddress) -> tuple[tuple[str, str], ...]:
    return (
        ("remote.origin.url", address.url),
        ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"),
        (f"branch.{BRANCH}.remote", "origin"),
        (f"branch.{BRANCH}.merge", f"refs/heads/{BRANCH}"),
    )
