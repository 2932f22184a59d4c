"""The articles as this agent last looked at them: texts to compare with, in a SQLite file of this machine."""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kbassist.usage.database import Database, open_database

MOST_BYTES = 64 * 1024 * 1024
"""Of packed texts in all, some 30,000 articles; beyond it a change is still listed, without what it was."""

LARGEST_BYTES = 512 * 1024
"""Of one text before packing; what is larger is no article that anybody compares by eye."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS mark (library TEXT PRIMARY KEY, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS seen (
    library TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, PRIMARY KEY (library, path)
);
CREATE INDEX IF NOT EXISTS seen_text ON seen (sha256);
CREATE TABLE IF NOT EXISTS packed (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL);
"""
_UNUSED = "DELETE FROM packed WHERE sha256 NOT IN (SELECT sha256 FROM seen)"


@dataclass(frozen=True, slots=True)
class Seen:
    """One file as it was looked at; `sha256` is that of its bytes."""

    sha256: str
    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Mark:
    """When all of a library was last looked at, and its files then by their paths."""

    at: datetime
    files: Mapping[str, Seen]


class SeenStore:
    """Keeps a mark of each library, and each text once; safe to call from any thread."""

    def __init__(self, database: Database, most_bytes: int = MOST_BYTES) -> None:
        self._database = database
        self._most_bytes = most_bytes

    def mark(self, library: str) -> Mark | None:
        """Return the mark of a library; None before the first. Raises NotKept."""
        with self._database.reading() as db:
            row = db.execute("SELECT at FROM mark WHERE library = ?", (library,)).fetchone()
            files = db.execute(
                "SELECT path, sha256, size_bytes, mtime_ns FROM seen WHERE library = ?", (library,)
            ).fetchall()
        if row is None:
            return None
        return Mark(datetime.fromtimestamp(row[0], UTC), {path: Seen(*rest) for path, *rest in files})

    def set_mark(self, library: str, mark: Mark, contents: Iterable[tuple[str, bytes]]) -> None:
        """Set the mark of a library anew, with the texts that may not be kept yet. Raises NotKept.

        The texts of the mark before stay until `tidy`, for `put_back`.
        """
        with self._database.writing() as db:
            self._keep(db, contents)
            _replace(db, library, mark)

    def put_back(self, library: str, mark: Mark) -> None:
        """Set a mark again that `set_mark` took the place of since the last `tidy`. Raises NotKept."""
        with self._database.writing() as db:
            _replace(db, library, mark)

    def tidy(self) -> None:
        """Let go of the texts that no library's mark has. Raises NotKept."""
        with self._database.writing() as db:
            db.execute(_UNUSED)

    def set_file(self, library: str, path: str, seen: Seen | None, content: bytes | None = None) -> None:
        """Look at one file anew; None for one that is gone. Raises NotKept."""
        with self._database.writing() as db:
            db.execute("DELETE FROM seen WHERE (library, path) = (?, ?)", (library, path))
            if seen is not None:
                db.executemany("INSERT INTO seen VALUES (?, ?, ?, ?, ?)", _rows(library, {path: seen}))
                if content is not None:
                    self._keep(db, [(seen.sha256, content)])

    def content(self, sha256: str) -> bytes | None:
        """Return the bytes of a text; None when they are not kept. Raises NotKept."""
        with self._database.reading() as db:
            row = db.execute("SELECT content FROM packed WHERE sha256 = ?", (sha256,)).fetchone()
        return zlib.decompress(row[0]) if row else None

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _keep(self, db: sqlite3.Connection, contents: Iterable[tuple[str, bytes]]) -> None:
        used = int(db.execute("SELECT coalesce(sum(length(content)), 0) FROM packed").fetchone()[0])
        for sha256, content in contents:
            if len(content) > LARGEST_BYTES or used >= self._most_bytes:
                continue
            packed = zlib.compress(content)
            if db.execute("INSERT OR IGNORE INTO packed VALUES (?, ?)", (sha256, packed)).rowcount:
                used += len(packed)


@dataclass(frozen=True, slots=True)
class OpenedSeen:
    """The store, and a sentence when the file at hand could not be used ("" otherwise)."""

    store: SeenStore
    notice: str = ""


def open_seen(path: Path, now: datetime) -> OpenedSeen:
    """Open the store at `path`, in memory where that cannot be written; a damaged file is set aside."""
    opened = open_database(path, _SCHEMA, "Articles as you last saw them", now)
    return OpenedSeen(SeenStore(opened.database), opened.notice)


def _replace(db: sqlite3.Connection, library: str, mark: Mark) -> None:
    db.execute("INSERT OR REPLACE INTO mark VALUES (?, ?)", (library, mark.at.timestamp()))
    db.execute("DELETE FROM seen WHERE library = ?", (library,))
    db.executemany("INSERT INTO seen VALUES (?, ?, ?, ?, ?)", _rows(library, mark.files))


def _rows(library: str, files: Mapping[str, Seen]) -> Iterable[tuple[str, str, str, int, int]]:
    return ((library, path, one.sha256, one.size_bytes, one.mtime_ns) for path, one in files.items())
