"""One small SQLite file of this machine: opened whatever state it is in, and safe to share among threads."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kbassist.system.errors import NotKept

_IN_MEMORY = ":memory:"
# What SQLite may leave beside its file; none of it belongs to a new file of the same name.
_BESIDE = ("-wal", "-shm", "-journal")


class Database:
    """Lends one connection to one caller at a time."""

    def __init__(self, path: Path | str, schema: str, kept: str) -> None:
        """Open the file at `path` and make the tables of `schema`; `kept` names what it keeps, in the plural.

        What is deleted is overwritten in the file, and no log of changes stays behind: who removes a row
        finds nothing of it on the disk. Raises sqlite3.Error.
        """
        self._kept = kept
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        try:
            self._db.execute("PRAGMA secure_delete = ON")
            # A file of former times kept its log beside it; changing over takes that in.
            self._db.execute("PRAGMA journal_mode = DELETE")
            self._db.executescript(schema)
            sound = self._db.execute("PRAGMA quick_check(1)").fetchone()[0]
            if sound != "ok":
                raise sqlite3.DatabaseError(sound)
        except sqlite3.Error:
            self._db.close()
            raise

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for one transaction: all of it is kept, or nothing. Raises NotKept."""
        with self._lock, self._judged():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for questions. Raises NotKept."""
        with self._lock, self._judged():
            yield self._db

    def foreign_changes(self) -> int:
        """Return a number that differs from the last one when another process has changed the file."""
        with self.reading() as db:
            return int(db.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _judged(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise NotKept(f"{self._kept} cannot be kept: {error}. Free some space, or start anew.") from error


@dataclass(frozen=True, slots=True)
class OpenedDatabase:
    """A database, and a sentence when the file at hand could not be used ("" otherwise)."""

    database: Database
    notice: str = ""


def open_database(path: Path, schema: str, kept: str, now: datetime) -> OpenedDatabase:
    """Open the file at `path`, which keeps `kept` (a plural that begins a sentence).

    A damaged file is set aside under a name with the date and a new one started; where the folder
    cannot be written, everything is kept in memory for this session.
    """
    try:
        return OpenedDatabase(Database(path, schema, kept))
    except sqlite3.OperationalError as error:
        return _in_memory(path, schema, kept, str(error))
    except sqlite3.DatabaseError:
        aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}")
    try:
        path.replace(aside)
        for suffix in _BESIDE:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        opened = Database(path, schema, kept)
    except (OSError, sqlite3.Error) as error:
        return _in_memory(path, schema, kept, str(error))
    return OpenedDatabase(opened, f"{kept} were in a damaged file; it was set aside as {aside.name}.")


def _in_memory(path: Path, schema: str, kept: str, reason: str) -> OpenedDatabase:
    notice = f"{kept} cannot be kept in {path}: {reason}. They last until you quit."
    return OpenedDatabase(Database(_IN_MEMORY, schema, kept), notice)
