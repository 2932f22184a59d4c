"""Opens files of a library without waiting for a pipe, following a link outside, or reading without end."""

import errno
import hashlib
import os
import stat
from pathlib import Path

from kbassist.articles.article import Revision
from kbassist.articles.folder_inside import refuse_bare
from kbassist.articles.names import native_name
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable

# Windows has neither pipes in folders nor these flags, and needs to be told that a file is no text.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_CHUNK_BYTES = 1024 * 1024
_ATTEMPTS = 3
_GONE = (errno.ENOENT, errno.ENOTDIR)
_LINK = (errno.ELOOP, errno.EMLINK)


def read_inside(root: Path, path: str, limit_bytes: int) -> tuple[bytes, Revision]:
    """Read the regular file at `path` (relative to `root`, with `/`), at most `limit_bytes` long.

    Raise ArticleNotFound when there is none, ArticleUnreadable when it is larger, no regular file,
    not permitted, or outside of `root`, LibraryOffline when `root` is out of reach or holds nothing.
    """
    for _ in range(_ATTEMPTS):
        descriptor = _open_inside(root, path)
        try:
            before = os.fstat(descriptor)
            content = _read_all(descriptor, before, path, limit_bytes)
            after = os.fstat(descriptor)
        except OSError as error:
            raise ArticleUnreadable(f"{path} cannot be read: {_reason(error)}.") from error
        finally:
            os.close(descriptor)
        # A file that was written meanwhile may be half old and half new: look again.
        if (before.st_mtime_ns, len(content)) == (after.st_mtime_ns, after.st_size):
            break
    return content, Revision(hashlib.sha256(content).hexdigest(), len(content), after.st_mtime_ns)


def size_inside(root: Path, path: str) -> int:
    """Return the size of a regular file; 0 when it is there and cannot be opened.

    Raise ArticleNotFound when there is none, or it is outside of `root`.
    """
    real = real_path_inside(root, path)
    try:
        status = real.stat()
    except OSError as error:
        refuse_bare(root)
        raise ArticleNotFound(f"{path} is not in the library.") from error
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def real_path_inside(root: Path, path: str) -> Path:
    """Return the file that `path` leads to, whatever links it goes through.

    Raise ArticleNotFound when that is outside of `root`.
    """
    refuse_outward(path)
    real = os.path.realpath(native_path(root, path))
    if not _is_below(os.path.realpath(root), real):
        raise ArticleNotFound(f"{path} leads out of the library.")
    return Path(real)


def _read_all(descriptor: int, status: os.stat_result, path: str, limit_bytes: int) -> bytes:
    if not stat.S_ISREG(status.st_mode):
        raise ArticleUnreadable(f"{path} is no regular file but {kind_of(status.st_mode)}; remove it.")
    if status.st_size > limit_bytes:
        raise ArticleUnreadable(_too_large(path, status.st_size, limit_bytes))
    content = os.read(descriptor, min(status.st_size + 1, limit_bytes + 1))
    if len(content) == status.st_size:
        return content
    chunks, size = [content], len(content)
    while content and size <= limit_bytes:
        content = os.read(descriptor, min(_CHUNK_BYTES, limit_bytes + 1 - size))
        chunks.append(content)
        size += len(content)
    if size > limit_bytes:
        raise ArticleUnreadable(_too_large(path, size, limit_bytes))
    return b"".join(chunks)


def _too_large(path: str, size_bytes: int, limit_bytes: int) -> str:
    return f"{path} has {size_bytes:,} bytes, more than the {limit_bytes:,} that are read; split it."


def _open_inside(root: Path, path: str) -> int:
    refuse_outward(path)
    where = native_path(root, path)
    try:
        descriptor = os.open(where, _FLAGS)
    except (OSError, ValueError) as error:
        if not isinstance(error, OSError):
            raise ArticleNotFound(f"{path!r} is no name that a file can have.") from error
        if error.errno in _GONE:
            refuse_bare(root)
            raise ArticleNotFound(f"{path} is not in the library; it was renamed or removed.") from error
        if error.errno not in _LINK:
            raise ArticleUnreadable(f"{path} cannot be opened: {_reason(error)}.") from error
        descriptor = _open_link(root, path, where)
    if not _is_inside(root, descriptor, where):
        os.close(descriptor)
        raise ArticleUnreadable(f"{path} leads out of the library; put a copy of the file into it.")
    return descriptor


def _open_link(root: Path, path: str, where: str) -> int:
    """Open what the link at `where` leads to when that is inside of `root`."""
    target = os.path.realpath(where)
    if not _is_below(os.path.realpath(root), target):
        raise ArticleUnreadable(f"{path} is a link that leaves the library; put a copy of the file into it.")
    try:
        return os.open(target, _FLAGS)
    except OSError as error:
        raise ArticleUnreadable(f"{path} is a link that leads nowhere; remove it.") from error


def _is_inside(root: Path, descriptor: int, where: str) -> bool:
    """Tell whether the opened file is below `root`, whatever links its folders are.

    Linux knows the path of an open file, which no swap of folders can falsify; elsewhere the path is
    resolved again.
    """
    try:
        # Path.readlink takes four times as long, for each of 20,000 files.
        opened = os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115
    except OSError:
        opened = os.path.realpath(where)
    # What is opened has no links in its path: below the root as it is written is below it.
    return _is_below(str(root), opened) or _is_below(os.path.realpath(root), opened)


def _is_below(root: str, path: str) -> bool:
    return path.startswith(root if root.endswith(os.sep) else root + os.sep)


def refuse_outward(path: str) -> None:
    """Raise ArticleNotFound for a path that is not relative or goes upwards."""
    parts = path.split("/")
    if (
        not path
        or "\0" in path
        or path.startswith("/")
        or ".." in parts
        or (os.sep != "/" and os.sep in path)
    ):
        raise ArticleNotFound(f"{path!r} is not in the library.")


def native_path(root: Path, path: str) -> str:
    """Return the absolute path of a file as the operating system knows it.

    A name that really holds the characters that stand for odd bytes is preferred to the odd bytes.
    """
    literal = os.path.join(root, path)  # noqa: PTH118 - Path would drop a dot or a double slash of odd names
    native = native_name(path)
    if native == path or os.path.lexists(literal):
        return literal
    return os.path.join(root, native)  # noqa: PTH118


def kind_of(mode: int) -> str:
    """Say what a file of this mode is."""
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"


def _reason(error: OSError) -> str:
    if error.errno in (errno.EACCES, errno.EPERM):
        return "you have no permission to read it"
    return (error.strerror or "unknown reason").lower()
