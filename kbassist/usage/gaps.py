"""Gaps: scrubbed words of questions for which nobody used anything, in a SQLite file of this machine."""

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kbassist.usage.database import Database, open_database

HALF_LIFE = timedelta(days=45)
"""After this long without a repetition a gap counts half: what nobody asks any more is no gap."""

FORGOTTEN_BELOW = 0.1
"""What counts less is dropped: a question that was asked once, after five months."""

MOST = 1000
"""Beyond these the weakest go; a list that a writer works through is never that long."""

ALIKE = 0.6
"""Questions that share so much of all their words are one gap, said in different ways."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS gap (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    words TEXT NOT NULL UNIQUE, weight REAL NOT NULL, uses INTEGER NOT NULL, at REAL NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """What was asked `times` times in vain, as sorted words; `weight` is 1 for once just now."""

    number: int
    words: tuple[str, ...]
    weight: float
    times: int
    last: datetime


class GapStore:
    """Keeps gaps; safe to call from any thread. Numbers are never used twice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, words: Sequence[str], now: datetime) -> int:
        """Count a question, with those that are alike, and return the gap's number. Raises NotKept."""
        asked = frozenset(words)
        with self._database.writing() as db:
            gaps = [_gap(row, now) for row in db.execute("SELECT * FROM gap").fetchall()]
            known = max(gaps, key=lambda gap: _likeness(asked, gap), default=None)
            if known is not None and _likeness(asked, known) >= ALIKE:
                db.execute(
                    "UPDATE gap SET weight = ?, uses = uses + 1, at = ? WHERE number = ?",
                    (known.weight + 1, now.timestamp(), known.number),
                )
                number = known.number
            else:
                added = db.execute(
                    "INSERT INTO gap (words, weight, uses, at) VALUES (?, 1, 1, ?)",
                    (" ".join(sorted(asked)), now.timestamp()),
                )
                number = int(added.lastrowid or 0)
            _thin(db, [gap for gap in gaps if gap.number != number])
        return number

    def all(self, now: datetime) -> tuple[Gap, ...]:
        """List the gaps, what counts most first. Raises NotKept."""
        with self._database.reading() as db:
            gaps = [_gap(row, now) for row in db.execute("SELECT * FROM gap").fetchall()]
        alive = (gap for gap in gaps if gap.weight >= FORGOTTEN_BELOW)
        return tuple(sorted(alive, key=lambda gap: (-gap.weight, gap.number)))

    def forget(self, number: int) -> bool:
        """Remove one; tell whether it was there. Raises NotKept."""
        with self._database.writing() as db:
            return db.execute("DELETE FROM gap WHERE number = ?", (number,)).rowcount > 0

    def restore(self, gap: Gap, now: datetime) -> bool:
        """Put back one that was removed; tell whether it was away. Raises NotKept."""
        # What is kept is the weight of the last time.
        weight = gap.weight / _fading(gap.last.timestamp(), now)
        row = (gap.number, " ".join(gap.words), weight, gap.times, gap.last.timestamp())
        with self._database.writing() as db:
            return db.execute("INSERT OR IGNORE INTO gap VALUES (?, ?, ?, ?, ?)", row).rowcount > 0

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


@dataclass(frozen=True, slots=True)
class OpenedGaps:
    """The store, and a sentence when the file at hand could not be used ("" otherwise)."""

    store: GapStore
    notice: str = ""


def open_gaps(path: Path, now: datetime) -> OpenedGaps:
    """Open the store at `path`, in memory where that cannot be written; a damaged file is set aside."""
    opened = open_database(path, _SCHEMA, "Questions without an answer", now)
    return OpenedGaps(GapStore(opened.database), opened.notice)


def _likeness(asked: frozenset[str], gap: Gap) -> float:
    return len(asked.intersection(gap.words)) / len(asked.union(gap.words))


def _fading(at: float, now: datetime) -> float:
    """Return what a weight of 1 at the time `at` counts now; a clock set back makes nothing heavier."""
    return math.pow(0.5, max(0.0, now.timestamp() - at) / HALF_LIFE.total_seconds())


def _gap(row: tuple[int, str, float, int, float], now: datetime) -> Gap:
    number, words, weight, times, at = row
    last = datetime.fromtimestamp(at, UTC)
    return Gap(number, tuple(words.split()), weight * _fading(at, now), times, last)


def _thin(db: sqlite3.Connection, others: Sequence[Gap]) -> None:
    """Let go of what has faded, and of the weakest where there are too many besides the newest."""
    strongest_first = sorted(others, key=lambda gap: -gap.weight)
    gone = [gap for at, gap in enumerate(strongest_first) if at >= MOST - 1 or gap.weight < FORGOTTEN_BELOW]
    db.executemany("DELETE FROM gap WHERE number = ?", [(gap.number,) for gap in gone])
