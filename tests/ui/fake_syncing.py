"""Sharing through git without git: what a sync finds can be set."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from kbassist.articles.article import FileRef, Revision
from kbassist.articles.merge import merge
from kbassist.system.accounts import Account, Kept, Place, StoredAccount
from kbassist.system.errors import KbError
from kbassist.team.git.blame import BlamedLine
from kbassist.team.git.branch_join import BranchChange
from kbassist.team.git.clone import Cloned
from kbassist.team.git.pending import PendingConflict
from kbassist.team.git.progress import Step
from kbassist.team.git.review_branches import AuthorBranch
from kbassist.team.git.signing import Login
from kbassist.team.git.standing import SyncReport, SyncStanding, SyncState
from kbassist.workspace.blaming import BlamedSentence
from kbassist.workspace.written import ConflictOpened, Opened, SaveOutcome, SaveResult

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SHARED = SyncStanding(
    "/articles", SyncState.READY, "", "https://git.example.com/team/kb", "main", synced_at=NOON
)

KEPT = Kept(Place.KEYRING)


@dataclass
class FakeSyncing:
    """Shares as many libraries as there are standings."""

    stand: dict[str, SyncStanding] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    error: KbError | None = None
    synced: list[str] = field(default_factory=list)
    running: int = 0
    most: int = 0
    on_sync: Callable[[Callable[[], bool]], object] | None = None

    offers: tuple[str, ...] = ()
    logins: list[Login] = field(default_factory=list)
    kept: Kept = KEPT
    accounts: list[StoredAccount] = field(default_factory=list)
    no_store: str = ""
    cloned: list[tuple[str, Path, Login | None]] = field(default_factory=list)
    on_clone: Callable[[Callable[[Step], object], Callable[[], bool]], object] | None = None
    made: list[tuple[str, str | None, Login | None]] = field(default_factory=list)

    pending: list[PendingConflict] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    sent_in: list[tuple[AuthorBranch, tuple[BranchChange, ...]]] = field(default_factory=list)
    blamed: tuple[BlamedLine, ...] = ()
    sentence: BlamedSentence | None = None

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def set(self, **changes: object) -> None:
        for library, standing in self.stand.items():
            self.stand[library] = replace(standing, **changes)

    def standings(self) -> tuple[SyncStanding, ...]:
        return tuple(self.stand.values())

    def conflicts(self) -> tuple[PendingConflict, ...]:
        return tuple(self.pending)

    def open_conflict(self, pending: PendingConflict) -> ConflictOpened:
        base, mine, theirs = (text.decode() for text in (pending.base, pending.mine, pending.theirs))
        revision = Revision("", len(theirs), 0)
        original = Opened(pending.file, theirs, pending.theirs, revision, "utf-8")
        return ConflictOpened(pending, original, merge(base, mine, theirs))

    def settle_conflict(self, pending: PendingConflict, opened: Opened, text: str) -> SaveResult:
        self.pending.remove(pending)
        self.settled.append(text)
        return SaveResult(SaveOutcome.SAVED, opened)

    def blame(self, file: FileRef) -> tuple[BlamedLine, ...]:
        return self.blamed

    def blame_sentence(self, file: FileRef, text: str, caret: int) -> BlamedSentence | None:
        return self.sentence

    def unpublished(self) -> tuple[tuple[AuthorBranch, tuple[BranchChange, ...]], ...]:
        return tuple(self.sent_in)

    def find_unpublished(self, cancelled: Callable[[], bool]) -> bool:
        return True

    def publish(self, branch: AuthorBranch) -> tuple[str, ...]:
        self.sent_in = [one for one in self.sent_in if one[0] != branch]
        return ()

    def offered(self) -> tuple[str, ...]:
        return self.offers

    def turn_on(self, library: str) -> None:
        self.offers = ()
        self.stand[library] = replace(self.stand[library], state=SyncState.READY)

    def turn_off(self, library: str) -> None:
        self.offers = ()
        self.stand[library] = replace(self.stand[library], state=SyncState.OFF)

    def sign_in(self, library: str, login: Login) -> Kept:
        self.logins.append(login)
        return self.kept

    def sign_ins(self) -> tuple[tuple[StoredAccount, ...], str]:
        return tuple(self.accounts), self.no_store

    def forget_sign_in(self, account: Account) -> None:
        self.accounts = [stored for stored in self.accounts if stored.account != account]

    def clone(
        self,
        address: str,
        folder: Path,
        login: Login | None,
        progress: Callable[[Step], object],
        cancelled: Callable[[], bool],
    ) -> Cloned:
        self.cloned.append((address, folder, login))
        if self.on_clone:
            self.on_clone(progress, cancelled)
        if self.error:
            raise self.error
        folder.mkdir(parents=True)
        return Cloned(folder, "main", note="Large files were not fetched.")

    def make_repository(self, library: str, address: str | None, login: Login | None = None) -> Cloned:
        self.made.append((library, address, login))
        if self.error:
            raise self.error
        return Cloned(Path(library), "main")

    def sync(
        self, library: str | None = None, cancelled: Callable[[], bool] | None = None
    ) -> tuple[SyncReport, ...]:
        with self._lock:
            self.running += 1
            self.most = max(self.most, self.running)
            self.synced += [library] if library else list(self.stand)
        try:
            if self.on_sync and cancelled:
                self.on_sync(cancelled)
            if self.error:
                raise self.error
            return tuple(
                SyncReport(standing, self.taken)
                for root, standing in self.stand.items()
                if library in (None, root)
            )
        finally:
            with self._lock:
                self.running -= 1
