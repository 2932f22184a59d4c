"""How a library stands with the team's copy of it; all values are frozen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SyncState(StrEnum):
    """What a library's sync is doing, or waiting for."""

    OFF = "off"  # no repository, or one that nobody has agreed to sync
    READY = "ready"
    WORKING = "working"
    WAITING = "waiting"  # the host is out of reach; tried again by itself
    SIGN_IN = "sign-in"
    BY_HAND = "by-hand"  # somebody has to end what they began in the repository
    HELD = "held"  # something else stands in the way, such as a host that takes no changes


@dataclass(frozen=True, slots=True)
class SyncStanding:
    """How `library`, a folder's absolute path, stands; `sentence` says it to the user.

    `remote` is an address without a login, "" where there is none. `unsent` counts commits that the remote
    does not have, `in_review` those that it has and nobody has published; `conflicts` wait for somebody.
    `synced_at` is None until the first sync.
    """

    library: str
    state: SyncState
    sentence: str = ""
    remote: str = ""
    branch: str = ""
    unsent: int = 0
    conflicts: int = 0
    synced_at: datetime | None = None
    in_review: int = 0


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: `taken` are paths in the library that others have changed, `sent` counts commits.

    `notes` are sentences on what else there is to know.
    """

    standing: SyncStanding
    taken: frozenset[str] = frozenset()
    sent: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publishing:
    """Where own work goes: to `target_branch`, "" for the branch that is checked out.

    `also_merge` are branches of the remote that are joined besides the checked-out one, in this order.
    """

    target_branch: str = ""
    also_merge: tuple[str, ...] = ()
