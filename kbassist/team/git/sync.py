"""Syncs one library with its team's repository: commits own work, joins what others did, sends the rest.

Each step may be cut off: what is done stays right, and the next sync goes on from there.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kbassist.system.errors import GitBusy, KbError, NeedsHand, PushRejected, SyncRefused, WorkCancelled
from kbassist.team.git.exchange import Exchange
from kbassist.team.git.index_file import drop_own_lock, put_entries
from kbassist.team.git.join_commit import JoinCommit
from kbassist.team.git.lock import only_one
from kbassist.team.git.moving_refs import drop_own_locks
from kbassist.team.git.outcome import Outcome
from kbassist.team.git.own_work import Committing
from kbassist.team.git.program import never
from kbassist.team.git.repository import Repository, recognise, refuse_by_hand, remote_of
from kbassist.team.git.standing import Publishing, SyncReport
from kbassist.team.git.syncing import SyncParts

_ATTEMPTS = 6
_FIRST_PAUSE_S = 0.1
_GONE = (
    "{gone} of {known} articles are gone from this folder. Say whether they were removed, or put them back:"
    " until then nothing is sent."
)
_LARGE = "A file is too large for this computer's memory: keep large files in git-lfs, or sync them by hand."
_PACK = ("maintenance", "run", "--auto", "--quiet", "--task=loose-objects")
_STRANGERS = "This repository and the team's have no commit in common; is the address the right one?"


class GitSync:
    """Syncs the library in the folder `root`, an absolute path; one sync at a time on this machine."""

    def __init__(self, root: Path, parts: SyncParts) -> None:
        self._root = root
        self._parts = parts

    def sync(self, cancelled: Callable[[], bool] = never) -> SyncReport:
        """Sync once and tell how the library stands then, also when it could not be done.

        Raises WorkCancelled alone; what was done until then stays right.
        """
        outcome = Outcome(str(self._root), self._parts)
        try:
            repository = self._recognised(cancelled)
            if repository is None:
                return outcome.no_repository()
            with only_one(repository.private):
                drop_own_lock(repository)
                drop_own_locks(repository)
                self._until_done(repository, outcome, cancelled)
        except WorkCancelled:
            raise
        except KbError as error:
            return outcome.refused(error)
        except MemoryError:
            return outcome.refused(SyncRefused(_LARGE))
        return outcome.done()

    def _recognised(self, cancelled: Callable[[], bool]) -> Repository | None:
        return recognise(self._parts.program, self._root, cancelled)

    def _until_done(self, found: Repository | None, outcome: Outcome, cancelled: Callable[[], bool]) -> None:
        """Begin again, a few times, when somebody saves, sends or moves a branch in the same moment."""
        for attempt in range(_ATTEMPTS):
            repository = found or self._recognised(cancelled)
            found = None
            if repository is None:
                raise SyncRefused("The repository of this library has gone; it is synced when it is back.")
            try:
                _Round(repository, self._root, self._parts, outcome).run()
            except (GitBusy, PushRejected) as error:
                is_passing = isinstance(error, GitBusy) or error.outrun
                if not is_passing or attempt == _ATTEMPTS - 1:
                    raise
            else:
                return
            if cancelled():
                raise WorkCancelled("The sync was cancelled.")
            # Others who were outrun try again as well: not all in the same moment.
            self._parts.wait(_FIRST_PAUSE_S * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311


@dataclass(slots=True)
class _Round:
    """One attempt, from looking at the repository to sending."""

    repository: Repository
    root: Path
    parts: SyncParts
    outcome: Outcome

    def run(self) -> None:
        """Commit, fetch, join, send. Raises SyncRefused and NotKept."""
        refuse_by_hand(self.repository)
        self.repository.private.mkdir(exist_ok=True)
        remote = remote_of(self.repository)
        self.outcome.remote, self.outcome.branch = remote, self.repository.branch
        self.outcome.notes.clear()
        fresh = self._commit_own()
        if remote is None:
            return
        exchange = Exchange(self.repository, remote)
        try:
            self._take_and_send(exchange, fresh)
        except SyncRefused:
            with suppress(SyncRefused):
                target = self.parts.publishing(self.root).target_branch or remote.branch
                self.outcome.unsent = self._unsent(exchange, remote.branch, target)
            raise

    def _take_and_send(self, exchange: Exchange, fresh: str) -> None:
        """Join what the remote's branches have and send the rest; no branch is at `fresh` yet."""
        main = exchange.remote.branch
        self._watch(f"fetch {main}")
        tips = {main: exchange.fetch(main)}
        # Only now: what was fetched says who publishes.
        publishing = self.parts.publishing(self.root)
        target = publishing.target_branch or main
        for branch in self._branches(exchange, publishing, target):
            if branch not in tips:
                self._watch(f"fetch {branch}")
                tips[branch] = exchange.fetch(branch)
            if tips[branch]:
                self._join(exchange, branch, tips[branch], fresh)
                fresh = ""
        if fresh:
            self._move(fresh)
        self._send(exchange, target)
        if self.outcome.sent or self.outcome.taken:
            # Thousands of small files are packed into one; how it ends makes no difference to the sync.
            self.repository.git.answer(*_PACK)

    def _commit_own(self) -> str:
        """Commit own work; return the commit when there was none before, which the branch is not yet at."""
        committing = Committing(self.repository, self.parts.author())
        self._watch("commit")
        own = committing.own_work()
        self.outcome.notes += own.notes
        gone, known = committing.removed(own)
        if gone and not self.parts.may_remove(self.root, gone, known):
            raise SyncRefused(_GONE.format(gone=len(gone), known=known))
        self._watch("own index")
        put_entries(self.repository, own.entries)
        if not self.repository.head and remote_of(self.repository) is not None:
            return own.commit
        if own.commit != self.repository.head:
            self._move(own.commit)
        return ""

    def _branches(self, exchange: Exchange, publishing: Publishing, target: str) -> list[str]:
        """Return the branches to be joined; those besides the one that is followed need not be there yet."""
        main = exchange.remote.branch
        others = list(dict.fromkeys((*publishing.also_merge, target)))
        there = exchange.branches([name for name in others if name != main])
        return [main, *(name for name in others if name in there)]

    def _join(self, exchange: Exchange, branch: str, tip: str, fresh: str) -> None:
        """Join a commit of the remote; `fresh` is own work that no branch is at yet."""
        git = self.repository.git
        mine = self.repository.head or fresh
        base = git.answer("merge-base", mine, tip).told.decode("ascii").strip() if mine else ""
        if base == tip:
            return
        if mine and not base and git.line("rev-parse", "--is-shallow-repository") == "true":
            exchange.deepen(branch)
            base = git.answer("merge-base", mine, tip).told.decode("ascii").strip()
        if self.repository.head and not base:
            raise NeedsHand(_STRANGERS)
        joining = JoinCommit(self.repository, exchange.remote, self.parts, self.root)
        self._watch("join")
        joined = joining.make(base, mine, tip)
        self._watch("keep")
        joining.keep_conflicts(joined)
        self.outcome.taken |= joining.take(joined, self.outcome.notes)
        self._watch("index")
        put_entries(self.repository, joined.entries)
        self._move(joined.commit)

    def _send(self, exchange: Exchange, target: str) -> None:
        """Send what the remote does not have."""
        head, main = self.repository.head, exchange.remote.branch
        self.outcome.unsent = unsent = self._unsent(exchange, main, target)
        if not unsent or (target != main and self._is_published(exchange, main)):
            return
        self._watch("push")
        exchange.push(head, target)
        self._watch("pushed")
        if target == main:
            exchange.follow()
        self.outcome.sent += unsent
        self.outcome.unsent = 0

    def _unsent(self, exchange: Exchange, main: str, target: str) -> int:
        head = self.repository.head
        return exchange.unsent(head, (main, target)) if head else 0

    def _is_published(self, exchange: Exchange, main: str) -> bool:
        """Tell whether the team's branch holds the same, by whatever commits."""
        git, tip = self.repository.git, exchange.known(main)
        return bool(tip) and git.answer("diff-tree", "--quiet", tip, self.repository.head).code == 0

    def _move(self, commit: str) -> None:
        self._watch("branch")
        Committing(self.repository, self.parts.author()).move_head(commit)
        self.repository = replace(self.repository, head=commit)

    def _watch(self, phase: str) -> None:
        self.parts.watch(phase)
