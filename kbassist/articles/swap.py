"""Puts one file in the place of another so that what stood there can be looked at afterwards."""

import contextlib
import ctypes
import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from kbassist.articles.beside_names import aside, new_token
from kbassist.articles.patience import patiently, unshared

# linux/fs.h: RENAME_EXCHANGE; sys/stdio.h of macOS: RENAME_SWAP. Both happen to be 2.
_EXCHANGE = 2
# RENAME_NOREPLACE of Linux, RENAME_EXCL of macOS.
_ONLY_IF_FREE = 4 if sys.platform == "darwin" else 1
_AT_FDCWD = -100
# What file systems say that cannot do it: SMB, NFS, FAT, FUSE; and kernels or C libraries that are older.
_CANNOT = frozenset((errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EPERM))


class CannotExchange(Exception):
    """This file system, or this system, does not exchange two files in one step."""


def exchange(one: Path, other: Path) -> None:
    """Let two names change their files in one step. Raises CannotExchange, or OSError as a rename does."""
    call = _system_call()
    if call is None:
        raise CannotExchange
    number = call(os.fsencode(one), os.fsencode(other), _EXCHANGE)
    if number in _CANNOT:
        raise CannotExchange
    if number:
        raise OSError(number, os.strerror(number), str(other))


def move_in(source: Path, target: Path) -> None:
    """Give `source` the name `target`, which must be free. Raises FileExistsError when it is not.

    Where there are no links (FAT, some shares) nothing can tell in the same step whether the name is free.
    """
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        unshared(lambda: source.rename(target))
        return
    with contextlib.suppress(OSError):  # a second name that nobody looks at
        source.unlink()


def rename_free(source: Path, target: Path) -> None:
    """Rename a file to a name that must be free, or its own in another spelling.

    Raises FileExistsError when it is not, else OSError; the file then has the name it had.
    """
    call = _system_call()
    respelt = os.path.lexists(target) and source.samefile(target)
    number = errno.ENOSYS
    if call is not None and not respelt:
        number = call(os.fsencode(source), os.fsencode(target), _ONLY_IF_FREE)
    if number == 0:
        return
    if number not in _CANNOT:
        raise OSError(number, os.strerror(number), str(target))
    # Not by a second name that the first is then removed from: somebody may put a newer text there.
    waiting = aside(source, new_token())
    unshared(lambda: source.rename(waiting))
    try:
        move_in(waiting, target)
    except OSError:
        move_in(waiting, source)
        raise


@contextlib.contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keep other copies of this program from saving the same file meanwhile; waits for them for a while.

    Raises BlockingIOError when they take longer. Editors and sync services do not ask; where there are no
    locks nobody does.
    """
    handle = patiently(lambda: _lock(file), lambda error: isinstance(error, BlockingIOError))
    try:
        yield
    finally:
        if handle is not None:
            with contextlib.suppress(OSError):
                os.close(handle)


def _lock(file: Path) -> int | None:
    """Open and lock a file; None where there is nothing to lock. Raises BlockingIOError."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Who waited for a file that was replaced meanwhile holds a lock that nobody else asks for.
        if not os.path.samestat(os.fstat(handle), file.stat()):
            raise BlockingIOError(errno.EAGAIN, "the file was replaced")
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:
        pass
    return handle


def _system_call() -> Callable[[bytes, bytes, int], int] | None:
    """Return what renames by a flag and gives an error number, 0 when it did; None where there is none."""
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    name = "renamex_np" if sys.platform == "darwin" else "renameat2"
    function = getattr(library, name, None)
    if function is None:
        return None
    function.restype = ctypes.c_int

    def call(one: bytes, other: bytes, flag: int) -> int:
        if name == "renamex_np":
            failed = function(one, other, ctypes.c_uint(flag))
        else:
            failed = function(_AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(flag))
        return ctypes.get_errno() if failed else 0

    return call
