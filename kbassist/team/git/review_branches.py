"""Review before publishing: authors send to branches of their own, and a lead publishes those one by one."""

import contextlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kbassist.articles.library_files import LIBRARY_FILE, leads_of
from kbassist.system.errors import GitBusy, PushRejected, SyncRefused
from kbassist.team.git.branch_join import BranchChange, BranchJoin
from kbassist.team.git.exchange import Exchange
from kbassist.team.git.lock import only_one
from kbassist.team.git.moving_refs import move
from kbassist.team.git.program import never
from kbassist.team.git.repository import Repository, recognise, remote_of
from kbassist.team.git.standing import Publishing
from kbassist.team.git.syncing import SyncParts

EDITS = "edits/"
_ATTEMPTS = 5
_PAUSE_S = 0.2
_MOST_BRANCHES = 200
_LONGEST_NAME = 40
_UNFIT = re.compile(r"[^\w]+|_+")
_FETCH = (
    *("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-prune", "--no-filter", "--refmap="),
)
_NO_REMOTE = "This library shares its history with no other repository, so that nothing waits for a review."
_EMPTY = "The team's branch has nothing yet; whoever leads has to sync first."
_OUTRUN = "Others keep publishing in the same moment; try again."


@dataclass(frozen=True, slots=True)
class AuthorBranch:
    """What an author has sent and nobody has published: `commits` of them, which change so many `files`.

    `tip` is the commit that was seen. `author` made the last one; `at` is None where its date is none.
    """

    library: str
    name: str
    tip: str
    author: str
    at: datetime | None
    commits: int
    files: int


def branch_of(author: str) -> str:
    """Name the branch of an author; those without a name share one."""
    plain = unicodedata.normalize("NFC", author).casefold().partition("@")[0]
    return EDITS + (_UNFIT.sub("-", plain).strip("-")[:_LONGEST_NAME].rstrip("-") or "somebody")


def publishing_of(leads: tuple[str, ...], is_lead: bool, author: str) -> Publishing:
    """Tell where own work goes: to the team's branch, or to the author's own where a lead publishes."""
    return Publishing() if is_lead or not leads else Publishing(branch_of(author))


def published_leads(repository: Repository) -> tuple[str, ...] | None:
    """Read who publishes from what is published, which no author changes alone; None when that is unknown."""
    remote = remote_of(repository)
    if remote is None:
        return None
    git = repository.git
    if git.answer("rev-parse", "-q", "--verify", f"{remote.tracking}^{{commit}}").code != 0:
        return None
    told = git.answer("cat-file", "blob", f"{remote.tracking}:{repository.prefix}{LIBRARY_FILE}")
    return leads_of(told.told) if told.code == 0 else ()


class ReviewBranches:
    """The branches of the authors of the library in the folder `root`. Its calls raise SyncRefused."""

    def __init__(self, root: Path, parts: SyncParts) -> None:
        self._root = root
        self._parts = parts

    def waiting(self, cancelled: Callable[[], bool] = never) -> tuple[AuthorBranch, ...]:
        """Ask the host for the branches that hold more than what is published; the oldest first."""
        with self._opened(cancelled) as (repository, exchange):
            published = exchange.fetch(exchange.remote.branch)
            if not published:
                return ()
            found = [
                branch
                for name, tip in _fetched(repository, exchange).items()
                if (branch := self._branch(repository, published, name, tip))
            ]
        oldest = datetime.min.replace(tzinfo=UTC)
        return tuple(sorted(found, key=lambda branch: (branch.at or oldest, branch.name)))

    def changes(
        self, branch: AuthorBranch, cancelled: Callable[[], bool] = never
    ) -> tuple[BranchChange, ...]:
        """Tell what publishing a branch would change, as far as both were seen; the host is not asked."""
        with self._opened(cancelled) as (repository, exchange):
            published = exchange.known(exchange.remote.branch)
            return self._join(repository, published, branch).shown()

    def publish(self, branch: AuthorBranch, cancelled: Callable[[], bool] = never) -> tuple[str, ...]:
        """Join what was seen of a branch into the team's, and send that; return sentences on what to know.

        Where both have changed the same lines the published ones stand; the author's are kept here as
        conflicts. No file changes: the next sync brings what is published. Raises NeedsHand where only a
        person can join, PushRejected and NotKept.
        """
        for attempt in range(_ATTEMPTS):
            try:
                return self._publish(branch, cancelled)
            except PushRejected as error:
                if not error.outrun:
                    raise
            self._parts.wait(_PAUSE_S * 2**attempt)
        raise GitBusy(_OUTRUN)

    def _publish(self, branch: AuthorBranch, cancelled: Callable[[], bool]) -> tuple[str, ...]:
        with self._opened(cancelled) as (repository, exchange):
            main = exchange.remote.branch
            published = exchange.fetch(main)
            if repository.git.answer("merge-base", "--is-ancestor", branch.tip, published).code == 0:
                return (f"The edits of {branch.author} are published already.",)
            commit, met = self._join(repository, published, branch).commit()
            self._parts.watch("publish")
            exchange.push(commit, main)
        if not met:
            return ()
        files = "file" if met == 1 else "files"
        return (
            f"In {met} {files} the same lines were changed elsewhere: what was published stands, and what "
            f"{branch.author} wrote waits among your conflicts.",
        )

    def _join(self, repository: Repository, published: str, branch: AuthorBranch) -> BranchJoin:
        if not published:
            raise SyncRefused(_EMPTY)
        return BranchJoin(repository, self._root, self._parts, published, branch.tip)

    @contextlib.contextmanager
    def _opened(self, cancelled: Callable[[], bool]) -> Iterator[tuple[Repository, Exchange]]:
        """Open the repository while no sync is at work in it."""
        repository = recognise(self._parts.program, self._root, cancelled)
        remote = remote_of(repository) if repository else None
        if repository is None or remote is None:
            raise SyncRefused(_NO_REMOTE)
        with only_one(repository.private):
            yield repository, Exchange(repository, remote)

    def _branch(self, repository: Repository, published: str, name: str, tip: str) -> AuthorBranch | None:
        """Describe a branch; None for one that holds nothing that is not published."""
        git, limits = repository.git, (tip, f"^{published}", "--")
        commits = int(git.line("rev-list", "--count", "--no-merges", *limits))
        if not commits:
            return None
        files = git.ask("diff-tree", "-r", "-z", "--name-only", "--merge-base", published, tip).count(b"\0")
        if not files:
            return None
        told = os.fsdecode(git.ask("log", "-1", "--no-merges", "--format=%an%x00%at", *limits))
        author, _, seconds = told.strip("\n").partition("\0")
        return AuthorBranch(
            str(self._root), name, tip, author or name.removeprefix(EDITS), _time(seconds), commits, files
        )


def _fetched(repository: Repository, exchange: Exchange) -> dict[str, str]:
    """Fetch the authors' branches; return their commits by name.

    An author may have rewritten an own branch: unlike the team's one it follows the host.
    """
    git, remote = repository.git, exchange.remote
    told = git.ask_remote(remote.url, "ls-remote", exchange.upload_pack, remote.name, f"refs/heads/{EDITS}*")
    found: dict[str, str] = {}
    for line in os.fsdecode(told).splitlines()[:_MOST_BRANCHES]:
        tip, _, ref = line.partition("\t")
        name = ref.removeprefix("refs/heads/")
        before = exchange.known(name)
        if before != tip:
            git.ask_remote(remote.url, *_FETCH, exchange.upload_pack, remote.name, ref)
            if git.answer("cat-file", "-e", f"{tip}^{{commit}}").code != 0:
                continue  # it moved in this moment
            move(repository, remote.tracking_of(name), tip, before, "kbassist: fetch")
        found[name] = tip
    return found


def _time(seconds: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):  # a date that anybody wrote into the commit
        return None
