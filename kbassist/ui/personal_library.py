"""Offers a library of the agent's own where a copy has nowhere to go, and makes it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot

from kbassist.articles.article import ArticleRef
from kbassist.system.errors import KbError, NotSaved
from kbassist.ui.library_view import LibraryView
from kbassist.ui.notices import Notice, Notices
from kbassist.ui.preferences import Preferences
from kbassist.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from kbassist.ui.answer.page import AnswerPage

SUBJECT = "personal"
FOLDER = "My articles"
DESCRIPTION = f"name: {FOLDER}\n"


class PersonalLibrary(QObject):
    """Asks in place, makes the folder, opens it, and then copies what was to be copied.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(
        self,
        notices: Notices,
        view: LibraryView,
        preferences: Preferences,
        tasks: Tasks,
        folder: Path | None = None,
    ) -> None:
        """`folder` is where the library is made; None means among the user's documents."""
        super().__init__(view)
        self._notices = notices
        self._view = view
        self._preferences = preferences
        self._tasks = tasks
        self._folder = folder
        self._waiting: ArticleRef | None = None
        view.page_opened.connect(self._on_view_page_opened)

    @property
    def folder(self) -> Path:
        """Where the library is made."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return self._folder or Path(QStandardPaths.writableLocation(documents)) / FOLDER

    def offer(self, ref: ArticleRef) -> None:
        """Ask whether a library shall be made for the copy of an article."""
        self._waiting = ref
        text = (
            "Your own copies need a library of yours. Mark one as personal in the settings, or let one be "
            f"made in {self.folder}."
        )
        notice = Notice(text, action="Make it", act=self._make, dismissed=self._forget)
        self._notices.show_notice(SUBJECT, notice)

    def _make(self) -> None:
        folder = self.folder
        self._notices.drop(SUBJECT)
        self._tasks.submit(Lane.IO, lambda: made(folder), self._on_made, self._on_failed)

    def _forget(self) -> None:
        self._waiting = None

    def _on_made(self, folder: Path) -> None:
        known = self._preferences.settings.libraries
        open_now = tuple(library.root for library in self._view.libraries)
        self._preferences.change("personal", str(folder))
        if known or str(folder) in open_now:
            self._view.add_folder(str(folder))
        else:  # beside the sample, which an added folder would take the place of
            self._preferences.change("libraries", (*open_now, str(folder)))

    def _on_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)

    @Slot(object, object)
    def _on_view_page_opened(self, _workspace: object, page: "AnswerPage") -> None:
        page.own_copy.library_lacking.connect(self.offer)
        ref, self._waiting = self._waiting, None
        if ref is not None and self._preferences.settings.personal:
            page.own_copy.make(ref)


def made(folder: Path) -> Path:
    """Make the folder of a library, or take the one that is there. Raises NotSaved."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        description = folder / "_library.yaml"
        if not description.exists():
            description.write_text(DESCRIPTION, "utf-8")
    except OSError as error:
        raise NotSaved(f"{folder} cannot be made: {error.strerror}. Add a folder in the settings.") from error
    return folder
