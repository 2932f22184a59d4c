"""What opening and saving the files of a library gives; all values are frozen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kbassist.articles.article import FileRef, Revision
from kbassist.articles.changes import ChangePlan, FileChange
from kbassist.articles.merge import Merge
from kbassist.team.git.pending import PendingConflict


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it stood when it was read: its `text` with `\\n` line ends, and its bytes.

    `read_only` is a sentence on why it cannot be saved, "" when it can.
    """

    file: FileRef
    text: str
    content: bytes
    revision: Revision
    encoding: str
    read_only: str = ""


class SaveOutcome(StrEnum):
    """What became of a text that was to be saved."""

    SAVED = "saved"
    MERGED = "merged"  # somebody saved meanwhile, and the joined text stands in the file
    CONFLICT = "conflict"  # nothing was written


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What stands in the file now, `opened`; `notes` are sentences on what else there is to know.

    `merge` joins what was to be saved with what somebody else had saved; None when nobody had. After a
    conflict, what its hunks are resolved to is saved against `opened`, which is theirs. `replaced` is what
    stood in the file until then; None after a conflict.
    """

    outcome: SaveOutcome
    opened: Opened
    merge: Merge | None = None
    notes: tuple[str, ...] = ()
    replaced: Opened | None = None


class VersionOrigin(StrEnum):
    """Who kept a version."""

    LOCAL = "local"
    GIT = "git"


@dataclass(frozen=True, slots=True)
class Version:
    """What `file` held at `at`; `note` says what for it was kept, or what its author said of it."""

    file: FileRef
    id: str
    at: datetime
    origin: VersionOrigin
    author: str
    note: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class DoneChange:
    """A change that was made: what stood in the file `before`, None for a new one, and `after`."""

    change: FileChange
    before: Opened | None
    after: Opened


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What became of a plan; `notes` and `skipped` are sentences, the latter on what was left as it is.

    `carried` are the files that came along, with the SHA-256 of what they hold.
    """

    plan: ChangePlan
    done: tuple[DoneChange, ...]
    notes: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    carried: tuple[tuple[FileRef, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Trashed:
    """A file that was removed; the history has it as `version`, whether or not the system's trash does."""

    file: FileRef
    version: str


@dataclass(frozen=True, slots=True)
class CopyPair:
    """A conflict copy that `service` left; `original` is None where the file it is of is not there.

    `sha256` is that of the copy's bytes, "" where they cannot be read.
    """

    copy: FileRef
    original: FileRef | None
    service: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class PairOpened:
    """Both files of a pair; in `merge` the original is mine and the copy theirs."""

    original: Opened
    copy: Opened
    merge: Merge


@dataclass(frozen=True, slots=True)
class ConflictOpened:
    """What two people made of the same lines: in `merge` what was kept is mine, what stands there theirs."""

    pending: PendingConflict
    original: Opened
    merge: Merge
