"""Keeps the texts of a library's files, so that looking through all of them again reads only what changed."""

from collections.abc import Iterator
from datetime import date

from kbassist.articles.article import FileRef, Revision
from kbassist.articles.listing import FileStat
from kbassist.articles.text_file import TextFile
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable, NotSaved
from kbassist.workspace.outlining import outline_of
from kbassist.workspace.session import LibrarySession

MOST_CHARACTERS = 64_000_000

Kept = tuple[FileStat, str, Revision]


class Texts:
    """The texts of one library as they were read last; may be asked from any thread.

    A file that changed without its size or time doing so is told by its old revision, which is compared
    before anything is written.
    """

    def __init__(self, session: LibrarySession) -> None:
        self._session = session
        self._kept: dict[str, Kept] = {}

    def read(self, path: str) -> tuple[str, Revision]:
        """Read one file as it is now. Raises as reading does, and NotSaved for what is no text."""
        content, revision = self._session.folder.read_bytes(path)
        return TextFile.of(content).text, revision

    def all(self, today: date) -> Iterator[tuple[FileRef, str, Revision]]:
        """Give all texts; those that cannot be read are left out. Raises LibraryOffline."""
        root, listing = str(self._session.root), self._session.folder.scan()
        stats = {**listing.meta, **listing.files}
        paths = {row.file.path for row in outline_of(self._session, today)} | set(listing.files)
        known, size = self._kept, 0
        kept: dict[str, Kept] = {}
        for path in sorted(paths):
            stat, found = stats.get(path), known.get(path)
            try:
                text, seen = found[1:] if found and found[0] == stat else self.read(path)
            except (ArticleNotFound, ArticleUnreadable, NotSaved):
                continue
            size += len(text)
            if stat is not None and size <= MOST_CHARACTERS:
                kept[path] = (stat, text, seen)
            yield FileRef(root, path), text, seen
        self._kept = kept
