"""Joins a commit of the team with the own one: makes the commit, and brings the working tree to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kbassist.articles.article import FileRef
from kbassist.articles.names import safe_text
from kbassist.team.git.hardening import LFS
from kbassist.team.git.joining import Conflict, Joining
from kbassist.team.git.own_files import is_shared
from kbassist.team.git.own_work import Committing, filters_of
from kbassist.team.git.pending import PendingConflict
from kbassist.team.git.repository import Remote, Repository
from kbassist.team.git.sentences import joined
from kbassist.team.git.syncing import SyncParts
from kbassist.team.git.taking import Taking
from kbassist.team.git.trees import Entry, empty_tree, tree_with


@dataclass(frozen=True, slots=True)
class JoinedCommit:
    """The commit that holds both, what differs in it from the own one, and what somebody has to decide."""

    commit: str
    theirs: str
    entries: dict[str, Entry | None]
    conflicts: tuple[Conflict, ...]
    notes: tuple[str, ...]


class JoinCommit:
    """One join, in the library below `root`."""

    def __init__(self, repository: Repository, remote: Remote, parts: SyncParts, root: Path) -> None:
        self._repository = repository
        self._remote = remote
        self._parts = parts
        self._root = root
        self._index = repository.private / "joined.index"

    def make(self, base: str, mine: str, theirs: str) -> JoinedCommit:
        """Join two commits; `base` is "" for no common one, `mine` for no own one. Raises SyncRefused.

        Nothing that anybody sees is changed.
        """
        repository, nothing = self._repository, empty_tree(self._repository.git)
        found = Joining(repository, self._is_own, self._are_whole).join(
            base or nothing, mine or nothing, theirs
        )
        tree = tree_with(repository, mine, found.entries, self._index)
        commit = theirs if base == mine else self._commit(tree, mine, theirs, found.conflicts)
        return JoinedCommit(commit, theirs, found.entries, tuple(found.conflicts), tuple(found.notes))

    def keep_conflicts(self, made: JoinedCommit) -> None:
        """Keep what both have changed, before any file is. Raises NotKept."""
        for conflict in made.conflicts:
            self._keep(conflict, self._who(made.theirs, conflict.path))

    def take(self, made: JoinedCommit, notes: list[str]) -> set[str]:
        """Bring the working tree to it; return the paths in the library that were changed.

        Raises NeedsHand when somebody's own changes are in the way, GitBusy when somebody saves meanwhile,
        SyncRefused and NotKept.
        """
        notes += made.notes
        taking = Taking(
            self._repository,
            self._is_own,
            lambda conflict: self._keep(conflict, self._who(made.theirs, conflict.path)),
            self._parts.watch,
            self._remote.url,
        )
        notes += taking.take(made.entries, self._index)
        self._index.unlink(missing_ok=True)
        inside = (self._repository.inside(path) for path in made.entries)
        return {safe_text(path) for path in inside if path is not None}

    def _commit(self, tree: str, mine: str, theirs: str, conflicts: list[Conflict]) -> str:
        git = self._repository.git
        count = int(git.line("rev-list", "--count", "--no-merges", mine, f"^{theirs}", "--"))
        message = joined(self._remote.branch, count, [conflict.path for conflict in conflicts])
        return Committing(self._repository, self._parts.author()).commit(tree, [mine, theirs], message)

    def _keep(self, conflict: Conflict, who: str) -> None:
        path = safe_text(self._repository.inside(conflict.path) or conflict.path)
        self._parts.pending.keep(
            PendingConflict.of(
                FileRef(str(self._root), path),
                conflict.base,
                conflict.mine,
                conflict.theirs,
                self._parts.now(),
                who,
            )
        )

    def _who(self, theirs: str, path: str) -> str:
        """Return who has changed a path last, there; "" when git does not tell."""
        asked = ("log", "-1", "--no-merges", "--format=%an", theirs, "--", path)
        return self._repository.git.answer(*asked).told.decode("utf-8", "replace").strip()

    def _is_own(self, path: str) -> bool:
        inside = self._repository.inside(path)
        return inside is not None and is_shared(safe_text(inside))

    def _are_whole(self, paths: Iterable[str]) -> frozenset[str]:
        named = filters_of(self._repository.git, paths)
        return frozenset(path for path, name in named.items() if name == LFS)
