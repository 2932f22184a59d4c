"""Holds back articles that vanished all at once, until they come back or somebody says they were removed."""

import json
import time
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from pathlib import Path

from kbassist.search.place import IndexPlace, replace_file

FEWEST = 20
SHARE = 5
"""More than this part of the articles must be gone: one in five."""

WINDOW_S = 600.0
"""Removals in this time count together: a sync service that goes wrong deletes file after file."""

_FILE = "held"


@dataclass(frozen=True, slots=True)
class Held:
    """Paths that the index keeps although their files are gone, since when (seconds since 1970).

    `known` are the articles that there were then, the held ones among them.
    """

    paths: frozenset[str] = frozenset()
    since: float = 0.0
    known: int = 0


def held_at(cache: Path, root: Path) -> Held:
    """Read what is held back for the library at `root`, whoever holds it."""
    return _read(IndexPlace.of(cache, root).folder / _FILE)


def are_many(gone: int, known: int) -> bool:
    """Tell whether so many of the `known` articles are gone at once that nobody may have meant it.

    All of them are many, however few there were.
    """
    return gone >= known > 0 or (gone >= FEWEST and gone * SHARE > known)


class Holding:
    """What is held back in one index; the file beside its generations survives a restart."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._place = folder / _FILE
        self._now = now
        self._recent: list[tuple[float, int]] = []
        self.held = _read(self._place)

    def judged(self, gone: Set[str], known: int, *, accept: bool = False) -> Held:
        """Tell which of the paths that are gone are to be held; `known` counts the articles of the index.

        With `accept` those that were held before are let go. Nothing is remembered before `settle`.
        """
        still = frozenset() if accept else self.held.paths & gone
        fresh = frozenset(gone - self.held.paths)
        recent = 0 if accept else self._removed_lately()
        seen = known - len(still) + recent
        many = len(fresh) + recent
        if fresh and are_many(many, seen):
            since = self.held.since if still else self._now()
            return Held(still | fresh, since, max(known, self.held.known if still else 0))
        return replace(self.held, paths=still) if still else Held()

    def settle(self, held: Held, removed: int, *, accept: bool = False) -> None:
        """Remember what is held from now on, once the index is without the `removed`. Raises OSError."""
        if accept:
            self._recent.clear()
        elif removed:
            self._recent.append((self._now(), removed))
        if held == self.held:
            return
        if held.paths:
            content = {"paths": sorted(held.paths), "since": held.since, "known": held.known}
            replace_file(self._place, json.dumps(content).encode("ascii"), durable=True)
        else:
            self._place.unlink(missing_ok=True)
        self.held = held

    def _removed_lately(self) -> int:
        now = self._now()
        # A clock that was set back must not count old removals for ever.
        self._recent = [(at, count) for at, count in self._recent if 0 <= now - at <= WINDOW_S]
        return sum(count for _, count in self._recent)


def _read(place: Path) -> Held:
    try:
        kept = json.loads(place.read_bytes())
        paths = frozenset(path for path in kept["paths"] if isinstance(path, str))
        return Held(paths, float(kept["since"]), int(kept["known"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Held()
