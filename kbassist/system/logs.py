"""The log: a rotating private file of ids and sizes, and its last lines at hand for a crash report."""

import logging
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from typing_extensions import override

from kbassist.system.errors import UsageError
from kbassist.system.paths import private_folder
from kbassist.system.scrub import scrubbed_traceback

_FILE_BYTES = 512 * 1024
_OLD_FILES = 3
_RING_LINES = 200
_ROOT = "kbassist"


class Log:
    """What the loggers below `kbassist` say, kept in `folder` and, for the last lines, in memory.

    Callers log ids, counts and sizes, never a query, a value or a text; exceptions are scrubbed here.
    Where the folder cannot be written, only the lines in memory are kept.
    """

    def __init__(self, folder: Path, level: int = logging.INFO) -> None:
        self.path = folder / "kbassist.log"
        self._ring = _Ring()
        self._logger = logging.getLogger(_ROOT)
        self._handlers: list[logging.Handler] = [self._ring]
        try:
            private_folder(folder)
        except UsageError:
            pass
        else:
            self._handlers.append(_QuietFile(self.path))
        self._before = (self._logger.level, self._logger.propagate)
        self._logger.setLevel(level)
        # The last resort handler of the root logger would print to the terminal.
        self._logger.propagate = False
        for handler in self._handlers:
            handler.setFormatter(_Scrubbed("%(asctime)s %(levelname)s %(name)s %(message)s"))
            self._logger.addHandler(handler)

    def tail(self) -> tuple[str, ...]:
        """Return the last lines, the oldest first."""
        return tuple(self._ring.lines)

    def close(self) -> None:
        """Stop logging and give back the file."""
        for handler in self._handlers:
            self._logger.removeHandler(handler)
            handler.close()
        level, self._logger.propagate = self._before
        self._logger.setLevel(level)

    def __enter__(self) -> "Log":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Scrubbed(logging.Formatter):
    """One line a record; exceptions without their values."""

    @override
    def formatException(self, ei: Any) -> str:
        return "\n".join(scrubbed_traceback(ei[1])) if ei[1] is not None else ""

    @override
    def formatMessage(self, record: logging.LogRecord) -> str:
        # A line break in an id must not forge a line of its own.
        record.message = record.message.replace("\r", "\\r").replace("\n", "\\n")
        return super().formatMessage(record)


class _Ring(logging.Handler):
    """Remembers the last lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=_RING_LINES)

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class _QuietFile(RotatingFileHandler):
    """A rotating file that keeps quiet when the disk is full: a log must never stop an agent."""

    def __init__(self, path: Path) -> None:
        # Opened at the first line; names that are no valid UTF-8 are written escaped.
        super().__init__(
            path,
            maxBytes=_FILE_BYTES,
            backupCount=_OLD_FILES,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        return
