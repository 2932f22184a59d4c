"""Finds the versions of a file, and their texts as they are looked at, in the background."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kbassist.articles.article import FileRef
from kbassist.system.errors import KbError
from kbassist.ui.compare.history_view import HistoryView
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.workspace.written import Version

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

Found = tuple[str, tuple[Version, ...], str]
Read = tuple[Version, str]


class HistoryController(QObject):
    """Serves a `HistoryView`; what was asked for another file before is dropped."""

    def __init__(self, view: HistoryView, tasks: Tasks) -> None:
        super().__init__(view)
        self._view = view
        self._tasks = tasks
        self._workspace: Workspace | None = None
        self._looking = Generation()
        self._file: FileRef | None = None
        view.text_wanted.connect(self._on_view_text_wanted)

    def look(self, workspace: "Workspace", file: FileRef, title: str, now: str) -> None:
        """Show the versions of a file; `now` is its text in the editor."""
        self._workspace, self._file = workspace, file

        def find() -> Found:
            return title, workspace.writing.versions(file), now

        self._view.begin(title)
        self._tasks.submit(Lane.IO, find, self._on_found, self._on_failed, generation=self._looking)

    def _on_found(self, found: Found) -> None:
        self._view.show_versions(*found)

    @Slot(object)
    def _on_view_text_wanted(self, version: Version) -> None:
        if (workspace := self._workspace) is None:
            return

        def read() -> Read:
            return version, workspace.writing.version_text(version)

        self._tasks.submit(Lane.IO, read, self._on_read, self._on_failed)

    def _on_read(self, read: Read) -> None:
        version, text = read
        if version.file == self._file:
            self._view.put_text(version, text)

    def _on_failed(self, error: KbError) -> None:
        self._view.say(str(error))
