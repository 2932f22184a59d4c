"""Edits that wait for a lead: where own work goes, what the authors have sent, and publishing it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from kbassist.replies.agent import Agent
from kbassist.system.errors import KbError, SyncRefused
from kbassist.team.git.branch_join import BranchChange
from kbassist.team.git.own_work import identity
from kbassist.team.git.program import never
from kbassist.team.git.repository import Repository, recognise, remote_of
from kbassist.team.git.review_branches import (
    AuthorBranch,
    ReviewBranches,
    published_leads,
    publishing_of,
)
from kbassist.team.git.standing import Publishing
from kbassist.team.git.syncing import SyncParts
from kbassist.workspace.ownership import is_owner, owner_of
from kbassist.workspace.session import LibrarySession

Unpublished = tuple[tuple[AuthorBranch, tuple[BranchChange, ...]], ...]


class Branches:
    """The authors' branches of the open libraries; `parts` are those of a sync."""

    def __init__(
        self,
        sessions: Mapping[str, LibrarySession],
        parts: Callable[[], SyncParts],
        agent: Callable[[], Agent],
    ) -> None:
        self._sessions = sessions
        self._parts = parts
        self._agent = agent
        self._lock = Lock()
        self._found: dict[str, Unpublished] = {}
        self._targets: dict[str, str] = {}

    def publishing(self, root: Path) -> Publishing:
        """Tell where the own work in a library goes. Raises SyncRefused."""
        repository = recognise(self._parts().program, root)
        if repository is None:
            return Publishing()
        leads = self._leads_of(repository, root)
        agent = self._agent()
        author = agent.owner.strip() or agent.name.strip()
        author = author or identity(repository.git, "")["GIT_AUTHOR_NAME"]
        publishing = publishing_of(leads, self._is_lead(leads), author)
        with self._lock:
            self._targets[str(root)] = publishing.target_branch
        return publishing

    def in_review(self, root: Path) -> int:
        """Count the own commits that were sent and that nobody has published yet. Raises SyncRefused.

        It goes by where the last sync sent them.
        """
        with self._lock:
            target = self._targets.get(str(root), "")
        if not target:
            return 0
        repository = recognise(self._parts().program, root)
        remote = remote_of(repository) if repository else None
        if repository is None or remote is None or not repository.head:
            return 0
        limits = (remote.tracking_of(target), f"^{remote.tracking}", "--")
        told = repository.git.answer("rev-list", "--count", "--no-merges", *limits)
        return int(told.told) if told.code == 0 else 0

    def unpublished(self) -> Unpublished:
        """List what the last look found, the oldest first, by library; nothing is read for it."""
        with self._lock:
            return tuple(row for library in self._sessions for row in self._found.get(library, ()))

    def find_unpublished(self, libraries: Mapping[str, bool], cancelled: Callable[[], bool] = never) -> bool:
        """Ask the hosts of the `libraries` that are synced and that this agent leads; tell what is new.

        A library that cannot be asked keeps what was found before. Raises WorkCancelled.
        """
        before = self.unpublished()
        for library, is_synced in libraries.items():
            if not is_synced or not self._leads(Path(library)):
                found: Unpublished = ()
            else:
                try:
                    found = self._look(library, cancelled)
                except SyncRefused:
                    continue
            with self._lock:
                self._found[library] = found
        return self.unpublished() != before

    def publish(self, branch: AuthorBranch, cancelled: Callable[[], bool] = never) -> tuple[str, ...]:
        """Publish a branch as it was seen; return sentences. Raises as `ReviewBranches.publish`."""
        root = Path(branch.library)
        if not self._leads(root):
            raise SyncRefused("Only a lead of this library publishes; its settings say who that is.")
        told = ReviewBranches(root, self._parts()).publish(branch, cancelled)
        with self._lock:
            rows = self._found.get(branch.library, ())
            self._found[branch.library] = tuple(row for row in rows if row[0].name != branch.name)
        return told

    def _look(self, library: str, cancelled: Callable[[], bool]) -> Unpublished:
        branches = ReviewBranches(Path(library), self._parts())
        return tuple((branch, branches.changes(branch, cancelled)) for branch in branches.waiting(cancelled))

    def _leads(self, root: Path) -> bool:
        """Tell whether this agent publishes what others wrote; nobody does where nobody reviews."""
        try:
            repository = recognise(self._parts().program, root)
        except KbError:
            return False
        leads = self._leads_of(repository, root) if repository else ()
        return bool(leads) and self._is_lead(leads)

    def _leads_of(self, repository: Repository, root: Path) -> tuple[str, ...]:
        """Return who publishes, as it is published; before the first sync as the folder has it."""
        leads = published_leads(repository)
        session = self._sessions.get(str(root))
        return leads if leads is not None else session.library.leads if session else ()

    def _is_lead(self, leads: tuple[str, ...]) -> bool:
        who = owner_of(self._agent(), leads)
        return any(is_owner(lead, who) for lead in leads)
