"""Checks the open libraries."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from kbassist.articles.article import Problem
from kbassist.checks.rules import check
from kbassist.render.worker import RenderWorker
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.subject import subject_of


class Checking:
    """Applies the checks to the open libraries; may be called from any thread."""

    def __init__(
        self, sessions: Mapping[str, LibrarySession], worker: RenderWorker, now: Callable[[], datetime]
    ) -> None:
        self._sessions = sessions
        self._worker = worker
        self._now = now

    def check(self, paths: Collection[str] = ()) -> tuple[Problem, ...]:
        """Apply all checks and return what was found at `paths` (of any library), at all without.

        Raises LibraryOffline.
        """
        today = self._now().date()
        found: list[Problem] = []
        for session in self._sessions.values():
            found.extend(check(subject_of(session, self._worker, today)))
        return tuple(problem for problem in found if not paths or problem.path in paths)
