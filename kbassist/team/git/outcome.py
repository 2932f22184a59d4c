"""Gathers what has come of a sync, and says how the library stands after it."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kbassist.articles.folder_inside import is_bare
from kbassist.system.errors import GitAbsent, GitBusy, KbError, NeedsHand, RemoteUnreachable, SignInNeeded
from kbassist.team.git.repository import Remote
from kbassist.team.git.standing import SyncReport, SyncStanding, SyncState
from kbassist.team.git.syncing import SyncParts

_STATES = (
    (GitAbsent, SyncState.HELD),
    (SignInNeeded, SyncState.SIGN_IN),
    (NeedsHand, SyncState.BY_HAND),
    (RemoteUnreachable, SyncState.WAITING),
    (GitBusy, SyncState.WAITING),
)
AWAY = "The folder cannot be reached now; it is synced when it is back."
_NO_REPOSITORY = "This folder is no git repository."
_NO_REMOTE = "Your changes are kept in this repository's history; it has no remote to share them with."


@dataclass(slots=True)
class Outcome:
    """What was done so far in the sync of `library`."""

    library: str
    parts: SyncParts
    remote: Remote | None = None
    branch: str = ""
    taken: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    sent: int = 0
    unsent: int = 0

    def done(self) -> SyncReport:
        """Report a sync that went to its end."""
        sentence = "" if self.remote else _NO_REMOTE
        return self._report(SyncState.READY, sentence, self.parts.now() if self.remote else None)

    def no_repository(self) -> SyncReport:
        """Report that there is nothing to sync with, which a folder that is out of reach does not tell."""
        if is_bare(Path(self.library)):
            return self._report(SyncState.WAITING, AWAY, None)
        return self._report(SyncState.OFF, _NO_REPOSITORY, None)

    def refused(self, error: KbError) -> SyncReport:
        """Report what stopped a sync."""
        state = next((state for kind, state in _STATES if isinstance(error, kind)), SyncState.HELD)
        return self._report(state, str(error), None)

    def _report(self, state: SyncState, sentence: str, at: datetime | None) -> SyncReport:
        standing = SyncStanding(
            self.library,
            state,
            sentence,
            self.remote.shown if self.remote else "",
            self.branch,
            self.unsent,
            self.parts.pending.count(self.library),
            at,
        )
        return SyncReport(standing, frozenset(self.taken), self.sent, tuple(dict.fromkeys(self.notes)))
