"""Keeps on this machine what the files of the libraries held: before a save, after it, before a removal."""

import hashlib
import json
import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from kbassist.articles.article import FileRef
from kbassist.articles.drafts import file_key
from kbassist.system.atomic import write_atomically
from kbassist.system.errors import NotKept, UsageError
from kbassist.system.paths import private_folder

_log = logging.getLogger(__name__)
_SUFFIX = ".z"
_TIME = "%Y%m%dT%H%M%S.%fZ"
_DAY = timedelta(days=1)
_TICK = timedelta(microseconds=1)


class Occasion(StrEnum):
    """What a text was kept for."""

    BEFORE = "before"  # it was found in the file, and is about to be replaced
    SAVED = "saved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class HistoryLimits:
    """How much is kept: `versions` of each file, `size_mb` in all."""

    versions: int = 50
    size_mb: int = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file held at `at`; `id` finds it again."""

    id: str
    at: datetime
    occasion: Occasion
    size_bytes: int
    sha256: str


class History:
    """The versions that this machine has seen, each compressed in a file that is named after it.

    There is no list that could be damaged or contended for: the folder is the list. It may be used from
    several threads and processes.
    """

    def __init__(self, folder: Path, limits: HistoryLimits) -> None:
        self._folder = folder
        self._limits = limits
        self._total_bytes: int | None = None

    def keep(self, file: FileRef, content: bytes, occasion: Occasion, now: datetime) -> Kept:
        """Keep what a file holds, unless it is what was kept last. Raises NotKept.

        What was found in a file is kept only when it is in none of the versions.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        known = self.of(file)
        for version in known if occasion is Occasion.BEFORE else known[:1]:
            if version.sha256 == sha256:
                return version
        at = max(now.astimezone(UTC), known[0].at + _TICK) if known else now.astimezone(UTC)
        kept = Kept(f"{at:{_TIME}}-{occasion}-{len(content)}-{sha256}", at, occasion, len(content), sha256)
        packed = zlib.compress(content, 6)
        try:
            private_folder(self._folder)
            place = private_folder(self._folder / file_key(file))
            if not known:
                write_atomically(place / "about.json", _about(file))
            write_atomically(place / (kept.id + _SUFFIX), packed)
        except (OSError, UsageError) as error:
            raise NotKept(f"The version of {file.path} could not be kept on this machine.") from error
        self._thin(file, (kept, *known), len(packed))
        return kept

    def follow(self, file: FileRef, moved_to: FileRef) -> None:
        """Let the versions of a file that was moved be found under its new path; raises nothing."""
        old, place = self._folder / file_key(file), self._folder / file_key(moved_to)
        try:
            if not old.is_dir():
                return
            private_folder(place)
            write_atomically(place / "about.json", _about(moved_to))
            for version in old.glob(f"*{_SUFFIX}"):
                version.rename(place / version.name)
            (old / "about.json").unlink(missing_ok=True)
            old.rmdir()
        except (OSError, UsageError) as error:
            _log.warning("versions could not follow a file: %s", type(error).__name__)

    def of(self, file: FileRef) -> tuple[Kept, ...]:
        """Return what is kept of a file, the youngest first."""
        names = [path.name for path in (self._folder / file_key(file)).glob(f"*{_SUFFIX}")]
        return tuple(kept for name in sorted(names, reverse=True) if (kept := _parsed(name)))

    def content(self, file: FileRef, version: str) -> bytes:
        """Return what a file held in a version, given by its id. Raises NotKept."""
        gone = f"This version of {file.path} is not kept any more, or is damaged; take another one."
        kept = _parsed(version + _SUFFIX)
        if kept is None:
            raise NotKept(gone)
        place = self._folder / file_key(file) / (version + _SUFFIX)
        try:
            content = zlib.decompress(place.read_bytes())
        except (OSError, zlib.error) as error:
            raise NotKept(gone) from error
        if hashlib.sha256(content).hexdigest() != kept.sha256:
            raise NotKept(gone)
        return content

    def _thin(self, file: FileRef, known: tuple[Kept, ...], added_bytes: int) -> None:
        """Keep to the limits; the youngest version of a file always stays."""
        place = self._folder / file_key(file)
        most = max(1, self._limits.versions)
        if len(known) > most:
            staying = {kept.id for kept in _thinned(known)[:most]}
            for kept in known:
                if kept.id not in staying:
                    _remove(place / (kept.id + _SUFFIX))
        if self._total_bytes is None:
            self._total_bytes = sum(size for _, size, _ in self._everything())
        else:
            self._total_bytes += added_bytes
        if self._total_bytes > self._limits.size_mb * 1_000_000:
            self._total_bytes = self._shrink()

    def _shrink(self) -> int:
        """Remove the oldest versions of all files down to nine tenths of the limit; return the size."""
        found = sorted(self._everything())
        total, goal = sum(size for _, size, _ in found), self._limits.size_mb * 900_000
        youngest = {path.parent: path for _, _, path in found}
        for _, size, path in found:
            if total <= goal:
                break
            if youngest[path.parent] != path and _remove(path):
                total -= size
        return total

    def _everything(self) -> Iterator[tuple[str, int, Path]]:
        for path in self._folder.glob(f"*/*{_SUFFIX}"):
            try:
                yield path.name, path.stat().st_size, path
            except OSError:
                continue


def _about(file: FileRef) -> bytes:
    """Return what tells a person which file a folder is about."""
    return json.dumps({"library": file.library, "path": file.path}).encode("ascii")


def _thinned(known: tuple[Kept, ...]) -> list[Kept]:
    """Return all versions of the last day before the youngest, and the last one of each day before."""
    staying: list[Kept] = []
    for kept in known:
        is_recent = known[0].at - kept.at < _DAY
        if is_recent or kept.at.date() != staying[-1].at.date():
            staying.append(kept)
    return staying


def _remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("an old version could not be removed: %s", type(error).__name__)
        return False
    return True


def _parsed(name: str) -> Kept | None:
    """Read the name of a version's file; None when it is no such name."""
    parts = name.removesuffix(_SUFFIX).split("-")
    try:
        time, occasion, size, sha256 = parts
        at = datetime.strptime(time, _TIME).replace(tzinfo=UTC)
        return Kept("-".join(parts), at, Occasion(occasion), int(size), sha256)
    except ValueError:
        return None
