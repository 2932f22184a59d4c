"""The Whoosh index of one generation, opened for writing: what is durable, one segment a commit."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kbassist.system.errors import IndexUnusable

with warnings.catch_warnings():
    # Whoosh 2.7.4 is from 2016: compiling it says so on the user's terminal, once per installation.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh import __version__ as _whoosh_version
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import FileIndex

    from kbassist.search.document import IndexedDocument
    from kbassist.search.schema import FILTERS, KEY, PATH, WORD_FIELDS, new_schema
    from kbassist.search.segments import BulkCodec

WHOOSH_VERSION = ".".join(str(part) for part in _whoosh_version)
_LIMIT_MB = 128


class NoLock:
    """Stands in for Whoosh's lock: the process already holds the library's (see `lock`).

    Whoosh keeps its own after a full disk and then refuses every writer of this process.
    """

    def acquire(self, blocking: bool = False) -> bool:
        """Succeed."""
        return not blocking or True

    def release(self) -> None:
        """Do nothing."""


class KeepingStorage(FileStorage):  # type: ignore[misc]
    """A folder of Whoosh's in which outdated files stay until the commit is known to count."""

    def delete_file(self, name: str) -> None:
        """Leave the file: `generation.sweep` deletes what the manifest does not list."""

    def lock(self, name: str) -> NoLock:  # noqa: ARG002 - Whoosh's signature
        """Return a lock that is free."""
        return NoLock()


@contextmanager
def mapping_whoosh() -> Iterator[None]:
    """Turn what Whoosh raises into IndexUnusable; what the operating system said passes as it is.

    Over a damaged index Whoosh raises whatever its unpickling meets: 17 types of exceptions were counted.
    """
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise IndexUnusable("The search index cannot be used any more; it is being built again.") from error


class WhooshStore:
    """Opens Whoosh's index in `folder` and writes segments to it.

    Opening unpickles: the caller has compared the checksum of the table of contents before.
    """

    def __init__(self, folder: Path, create: bool = False) -> None:
        self.folder = folder
        self._storage = KeepingStorage(str(folder))
        if create:
            folder.mkdir()
            self._index = FileIndex.create(self._storage, new_schema())
        else:
            with mapping_whoosh():
                self._index = FileIndex(self._storage)

    def begin(self) -> "SegmentWriter":
        """Start a commit."""
        with mapping_whoosh():
            return SegmentWriter(self._index.writer(limitmb=_LIMIT_MB, compound=False, codec=BulkCodec()))

    def contents(self) -> str:
        """Return the file name of the table of contents that counts."""
        return f"_{self._index.indexname}_{self._index.latest_generation()}.toc"

    def segment_files(self, segment: str) -> list[str]:
        """Return the names of the files of one segment, sorted."""
        return sorted(entry.name for entry in self.folder.iterdir() if entry.name.startswith(f"{segment}."))


class SegmentWriter:
    """One commit to Whoosh: a new segment, and deletions in the old ones."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self.id: str = writer.newsegment.segment_id()
        self.count = 0

    def add(self, document: IndexedDocument) -> int:
        """Add a document and return its number in the new segment."""
        number = self.count
        path = document.article.path
        self._writer.add_document(**{PATH: path})
        collect = self._writer.fieldwriter.collect
        collect(KEY, number, {path: 1})
        collect(FILTERS, number, dict.fromkeys(document.filters, 1))
        for name in WORD_FIELDS:
            if name in document.terms:
                collect(name, number, document.terms[name])
        self.count += 1
        return number

    def commit(self, deleted: Mapping[str, Iterable[int]]) -> None:
        """Write the segment, and mark the `deleted` numbers of others; wholly deleted ones are dropped.

        Nothing is merged: a merge would take up to half a second of somebody's waiting.
        """
        for segment in self._writer.segments:
            for number in deleted.get(segment.segment_id(), ()):
                segment.delete_document(number)
        with mapping_whoosh():
            self._writer.commit(mergetype=_without_empty)

    def cancel(self) -> None:
        """Give up; what was written is swept away later."""
        self._writer.cancel()


def _without_empty(_writer: Any, segments: list[Any]) -> list[Any]:
    return [segment for segment in segments if segment.doc_count()]
