"""Checks the open libraries, and the text that somebody is writing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from kbassist.articles.article import FileRef, Problem
from kbassist.articles.changes import ChangePlan
from kbassist.articles.library import with_lent
from kbassist.articles.names import without_suffix
from kbassist.checks.addresses import address_problems, addresses_of
from kbassist.checks.checker import Checker, Folder, Templates
from kbassist.checks.variants import Matrix, matrix_of
from kbassist.render.worker import RenderWorker
from kbassist.search.lookup import living_rows
from kbassist.search.report import Progress
from kbassist.system.errors import ArticleNotFound, WorkCancelled
from kbassist.workspace.fixing import plan_fix
from kbassist.workspace.outside import Outside
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.subject import folder_of, inspector, source_of


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one library, given by its folder's absolute path; by path and line."""

    library: str
    problems: tuple[Problem, ...]


class Checking:
    """Applies the checks to the open libraries; may be called from any thread.

    Between two checks only what has changed is read again, and what depends on it held against it.
    """

    def __init__(
        self,
        sessions: Mapping[str, LibrarySession],
        worker: RenderWorker,
        now: Callable[[], datetime],
        outside: Outside,
    ) -> None:
        self._sessions = sessions
        self._now = now
        self._outside = outside
        self._looking = Lock()
        self._asking = Lock()
        self._begun = dict.fromkeys(sessions, 0)
        self._done = dict.fromkeys(sessions, 0)
        templates = Templates(inspector(worker))
        self._checkers = {name: Checker(session.library, templates) for name, session in sessions.items()}

    def check(
        self,
        paths: Collection[str] = (),
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[Problem, ...]:
        """Apply all checks and return what was found at `paths` (of any library), at all without.

        Raises LibraryOffline and WorkCancelled.
        """
        every = (problem for checked in self.checked(progress, cancelled) for problem in checked.problems)
        return tuple(problem for problem in every if not paths or problem.path in paths)

    def checked(
        self,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[Checked, ...]:
        """Apply all checks; one answer a library. Raises as `check`."""
        return tuple(self._look(name, progress, cancelled or _never) for name in self._sessions)

    def external(
        self,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[Checked, ...]:
        """Ask for the web addresses of the libraries as they were last checked; one answer a library.

        Takes as many seconds as the most linked host has addresses that were not asked lately. Raises
        WorkCancelled.
        """
        shelves = {name: checker.shelf for name, checker in self._checkers.items()}
        urls = [url for shelf in shelves.values() for url in addresses_of(shelf)]
        with self._asking:
            answers = self._outside.ask(urls, _step(progress, cancelled or _never))
        return tuple(
            Checked(name, tuple(address_problems(shelf, answers))) for name, shelf in shelves.items()
        )

    def check_text(self, file: FileRef, text: str) -> tuple[Problem, ...]:
        """Check a text that is not saved yet against its library as it was last checked.

        Takes milliseconds. Raises ArticleNotFound when the library is not open.
        """
        checker = self._checker(file.library)
        return checker.of_text(source_of(file.path, text, checker.shelf.library))

    def problems_of(self, library: str) -> Mapping[str, tuple[Problem, ...]]:
        """Return what was last found in a library, by path; empty before the first check.

        Raises ArticleNotFound when the library is not open.
        """
        return self._checker(library).problems

    def begun(self, library: str) -> int:
        """Return the number of the library's last check, which may be under way; 0 before the first.

        What is changed now is seen by the checks with a higher number. Raises ArticleNotFound.
        """
        self._checker(library)
        return self._begun[library]

    def done(self, library: str) -> int:
        """Return the number of the check that `problems_of` tells of. Raises ArticleNotFound."""
        self._checker(library)
        return self._done[library]

    def matrix(self, library: str) -> Matrix:
        """Lay out which variants the articles of a library have, as it was last checked.

        Raises ArticleNotFound when the library is not open.
        """
        return matrix_of(self._checker(library).shelf)

    def plan_fix(self, library: str, problems: Collection[Problem]) -> ChangePlan:
        """Plan the changes that mend those of the problems that can be mended safely.

        A fix that no longer fits its file, or overlaps another, is left out. Raises ArticleNotFound when the
        library is not open, LibraryOffline.
        """
        checker = self._checker(library)

        def check(path: str, text: str) -> Collection[Problem]:
            return checker.of_text(source_of(path, text, checker.shelf.library))

        return plan_fix(self._sessions[library].folder, library, problems, check)

    def _look(
        self, name: str, progress: Callable[[Progress], None] | None, cancelled: Callable[[], bool]
    ) -> Checked:
        checker = self._checker(name)
        with self._looking:
            self._begun[name] = number = self._begun[name] + 1
            folder = _with_lent(folder_of(self._sessions[name].folder, cancelled), self._sessions[name])
            checker.look(folder, self._now().date(), _step(progress, cancelled))
            self._done[name] = number
        return Checked(name, tuple(found for problems in checker.problems.values() for found in problems))

    def _checker(self, library: str) -> Checker:
        checker = self._checkers.get(library)
        if checker is None:
            raise ArticleNotFound(f"The library {library} is not open.")
        return checker


def _with_lent(folder: Folder, session: LibrarySession) -> Folder:
    """Add what the agent's own library may use of the others."""
    if not session.lenders:
        return folder
    lenders = [lender.library for lender in session.lenders]
    snapshots = (lender.snapshot for lender in session.lenders)
    segments = (segment for snapshot in snapshots if snapshot for segment in snapshot.segments)
    paths = {row.path for segment in segments for row in living_rows(segment)}
    elsewhere = frozenset((*paths, *map(without_suffix, paths)))
    return replace(folder, lent=with_lent(folder.library, lenders), elsewhere=elsewhere)


def _never() -> bool:
    return False


def _step(
    progress: Callable[[Progress], None] | None, cancelled: Callable[[], bool]
) -> Callable[[int, int], None]:
    def step(done: int, total: int) -> None:
        if cancelled():
            raise WorkCancelled("The check was cancelled.")
        if progress:
            progress(Progress(done, total))

    return step
