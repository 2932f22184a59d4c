"""Writes a new file beside the one whose place it is to take, and says why it cannot."""

import contextlib
import errno
import hashlib
import os
import stat
import sys
from pathlib import Path

from kbassist.articles.article import Revision
from kbassist.articles.beside_names import WRITING
from kbassist.articles.patience import unshared
from kbassist.system.errors import FileGone, NotSaved

_GONE = (errno.ENOENT, errno.ENOTDIR)
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def write_new(file: Path, content: bytes, like: Path | None) -> Revision:
    """Write `content` into a new file, safe from a power loss, with what `like` has. Raises OSError.

    Without `like` its mode is what the system gives to new files. It has another name until it is whole.
    """
    status = like.stat() if like else None
    growing = file.with_suffix(WRITING)
    handle = os.open(growing, _FLAGS, 0o600 if like else 0o666)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(handle, view) :]
        if like and status:
            _take_over(handle, status, like)
        # Without it the new name may survive a power loss and none of the bytes.
        os.fsync(handle)
        written = os.fstat(handle)
    except OSError:
        _let_go(handle, growing)
        raise
    try:
        os.close(handle)
        unshared(lambda: growing.rename(file))
    except OSError:
        with contextlib.suppress(OSError):
            growing.unlink()
        raise
    return Revision(hashlib.sha256(content).hexdigest(), len(content), written.st_mtime_ns)


def _let_go(handle: int, growing: Path) -> None:
    """Close and remove a file that could not be written to its end."""
    with contextlib.suppress(OSError):
        os.close(handle)
    with contextlib.suppress(OSError):
        growing.unlink()


def _take_over(handle: int, status: os.stat_result, like: Path) -> None:
    """Give the new file what the old one has: owner, mode and extended attributes."""
    if sys.platform == "win32":
        return
    if (status.st_uid, status.st_gid) != (os.getuid(), os.getgid()):
        with contextlib.suppress(OSError):  # only the system's keeper may give files away
            os.fchown(handle, status.st_uid, status.st_gid)
    os.fchmod(handle, stat.S_IMODE(status.st_mode))
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            for name in os.listxattr(like):
                with contextlib.suppress(OSError):
                    os.setxattr(handle, name, os.getxattr(like, name))


def digest(file: Path) -> str:
    """Return the checksum of a file that may still be written to: read until it holds still.

    What is no regular file has "", since a pipe in its place could be waited for without end.
    """
    for _ in range(3):
        before = file.lstat()
        if not stat.S_ISREG(before.st_mode):
            return ""
        with file.open("rb") as opened:
            checksum = hashlib.file_digest(opened, "sha256").hexdigest()
        after = file.lstat()
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
            break
    return checksum


def sync_folder(folder: Path) -> bool:
    """Make the names in a folder safe from a power loss; tell whether that was possible."""
    if sys.platform == "win32":
        return True
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError:
        return False
    return True


def not_saved(path: str, error: OSError) -> NotSaved:
    """Say that the file at `path` was not written, why, and what to do."""
    kind = FileGone if error.errno in _GONE else NotSaved
    return kind(f"{path} was not saved: {reason(error)}.")


def reason(error: OSError) -> str:
    """Say in half a sentence why a file could not be changed, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full. Free some space, then repeat"
    if error.errno == errno.EROFS:
        return "its disk is read-only. Ask whoever looks after the folder"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "you may not write to it or its folder. Ask whoever looks after the folder"
    if error.errno in _GONE:
        return "it was renamed or removed meanwhile. Look for it again"
    if error.errno == errno.EISDIR:
        return "a folder has taken its place. Choose another name"
    return f"{(error.strerror or 'unknown reason').lower()}. Try again"
