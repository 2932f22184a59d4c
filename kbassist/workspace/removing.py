"""Removes files of the open libraries so that they can be put back."""

from collections.abc import Callable
from datetime import datetime

from kbassist.articles.article import FileRef
from kbassist.articles.history import History, Occasion
from kbassist.articles.parse import LISTED_BYTES
from kbassist.articles.safe_open import read_inside
from kbassist.articles.trash import remove
from kbassist.system.errors import (
    ArticleNotFound,
    ArticleUnreadable,
    FileGone,
    LibraryOffline,
    NotKept,
    NotSaved,
)
from kbassist.workspace.saving import Saving
from kbassist.workspace.written import Trashed


class Removing:
    """Keeps a file in the history before it goes, and brings it back from there."""

    def __init__(self, saving: Saving, history: History, now: Callable[[], datetime]) -> None:
        self._saving = saving
        self._history = history
        self._now = now

    def trash(self, file: FileRef) -> Trashed:
        """Remove a file. Raises NotSaved when it stays."""
        root = self._saving.root(file)
        try:
            content, revision = read_inside(root, file.path, LISTED_BYTES)
            kept = self._history.keep(file, content, Occasion.REMOVED, self._now())
        except ArticleNotFound as error:
            raise FileGone(f"{file.path} was removed or renamed already.") from error
        except (ArticleUnreadable, LibraryOffline, NotKept) as error:
            raise NotSaved(f"{file.path} was not removed. {error}") from error
        remove(root, file.path, revision.sha256)
        self._saving.removed(file)
        return Trashed(file, kept.id)

    def restore(self, trashed: Trashed) -> None:
        """Put a file back where it was. Raises NotSaved."""
        try:
            content = self._history.content(trashed.file, trashed.version)
        except NotKept as error:
            raise NotSaved(f"{trashed.file.path} was not put back. {error}") from error
        self._saving.create_from(trashed.file, content)
