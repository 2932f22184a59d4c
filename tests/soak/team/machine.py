"""One person's machine: the program's own parts for writing, without window, index and child processes."""

import random
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kbassist.articles.article import FileRef, Revision
from kbassist.articles.drafts import Draft, Drafts
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.history import History, HistoryLimits
from kbassist.articles.library import Library
from kbassist.articles.library_files import read_library
from kbassist.articles.merge import HunkKind, Merge
from kbassist.system.errors import FileGone, KbError, LibraryOffline, NotSaved
from kbassist.workspace.authoring import Authoring
from kbassist.workspace.reach import Reach
from kbassist.workspace.values import LibraryStatus
from kbassist.workspace.writing import Writing
from kbassist.workspace.written import CopyPair, Opened, SaveOutcome, SaveResult
from tests.soak.team.ledger import Ledger, tokens_in

_SETTLING = 50
_BEGINNING = datetime(2026, 11, 29, 9, tzinfo=UTC)


class Session:
    """What writing needs to know of an open library."""

    snapshot = titles = None

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reach = Reach(root)
        self.removed = set[str]()
        self.holds = frozenset[str]().__contains__
        self.folder = LibraryFolder(root)
        self.status = LibraryStatus(str(root), "team")

    @property
    def library(self) -> Library:
        return read_library(self.root)

    def may_be_removed(self, gone: frozenset[str], known: int) -> bool:
        """Let everything go: here whatever is gone was removed by somebody."""
        return True


class Pictures:
    """Takes every picture as it is; the child process that looks into it costs too much here."""

    def kept_picture(self, content: bytes) -> tuple[str, bytes]:
        return "png", content


class Machine:
    """A library's folder, a person's own folders, and what the person has open."""

    def __init__(self, number: int, root: Path, home: Path, ledger: Ledger) -> None:
        self.number = number
        self.name = f"desk-{number}"
        self.root = root
        self.home = home
        self.ledger = ledger
        self.skew = timedelta()
        self.ticks = 0
        self.is_online = True
        self.is_running = False
        self.busy = ""
        self.opened: dict[str, Opened] = {}
        self.foreign: dict[str, bytes] = {}
        self.session = Session(root)

    def now(self) -> datetime:
        """Tell what this machine's clock says: each look at it is a second later."""
        self.ticks += 1
        return _BEGINNING + self.skew + timedelta(seconds=self.ticks)

    def start(self) -> None:
        """Start the program, also after a crash."""
        self.opened = {}
        known = self.session.status  # as the index tells, however far away the folder is
        self.session = Session(self.root)
        self.session.status = known
        sessions = {str(self.root): self.session}
        history = History(self.home / "history", HistoryLimits(versions=100_000, size_mb=10_000))
        self.writing = Writing(sessions, history, Drafts(self.home / "drafts"), self.now)  # type: ignore[arg-type]
        self.authoring = Authoring(sessions, Pictures(), self.now)  # type: ignore[arg-type]
        self.is_running = True
        self.look()
        self.writing.recover()

    def look(self) -> tuple[str, ...]:
        """Look at the folder as the program does every few seconds; return the articles."""
        try:
            listing = self.session.folder.scan()
        except LibraryOffline:
            return ()
        if not listing.empty_root:
            self.session.status = LibraryStatus(str(self.root), "team", len(listing.files))
        return tuple(sorted(listing.files))

    def file(self, path: str) -> FileRef:
        """Name a file of the library."""
        return FileRef(str(self.root), path)

    def open(self, path: str) -> Opened:
        """Open a file in the editor, where it stays open however old it gets. Raises KbError."""
        self.busy = path
        if path not in self.opened:
            self.opened[path] = self.writing.open(self.file(path))
        return self.opened[path]

    def close(self, path: str) -> None:
        """Close a file in the editor."""
        self.opened.pop(path, None)

    def save(self, opened: Opened, text: str, chance: random.Random | None) -> None:
        """Save as the window does: kept as a draft first, which goes once the text stands in the file.

        Where the file is gone it is made anew, or by `chance` later.
        """
        draft = Draft(opened.file, text, opened.content, opened.revision.sha256, 0, self.now())
        self._typed(draft, opened.text)
        self.ledger.drop(opened.text, text)
        try:
            result = self._decided(opened, text)
        except FileGone:
            self.close(opened.file.path)
            if chance is not None and chance.random() < 0.5:
                return  # later, from the draft
            self._made(opened.file, text)
            return
        except KbError:
            return
        self.ledger.saved |= tokens_in(text)
        self.opened[opened.file.path] = result.opened
        self.writing.drop_draft(opened.file)

    def create(self, path: str, text: str) -> None:
        """Make a new article; where the name is taken the two are joined, or it stays a draft."""
        self.busy = path
        draft = Draft(self.file(path), text, b"", "", 0, self.now())
        self._typed(draft, "")
        self._made(self.file(path), text)

    def resume(self, draft: Draft, chance: random.Random | None = None) -> None:
        """Save what was typed and not saved, on top of what stands in the file by now."""
        if not draft.base_sha256:
            self._made(draft.file, draft.text)
            return
        revision = Revision(draft.base_sha256, len(draft.base), 0)
        self.save(Opened(draft.file, draft.base_text, draft.base, revision, "utf-8"), draft.text, chance)

    def draft(self, path: str) -> Draft | None:
        """Return what was typed into a file and not saved."""
        return self.writing.draft(self.file(path))

    def move(self, path: str, new_path: str, take_back: bool) -> None:
        """Rename a file, with all links to it, and perhaps take that back. Raises KbError."""
        self.busy = path
        done = self.writing.carry_out(self.authoring.plan_move(self.file(path), new_path))
        self.opened = {}
        if take_back:
            self.writing.take_back(done)

    def trash(self, path: str) -> None:
        """Remove a file, and with it what is in it now. Raises KbError."""
        self.busy = path
        self.ledger.drop(self.writing.open(self.file(path)).text, "")
        self.writing.trash(self.file(path))
        self.close(path)

    def settle(self, pair: CopyPair, chance: random.Random) -> None:
        """Make one of an article and its conflict copy, and lose nothing of either. Raises KbError."""
        if pair.original is None:
            folder = pair.copy.path.rpartition("/")[0]
            name = f"{folder}/found-again-{chance.randrange(10**9)}.md".lstrip("/")
            self.move(pair.copy.path, name, take_back=False)
            return
        opened = self.writing.open_pair(pair)
        text = both(opened.merge)
        result = self.writing.settle(opened.original, text, opened.copy)
        while result.outcome is SaveOutcome.CONFLICT:
            assert result.merge is not None
            result = self.writing.settle(result.opened, both(result.merge), opened.copy)
        self.opened.pop(pair.original.path, None)

    def everything_kept(self) -> set[str]:
        """Return the tokens in this machine's history and drafts."""
        found: set[str] = set()
        for kept in (self.home / "history").glob("*/about.json"):
            found |= self._in_history(kept.parent)
        for draft in self.writing.drafts():
            found |= tokens_in(draft.text)
        return found

    def _in_history(self, folder: Path) -> set[str]:
        return set().union(*(tokens_in(zlib.decompress(file.read_bytes())) for file in folder.glob("*.z")))

    def _typed(self, draft: Draft, before: str) -> None:
        self.writing.keep_draft(draft)
        self.ledger.typed |= tokens_in(draft.text) - tokens_in(before)

    def _made(self, file: FileRef, text: str) -> None:
        try:
            result = self.writing.make(file, text)
            while result.outcome is SaveOutcome.CONFLICT:
                assert result.merge is not None
                result = self._decided(result.opened, both(result.merge))
        except KbError:
            return
        self.ledger.saved |= tokens_in(text)
        self.opened[file.path] = result.opened
        self.writing.drop_draft(file)

    def _decided(self, opened: Opened, text: str) -> SaveResult:
        """Save, and decide for both sides where two changed the same. Raises KbError."""
        result = self.writing.save(opened, text)
        for _ in range(_SETTLING):
            if result.outcome is not SaveOutcome.CONFLICT:
                return result
            assert result.merge is not None
            result = self.writing.save(result.opened, both(result.merge))
        raise NotSaved("Others keep saving it.")


def both(merge: Merge) -> str:
    """Resolve a merge so that the words of both sides stay."""
    hunks = enumerate(merge.hunks)
    return merge.resolved(
        {at: (*hunk.theirs, *hunk.mine) for at, hunk in hunks if hunk.kind is HunkKind.CONFLICT}
    )
