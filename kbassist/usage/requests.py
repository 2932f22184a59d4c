"""Variants that agents wish for and a writer has not written yet, kept on this machine alone."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kbassist.articles.article import ArticleRef
from kbassist.usage.database import Database, open_database

_SCHEMA = """
CREATE TABLE IF NOT EXISTS request (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    library TEXT NOT NULL, article TEXT NOT NULL,
    channel TEXT NOT NULL, tone TEXT NOT NULL, lang TEXT NOT NULL, at REAL NOT NULL,
    UNIQUE (library, article, channel, tone, lang)
);
"""


@dataclass(frozen=True, slots=True)
class VariantRequest:
    """A variant of the article `ref` that somebody would have used; None leaves that trait open."""

    number: int
    ref: ArticleRef
    channel: str | None
    tone: str | None
    lang: str | None
    at: datetime


class VariantRequests:
    """Keeps requests, each once; safe to call from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, ref: ArticleRef, channel: str | None, tone: str | None, lang: str | None, now: datetime
    ) -> int:
        """Note a request and return its number, the old one when it is known. Raises NotKept."""
        key = (ref.library, ref.article_id, channel or "", tone or "", lang or "")
        with self._database.writing() as db:
            db.execute(
                "INSERT OR IGNORE INTO request (library, article, channel, tone, lang, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (*key, now.timestamp()),
            )
            row = db.execute(
                "SELECT number FROM request WHERE (library, article, channel, tone, lang) = (?, ?, ?, ?, ?)",
                key,
            ).fetchone()
        return int(row[0])

    def all(self) -> tuple[VariantRequest, ...]:
        """List the requests, the newest first. Raises NotKept."""
        with self._database.reading() as db:
            rows = db.execute("SELECT * FROM request ORDER BY at DESC, number DESC").fetchall()
        return tuple(
            VariantRequest(
                number,
                ArticleRef(library, article),
                channel or None,
                tone or None,
                lang or None,
                datetime.fromtimestamp(at, UTC),
            )
            for number, library, article, channel, tone, lang, at in rows
        )

    def withdraw(self, number: int) -> bool:
        """Remove a request; tell whether it was there. Raises NotKept."""
        with self._database.writing() as db:
            return db.execute("DELETE FROM request WHERE number = ?", (number,)).rowcount > 0

    def restore(self, request: VariantRequest) -> bool:
        """Put back a request that was removed; tell whether it was away. Raises NotKept."""
        key = (request.ref.library, request.ref.article_id)
        traits = (request.channel or "", request.tone or "", request.lang or "")
        with self._database.writing() as db:
            added = db.execute(
                "INSERT OR IGNORE INTO request VALUES (?, ?, ?, ?, ?, ?, ?)",
                (request.number, *key, *traits, request.at.timestamp()),
            )
        return added.rowcount > 0

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


@dataclass(frozen=True, slots=True)
class OpenedRequests:
    """The requests, and a sentence when the file at hand could not be used ("" otherwise)."""

    requests: VariantRequests
    notice: str = ""


def open_requests(path: Path, now: datetime) -> OpenedRequests:
    """Open the requests at `path`, in memory where that cannot be written; a damaged file is set aside."""
    opened = open_database(path, _SCHEMA, "Requested variants", now)
    return OpenedRequests(VariantRequests(opened.database), opened.notice)
