"""Brings a team's repository to this machine: beside the place first, then into it in one step."""

import shutil
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kbassist.system.errors import FolderTaken, SyncRefused, WorkCancelled
from kbassist.team.git.address import GitAddress, Transport
from kbassist.team.git.hardening import upload_pack
from kbassist.team.git.left_out import leave_out
from kbassist.team.git.program import Git, GitProgram, never
from kbassist.team.git.progress import Listener, Stage, Step, Told, tell_nobody

_USUAL = ("main", "master", "trunk")


@dataclass(frozen=True, slots=True)
class Cloned:
    """A clone: its folder, its branch, and whether the team's repository has no commit yet.

    `note` is a sentence on what could not be had, "" when all is there.
    """

    folder: Path
    branch: str
    is_empty: bool = False
    note: str = ""


def clone(
    program: GitProgram,
    address: GitAddress,
    target: Path,
    told: Told = tell_nobody,
    cancelled: Callable[[], bool] = never,
) -> Cloned:
    """Clone the repository at `address` into `target`, which must be absent or empty.

    Whatever happens, `target` has the whole clone in the end, or is as it was. Nothing of the repository is
    run: no hook, no filter but that of git-lfs, no submodule. Raises FolderTaken, SyncRefused, GitAbsent and
    WorkCancelled.
    """
    look_at_target(target)
    told(Step(Stage.CONNECTING))
    beside = _beside(target)
    try:
        folder = beside / target.name
        listener = Listener(told)
        outside = program.at(beside, cancelled)
        _fetch(outside, address, folder, listener)
        _stop_if(cancelled)
        git = program.at(folder, cancelled)
        branch = _branch(git)
        note = _check_out(git, address, branch, listener) if branch else ""
        leave_out(git)
        _stop_if(cancelled)
        _put(folder, target)
    except OSError as error:
        raise FolderTaken(f"The clone could not be written: {error.strerror or error}.") from error
    finally:
        _remove(beside)
    return Cloned(target, branch or "main", not branch, note)


def look_at_target(target: Path) -> None:
    """Raise FolderTaken unless a clone can go to `target`."""
    try:
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise FolderTaken(f"{target} is no folder; choose another place.")
        if target.is_dir() and any(target.iterdir()):
            raise FolderTaken(f"The folder {target} is not empty; choose an empty or a new one.")
    except OSError as error:
        raise FolderTaken(f"The folder {target} cannot be used: {error.strerror or error}.") from error


def _stop_if(cancelled: Callable[[], bool]) -> None:
    """Raise WorkCancelled on wish; git itself looks only while it is slow."""
    if cancelled():
        raise WorkCancelled("The clone was cancelled; nothing of it was kept.")


def _beside(target: Path) -> Path:
    """Make a folder for the unfinished clone, on the same disk as the place where it goes."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".kbassist-clone-", dir=target.parent))
    except OSError as error:
        raise FolderTaken(
            f"Nothing can be written in {target.parent}: {error.strerror or error}. Choose another place."
        ) from error


def _fetch(git: Git, address: GitAddress, folder: Path, listener: Listener) -> None:
    # A repository on a drive is asked as a server is: its files are neither linked nor trusted.
    near = ("--no-local",) if address.transport is Transport.FOLDER else ()
    git.ask_remote(
        address.url,
        *("clone", "--progress", "--no-checkout", "--no-tags", "--no-recurse-submodules", "--template="),
        *(
            "--origin",
            "origin",
            upload_pack(address.url),
            *near,
            "--",
            address.url,
            str(folder),
        ),
        heard=listener.hear,
    )


def _branch(git: Git) -> str:
    """Return the branch to work on, "" for a repository without commits. Raises SyncRefused.

    A host may name a branch that it does not have.
    """
    branch = git.line("symbolic-ref", "--short", "HEAD")
    listed = git.line("for-each-ref", "--format=%(refname:lstrip=3)", "refs/remotes/origin")
    branches = [name for name in listed.splitlines() if name != "HEAD"]
    if not branches or branch in branches:
        return branch if branches else ""
    only = branches if len(branches) == 1 else []
    for name in [*_USUAL, *only]:
        if name in branches:
            return name
    raise SyncRefused(
        f"The repository does not say which of its branches is the team's ({', '.join(branches[:5])}); ask "
        "whoever looks after it to set the default branch."
    )


def _check_out(git: Git, address: GitAddress, branch: str, listener: Listener) -> str:
    """Write the files, those of git-lfs as they come; return a sentence on what could not be had of those."""
    arguments = ("checkout", "--progress", "--force", "-B", branch, "--track", f"origin/{branch}")
    try:
        git.ask_remote(address.url, *arguments, heard=listener.hear)
        return ""
    except SyncRefused as error:
        reason = error
    plain = git.without_large_files()
    try:
        plain.ask_remote(address.url, *arguments, heard=listener.hear)
    except SyncRefused as error:
        raise SyncRefused(f"All was fetched, but the files could not be written: {error}") from error
    return f"Large files could not be fetched, all else is there: {reason}"


def _put(folder: Path, target: Path) -> None:
    """Move the finished clone to its place. Raises FolderTaken when there is something by now."""
    look_at_target(target)
    if target.is_dir():
        target.rmdir()
    folder.rename(target)


def _remove(folder: Path) -> None:
    """Remove a folder with all that is in it; files of git are read-only, which Windows minds."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for path in folder.rglob("*"):
            with suppress(OSError):
                path.chmod(stat.S_IRWXU)
        shutil.rmtree(folder, ignore_errors=True)
