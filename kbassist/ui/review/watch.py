"""Counts in quiet moments what waits on the Review page, and tells once what changed since the last look."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, Signal, Slot

from kbassist.system.errors import KbError
from kbassist.ui.answer.labels import day_of
from kbassist.ui.library_view import LibraryView
from kbassist.ui.notices import Notice
from kbassist.ui.shell import MainWindow
from kbassist.ui.tasks import Generation, Lane, Tasks, Ticket

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

QUIET_MS = 2500
"""So long after the last change: the first hits and the index come before."""

SUBJECT = "changes"


class ReviewWatch(QObject):
    """Looks after the libraries have been opened or changed, in the background.

    Signals:
        changes_wanted: the agent wants to see what changed.
    """

    changes_wanted = Signal()

    def __init__(self, window: MainWindow, view: LibraryView, tasks: Tasks) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._workspace: Workspace | None = None
        self._told = False
        self._looking = Generation()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        view.page_opened.connect(self._on_view_page_opened)
        view.refreshed.connect(self.look_soon)

    @Slot()
    def look_soon(self) -> None:
        """Look once nothing has changed for a while."""
        if self._workspace is not None:
            self._timer.start()

    def close(self) -> None:
        """Stop looking."""
        self._timer.stop()
        self._looking.drop()

    @Slot(object, object)
    def _on_view_page_opened(self, workspace: "Workspace", _page: object) -> None:
        self._workspace = workspace
        self._told = False
        self._window.notices.drop(SUBJECT)
        self.look_soon()

    @Slot()
    def _on_timer_timeout(self) -> None:
        workspace, ticket = self._workspace, Ticket()
        if workspace is None:
            return

        def look() -> tuple[int, datetime | None, int]:
            reviewing = workspace.reviewing
            return reviewing.waiting(ticket.cancelled), *reviewing.changed_since(ticket.cancelled)

        self._tasks.submit(
            Lane.IO, look, self._on_looked, self._on_look_failed, generation=self._looking, ticket=ticket
        )

    def _on_looked(self, answer: tuple[int, datetime | None, int]) -> None:
        waiting, since, changed = answer
        self._window.show_count("review", waiting)
        if self._told:
            return
        self._told = True
        if since is not None and changed:
            text = changes_sentence(changed, since.astimezone(), date.today())
            self._window.notices.show_notice(SUBJECT, Notice(text, action="Show", act=self._show))

    def _on_look_failed(self, _: KbError) -> None:
        """Nothing is said: the page itself tells it to whoever looks."""

    def _show(self) -> None:
        self._window.notices.drop(SUBJECT)
        self.changes_wanted.emit()


def changes_sentence(count: int, since: datetime, today: date) -> str:
    """Say how much changed: `7 articles changed since Friday`."""
    days = (today - since.date()).days
    if days < 1:
        when = f"{since:%H:%M}"
    elif days < 2:
        when = "yesterday"
    elif days < 7:
        when = QLocale.c().dayName(since.isoweekday(), QLocale.FormatType.LongFormat)
    else:
        when = day_of(since.date(), today)
    return f"{count} {'article' if count == 1 else 'articles'} changed since {when}"
