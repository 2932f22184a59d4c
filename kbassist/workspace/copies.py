"""Lists the conflict copies of the open libraries, and settles them."""

from collections.abc import Mapping
from dataclasses import replace

from kbassist.articles.article import FileRef
from kbassist.articles.conflicts import conflict_copy, possible_copy
from kbassist.articles.describing_copies import copies_of_describing
from kbassist.articles.merge import merge_without_base
from kbassist.articles.names import without_suffix
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable, KbError, LibraryOffline
from kbassist.workspace.reach import SCAN_LIMITS
from kbassist.workspace.removing import Removing
from kbassist.workspace.saving import Saving
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.written import CopyPair, Opened, PairOpened, SaveOutcome, SaveResult


class Copies:
    """What sync services left behind when two people saved at once."""

    def __init__(self, sessions: Mapping[str, LibrarySession], saving: Saving, removing: Removing) -> None:
        self._sessions = sessions
        self._saving = saving
        self._removing = removing

    def pairs(self) -> tuple[CopyPair, ...]:
        """Look through the libraries that can be reached."""
        found: list[CopyPair] = []
        for library, session in self._sessions.items():
            try:
                listing = session.reach.ask(session.folder.scan, SCAN_LIMITS)
            except LibraryOffline:
                continue
            copies = [problem.path for problem in listing.problems if problem.code == "conflict-copy"]
            stems = {without_suffix(path): path for path in (*listing.files, *copies)}
            for path in copies:
                stem = without_suffix(path)
                copy = conflict_copy(stem) or possible_copy(stem, stems)
                if copy is not None:
                    base = stems.get(copy.base)
                    original = FileRef(library, base) if base else None
                    checksum = _checksum(session, path)
                    found.append(CopyPair(FileRef(library, path), original, copy.service, checksum))
            for path, base, service in copies_of_describing(session.root):
                original = FileRef(library, base) if base else None
                found.append(CopyPair(FileRef(library, path), original, service, _checksum(session, path)))
        return tuple(found)

    def open(self, pair: CopyPair) -> PairOpened:
        """Read both files. Raises as `Saving.open`; ArticleNotFound when there is no original."""
        if pair.original is None:
            raise ArticleNotFound(f"The file that {pair.copy.path} is a copy of is gone; rename the copy.")
        original, copy = self._saving.open(pair.original), self._saving.open(pair.copy)
        return PairOpened(original, copy, merge_without_base(original.text, copy.text))

    def settle(self, original: Opened, text: str, copy: Opened) -> SaveResult:
        """Save what the two were made into; only then remove the copy, if it still is what was seen."""
        result = self._saving.save(original, text)
        if result.outcome is SaveOutcome.CONFLICT:
            return result
        try:
            now = self._saving.open(copy.file)
            if now.revision.sha256 == copy.revision.sha256:
                self._removing.trash(copy.file)
                return result
            note = f"{copy.file.path} stays: it was changed meanwhile."
        except KbError as error:
            note = str(error)
        return replace(result, notes=(*result.notes, note))


def _checksum(session: LibrarySession, path: str) -> str:
    try:
        return session.folder.read_bytes(path)[1].sha256
    except (ArticleNotFound, ArticleUnreadable, LibraryOffline):
        return ""
