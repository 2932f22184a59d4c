"""The files in which this machine tells the others what was learned; nobody else writes them.

`.kbassist/shared/ID/2026-11.jsonl` grows by whole lines; when its month is over it is compressed, as
`2026-11.jsonl.gz`.
"""

import contextlib
import errno
import gzip
import os
import re
import zlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kbassist.articles.folder_inside import folder_inside
from kbassist.articles.safe_open import real_path_inside
from kbassist.system.atomic import write_atomically
from kbassist.system.errors import ArticleNotFound, LibraryOffline, NotKept
from kbassist.usage.shared_line import SharedLine, parse_line

FOLDER = ".kbassist/shared"
WITHDRAWN = "withdrawn"
"""The file of a machine that has taken back all it told: whatever else turns up beside it is not read."""

MOST_FILE_BYTES = 2_000_000
"""Of a month, as text; who tells more is not read any further, so nothing more is written."""

NAME = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])\.jsonl(?:\.gz)?")
_WITHDRAWN_TEXT = (
    b"What this machine shared was withdrawn. Whatever is found beside this file does not count.\n"
)


class OwnShared:
    """What the machine `machine` shares in the library at `root`. Not for several threads at once."""

    def __init__(self, root: Path, machine: str) -> None:
        self._root = root
        self._machine = machine

    @property
    def path(self) -> str:
        """The machine's folder, relative to the library with `/`."""
        return f"{FOLDER}/{self._machine}"

    def append(self, lines: Iterable[SharedLine], today: date) -> None:
        """Write lines at the end of the running month, and close the months before it. Raises NotKept."""
        text = "".join(f"{line.text}\n" for line in lines).encode("utf-8")
        try:
            folder = folder_inside(self._root, self.path)
            self._close_months(folder, today)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            handle = os.open(folder / f"{today:%Y-%m}.jsonl", flags, 0o644)
            with os.fdopen(handle, "ab") as file:
                if os.fstat(handle).st_size + len(text) <= MOST_FILE_BYTES:
                    file.write(text)
        except (OSError, ArticleNotFound, LibraryOffline) as error:
            raise NotKept(f"What was learned cannot be shared in {self._root}: {_reason(error)}.") from error

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Return the files with their text, the oldest first; what cannot be read says so."""
        shown: list[tuple[str, str]] = []
        for name in self._names():
            try:
                content = (self._folder() / name).read_bytes()
                text = (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8")
            except (OSError, EOFError, ValueError, ArticleNotFound) as error:
                text = f"This file cannot be read: {_reason(error)}."
            shown.append((f"{self.path}/{name}", text))
        return tuple(shown)

    def lines(self, today: date) -> tuple[SharedLine, ...]:
        """Return what was told, as far as it still counts today."""
        told = "".join(text for _, text in self.texts()).encode("utf-8")
        return tuple(line for text in told.split(b"\n") if (line := parse_line(text, today)))

    def withdraw(self) -> int:
        """Remove all files and leave word of it; return how many there were. Raises NotKept."""
        try:
            folder = self._folder()
            if not folder.is_dir():
                if all(entry.name.startswith(".") for entry in self._root.iterdir()):
                    raise FileNotFoundError(errno.ENOENT, "its drive seems to be gone")
                return 0
            names = self._names()
            # First the word, then the files: whoever looks in between reads nothing of them.
            write_atomically(folder / WITHDRAWN, _WITHDRAWN_TEXT)
            (folder / WITHDRAWN).chmod(0o644)
            for name in names:
                (folder / name).unlink(missing_ok=True)
        except (OSError, ArticleNotFound) as error:
            raise NotKept(f"Not all was withdrawn from {self._root}: {_reason(error)}. Try again.") from error
        return len(names)

    def _folder(self) -> Path:
        """Return where the files are; a link that leads out of the library raises ArticleNotFound."""
        return real_path_inside(self._root, f"{self.path}/x").parent

    def _names(self) -> list[str]:
        try:
            return sorted(entry.name for entry in self._folder().iterdir() if NAME.fullmatch(entry.name))
        except (OSError, ArticleNotFound):
            return []

    def _close_months(self, folder: Path, today: date) -> None:
        for name in self._names():
            if name.endswith(".gz") or name == f"{today:%Y-%m}.jsonl":
                continue
            closed, content = _unpacked(folder / f"{name}.gz"), (folder / name).read_bytes()
            # A clock that was set back opens a month anew; what a killed run has closed is there already.
            if closed and not closed.endswith(content) and len(closed) + len(content) <= MOST_FILE_BYTES:
                content = closed + content
            elif closed:
                content = closed
            write_atomically(folder / f"{name}.gz", gzip.compress(content, mtime=0))
            (folder / f"{name}.gz").chmod(0o644)
            with contextlib.suppress(FileNotFoundError):
                (folder / name).unlink()


def _unpacked(file: Path) -> bytes:
    """Return the text of a month that was closed before, empty where there is none that can be read."""
    try:
        return gzip.decompress(file.read_bytes())
    except (FileNotFoundError, gzip.BadGzipFile, EOFError, zlib.error):
        return b""


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
