"""Keeps two running copies of the program from syncing one repository at the same time."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kbassist.system.errors import GitBusy
from kbassist.team.git.trees import cannot_write

_BUSY = "Another running copy of kbassist is syncing this library just now."


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the lock of a repository, whose `folder` is git's own. Raises GitBusy when it is held.

    The system lets go of it when the process ends, however it ends. Where there are no locks nobody waits.
    """
    try:
        folder.mkdir(exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise cannot_write(error) from error
    try:
        _take(handle)
        yield
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)


def _take(handle: int) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        raise GitBusy(_BUSY) from error
    except OSError:
        return  # a file system without locks
