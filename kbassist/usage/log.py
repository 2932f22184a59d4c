"""What this agent copied and marked as favourite, in a small SQLite file on this machine alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kbassist.articles.article import ArticleRef
from kbassist.usage.database import Database, open_database

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

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, ref: ArticleRef, now: datetime) -> None:
        """Note that the reply `ref` was copied, and forget what is too old to count."""
        with self._database.writing() as db:
            row = (ref.library, ref.article_id, ref.id, now.timestamp())
            db.execute("INSERT INTO copied VALUES (?, ?, ?, ?)", row)
            db.execute("DELETE FROM copied WHERE at < ?", ((now - _FORGET_AFTER).timestamp(),))

    def boosts(self, library: str, now: datetime) -> Mapping[str, float]:
        """Weigh the articles of a library by recent use: article id to a number between 0 and 1.

        Each use counts `0.5 ** (age / HALF_LIFE)`; the sum s becomes `s / (s + 1)`, so that the first
        uses matter most and no article can grow without bound.
        """
        with self._database.reading() as db:
            rows = db.execute("SELECT article, at FROM copied WHERE library = ?", (library,)).fetchall()
        sums: dict[str, float] = {}
        for article, at in rows:
            age = max(0.0, now.timestamp() - at)
            sums[article] = sums.get(article, 0.0) + 0.5 ** (age / HALF_LIFE.total_seconds())
        return {article: total / (total + 1) for article, total in sums.items()}

    def recent(self, limit: int) -> tuple[ArticleRef, ...]:
        """List the articles that were copied last, the newest first."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT library, article FROM copied GROUP BY library, article ORDER BY max(at) DESC LIMIT ?",
                (limit,),
            ).fetchall()
        return tuple(ArticleRef(library, article) for library, article in rows)

    def favourites(self) -> tuple[ArticleRef, ...]:
        """List the favourites in the order in which they were marked."""
        with self._database.reading() as db:
            rows = db.execute("SELECT library, article FROM favourite ORDER BY at").fetchall()
        return tuple(ArticleRef(library, article) for library, article in rows)

    def set_favourite(self, ref: ArticleRef, on: bool, now: datetime) -> None:
        """Mark or unmark the article of `ref`."""
        key = (ref.library, ref.article_id)
        with self._database.writing() as db:
            if on:
                db.execute("INSERT OR IGNORE INTO favourite VALUES (?, ?, ?)", (*key, now.timestamp()))
            else:
                db.execute("DELETE FROM favourite WHERE library = ? AND article = ?", key)

    def move(self, old: ArticleRef, new: ArticleRef) -> None:
        """Let what was noted of an article count for it under another id or in another library."""
        there, gone = (new.library, new.article_id), (old.library, old.article_id)
        with self._database.writing() as db:
            db.execute(
                "UPDATE copied SET library = ?, article = ? WHERE (library, article) = (?, ?)",
                (*there, *gone),
            )
            db.execute(
                "UPDATE OR IGNORE favourite SET library = ?, article = ? WHERE (library, article) = (?, ?)",
                (*there, *gone),
            )

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def open_usage(path: Path, now: datetime) -> Opened:
    """Open the log at `path`, in memory where that cannot be written; a damaged file is set aside."""
    opened = open_database(path, _SCHEMA, "Recent and favourite articles", now)
    return Opened(UsageLog(opened.database), opened.notice)
