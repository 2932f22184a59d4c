"""Offers what was typed into a library while it was out of reach, once it is back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.drafts import Draft
from kbassist.system.errors import KbError
from kbassist.ui.folder_watch import Look
from kbassist.ui.notices import Notice, Notices
from kbassist.ui.session import Session
from kbassist.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from kbassist.workspace.values import LibraryStatus

MOST_NAMED = 3


class DraftsOffer(QObject):
    """Saves nothing by itself: it leads to the texts, and the writer saves them.

    Signals:
        file_wanted: a draft shall be opened; carries its `FileRef` and a line, which is 0.
        list_wanted: all drafts shall be listed.
    """

    file_wanted = Signal(object, int)
    list_wanted = Signal()

    def __init__(
        self, notices: Notices, session: Session, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._notices = notices
        self._session = session
        self._tasks = tasks
        self._away: set[str] = set()
        session.looked.connect(self._on_session_looked)

    @Slot(object)
    def _on_session_looked(self, look: Look) -> None:
        status = look.refreshed.status
        away, self._away = self._away, set(status.offline)
        for library in status.libraries:
            if library.root in self._away:
                self._notices.drop(_subject(library.root))
            elif library.root in away:
                self._look_for_drafts(library)

    def _look_for_drafts(self, library: "LibraryStatus") -> None:
        if (opened := self._session.current) is None:
            return
        workspace = opened.workspace

        def look() -> tuple["LibraryStatus", tuple[Draft, ...]]:
            drafts = workspace.writing.drafts()
            return library, tuple(draft for draft in drafts if draft.file.library == library.root)

        self._tasks.submit(Lane.IO, look, self._on_drafts_found, self._on_look_failed)

    def _on_drafts_found(self, found: tuple["LibraryStatus", tuple[Draft, ...]]) -> None:
        library, drafts = found
        if drafts:
            text = offer_sentence(library.name, [draft.file.path for draft in drafts])
            act = partial(self._open, library.root, drafts)
            action = "Open it" if len(drafts) == 1 else "Show them"
            self._notices.show_notice(_subject(library.root), Notice(text, action=action, act=act))

    def _open(self, library: str, drafts: tuple[Draft, ...]) -> None:
        self._notices.drop(_subject(library))
        if len(drafts) == 1:
            self.file_wanted.emit(drafts[0].file, 0)
        else:
            self.list_wanted.emit()

    def _on_look_failed(self, _: KbError) -> None:
        """Nothing is said: Review lists the drafts all the same."""


def offer_sentence(name: str, paths: list[str]) -> str:
    """Say which texts wait for being saved, the first of `paths` by name."""
    shown = ", ".join(paths[:MOST_NAMED])
    more = f" and {len(paths) - MOST_NAMED} more" if len(paths) > MOST_NAMED else ""
    verb = "waits" if len(paths) == 1 else "wait"
    return f"{name} can be reached again. What you typed into {shown}{more} {verb} to be saved."


def _subject(library: str) -> str:
    return f"drafts {library}"
