"""Names of accounts that a secret is kept for, in a private file, since keyrings cannot list them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from kbassist.system.atomic import write_atomically

_MOST_BYTES = 1_000_000


class Place(StrEnum):
    """Where a secret is kept."""

    KEYRING = "keyring"
    SESSION = "session"  # in memory, until the program ends


@dataclass(frozen=True, slots=True)
class Account:
    """Whom a host knows: `host_url` is `https://HOST[:PORT]`, with the path of a repository where one
    repository has an account of its own.
    """

    host_url: str
    user: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a secret was put; `sentence` says why it is not in the keyring, "" when it is."""

    place: Place
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class StoredAccount:
    """An account that a secret is kept for, and since when."""

    account: Account
    place: Place
    since: datetime


class AccountList:
    """The accounts whose secrets are in the keyring; the file has their names and nothing else."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> dict[Account, datetime]:
        """Read the list, the oldest first; what is damaged or out of reach has none."""
        try:
            if self._path.stat().st_size > _MOST_BYTES:
                return {}
            rows = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        found = [entry for row in rows if (entry := _read(row))] if isinstance(rows, list) else []
        return dict(sorted(found, key=lambda entry: entry[1]))

    def add(self, account: Account, at: datetime) -> None:
        """List an account; one that is listed is dated anew. Raises OSError."""
        self._write(self.all() | {account: at})

    def remove(self, account: Account) -> None:
        """Take an account off the list. Raises OSError."""
        listed = self.all()
        if listed.pop(account, None) is not None:
            self._write(listed)

    def _write(self, listed: Mapping[Account, datetime]) -> None:
        rows = [
            {"host": account.host_url, "user": account.user, "since": at.isoformat()}
            for account, at in listed.items()
        ]
        write_atomically(self._path, (json.dumps(rows, indent=1) + "\n").encode())


def _read(row: object) -> tuple[Account, datetime] | None:
    if not isinstance(row, dict):
        return None
    host, user, since = (row.get(key) for key in ("host", "user", "since"))
    if not (isinstance(host, str) and isinstance(user, str) and isinstance(since, str)):
        return None
    try:
        at = datetime.fromisoformat(since)
    except ValueError:
        return None
    return (Account(host, user), at) if at.tzinfo else None
