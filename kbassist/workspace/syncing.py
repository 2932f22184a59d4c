"""Keeps the open libraries in step with their teams' repositories, and settles what two people changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Lock

from kbassist.articles.article import FileRef
from kbassist.replies.agent import Agent
from kbassist.system.accounts import Account, Kept, StoredAccount
from kbassist.system.credentials import Credentials
from kbassist.system.errors import KbError, LibraryOffline, SyncRefused, WorkCancelled
from kbassist.team.consent import Consent
from kbassist.team.git.blame import BlamedLine
from kbassist.team.git.clone import Cloned
from kbassist.team.git.found import Founded
from kbassist.team.git.glance import at_a_glance
from kbassist.team.git.outcome import AWAY
from kbassist.team.git.pending import PendingConflict, PendingConflicts
from kbassist.team.git.program import GitProgram, never
from kbassist.team.git.progress import Told, tell_nobody
from kbassist.team.git.repository import recognise, remote_of
from kbassist.team.git.review_branches import AuthorBranch
from kbassist.team.git.signing import Login
from kbassist.team.git.standing import SyncReport, SyncStanding, SyncState
from kbassist.team.git.sync import GitSync
from kbassist.team.git.syncing import SyncParts
from kbassist.workspace.blaming import BlamedSentence, blamed_lines, blamed_sentence
from kbassist.workspace.branches import Branches, Unpublished
from kbassist.workspace.deciding import Deciding
from kbassist.workspace.joining import Joining
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.writing import Writing
from kbassist.workspace.written import ConflictOpened, Opened, SaveResult

_OFFERED = "This folder is a git repository; it is synced once you agree to that."
_DECLINED = "Sync is off for this library."
_SYNCING = "Syncing with the team."


@dataclass(frozen=True, slots=True)
class SyncStores:
    """The git program, the secrets it signs in with, and the private folder of this user."""

    program: GitProgram
    credentials: Credentials
    data: Path


class Syncing:
    """All that has to do with a team's repository; may be called from any thread but the window's."""

    def __init__(
        self,
        sessions: Mapping[str, LibrarySession],
        stores: SyncStores,
        writing: Writing,
        agent: Callable[[], Agent],
        now: Callable[[], datetime],
    ) -> None:
        self._sessions = sessions
        self._stores = stores
        self._agent = agent
        self._now = now
        self._consent = Consent(stores.data / "sync.json")
        self._pending = PendingConflicts(stores.data / "conflicts")
        self._deciding = Deciding(writing, self._pending)
        self._joining = Joining(stores.program, stores.credentials)
        self._branches = Branches(sessions, self._parts, agent)
        self._lock = Lock()
        self._working = {library: Lock() for library in sessions}
        self._standings = {library: self._first_standing(library) for library in sessions}

    def standings(self) -> tuple[SyncStanding, ...]:
        """Tell how each library stands, in their order; nothing is looked at for it."""
        with self._lock:
            return tuple(self._standings[library] for library in self._sessions)

    def offered(self) -> tuple[str, ...]:
        """List the libraries that are repositories and of which nobody has decided yet; nothing is read."""
        with self._lock:
            return tuple(
                library for library, standing in self._standings.items() if standing.sentence == _OFFERED
            )

    def turn_on(self, library: str) -> None:
        """Agree to the sync of a library. Raises NotKept."""
        self._consent.decide(library, True)
        self._look_anew(library)

    def turn_off(self, library: str) -> None:
        """Let a library be a plain folder from now on, also when it was never synced. Raises NotKept."""
        self._consent.decide(library, False)
        self._look_anew(library)

    def sync(
        self, library: str | None = None, cancelled: Callable[[], bool] | None = None
    ) -> tuple[SyncReport, ...]:
        """Sync a library, or all of them, and tell how they stand; those that are off are left alone.

        What could not be done is told by the standings. Raises WorkCancelled.
        """
        wanted = [library] if library is not None else list(self._sessions)
        return tuple(self._sync(name, cancelled or never) for name in wanted if name in self._sessions)

    def sign_in(self, library: str, login: Login) -> Kept:
        """Keep what to sign in with at the host of a library's remote, and tell where it is kept.

        Raises SignInNeeded where a password is of no use, KeyringUnusable, and as git: SyncRefused.
        """
        found = recognise(self._stores.program, Path(library))
        remote = remote_of(found) if found else None
        if remote is None:
            raise SyncRefused("This library has no remote to sign in at.")
        kept = self._joining.sign_in(remote.url, login)
        self._settle(library, state=SyncState.READY, sentence="")
        return kept

    def sign_ins(self) -> tuple[tuple[StoredAccount, ...], str]:
        """List the accounts whose secrets are kept, and say why no keyring keeps them, "" where one does."""
        return self._joining.sign_ins()

    def forget_sign_in(self, account: Account) -> None:
        """Let go of the secret of an account. Raises KeyringUnusable."""
        self._joining.forget_sign_in(account)

    def clone(
        self,
        address: str,
        folder: Path,
        login: Login | None = None,
        progress: Told = tell_nobody,
        cancelled: Callable[[], bool] = never,
    ) -> Cloned:
        """Clone what a pasted address names into `folder`; it is synced from then on.

        Raises as `Joining.clone`, and NotKept.
        """
        cloned = self._joining.clone(address, folder.expanduser().absolute(), login, progress, cancelled)
        self._consent.decide(str(cloned.folder), True)
        return cloned

    def make_repository(
        self,
        library: str,
        address: str | None = None,
        login: Login | None = None,
        progress: Told = tell_nobody,
        cancelled: Callable[[], bool] = never,
    ) -> Founded:
        """Turn a library that is a plain folder into a repository; it is synced from then on.

        Raises as `Joining.make_repository`, and NotKept.
        """
        author = self._agent().name
        made = self._joining.make_repository(Path(library), author, address, login, progress, cancelled)
        self.turn_on(library)
        return made

    def blame(self, file: FileRef, cancelled: Callable[[], bool] = never) -> tuple[BlamedLine, ...]:
        """Tell who wrote the lines of a file. Raises as `team.git.blame.blame`."""
        return blamed_lines(self._stores.program, file, cancelled)

    def blame_sentence(self, file: FileRef, text: str, caret: int) -> BlamedSentence | None:
        """Tell who wrote the sentence at an offset of the file's text; None when git does not know it."""
        return blamed_sentence(file, text, caret)

    def unpublished(self) -> Unpublished:
        """List what authors have sent, as the last look found it; nothing is read for it."""
        return self._branches.unpublished()

    def find_unpublished(self, cancelled: Callable[[], bool] = never) -> bool:
        """Ask the hosts of the libraries that this agent leads; tell whether that is not as before."""
        is_new = False
        for library in self._sessions:
            with self._working[library]:
                asked = {library: self._consent.of(library) is True}
                is_new |= self._branches.find_unpublished(asked, cancelled)
        return is_new

    def publish(self, branch: AuthorBranch, cancelled: Callable[[], bool] = never) -> tuple[str, ...]:
        """Publish what an author has sent, and bring it here; return sentences on what is to know.

        Raises as `Branches.publish`, and NotKept.
        """
        if branch.library not in self._sessions:
            raise SyncRefused("The library of these edits is not open any more.")
        with self._working[branch.library]:
            told = self._branches.publish(branch, cancelled)
        self._count_conflicts(branch.library)
        return (*told, *self._sync(branch.library, cancelled).notes)

    def conflicts(self) -> tuple[PendingConflict, ...]:
        """List what two people made of the same lines of the open libraries, the oldest first."""
        return tuple(conflict for conflict in self._pending.all() if conflict.file.library in self._sessions)

    def open_conflict(self, pending: PendingConflict) -> ConflictOpened:
        """Read the file of a conflict, and join mine with what stands there. Raises as `Deciding.open`."""
        return self._deciding.open(pending)

    def settle_conflict(self, pending: PendingConflict, opened: Opened, text: str) -> SaveResult:
        """Save what was decided; the conflict goes only once that is saved. Raises as `Deciding.settle`."""
        result = self._deciding.settle(pending, opened, text)
        self._count_conflicts(pending.file.library)
        return result

    def keep_conflict(self, pending: PendingConflict) -> None:
        """Take back that a conflict was settled. Raises NotKept."""
        self._pending.keep(pending)
        self._count_conflicts(pending.file.library)

    def _sync(self, library: str, cancelled: Callable[[], bool]) -> SyncReport:
        if not self._consent.of(library):
            with self._lock:
                return SyncReport(self._standings[library])
        with self._working[library]:
            before = self._settle(library, state=SyncState.WORKING, sentence=_SYNCING)
            parts = replace(self._parts(), watch=lambda phase: self._refuse_off(library, phase))
            try:
                stops = lambda: cancelled() or not self._consent.of(library)  # noqa: E731
                report = GitSync(Path(library), parts).sync(stops)
                self._refuse_off(library)
            except BaseException:
                self._put(library, before)
                if not self._consent.of(library):
                    self._look_anew(library)
                raise
            standing = replace(
                report.standing,
                synced_at=report.standing.synced_at or before.synced_at,
                branch=report.standing.branch or before.branch,
                remote=report.standing.remote or before.remote,
                in_review=self._in_review(library),
            )
            self._put(library, standing)
            if not self._consent.of(library):  # turned off in this moment
                self._look_anew(library)
        return replace(report, standing=standing)

    def _refuse_off(self, library: str, phase: str = "push") -> None:
        """Raise WorkCancelled before anything is sent of a library that was turned off meanwhile."""
        if phase == "push" and not self._consent.of(library):
            raise WorkCancelled("Sync was turned off for this library.")

    def _in_review(self, library: str) -> int:
        try:
            return self._branches.in_review(Path(library))
        except KbError:
            return 0

    def _parts(self) -> SyncParts:
        return SyncParts(
            self._stores.program, self._pending, self._now, lambda: self._agent().name,
            lambda root: self._branches.publishing(root), may_remove=self._may_remove,
        )  # fmt: skip

    def _may_remove(self, root: Path, gone: frozenset[str], known: int) -> bool:
        return self._sessions[str(root)].may_be_removed(gone, known)

    def _first_standing(self, library: str) -> SyncStanding:
        """Tell how a library stands before its first sync, from what is seen at a glance."""
        try:
            branch, away = self._sessions[library].reach.ask(lambda: at_a_glance(Path(library)))
        except LibraryOffline:  # it hangs
            branch, away = "", True
        decided = self._consent.of(library)
        conflicts = self._pending.count(library)
        if not branch and away and decided:
            return SyncStanding(library, SyncState.WAITING, AWAY, conflicts=conflicts)
        if not branch:
            return SyncStanding(library, SyncState.OFF)
        if decided:
            return SyncStanding(library, SyncState.READY, branch=branch, conflicts=conflicts)
        sentence = _OFFERED if decided is None else _DECLINED
        return SyncStanding(library, SyncState.OFF, sentence, branch=branch, conflicts=conflicts)

    def _look_anew(self, library: str) -> None:
        if library in self._sessions:
            self._put(library, self._first_standing(library))

    def _count_conflicts(self, library: str) -> None:
        if library in self._sessions:
            counted = self._pending.count(library)  # the window waits for the lock, never for files
            with self._lock:
                self._standings[library] = replace(self._standings[library], conflicts=counted)

    def _settle(self, library: str, state: SyncState, sentence: str) -> SyncStanding:
        """Let a library stand so; return how it stood."""
        with self._lock:
            before = self._standings[library]
            self._standings[library] = replace(before, state=state, sentence=sentence)
        return before

    def _put(self, library: str, standing: SyncStanding) -> None:
        with self._lock:
            self._standings[library] = standing
