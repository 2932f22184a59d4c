"""What this agent copied and marked as favourite, in a small SQLite file on this machine alone."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kbassist.articles.article import ArticleRef

HALF_LIFE = timedelta(days=14)
"""After this long a use counts half: long enough for a weekly wave, short enough to forget a campaign."""

_FORGET_AFTER = HALF_LIFE * 8
_SCHEMA = """
CREATE TABLE IF NOT EXISTS copied (
    library TEXT NOT NULL, article TEXT NOT NULL, reply TEXT NOT NULL, at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS copied_at ON copied (at);
CREATE TABLE IF NOT EXISTS favourite (
    library TEXT NOT NULL, article TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (library, article)
);
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """A usage log, and a sentence when the file at hand could not be used ("" otherwise)."""

    log: "UsageLog"
    notice: str = ""


class UsageLog:
    """Counts uses and keeps favourites; safe to call from any thread.

    Ids and times are kept, never a query, a value or a text.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_SCHEMA)
        except sqlite3.Error:
            self._db.close()
            raise

    def record(self, ref: ArticleRef, now: datetime) -> None:
        """Note that the reply `ref` was copied, and forget what is too old to count."""
        with self._writing() as db:
            row = (ref.library, ref.article_id, ref.id, now.timestamp())
            db.execute("INSERT INTO copied VALUES (?, ?, ?, ?)", row)
            db.execute("DELETE FROM copied WHERE at < ?", ((now - _FORGET_AFTER).timestamp(),))

    def boosts(self, library: str, now: datetime) -> Mapping[str, float]:
        """Weigh the articles of a library by recent use: article id to a number between 0 and 1.

        Each use counts `0.5 ** (age / HALF_LIFE)`; the sum s becomes `s / (s + 1)`, so that the first
        uses matter most and no article can grow without bound.
        """
        with self._reading() as db:
            rows = db.execute("SELECT article, at FROM copied WHERE library = ?", (library,)).fetchall()
        sums: dict[str, float] = {}
        for article, at in rows:
            age = max(0.0, now.timestamp() - at)
            sums[article] = sums.get(article, 0.0) + 0.5 ** (age / HALF_LIFE.total_seconds())
        return {article: total / (total + 1) for article, total in sums.items()}

    def recent(self, limit: int) -> tuple[ArticleRef, ...]:
        """List the articles that were copied last, the newest first."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT library, article FROM copied GROUP BY library, article ORDER BY max(at) DESC LIMIT ?",
                (limit,),
            ).fetchall()
        return tuple(ArticleRef(library, article) for library, article in rows)

    def favourites(self) -> tuple[ArticleRef, ...]:
        """List the favourites in the order in which they were marked."""
        with self._reading() as db:
            rows = db.execute("SELECT library, article FROM favourite ORDER BY at").fetchall()
        return tuple(ArticleRef(library, article) for library, article in rows)

    def set_favourite(self, ref: ArticleRef, on: bool, now: datetime) -> None:
        """Mark or unmark the article of `ref`."""
        key = (ref.library, ref.article_id)
        with self._writing() as db:
            if on:
                db.execute("INSERT OR IGNORE INTO favourite VALUES (?, ?, ?)", (*key, now.timestamp()))
            else:
                db.execute("DELETE FROM favourite WHERE library = ? AND article = ?", key)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for one transaction: all of it is kept, or nothing."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            yield self._db


def open_usage(path: Path, now: datetime) -> Opened:
    """Open the log at `path`.

    A damaged file is set aside under a name with the date and a new one started; where the folder
    cannot be written, the log is kept in memory for this session.
    """
    try:
        return Opened(UsageLog(path))
    except sqlite3.OperationalError as error:
        notice = f"Recent and favourite articles cannot be kept in {path}: {error}. They last until you quit."
        return Opened(UsageLog(Path(":memory:")), notice)
    except sqlite3.DatabaseError:
        aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}")
        path.replace(aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    notice = f"The list of recent and favourite articles was damaged; it was set aside as {aside.name}."
    return Opened(UsageLog(path), notice)
