"""Learned questions: scrubbed words that led to an article, in a SQLite file on this machine alone."""

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kbassist.articles.article import ArticleRef
from kbassist.search.learned import LearnedQuestion
from kbassist.usage.database import Database, open_database

HALF_LIFE = timedelta(days=60)
"""After this long without a use a question counts half: it survives a season, not a product."""

FORGOTTEN_BELOW = 0.05
"""What counts less is dropped: a question that was used once, after about nine months."""

MOST_OF_AN_ARTICLE = 100
MOST_IN_ALL = 5000
"""Beyond these the weakest go: twenty questions of an article already find nearly all others."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS learned (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    library TEXT NOT NULL, article TEXT NOT NULL, words TEXT NOT NULL,
    weight REAL NOT NULL, uses INTEGER NOT NULL, at REAL NOT NULL,
    UNIQUE (library, article, words)
);
"""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What one use led to: the question as it counts now, and the numbers of those that made room."""

    question: LearnedQuestion
    dropped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A learned question as it is kept: its weight now, how often and when it was used last."""

    question: LearnedQuestion
    uses: int
    last_used: datetime


class LearnedStore:
    """Keeps learned questions; safe to call from any thread.

    A use counts 1 and half of that after each `HALF_LIFE`, so a question's weight is the sum of its
    faded uses. Numbers are never used twice, so a stale list forgets nothing else.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def learn(self, ref: ArticleRef, words: Sequence[str], now: datetime) -> Learnt:
        """Count one use of `words` for the article of `ref`, whatever their order. Raises NotKept."""
        key = (ref.library, ref.article_id, " ".join(sorted(set(words))))
        with self._database.writing() as db:
            row = db.execute(
                "SELECT number, weight, at, uses FROM learned WHERE (library, article, words) = (?, ?, ?)",
                key,
            ).fetchone()
            weight = 1.0
            if row is None:
                number = db.execute(
                    "INSERT INTO learned (library, article, words, weight, uses, at)"
                    " VALUES (?, ?, ?, 1, 1, ?)",
                    (*key, now.timestamp()),
                ).lastrowid
            else:
                number, weight = row[0], 1 + _faded(row[1], row[2], now)
                db.execute(
                    "UPDATE learned SET weight = ?, uses = uses + 1, at = ? WHERE number = ?",
                    (weight, now.timestamp(), number),
                )
            dropped = (*_forget_faded(db, now), *_forget_weakest(db, int(number or 0), key, now))
        question = LearnedQuestion(int(number or 0), ArticleRef(*key[:2]), tuple(key[2].split()), weight)
        return Learnt(question, dropped)

    def questions(self, now: datetime, ref: ArticleRef | None = None) -> tuple[KeptQuestion, ...]:
        """List what is kept of the article of `ref`, or of all; what counts most first. Raises NotKept."""
        of_article = "" if ref is None else " WHERE (library, article) = (?, ?)"
        key = () if ref is None else (ref.library, ref.article_id)
        with self._database.reading() as db:
            rows = db.execute(f"SELECT * FROM learned{of_article}", key).fetchall()  # noqa: S608 - no input
        kept = [_kept(row, now) for row in rows]
        alive = (one for one in kept if one.question.weight >= FORGOTTEN_BELOW)
        return tuple(sorted(alive, key=lambda one: (-one.question.weight, one.question.number)))

    def forget(self, number: int) -> LearnedQuestion | None:
        """Remove one and return it as it was last used; None when it is not there. Raises NotKept."""
        with self._database.writing() as db:
            row = db.execute(
                "SELECT library, article, words, weight FROM learned WHERE number = ?", (number,)
            ).fetchone()
            db.execute("DELETE FROM learned WHERE number = ?", (number,))
        return row and LearnedQuestion(number, ArticleRef(row[0], row[1]), tuple(row[2].split()), row[3])

    def move(self, old: ArticleRef, new: ArticleRef) -> None:
        """Let the questions of an article lead to it under another id or in another library.

        Raises NotKept.
        """
        key = (new.library, new.article_id, old.library, old.article_id)
        with self._database.writing() as db:
            db.execute(
                "UPDATE OR IGNORE learned SET library = ?, article = ? WHERE (library, article) = (?, ?)", key
            )

    def restore(self, kept: KeptQuestion, now: datetime) -> bool:
        """Put back one that was removed, as it was kept; tell whether it was away. Raises NotKept."""
        question = kept.question
        # What is kept is the weight of the last use.
        weight = question.weight / _faded(1, kept.last_used.timestamp(), now)
        with self._database.writing() as db:
            added = db.execute(
                "INSERT OR IGNORE INTO learned VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    question.number,
                    question.ref.library,
                    question.ref.article_id,
                    " ".join(question.words),
                    weight,
                    kept.uses,
                    kept.last_used.timestamp(),
                ),
            )
        return added.rowcount > 0

    def forget_all(self) -> int:
        """Remove all and return how many there were. Raises NotKept."""
        with self._database.writing() as db:
            return db.execute("DELETE FROM learned").rowcount

    def forget_faded(self, now: datetime) -> None:
        """Remove what counts too little by now. Raises NotKept."""
        with self._database.writing() as db:
            _forget_faded(db, now)

    def foreign_changes(self) -> int:
        """Return a number that differs from the last one when another process has changed the file."""
        return self._database.foreign_changes()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


@dataclass(frozen=True, slots=True)
class OpenedLearned:
    """The store, and a sentence when the file at hand could not be used ("" otherwise)."""

    store: LearnedStore
    notice: str = ""


def open_learned(path: Path, now: datetime) -> OpenedLearned:
    """Open the store at `path`, in memory where that cannot be written; a damaged file is set aside."""
    opened = open_database(path, _SCHEMA, "Learned questions", now)
    return OpenedLearned(LearnedStore(opened.database), opened.notice)


def _faded(weight: float, at: float, now: datetime) -> float:
    """Return what a weight of the time `at` counts now; a clock that was set back makes nothing heavier."""
    half_lives: float = max(0.0, now.timestamp() - at) / HALF_LIFE.total_seconds()
    return weight * math.pow(0.5, half_lives)


def _kept(row: Sequence[Any], now: datetime) -> KeptQuestion:
    number, library, article, words, weight, uses, at = row
    question = LearnedQuestion(
        number, ArticleRef(library, article), tuple(words.split()), _faded(weight, at, now)
    )
    return KeptQuestion(question, uses, datetime.fromtimestamp(at, UTC))


def _forget_weakest(db: sqlite3.Connection, spared: int, key: tuple[str, ...], now: datetime) -> list[int]:
    """Keep to the bounds; the question of the number `spared` has just come in and stays."""
    dropped: list[int] = []
    for most, condition, values in (
        (MOST_OF_AN_ARTICLE, "(library, article) = (?, ?)", key[:2]),
        (MOST_IN_ALL, "TRUE", ()),
    ):
        rows = db.execute(
            f"SELECT number, weight, at FROM learned WHERE {condition} AND number != ?",  # noqa: S608 - no input
            (*values, spared),
        ).fetchall()
        strongest_first = sorted(rows, key=lambda row: -_faded(row[1], row[2], now))
        dropped.extend(row[0] for row in strongest_first[most - 1 :])
        db.executemany("DELETE FROM learned WHERE number = ?", [(number,) for number in dropped])
    return dropped


def _forget_faded(db: sqlite3.Connection, now: datetime) -> list[int]:
    rows = db.execute("SELECT number, weight, at FROM learned").fetchall()
    faded = [number for number, weight, at in rows if _faded(weight, at, now) < FORGOTTEN_BELOW]
    db.executemany("DELETE FROM learned WHERE number = ?", [(number,) for number in faded])
    return faded
