"""What is in a segment: which bytes of which file, and what was wrong with them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kbassist.articles.article import Problem, Severity
from kbassist.articles.listing import FileStat
from kbassist.system.errors import IndexUnusable

SEGMENTS = "segments"  # the folder of a generation that holds a folder for each segment
ENTRIES = "entries"
PROBLEMS = "problems"


class Entry(NamedTuple):
    """A file as it was indexed; its place in the list is its number in the segment."""

    path: str
    size_bytes: int
    mtime_ns: int
    inode: int
    sha256: str

    @property
    def stat(self) -> FileStat:
        """What the file looked like."""
        return FileStat(self.size_bytes, self.mtime_ns, self.inode)


class Location(NamedTuple):
    """Where the catalogue of the whole index found a file: entry, segment and number in it."""

    entry: Entry
    segment: str
    number: int


def write_entries(folder: Path, entries: Sequence[Entry]) -> None:
    """Write the list of a segment, by columns: 100,000 are read back in 0.1 s."""
    columns = {name: [entry[at] for entry in entries] for at, name in enumerate(Entry._fields)}
    (folder / ENTRIES).write_text(json.dumps(columns, separators=(",", ":")), "ascii")


def read_entries(folder: Path) -> list[Entry]:
    """Read the list of a segment; the caller has compared its checksum."""
    try:
        columns = json.loads((folder / ENTRIES).read_bytes())
        return [Entry(*row) for row in zip(*(columns[name] for name in Entry._fields), strict=True)]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexUnusable("The search index cannot be read; it is being built again.") from error


def write_problems(folder: Path, problems: Mapping[int, Sequence[Problem]]) -> None:
    """Write what was wrong with the documents of a segment, by number."""
    rows = [
        (number, problem.path, problem.line, problem.code, problem.severity.value, problem.message)
        for number, found in problems.items()
        for problem in found
    ]
    (folder / PROBLEMS).write_text(json.dumps(rows, separators=(",", ":")), "ascii")


def read_problems(folder: Path) -> list[tuple[int, Problem]]:
    """Read the problems of a segment with the numbers of their documents."""
    try:
        rows = json.loads((folder / PROBLEMS).read_bytes())
        return [
            (number, Problem(path, line, code, Severity(severity), message))
            for number, path, line, code, severity, message in rows
        ]
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnusable("The search index cannot be read; it is being built again.") from error
