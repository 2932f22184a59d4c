"""The index as the window and the terminal read it: opened at once, verified behind, reloaded when newer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from kbassist.articles.article import Problem
from kbassist.search.catalogue import SEGMENTS, read_problems
from kbassist.search.manifest import NAME, Manifest, SegmentEntry
from kbassist.search.place import IndexPlace
from kbassist.search.searcher import Searcher
from kbassist.search.tables import Segment, Table
from kbassist.search.versions import stamp
from kbassist.system.errors import IndexUnusable

_RETRIES = 3


class IndexState(StrEnum):
    """How far an index can be trusted."""

    ABSENT = "absent"  # nothing usable has been found yet: titles answer
    OPEN = "open"  # whole by name and length; its checksums are still to be compared
    VERIFIED = "verified"  # every byte is as it was written
    DAMAGED = "damaged"  # a checksum differs: titles answer until it is built anew


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The index as it was after one commit. Later commits and rebuilds do not touch it."""

    folder: Path
    manifest: Manifest
    searcher: Searcher
    tables: dict[str, Table]
    segments: tuple[Segment, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether its files still are as long as they were; ask before each search, some us a call."""
        return all(table.is_whole for table in self.tables.values())

    @property
    def articles(self) -> int:
        """How many articles can be found."""
        return self.manifest.articles

    def problems(self) -> Iterator[Problem]:
        """Yield what was wrong with the articles when they were indexed; reads a file for each segment.

        Raises IndexUnusable when a newer state has replaced this one's files.
        """
        for segment in self.manifest.segments:
            gone = frozenset(segment.deleted)
            for number, problem in read_problems(self.folder / SEGMENTS / segment.id):
                if number not in gone:
                    yield problem


class LibraryIndex:
    """Reads the index of the library at `root` below `cache`; never writes and needs no lock.

    Not thread-safe: one lane uses it; a snapshot may be searched meanwhile.
    """

    def __init__(self, cache: Path, root: Path) -> None:
        self._root = root
        self._place = IndexPlace.of(cache, root)
        self._seen: tuple[int, ...] = ()
        self._verified: frozenset[str] = frozenset()
        self._verified_folder: Path | None = None
        self.snapshot: Snapshot | None = None
        self.state = IndexState.ABSENT

    def open(self) -> Snapshot:
        """Open what is there, or the newer state of it; segments that are open already stay so.

        The manifest is checked by its checksum, every other file by its length. That finds what crashes,
        full disks and cleaners do, in milliseconds; flipped bits are found by `verify`, soon after.
        Raises IndexUnusable; the snapshot that was open before, if any, stays.
        """
        for attempt in range(_RETRIES):
            seen = self._signature()
            try:
                snapshot = self._read()
            except IndexUnusable:
                # A commit in between sweeps files that the older manifest names.
                if seen != self._signature() and attempt + 1 < _RETRIES:
                    continue
                raise
            break
        self._seen = seen
        self.snapshot = snapshot
        self.state = IndexState.OPEN
        return snapshot

    def reload(self) -> bool:
        """Open the newer state if there is one and tell whether; costs two calls to the system otherwise.

        Raises IndexUnusable when the index has vanished or its newer state is of no use; the snapshot
        keeps answering, from files that may have no name any more.
        """
        if self.snapshot is not None and self._signature() == self._seen:
            return False
        self.open()
        return True

    def verify(self, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Compare the checksums of all files that were not compared before.

        Raises IndexUnusable, and drops the snapshot, when a bit differs: its hits could be wrong.
        """
        while self.snapshot is not None and self.state is IndexState.OPEN and not cancelled():
            folder, manifest = self.snapshot.folder, self.snapshot.manifest
            known = self._verified if self._verified_folder == folder else frozenset()
            try:
                manifest.check_sums(folder, known, cancelled)
            except IndexUnusable:
                if self._signature() != self._seen:
                    self.open()  # a commit has swept files of the older state
                    continue
                self.distrust()
                raise
            if not cancelled():
                self._verified, self._verified_folder = frozenset(name for name, _ in manifest.sums()), folder
                self.state = IndexState.VERIFIED

    def distrust(self) -> None:
        """Drop the snapshot: somebody met damage in it. The index has to be built anew."""
        self.snapshot = None
        self.state = IndexState.DAMAGED

    def _read(self) -> Snapshot:
        folder = self._place.current()
        manifest = Manifest.load(folder)
        if manifest.stamp != stamp():
            raise IndexUnusable("The search index is of another version; it is being built again.")
        manifest.check_sizes(folder)
        kept = self.snapshot.tables if self.snapshot and self.snapshot.folder == folder else {}
        tables = {
            segment.id: kept.get(segment.id) or Table.open(folder / SEGMENTS / segment.id)
            for segment in manifest.segments
        }
        segments = [_segment(tables[segment.id], segment) for segment in manifest.segments]
        return Snapshot(folder, manifest, Searcher(str(self._root), segments), tables, tuple(segments))

    def _signature(self) -> tuple[int, ...]:
        """Return what changes with every commit and every new generation; empty when nothing is there."""
        try:
            pointer = self._place.pointer.stat()
            manifest = (self._place.current() / NAME).stat()
        except (OSError, IndexUnusable):
            return ()
        return (pointer.st_ino, pointer.st_mtime_ns, manifest.st_ino, manifest.st_mtime_ns)


def _segment(table: Table, entry: SegmentEntry) -> Segment:
    if table.count != entry.count:
        raise IndexUnusable("The search index is damaged; it is being built again.")
    if not entry.deleted:
        return Segment(table)
    deleted = np.zeros(entry.count, np.bool_)
    deleted[list(entry.deleted)] = True
    return Segment(table, deleted)
