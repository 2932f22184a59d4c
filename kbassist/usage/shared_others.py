"""Reads what other machines share in a library; anybody may have written it, so all of it is bounded."""

import itertools
import os
import re
import zlib
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

from kbassist.articles.safe_open import read_inside
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable, LibraryOffline
from kbassist.usage.shared_line import SharedLine, parse_line
from kbassist.usage.shared_own import FOLDER, MOST_FILE_BYTES, NAME, WITHDRAWN

MOST_MACHINES = 300
MOST_MONTHS = 14
MOST_LINES = 20_000
"""Of one machine, the youngest first."""

MOST_LINES_OF_ALL = 100_000
"""Of all machines together; each has its share."""

_MACHINE = re.compile(r"[0-9a-f]{32}")
_GZIP = 31  # window bits for zlib, with gzip's header

# What tells a file that is as it was: its size and time.
_Seen = tuple[int, int]


class OthersShared:
    """The lines of all machines but one. Not for several threads at once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, tuple[_Seen, tuple[SharedLine, ...]]] = {}
        self._found: dict[str, tuple[list[tuple[str, _Seen]], tuple[SharedLine, ...]]] = {}
        self._day: date | None = None

    def read(self, own: Collection[str], today: date) -> Mapping[str, tuple[SharedLine, ...]]:
        """Return the lines by machine, all but those of the machines `own`; reads what has changed.

        Of a machine of which nothing has changed the very same tuple comes again.
        """
        if self._day != today:
            self._known, self._found, self._day = {}, {}, today
        before, self._known = self._known, {}
        names = self._names(FOLDER, _MACHINE)[:MOST_MACHINES]
        most = min(MOST_LINES, MOST_LINES_OF_ALL // max(1, len(names)))
        found: dict[str, tuple[list[tuple[str, _Seen]], tuple[SharedLine, ...]]] = {}
        for machine in names:
            if machine in own or os.path.lexists(self._root / FOLDER / machine / WITHDRAWN):
                continue
            months = sorted(self._names(f"{FOLDER}/{machine}", NAME), reverse=True)[:MOST_MONTHS]
            paths = [f"{FOLDER}/{machine}/{month}" for month in _once(months)]
            seen = [(path, self._seen(path)) for path in paths]
            kept = self._found.get(machine)
            lines = kept[1] if kept and kept[0] == seen else self._of_machine(seen, before, today, most)
            for path in paths:
                if path in before:
                    self._known.setdefault(path, before[path])
            if lines:
                found[machine] = seen, lines
        self._found = found
        return {machine: lines for machine, (_, lines) in found.items()}

    def _of_machine(
        self,
        files: list[tuple[str, _Seen]],
        before: Mapping[str, tuple[_Seen, tuple[SharedLine, ...]]],
        today: date,
        most: int,
    ) -> tuple[SharedLine, ...]:
        lines: list[SharedLine] = []
        for path, seen in files:
            if len(lines) >= most:
                break
            kept = before.get(path)
            if kept is None or kept[0] != seen:
                kept = seen, self._lines(path, today)[-most:]
            self._known[path] = kept
            lines += kept[1][-(most - len(lines)) :]
        return tuple(lines)

    def _names(self, folder: str, pattern: re.Pattern[str]) -> list[str]:
        try:
            with os.scandir(self._root / folder) as entries:
                names = [entry.name for entry in itertools.islice(entries, 10 * MOST_MACHINES)]
        except OSError:
            return []
        return sorted(name for name in names if pattern.fullmatch(name))

    def _seen(self, path: str) -> _Seen:
        try:
            stat = os.lstat(self._root / path)
        except OSError:
            return (-1, -1)
        return stat.st_size, stat.st_mtime_ns

    def _lines(self, path: str, today: date) -> tuple[SharedLine, ...]:
        try:
            content, _ = read_inside(self._root, path, MOST_FILE_BYTES)
            if path.endswith(".gz"):
                content = zlib.decompressobj(_GZIP).decompress(content, MOST_FILE_BYTES)
        except (ArticleNotFound, ArticleUnreadable, LibraryOffline, zlib.error):
            return ()
        # What stands behind the last line end is still being carried here.
        whole = content.split(b"\n")[:-1][-MOST_LINES:]
        return tuple(parsed for line in whole if (parsed := parse_line(line, today)))


def _once(months: list[str]) -> Iterator[str]:
    """Leave out the plain file of a month that is there compressed as well."""
    names = set(months)
    return (month for month in months if month.endswith(".gz") or f"{month}.gz" not in names)
