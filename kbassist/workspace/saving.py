"""Opens, saves and makes files; what a file held before and after is kept on this machine."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kbassist.articles.article import FileRef, Revision
from kbassist.articles.create import create
from kbassist.articles.folder_inside import is_bare
from kbassist.articles.history import History, Occasion
from kbassist.articles.merge import merge, merge_without_base
from kbassist.articles.parse import LISTED_BYTES
from kbassist.articles.safe_open import read_inside, real_path_inside
from kbassist.articles.save import save
from kbassist.articles.text_file import TextFile
from kbassist.system.errors import (
    ArticleNotFound,
    ArticleUnreadable,
    ChangedMeanwhile,
    FileGone,
    KbError,
    LibraryOffline,
    NotKept,
    NotSaved,
)
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.written import Opened, SaveOutcome, SaveResult

_ATTEMPTS = 50


class Saving:
    """Opens, saves and makes files of the open libraries; may be called from any thread."""

    def __init__(
        self, sessions: Mapping[str, LibrarySession], history: History, now: Callable[[], datetime]
    ) -> None:
        self._sessions = sessions
        self._history = history
        self._now = now

    def open(self, file: FileRef) -> Opened:
        """Read a text file of a library, an article or any other.

        Raises ArticleNotFound, ArticleUnreadable, LibraryOffline, and NotSaved when it is no text.
        """
        root = self.root(file)
        content, revision = read_inside(root, file.path, LISTED_BYTES)
        text = TextFile.of(content)
        return Opened(file, text.text, content, revision, text.encoding, _read_only(root, file.path))

    def save(self, opened: Opened, text: str) -> SaveResult:
        """Put `text` into the file that was opened; what somebody else saved meanwhile is joined with it.

        Raises NotSaved when the file is as it was, or as somebody else left it: `FileGone` when it was
        renamed or removed. Once the text stands in the file nothing is raised any more.
        """
        standing, joined = opened, None
        notes = self.keep(opened, Occasion.BEFORE)
        for _ in range(_ATTEMPTS):
            wanted = joined.text() if joined else text
            try:
                now, told = self._put(standing, wanted)
            except ChangedMeanwhile as error:
                notes += (error.note,) if error.note else ()
                standing = self._reopened(opened.file)
                notes += self.keep(standing, Occasion.BEFORE)
                joined = merge(opened.text, text, standing.text)
                if joined.conflicts:
                    return SaveResult(SaveOutcome.CONFLICT, standing, joined, notes)
                continue
            outcome = SaveOutcome.MERGED if joined else SaveOutcome.SAVED
            notes += told + self.keep(now, Occasion.SAVED)
            return SaveResult(outcome, now, joined, notes, standing)
        raise NotSaved(
            f"{opened.file.path} was not saved: others keep saving it. Wait a moment, then repeat."
        )

    def create(self, file: FileRef, text: str) -> Opened:
        """Make a new file, and the folders for it.

        Raises NotSaved when its name is taken, also by one that other systems take for the same, and
        ArticleNotFound when it leads out of the library.
        """
        content = TextFile(b"", "", "utf-8").as_utf8(text)
        made = TextFile.of(content)  # what could not be opened again is not written
        return Opened(file, made.text, content, self.create_from(file, content), made.encoding, "")

    def make(self, file: FileRef, text: str) -> SaveResult:
        """Make a new file; where somebody has made it meanwhile nothing is written, and it is a conflict.

        Raises as `create` in all other cases.
        """
        try:
            return SaveResult(SaveOutcome.SAVED, self.create(file, text))
        except NotSaved as error:
            refused = error
        try:
            standing = self.open(file)
        except KbError:
            raise refused from None
        if standing.text == text:
            return SaveResult(SaveOutcome.SAVED, standing)
        return SaveResult(SaveOutcome.CONFLICT, standing, merge_without_base(text, standing.text))

    def create_from(self, file: FileRef, content: bytes) -> Revision:
        """Make a new file of these bytes, whatever they are. Raises as `create`."""
        root = self.root(file)
        self._refuse_offline(file)
        revision = create(root, file.path, content)
        self._keep(file, content, Occasion.SAVED)
        return revision

    def put_back(self, now: Opened, before: Opened) -> SaveResult:
        """Undo a save byte by byte, or joined with what somebody made of it since. Raises as `save`."""
        try:
            saved = save(self.root(now.file), now.file.path, now.revision, before.content)
        except ChangedMeanwhile:
            return self.save(now, before.text)
        except (ArticleNotFound, ArticleUnreadable, LibraryOffline) as error:
            raise _not_saved(now.file, error) from error
        back = replace(before, file=now.file, revision=saved.revision)
        notes = saved.notes + self.keep(back, Occasion.SAVED)
        return SaveResult(SaveOutcome.SAVED, back, None, notes, now)

    def keep(self, opened: Opened, occasion: Occasion) -> tuple[str, ...]:
        """Keep what a file holds in the history; return a note when that fails."""
        return self._keep(opened.file, opened.content, occasion)

    def _keep(self, file: FileRef, content: bytes, occasion: Occasion) -> tuple[str, ...]:
        try:
            self._history.keep(file, content, occasion, self._now())
        except NotKept as error:
            return (str(error),)
        return ()

    def root(self, file: FileRef) -> Path:
        """Return the folder of a file's library. Raises ArticleNotFound when it is not open."""
        session = self._sessions.get(file.library)
        if session is None:
            raise ArticleNotFound(f"The library {file.library} is not open.")
        return session.root

    def removed(self, file: FileRef) -> None:
        """Take note that a file was removed here, so that nobody is asked whether that was meant."""
        if (session := self._sessions.get(file.library)) is not None:
            session.removed.add(file.path)

    def _put(self, standing: Opened, text: str) -> tuple[Opened, tuple[str, ...]]:
        """Write `text` over what stands in the file. Raises NotSaved, also for what is gone or away."""
        file, root = standing.file, self.root(standing.file)
        content, notes = encoded(standing, text)
        written = TextFile.of(content)  # what could not be opened again is not written
        try:
            if content == standing.content:
                revision = read_inside(root, file.path, LISTED_BYTES)[1]
                if revision.sha256 != standing.revision.sha256:
                    raise ChangedMeanwhile(f"{file.path} was changed meanwhile; look at it again.")
            else:
                saved = save(root, file.path, standing.revision, content)
                revision, notes = saved.revision, notes + saved.notes
        except (ArticleNotFound, ArticleUnreadable, LibraryOffline) as error:
            raise _not_saved(file, error) from error
        return replace(
            standing, text=written.text, content=content, revision=revision, encoding=written.encoding
        ), notes

    def _reopened(self, file: FileRef) -> Opened:
        try:
            return self.open(file)
        except (ArticleNotFound, ArticleUnreadable, LibraryOffline) as error:
            raise _not_saved(file, error) from error

    def _refuse_offline(self, file: FileRef) -> None:
        """Raise NotSaved where a drive is gone: the folder that it was mounted on takes new files, too."""
        root = self.root(file)
        if is_bare(root) and (not root.is_dir() or self._sessions[file.library].status.articles):
            raise NotSaved(f"{file.path} was not saved: its library cannot be reached; is its drive there?")


def encoded(standing: Opened, text: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the bytes for `text`; as UTF-8, and a note on it, where the file's encoding cannot hold it."""
    file = TextFile(standing.content, standing.text, standing.encoding)
    try:
        return file.with_text(text), ()
    except NotSaved:
        note = (
            f"{standing.file.path} is UTF-8 from now on; the encoding it had has no sign for what was typed."
        )
        return file.as_utf8(text), (note,)


def _read_only(root: Path, path: str) -> str:
    real = real_path_inside(root, path)
    if not os.access(real, os.W_OK):
        return f"{path} is read-only; ask whoever looks after the folder."
    if not os.access(real.parent, os.W_OK | os.X_OK):
        return f"You may not save in the folder of {path}; ask whoever looks after it."
    return ""


def _not_saved(file: FileRef, error: Exception) -> NotSaved:
    kind = FileGone if isinstance(error, ArticleNotFound) else NotSaved
    return kind(f"{file.path} was not saved. {error}")
