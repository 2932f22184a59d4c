"""Tells what changed in the libraries since this agent last looked at all of it."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kbassist.articles.article import ArticleRef, FileRef, Revision
from kbassist.articles.decoding import decode
from kbassist.articles.differences import differences
from kbassist.articles.listing import FileStat, Listing
from kbassist.articles.names import is_article_name
from kbassist.articles.parse import parse_article
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable, LibraryOffline, WorkCancelled
from kbassist.usage.seen import Mark, Seen, SeenStore
from kbassist.workspace.reach import SCAN_LIMITS
from kbassist.workspace.reviewed import ChangedFile, ChangeKind, ChangeShown, QueueId, ReviewEntry
from kbassist.workspace.session import LibrarySession

MOST = 500
_KEPT = 2000

Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Read:
    """What is known of a file in one state of it."""

    seen: Seen
    ref: ArticleRef | None
    title: str
    owner: str


class LookBack:
    """Compares the folders with what was seen of them; may be called from any thread."""

    def __init__(
        self, sessions: Mapping[str, LibrarySession], store: SeenStore, now: Callable[[], datetime]
    ) -> None:
        self._sessions = sessions
        self._store = store
        self._now = now
        self._read: dict[tuple[str, str, FileStat], _Read | None] = {}

    def since(self) -> datetime | None:
        """Return when all of the first library was last looked at; None before the first time."""
        marks = (self._store.mark(root) for root in self._sessions)
        return min((mark.at for mark in marks if mark), default=None)

    def changed(self, cancelled: Cancelled) -> tuple[ReviewEntry, ...]:
        """List the files that are not as they were looked at, the newest first.

        A library that was never looked at is marked as it is. Raises NotKept and WorkCancelled.
        """
        entries: list[ReviewEntry] = []
        for session in self._sessions.values():
            library = str(session.root)
            listing = _scanned(session, cancelled)
            if listing is None:
                continue
            mark = self._store.mark(library)
            if mark is None:
                self._set_mark(session, listing, {}, cancelled)
            elif not (listing.empty_root and mark.files):  # a drive that is unplugged lost nothing
                entries += self._compared(session, listing, mark, cancelled)
        newest_first = sorted(entries, key=lambda entry: (entry.subject.at, entry.title), reverse=True)  # type: ignore[union-attr]
        return tuple(newest_first[:MOST])

    def mark_all(self, cancelled: Cancelled) -> Mapping[str, Mark]:
        """Look at everything as it is now and return the marks before. Raises NotKept and WorkCancelled.

        Only what was marked before that is let go of: the texts of the marks that are returned stay.
        """
        self._store.tidy()
        former: dict[str, Mark] = {}
        for library, session in self._sessions.items():
            mark, listing = self._store.mark(library), _scanned(session, cancelled)
            if listing is None or (mark and listing.empty_root and mark.files):
                continue
            self._set_mark(session, listing, mark.files if mark else {}, cancelled)
            if mark:
                former[library] = mark
        return former

    def put_back(self, former: Mapping[str, Mark]) -> None:
        """Set the marks again that `mark_all` has returned. Raises NotKept."""
        for library, mark in former.items():
            self._store.put_back(library, mark)

    def look_at(self, entry: ReviewEntry, change: ChangedFile) -> None:
        """Take one change as looked at. Raises NotKept."""
        assert entry.file is not None
        library, path = entry.file.library, entry.file.path
        content = None
        if change.after is not None:
            content = self._content(entry.file)
        if change.moved_from:
            self._store.set_file(library, change.moved_from, None)
        self._store.set_file(library, path, change.after, content)

    def look_away(self, entry: ReviewEntry, change: ChangedFile) -> None:
        """Take back `look_at`. Raises NotKept."""
        assert entry.file is not None
        if change.moved_from:
            self._store.set_file(entry.file.library, entry.file.path, None)
        path = change.moved_from or entry.file.path
        self._store.set_file(entry.file.library, path, change.before)

    def know(self, file: FileRef, before: Revision, after: Revision, content: bytes) -> None:
        """Take what was written here as seen, unless what it took the place of was not. Raises NotKept."""
        mark = self._store.mark(file.library)
        seen = mark.files.get(file.path) if mark else None
        if seen is not None and seen.sha256 == before.sha256:
            now = Seen(after.sha256, after.size_bytes, after.mtime_ns)
            self._store.set_file(file.library, file.path, now, content)

    def show(self, file: FileRef, change: ChangedFile) -> ChangeShown:
        """Compare a file with what was seen of it. Raises NotKept."""
        before = self._store.content(change.before.sha256) if change.before else b""
        after = self._content(file) if change.after else b""
        if before is None:
            return ChangeShown((), "What it was before is not kept: it was too large, or there is too much.")
        if after is None:
            return ChangeShown((), "The file cannot be read just now.")
        texts = [decode(content) for content in (before, after)]
        if texts[0] is None or texts[1] is None:
            return ChangeShown((), "This is no text that could be compared.")
        blocks = differences(texts[0].text, texts[1].text, None)
        return ChangeShown(tuple(line for block in blocks for line in block.lines))

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def _compared(
        self, session: LibrarySession, listing: Listing, mark: Mark, cancelled: Cancelled
    ) -> Iterator[ReviewEntry]:
        there = _files(listing)
        gone = {
            path: seen for path, seen in mark.files.items() if path not in there and not listing.hides(path)
        }
        moved = {seen.sha256: path for path, seen in gone.items()}
        for path, stat in there.items():
            before = mark.files.get(path)
            if before is not None and (before.size_bytes, before.mtime_ns) == stat[:2]:
                continue
            if cancelled():
                raise WorkCancelled("The look at what changed was stopped.")
            read = self._known(session, path, stat)
            if read is None:
                continue
            if before is not None and before.sha256 == read.seen.sha256:
                self._store.set_file(str(session.root), path, read.seen)  # only its time is another
                continue
            at = datetime.fromtimestamp(stat.mtime_ns / 1e9, UTC)
            source = moved.pop(read.seen.sha256, "") if before is None else ""
            old = gone.pop(source) if source else before
            kind = ChangeKind.MOVED if source else ChangeKind.CHANGED if before else ChangeKind.ADDED
            yield _entry(session, path, read, ChangedFile(kind, at, old, read.seen, source))
        for path, seen in gone.items():
            lost = ChangedFile(ChangeKind.REMOVED, self._now(), seen, None)
            yield _entry(session, path, _Read(seen, None, path, ""), lost)

    def _set_mark(
        self, session: LibrarySession, listing: Listing, known: Mapping[str, Seen], cancelled: Cancelled
    ) -> None:
        """Keep all that is new, reading only what is not as it was."""
        library, files = str(session.root), dict[str, Seen]()

        def contents() -> Iterator[tuple[str, bytes]]:
            for path, stat in _files(listing).items():
                before = known.get(path)
                if before is not None and (before.size_bytes, before.mtime_ns) == stat[:2]:
                    files[path] = before
                    continue
                if cancelled():
                    raise WorkCancelled("Marking what was seen was stopped.")
                content = self._content(FileRef(library, path))
                if content is not None:
                    files[path] = Seen(hashlib.sha256(content).hexdigest(), *stat[:2])
                    yield files[path].sha256, content

        # The texts are taken first, and `files` is complete when they are.
        self._store.set_mark(library, Mark(self._now(), files), contents())

    def _known(self, session: LibrarySession, path: str, stat: FileStat) -> _Read | None:
        key = (str(session.root), path, stat)
        if key not in self._read:
            if len(self._read) >= _KEPT:
                self._read.clear()
            self._read[key] = self._read_anew(session, path, stat)
        return self._read[key]

    def _read_anew(self, session: LibrarySession, path: str, stat: FileStat) -> _Read | None:
        content = self._content(FileRef(str(session.root), path))
        if content is None:
            return None
        seen = Seen(hashlib.sha256(content).hexdigest(), *stat[:2])
        if path.startswith("_") or not is_article_name(path.rpartition("/")[2]):
            return _Read(seen, None, path, "")
        article = parse_article(content, path, session.library, None)
        return _Read(seen, ArticleRef(str(session.root), article.id), article.title, article.owner or "")

    def _content(self, file: FileRef) -> bytes | None:
        try:
            return self._sessions[file.library].folder.read_bytes(file.path)[0]
        except (ArticleNotFound, ArticleUnreadable, LibraryOffline, KeyError):
            return None


def _scanned(session: LibrarySession, cancelled: Cancelled) -> Listing | None:
    try:
        return session.reach.ask(lambda: session.folder.scan(cancelled), SCAN_LIMITS)
    except LibraryOffline:
        return None


def _files(listing: Listing) -> Mapping[str, FileStat]:
    return {**listing.files, **listing.meta}


def _entry(session: LibrarySession, path: str, read: _Read, change: ChangedFile) -> ReviewEntry:
    words = {
        ChangeKind.ADDED: f"New: {path}",
        ChangeKind.CHANGED: path,
        ChangeKind.MOVED: f"{change.moved_from} is {path} now",
        ChangeKind.REMOVED: f"Gone: {path}",
    }
    return ReviewEntry(
        QueueId.CHANGED,
        f"{session.root}\0{path}\0{read.seen.sha256}",
        read.title,
        words[change.kind],
        change,
        FileRef(str(session.root), path),
        read.ref,
        day=change.at.astimezone().date(),
        owner=read.owner,
    )
