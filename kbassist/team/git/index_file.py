"""Changes a few entries of a repository's index, and leaves all else in it as somebody has staged it.

git itself would lock the index while it works; whoever is killed then leaves the lock behind for good. Here
the new index is made beside and is linked in as the lock: a lock that is left is known for our own.
"""

import contextlib
import os
import shutil
from pathlib import Path

from kbassist.system.errors import GitBusy
from kbassist.team.git.repository import Repository
from kbassist.team.git.trees import Entries, cannot_write, index_info

_ATTEMPTS = 3


def put_entries(repository: Repository, entries: Entries) -> None:
    """Let paths stand in the index like this. Raises GitBusy and SyncRefused, and it is as it was then."""
    if not entries:
        return
    index, made = repository.folder / "index", _made(repository)
    for _ in range(_ATTEMPTS):
        seen = _seen(index)
        try:
            made.parent.mkdir(exist_ok=True)
            made.unlink(missing_ok=True)
            if seen is not None:
                shutil.copy2(index, made)
        except OSError as error:
            raise cannot_write(error) from error
        if seen != _seen(index):
            continue
        given = index_info(repository, entries)
        repository.git.ask("update-index", "-z", "--index-info", given=given, index=made)
        # Its answer tells of files that differ, which is no failure.
        repository.git.answer("update-index", "-q", "--refresh", index=made)
        if _put_in_place(made, index, seen):
            return
    raise GitBusy("Another program keeps changing the index of this repository; it is tried again.")


def drop_own_lock(repository: Repository) -> None:
    """Remove a lock that a sync which was killed has left; only whoever holds the sync's lock may ask."""
    lock, made = repository.folder / "index.lock", _made(repository)
    with contextlib.suppress(OSError):
        if made.samefile(lock) or made.read_bytes() == lock.read_bytes():
            lock.unlink()
    with contextlib.suppress(OSError):
        made.unlink()


def _made(repository: Repository) -> Path:
    return repository.private / "index.new"


def _seen(index: Path) -> tuple[int, int, int] | None:
    try:
        status = index.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _put_in_place(made: Path, index: Path, seen: tuple[int, int, int] | None) -> bool:
    """Give the new index its place while the lock is held; tell whether the old one was still the same."""
    lock = index.with_name("index.lock")
    try:
        _sync(made)
        try:
            os.link(made, lock)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            with lock.open("xb") as file:
                file.write(made.read_bytes())
                file.flush()
                os.fsync(file.fileno())
        try:
            if seen != _seen(index):
                return False
            lock.replace(index)
        finally:
            lock.unlink(missing_ok=True)
            made.unlink(missing_ok=True)
    except FileExistsError as error:
        raise GitBusy(
            f"Another program is at work in this repository just now. If none is, remove {lock}."
        ) from error
    except OSError as error:
        raise cannot_write(error) from error
    return True


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
