"""Moves branches from where they were seen; a lock that a killed git has left of it is known for our own."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from kbassist.system.errors import GitBusy
from kbassist.team.git.repository import Repository
from kbassist.team.git.trees import cannot_write

# The log of a branch names whoever moved it; without a name git would refuse.
_SOMEBODY = {"GIT_COMMITTER_NAME": "kbassist", "GIT_COMMITTER_EMAIL": "sync@kbassist.invalid"}


def move(
    repository: Repository,
    ref: str,
    commit: str,
    before: str,
    reason: str,
    who: Mapping[str, str] = _SOMEBODY,
) -> None:
    """Let `ref` be at `commit` if it is at `before`, "" for nowhere; `who` names who moves it.

    Raises GitBusy when somebody has moved it meanwhile, and SyncRefused.
    """
    note = _note(repository)
    try:
        note.write_bytes(os.fsencode(f"{commit}\n{ref}\n"))
    except OSError as error:
        raise cannot_write(error) from error
    old = before or repository.none
    answer = repository.git.answer("update-ref", "-m", reason, ref, commit, old, who=who)
    if answer.code < 0:
        raise GitBusy("git was ended while it moved a branch; it is tried again.")
    with contextlib.suppress(OSError):
        note.unlink()
    if answer.code:
        raise GitBusy("Somebody has moved a branch meanwhile; it is tried again.")


def drop_own_locks(repository: Repository) -> None:
    """Remove the locks of a move that was cut off; only whoever holds the sync's lock may ask.

    A lock is ours when it was made after the move began and holds what was to be put there, or nothing yet.
    """
    note = _note(repository)
    try:
        commit, ref, _ = os.fsdecode(note.read_bytes()).split("\n")
        began_ns = note.stat().st_mtime_ns
    except (OSError, ValueError):
        return
    folders = {repository.folder, repository.common}
    for lock in (folder / f"{name}.lock" for folder in folders for name in ("HEAD", ref)):
        with contextlib.suppress(OSError):
            is_later = lock.stat().st_mtime_ns >= began_ns
            if is_later and lock.read_bytes().strip() in (b"", commit.encode("ascii")):
                lock.unlink()
    with contextlib.suppress(OSError):
        note.unlink()


def _note(repository: Repository) -> Path:
    return repository.private / "moving"
