"""Tells at once when an edit met somebody else's in a sync, and leads to where both are looked at."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbassist.articles.article import FileRef
from kbassist.system.errors import KbError
from kbassist.ui.notices import Notice, Notices
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.widgets.banner import BannerKind

if TYPE_CHECKING:
    from kbassist.team.git.pending import PendingConflict
    from kbassist.workspace.workspace import Workspace

SUBJECT = "met"


class Met(QObject):
    """Has one banner for all that is pending.

    Signals:
        look_wanted: a conflict shall be looked at; carries the `FileRef`, None for all of several.
    """

    look_wanted = Signal(object)

    def __init__(self, notices: Notices, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = notices
        self._tasks = tasks
        self._workspace: Workspace | None = None
        self._looking = Generation()
        self._told: frozenset[str] = frozenset()

    def serve(self, workspace: "Workspace") -> None:
        """Look at another workspace's conflicts from now on."""
        self._workspace = workspace
        self._looking.drop()
        self._told = frozenset()
        self._notices.drop(SUBJECT)

    def look(self) -> None:
        """Find what is pending, and tell what was not told yet."""
        if (workspace := self._workspace) is None:
            return

        def work() -> "tuple[tuple[PendingConflict, ...], dict[FileRef, str]]":
            pending = workspace.syncing.conflicts()
            titles = {row.file: row.title for row in workspace.authoring.outline()} if pending else {}
            return pending, titles

        self._tasks.submit(Lane.IO, work, self._on_found, self._on_failed, generation=self._looking)

    def _on_found(self, found: "tuple[tuple[PendingConflict, ...], dict[FileRef, str]]") -> None:
        pending, titles = found
        ids = frozenset(one.id for one in pending)
        news = ids - self._told
        self._told = ids
        if not pending:
            self._notices.drop(SUBJECT)
        elif news:
            text = sentence_of(pending, titles)
            files = {one.file for one in pending}
            file = next(iter(files)) if len(files) == 1 else None
            self._notices.show_notice(
                SUBJECT, Notice(text, BannerKind.WARNING, "Look", lambda: self._look_at(file))
            )

    def _look_at(self, file: FileRef | None) -> None:
        self._notices.drop(SUBJECT)
        self.look_wanted.emit(file)

    def _on_failed(self, _: KbError) -> None:
        """Nothing is said: the page of conflicts itself tells it to whoever looks."""


def sentence_of(pending: "tuple[PendingConflict, ...]", titles: dict[FileRef, str]) -> str:
    """Say it of the youngest, and how many wait besides it."""
    last = max(pending, key=lambda one: one.at)
    title = titles.get(last.file, last.file.path)
    told = (
        f"Your edit of “{title}” met one by {last.who or 'somebody else'} in the same lines; both are kept."
    )
    more = len(pending) - 1
    return f"{told} {more} more wait{'s' if more == 1 else ''} besides." if more else told
