"""What was put off or dismissed while reviewing, in a small SQLite file on this machine alone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from kbassist.usage.database import Database, open_database

MOST = 5000
"""Beyond these the oldest go, and what they held back comes up again."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS aside (
    queue TEXT NOT NULL, key TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, reason TEXT NOT NULL,
    until INTEGER, at REAL NOT NULL, PRIMARY KEY (queue, key)
);
"""


@dataclass(frozen=True, slots=True)
class Aside:
    """An entry of a queue that shall not be seen before the day `until`; None for as long as it is the same.

    `key` is made of what the entry is about, so that it comes back when that changes. `title` and `text`
    are what it said, for those who look through what was put aside.
    """

    queue: str
    key: str
    title: str
    text: str
    reason: str
    until: date | None
    at: datetime


class AsideStore:
    """Keeps what was put aside, each entry once; safe to call from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, aside: Aside) -> Aside | None:
        """Put an entry aside and return how it was aside before; None when it was not. Raises NotKept."""
        until = aside.until.toordinal() if aside.until else None
        before = self.take(aside.queue, aside.key)
        with self._database.writing() as db:
            row = (aside.queue, aside.key, aside.title, aside.text, aside.reason, until, aside.at.timestamp())
            db.execute("INSERT INTO aside VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            db.execute(
                "DELETE FROM aside WHERE rowid NOT IN (SELECT rowid FROM aside ORDER BY at DESC LIMIT ?)",
                (MOST,),
            )
        return before

    def take(self, queue: str, key: str) -> Aside | None:
        """Take an entry back into its queue; return how it was aside, if it was. Raises NotKept."""
        with self._database.writing() as db:
            row = db.execute("SELECT * FROM aside WHERE (queue, key) = (?, ?)", (queue, key)).fetchone()
            db.execute("DELETE FROM aside WHERE (queue, key) = (?, ?)", (queue, key))
        return _aside(*row) if row else None

    def all(self, today: date) -> tuple[Aside, ...]:
        """List what is aside on a day, the newest first; not what was put off until then. Raises NotKept."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT * FROM aside WHERE until IS NULL OR until > ? ORDER BY at DESC, rowid DESC",
                (today.toordinal(),),
            ).fetchall()
        return tuple(_aside(*row) for row in rows)

    def forget_past(self, today: date) -> None:
        """Remove what was put off until a day that has come. Raises NotKept."""
        with self._database.writing() as db:
            db.execute("DELETE FROM aside WHERE until <= ?", (today.toordinal(),))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


@dataclass(frozen=True, slots=True)
class OpenedAside:
    """The store, and a sentence when the file at hand could not be used ("" otherwise)."""

    store: AsideStore
    notice: str = ""


def open_aside(path: Path, now: datetime) -> OpenedAside:
    """Open the store at `path`, in memory where that cannot be written; a damaged file is set aside."""
    opened = open_database(path, _SCHEMA, "Entries put aside in Review", now)
    return OpenedAside(AsideStore(opened.database), opened.notice)


def _aside(queue: str, key: str, title: str, text: str, reason: str, until: int | None, at: float) -> Aside:
    day = date.fromordinal(until) if until else None
    return Aside(queue, key, title, text, reason, day, datetime.fromtimestamp(at, UTC))
