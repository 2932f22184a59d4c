"""Opens, saves, makes and removes files of the open libraries, and keeps what was typed and saved."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TypeVar

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.articles.changes import ChangePlan
from kbassist.articles.drafts import Draft, Drafts
from kbassist.articles.history import History
from kbassist.articles.leftovers import recover
from kbassist.system.errors import ArticleNotFound, FileGone, LibraryOffline
from kbassist.workspace.copies import Copies
from kbassist.workspace.patching import Patching
from kbassist.workspace.plans import Plans
from kbassist.workspace.removing import Removing
from kbassist.workspace.saving import Saving
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.versions import Versions
from kbassist.workspace.written import CarriedOut, CopyPair, Opened, PairOpened, SaveResult, Trashed, Version

_Answer = TypeVar("_Answer")
SAVE_LIMITS = 6
"""A save has many steps, each of which may be slow."""

_log = logging.getLogger(__name__)


class Writing:
    """All that changes the files of the open libraries; may be called from any thread.

    Whatever is raised is a sentence for the writer, and the text is still with the caller then.
    """

    def __init__(
        self,
        sessions: Mapping[str, LibrarySession],
        history: History,
        drafts: Drafts,
        now: Callable[[], datetime],
        moved: Callable[[ArticleRef, ArticleRef], None] = lambda *_: None,
    ) -> None:
        """`moved` is told which article has another id or library from now on; it raises nothing."""
        self._sessions = sessions
        self._history = history
        self.saving = self._saving = Saving(sessions, history, now)
        self._versions = Versions(self._saving.root, history)
        self._drafts = drafts
        self._plans = Plans(self._saving, history, drafts, moved)
        self._removing = Removing(self._saving, history, now)
        self.patching = Patching(sessions, self, now)
        self._copies = Copies(sessions, self._saving, self._removing)

    def recover(self) -> tuple[str, ...]:
        """Put right what saves that were cut off have left beside the files; return what there is to tell."""
        told: list[str] = []
        for library, session in self._sessions.items():
            told += recover(session.root, partial(self._kept, library))
        _log.info("%d files were put back or kept after a save that was cut off", len(told))
        return tuple(told)

    def open(self, file: FileRef) -> Opened:
        """Read a text file of a library, an article or any other.

        Raises ArticleNotFound, ArticleUnreadable, LibraryOffline, and NotSaved when it is no text.
        """
        return self._reaching(file, lambda: self._saving.open(file))

    def save(self, opened: Opened, text: str) -> SaveResult:
        """Put `text` into the file that was opened; what somebody else saved meanwhile is joined with it.

        Raises NotSaved when the file is as it was, or as somebody else left it: `FileGone` when it was
        renamed or removed. Once the text stands in the file nothing is raised any more.
        """
        return self._reaching(opened.file, lambda: self._saving.save(opened, text), SAVE_LIMITS)

    def create(self, file: FileRef, text: str) -> Opened:
        """Make a new file, and the folders for it.

        Raises NotSaved when its name is taken, also by one that other systems take for the same, and
        ArticleNotFound when it leads out of the library.
        """
        return self._reaching(file, lambda: self._saving.create(file, text), SAVE_LIMITS)

    def make(self, file: FileRef, text: str) -> SaveResult:
        """Make a new file; where somebody has made it meanwhile nothing is written, and it is a conflict.

        Raises as `create` in all other cases.
        """
        return self._reaching(file, lambda: self._saving.make(file, text), SAVE_LIMITS)

    def carry_out(self, plan: ChangePlan) -> CarriedOut:
        """Make the changes of a plan; what somebody changed meanwhile is joined with it or left, and told.

        Raises NotSaved, and nothing was changed, when a file cannot be moved.
        """
        return self._plans.carry_out(plan)

    def take_back(self, done: CarriedOut) -> tuple[str, ...]:
        """Undo what was carried out; return sentences on what could not be."""
        return self._plans.take_back(done)

    def trash(self, file: FileRef) -> Trashed:
        """Keep a file in the history and remove it, into the system's trash where there is one.

        Raises NotSaved when it stays.
        """
        return self._removing.trash(file)

    def restore(self, trashed: Trashed) -> None:
        """Put a removed file back where it was. Raises NotSaved, also when its name is taken meanwhile."""
        self._removing.restore(trashed)

    def conflict_copies(self) -> tuple[CopyPair, ...]:
        """List what sync services left behind when two people saved at once; scans the folders."""
        return self._copies.pairs()

    def open_pair(self, pair: CopyPair) -> PairOpened:
        """Read a copy and its original. Raises as `open`; ArticleNotFound when there is no original."""
        return self._copies.open(pair)

    def settle(self, original: Opened, text: str, copy: Opened) -> SaveResult:
        """Save `text`, made of both, over the original; the copy is removed only once that is saved.

        Raises as `save`; after a conflict the copy stays.
        """
        return self._copies.settle(original, text, copy)

    def versions(self, file: FileRef) -> tuple[Version, ...]:
        """List what this machine and git know of a file, the youngest first."""
        return self._versions.of(file)

    def version_text(self, version: Version) -> str:
        """Return what the file held in a version. Raises NotKept when that is gone, NotSaved when no text."""
        return self._versions.text(version)

    def keep_draft(self, draft: Draft) -> None:
        """Keep on this machine what was typed and not saved yet. Raises NotKept."""
        self._drafts.keep(draft)

    def draft(self, file: FileRef) -> Draft | None:
        """Return what was typed into a file and not saved, None when there is nothing."""
        return self._drafts.of(file)

    def drafts(self) -> tuple[Draft, ...]:
        """Return all that was typed and not saved, also into libraries that are not open."""
        return self._drafts.all()

    def drop_draft(self, file: FileRef) -> None:
        """Let go of a draft, once its text is saved or not wanted. Raises NotKept."""
        self._drafts.drop(file)

    def _reaching(self, file: FileRef, call: Callable[[], _Answer], limits: float = 1) -> _Answer:
        """Do something in the folder of a library; LibraryOffline when it hangs or the file is held back."""
        session = self._sessions.get(file.library)
        if session is None:
            return call()
        try:
            return session.reach.ask(call, limits)
        except (ArticleNotFound, FileGone) as error:
            if session.holds(file.path):
                raise LibraryOffline(session.gone_with_others(file.path)) from error
            raise

    def _kept(self, library: str, path: str, sha256: str) -> bool:
        """Tell whether the history or a draft has a text, so that no other copy of it is needed."""
        file = FileRef(library, path)
        if any(kept.sha256 == sha256 for kept in self._history.of(file)):
            return True
        draft = self._drafts.of(file)
        return (
            draft is not None and hashlib.sha256(draft.text.encode("utf-8", "replace")).hexdigest() == sha256
        )
