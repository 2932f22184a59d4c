"""What one generation of the index consists of, with a checksum of every file: the only thing trusted."""

import hashlib
import json
import os
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kbassist.articles.listing import FileStat
from kbassist.search.place import replace_file
from kbassist.system.errors import IndexUnusable

NAME = "manifest"
_CHUNK_BYTES = 1 << 20
_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class FileSum:
    """Size and BLAKE2b (128 bits, hexadecimal) of a file."""

    size_bytes: int
    digest: str

    @classmethod
    def of(cls, path: Path, durable: bool = False) -> "FileSum":
        """Read the whole file; `durable` waits until the disk has it."""
        digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
        size_bytes = 0
        with path.open("r+b" if durable else "rb", buffering=0) as file:
            if durable:
                os.fsync(file.fileno())
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
                size_bytes += len(chunk)
        return cls(size_bytes, digest.hexdigest())

    def check(self, path: Path) -> None:
        """Read the whole file and compare; IndexUnusable when a single bit differs."""
        try:
            same = FileSum.of(path) == self
        except OSError as error:
            raise IndexUnusable("A part of the search index is missing; it is being built again.") from error
        if not same:
            raise IndexUnusable("The search index is damaged on the disk; it is being built again.")


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One immutable segment: Whoosh's files, our table and the list of its documents.

    `id` is Whoosh's. `count` counts all documents, `deleted` holds the numbers of those that are gone.
    `files` are relative to the generation, with `/`; they never change.
    """

    id: str
    count: int
    deleted: tuple[int, ...]
    files: Mapping[str, FileSum]

    @property
    def live(self) -> int:
        """How many documents are still there."""
        return self.count - len(self.deleted)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of a generation after a commit.

    `stamp` is that of the versions that wrote it, `whoosh` that of Whoosh, which only writers care for;
    `root` is the library's folder. `library_digest` stands
    for what `_library.yaml` said while indexing. `files` are those that each commit replaces. `touched`
    holds the new size, time and inode of files that were saved again without a change.
    """

    stamp: str
    whoosh: str
    root: str
    library_digest: str
    commit: int = 0
    segments: tuple[SegmentEntry, ...] = ()
    files: Mapping[str, FileSum] = field(default_factory=dict)
    touched: Mapping[str, FileStat] = field(default_factory=dict)

    @property
    def articles(self) -> int:
        """How many articles can be found."""
        return sum(segment.live for segment in self.segments)

    def sums(self) -> Iterator[tuple[str, FileSum]]:
        """Yield every file of the generation but the manifest."""
        yield from self.files.items()
        for segment in self.segments:
            yield from segment.files.items()

    def save(self, generation: Path, durable: bool = False) -> None:
        """Put this state in the place of the last one, in one step."""
        body = json.dumps(self._to_json(), separators=(",", ":")).encode()
        replace_file(generation / NAME, _seal(body) + b"\n" + body, durable)

    @classmethod
    def load(cls, generation: Path) -> "Manifest":
        """Read the state of a generation; IndexUnusable when it is not whole."""
        try:
            seal, _, body = (generation / NAME).read_bytes().partition(b"\n")
            if seal != _seal(body):
                raise IndexUnusable("The search index is damaged; it is being built again.")
            return cls._from_json(json.loads(body))
        except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
            raise IndexUnusable("The search index cannot be read; it is being built again.") from error

    def _to_json(self) -> dict[str, Any]:
        segments = [
            {"id": entry.id, "count": entry.count, "deleted": entry.deleted, "files": _pairs(entry.files)}
            for entry in self.segments
        ]
        return {
            "stamp": self.stamp,
            "whoosh": self.whoosh,
            "root": self.root,
            "library_digest": self.library_digest,
            "commit": self.commit,
            "segments": segments,
            "files": _pairs(self.files),
            "touched": dict(self.touched),
        }

    @classmethod
    def _from_json(cls, raw: dict[str, Any]) -> "Manifest":
        segments = tuple(
            SegmentEntry(entry["id"], entry["count"], tuple(entry["deleted"]), _sums(entry["files"]))
            for entry in raw.pop("segments")
        )
        touched = {path: FileStat(*stat) for path, stat in raw.pop("touched").items()}
        return cls(segments=segments, files=_sums(raw.pop("files")), touched=touched, **raw)

    def check_sizes(self, generation: Path) -> None:
        """Look that every file is there in its full length; IndexUnusable otherwise.

        Quick enough for every start and commit: it finds what a crash, a full disk or a cleaner leaves.
        """
        for name, known in self.sums():
            try:
                size_bytes = os.stat(generation / name).st_size  # noqa: PTH116 - a third of Path.stat's time
            except OSError as error:
                raise IndexUnusable(
                    "A part of the search index is missing; it is being built again."
                ) from error
            if size_bytes != known.size_bytes:
                raise IndexUnusable("A part of the search index is cut short; it is being built again.")

    def check_sums(
        self,
        generation: Path,
        known_good: Container[str] = (),
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Read every file but the `known_good` ones and compare; IndexUnusable when a single bit differs.

        About a second per gigabyte: in the background.
        """
        for name, known in self.sums():
            if cancelled():
                return
            if name not in known_good:
                known.check(generation / name)


def _seal(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST_BYTES).hexdigest().encode()


def _pairs(files: Mapping[str, FileSum]) -> dict[str, tuple[int, str]]:
    return {name: (known.size_bytes, known.digest) for name, known in files.items()}


def _sums(raw: dict[str, Any]) -> dict[str, FileSum]:
    return {name: FileSum(size_bytes, digest) for name, (size_bytes, digest) in raw.items()}
