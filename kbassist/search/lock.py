"""The right to write an index; it ends with the process that holds it, however that dies."""

import os
import sys
from pathlib import Path
from typing import IO


class WriterLock:
    """An exclusive lock on a file, held until `release` or the end of the process.

    Taken once and kept: what was indexed is remembered between two updates, and would be wrong if
    another process could write meanwhile.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Take the lock and tell whether it is ours; False when another process has it.

        A lock whose file was deleted protects nothing any more and is taken anew. Raises OSError when
        the file cannot be made.
        """
        if self._file is not None:
            if self._still_there(self._file):
                return True
            self.release()
        file = self._path.open("ab")
        if not _lock(file) or not self._still_there(file):
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Let others write."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _still_there(self, file: IO[bytes]) -> bool:
        try:
            return os.path.samestat(os.fstat(file.fileno()), self._path.stat())
        except OSError:
            return False


if sys.platform == "win32":  # pragma: no cover - not run on the machines of the checks
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
