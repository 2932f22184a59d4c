"""Keeps on this machine what two people made of the same lines, until somebody decides."""

import base64
import hashlib
import json
import logging
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kbassist.articles.article import FileRef
from kbassist.system.atomic import write_atomically
from kbassist.system.errors import NotKept, UsageError
from kbassist.system.paths import private_folder

_log = logging.getLogger(__name__)
_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class PendingConflict:
    """What was made of `file` here, `mine`, and elsewhere, `theirs`, out of `base`; all are a file's bytes.

    The file holds `theirs` in the lines that both changed. `who` has made theirs. `at` has its zone.
    """

    id: str
    file: FileRef
    base: bytes
    mine: bytes
    theirs: bytes
    at: datetime
    who: str

    @classmethod
    def of(
        cls, file: FileRef, base: bytes, mine: bytes, theirs: bytes, at: datetime, who: str
    ) -> "PendingConflict":
        """Name a conflict by what it is about: the same one has the same id, however often it is met."""
        digest = hashlib.sha256(f"{file.library}\0{file.path}\0".encode("utf-8", "surrogatepass"))
        for text in (base, mine, theirs):
            digest.update(hashlib.sha256(text).digest())
        return cls(digest.hexdigest()[:32], file, base, mine, theirs, at, who)


class PendingConflicts:
    """The conflicts in a private folder, a file each; for any thread and process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, conflict: PendingConflict) -> None:
        """Keep a conflict, safe from a power loss. Raises NotKept, and then nothing may be overwritten."""
        kept = {
            "library": conflict.file.library,
            "path": conflict.file.path,
            "base": _packed(conflict.base),
            "mine": _packed(conflict.mine),
            "theirs": _packed(conflict.theirs),
            "at": conflict.at.isoformat(),
            "who": conflict.who,
        }
        try:
            private_folder(self._folder)
            write_atomically(self._place(conflict.id), json.dumps(kept).encode("ascii"))
        except (OSError, UsageError) as error:
            raise NotKept(
                f"What you and others made of {conflict.file.path} could not be kept on this machine, so"
                " nothing was changed; is the disk full?"
            ) from error

    def all(self) -> tuple[PendingConflict, ...]:
        """Return all conflicts, the oldest first."""
        found = [read for place in self._folder.glob(f"*{_SUFFIX}") if (read := _read(place))]
        return tuple(sorted(found, key=lambda conflict: (conflict.at, conflict.id)))

    def of(self, file: FileRef) -> tuple[PendingConflict, ...]:
        """Return the conflicts of a file, the oldest first."""
        return tuple(conflict for conflict in self.all() if conflict.file == file)

    def count(self, library: str) -> int:
        """Count the conflicts of a library."""
        return sum(conflict.file.library == library for conflict in self.all())

    def drop(self, conflict_id: str) -> None:
        """Let go of a conflict that is settled. Raises NotKept when it stays."""
        try:
            self._place(conflict_id).unlink(missing_ok=True)
        except OSError as error:
            raise NotKept("A settled conflict could not be removed; it will be shown again.") from error

    def _place(self, conflict_id: str) -> Path:
        return self._folder / f"{conflict_id}{_SUFFIX}"


def _packed(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content)).decode("ascii")


def _read(place: Path) -> PendingConflict | None:
    try:
        kept = json.loads(place.read_bytes())
        base, mine, theirs = (
            zlib.decompress(base64.b64decode(kept[name])) for name in ("base", "mine", "theirs")
        )
        file = FileRef(str(kept["library"]), str(kept["path"]))
        at = datetime.fromisoformat(kept["at"])
        return PendingConflict(place.stem, file, base, mine, theirs, at, str(kept["who"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, zlib.error) as error:
        _log.warning("a conflict that was kept could not be read: %s", type(error).__name__)
        return None
