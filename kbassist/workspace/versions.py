"""Lists the versions of a file that this machine kept and that git has, and reads them."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from kbassist.articles.article import FileRef
from kbassist.articles.history import History, Occasion
from kbassist.articles.text_file import TextFile
from kbassist.system.errors import NotKept
from kbassist.team.git.history import GitHistory
from kbassist.workspace.written import Version, VersionOrigin

_NOTES = {
    Occasion.BEFORE: "As it was found",
    Occasion.SAVED: "Saved here",
    Occasion.REMOVED: "Before it was removed",
}


class Versions:
    """What the files of the open libraries held; `root` gives the folder of a file's library."""

    def __init__(self, root: Callable[[FileRef], Path], history: History) -> None:
        self._root = root
        self._history = history
        self._git = lru_cache(maxsize=16)(GitHistory)

    def of(self, file: FileRef) -> tuple[Version, ...]:
        """List the versions of a file, the youngest first."""
        kept = [
            Version(
                file, found.id, found.at, VersionOrigin.LOCAL, "", _NOTES[found.occasion], found.size_bytes
            )
            for found in self._history.of(file)
        ]
        commits = [
            Version(
                file, found.blob, found.at, VersionOrigin.GIT, found.author, found.subject, found.size_bytes
            )
            for found in self._git(self._root(file)).commits(file.path)
        ]
        return tuple(sorted((*kept, *commits), key=lambda version: version.at, reverse=True))

    def text(self, version: Version) -> str:
        """Return what the file held. Raises NotKept when that is gone, NotSaved when it is no text."""
        return TextFile.of(self.content(version)).text

    def content(self, version: Version) -> bytes:
        """Return the bytes of a version. Raises NotKept."""
        if version.origin is VersionOrigin.LOCAL:
            return self._history.content(version.file, version.id)
        content = self._git(self._root(version.file)).content(version.id)
        if content is None:
            raise NotKept(f"git does not give this version of {version.file.path}; take another one.")
        return content
