"""One open library: its folder, what it says of itself, and its index."""

import logging
import math
import os
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from threading import Lock

from kbassist.articles.article import Article, ArticleRef
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.folder_inside import refuse_bare
from kbassist.articles.library import Library, with_lent
from kbassist.articles.library_files import read_library
from kbassist.search.holding import Held, held_at
from kbassist.search.index import IndexState as ReadState
from kbassist.search.index import LibraryIndex, Snapshot
from kbassist.search.indexer import Indexer
from kbassist.search.lookup import find_row, hit_of
from kbassist.search.report import IndexReport, Progress
from kbassist.search.results import Hit
from kbassist.search.titles import Titles
from kbassist.system.clock import system_time
from kbassist.system.errors import (
    ArticleNotFound,
    ArticleUnreadable,
    IndexBusy,
    IndexUnusable,
    IndexUnwritable,
    LibraryOffline,
)
from kbassist.workspace.held_back import held_back, may_be_removed
from kbassist.workspace.reach import Reach
from kbassist.workspace.values import IndexState, LibraryStatus

_log = logging.getLogger(__name__)

KEPT_ARTICLES = 256
"""Articles kept as they were last read: what an agent looked at survives an unplugged drive."""

OPEN_LIMITS = 0.3
CLOSE_S = 5.0
"""How long the end of the program waits for a look that its folder does not let go of."""


class LibrarySession:
    """Keeps one library's index true to its folder, and reads articles from it.

    `refresh` belongs to one lane; everything else may be called from any.
    """

    def __init__(
        self, root: Path, cache: Path, indexer: Indexer, now: Callable[[], datetime] = system_time
    ) -> None:
        self.root = root
        self._now = now
        self._cache = cache
        self._held = held_at(cache, root)
        self.copies: tuple[str, ...] = ()
        self.removed = set[str]()  # by the program, since the last look
        self.reach = Reach(root)
        self.folder = LibraryFolder(root)
        self.library = self._described()
        self.status = LibraryStatus(str(root), self.library.name)
        self._index = LibraryIndex(cache, root)
        self._indexer = indexer
        self._turn = Lock()
        self._kept: OrderedDict[str, Article] = OrderedDict()
        self._kept_lock = Lock()
        self.titles: Titles | None = None
        self.lenders: tuple[LibrarySession, ...] = ()
        self._open_index()

    @property
    def snapshot(self) -> Snapshot | None:
        """The index as it answers now; None while titles have to, since it is absent or damaged."""
        snapshot = self._index.snapshot
        if snapshot is not None and not snapshot.is_whole:
            self._index.distrust()
            return None
        return snapshot

    @property
    def lent(self) -> Library:
        """The library with what it may use of others, which is what its replies are filled from."""
        return with_lent(self.library, [lender.library for lender in self.lenders])

    def refresh(
        self,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
        full: bool = False,
        accept: bool = False,
        thorough: bool = False,
    ) -> tuple[IndexReport, bool]:
        """Follow the folder; tell what changed, and whether facts, parts or shared fields did.

        Articles that vanished all at once are held back; `accept` lets those go that were held before.
        A slow folder is spared, unless `thorough`.
        Raises WorkCancelled; everything else that can go wrong is told by `status`.
        """
        with self._turn:
            return self._followed(progress, cancelled, full, accept, thorough)

    def warm(self) -> None:
        """Start the indexing process, so that the first look does not wait for it."""
        self._indexer.warm()

    def let_go(self) -> None:
        """Wait for the folder no longer: the program ends."""
        self.reach.close()
        self._indexer.close()

    def close(self) -> None:
        """End the indexing process, and a look that is under way with it."""
        self.let_go()
        if self._turn.acquire(timeout=CLOSE_S):
            self._turn.release()

    def _followed(
        self,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
        full: bool,
        accept: bool,
        thorough: bool,
    ) -> tuple[IndexReport, bool]:
        report, library_changed = IndexReport(), False
        try:
            full = full or not self._verified()
            if self.snapshot is None:
                self._read_titles(progress, cancelled)
                # A folder that was away is back, long before all of it has been taken in.
                self._settle(IndexState.BUILDING)
            library, own = self.reach.ask(lambda: read_library(self.root)), frozenset(self.removed)
            try:
                report = self._indexer.update(
                    self.root,
                    full=full,
                    accept=accept,
                    own=own,
                    thorough=thorough,
                    progress=progress,
                    cancelled=cancelled,
                )
            except IndexBusy:
                return self._read_along(), False
            self.removed -= own
            self.copies = report.copies
            self._held = Held(frozenset(report.held), report.held_since, report.held_of)
            library_changed, self.library = library != self.library, library
            self._index.reload()
            self.titles = None
            self._settle(IndexState.READY)
        except LibraryOffline as error:
            self._settle(self.status.index, offline=True, notice=str(error))
        except (IndexUnwritable, IndexUnusable) as error:
            _log.warning("the index of a library failed: %s", type(error).__name__)
            self._settle(IndexState.FAILED, notice=str(error))
        return report, library_changed

    def read(self, ref: ArticleRef) -> Article:
        """Read the article of `ref` as it stands in the folder now.

        While the folder is out of reach, articles that were read before come as they were.
        Raises ArticleNotFound and LibraryOffline.
        """
        path = self.path_of(ref.article_id)
        try:
            article = self.reach.ask(lambda: self.folder.read(path, self.library))
        except (LibraryOffline, ArticleNotFound) as error:
            if isinstance(error, ArticleNotFound) and not self.holds(path):
                raise
            kept = self._kept.get(path)
            if kept is not None:
                return kept
            if isinstance(error, LibraryOffline):
                raise
            raise LibraryOffline(self.gone_with_others(path)) from error
        with self._kept_lock:
            self._kept[path] = article
            self._kept.move_to_end(path)
            while len(self._kept) > KEPT_ARTICLES:
                self._kept.popitem(last=False)
        return article

    def path_of(self, article_id: str) -> str:
        """Find the file of an article by its id. Raises ArticleNotFound."""
        snapshot = self.snapshot
        found = find_row(snapshot.segments, article_id) if snapshot else None
        if found is not None:
            return found[0].path
        named = self.titles.path_of(article_id) if self.titles else None
        if named is not None:
            return named
        for suffix in (".md", ".markdown"):
            try:
                self.reach.ask(partial(self.folder.read_bytes, article_id + suffix))
            except (ArticleNotFound, ArticleUnreadable):
                continue
            return article_id + suffix
        raise ArticleNotFound(f"There is no article {article_id!r} in {self.library.name}.")

    def may_be_removed(self, gone: frozenset[str], known: int) -> bool:
        """Tell whether files that are gone, of `known` articles, were removed and not lost from sight."""
        return may_be_removed(self._held, self.snapshot, gone, known)

    def hit(self, article_id: str, today: date) -> Hit | None:
        """Return an article as a hit; None when the index does not have it."""
        snapshot = self.snapshot
        return hit_of(str(self.root), snapshot.segments, article_id, today) if snapshot else None

    def _read_titles(
        self, progress: Callable[[Progress], None] | None, cancelled: Callable[[], bool] | None
    ) -> None:
        """Let titles answer until there is an index: file names at once, titles a moment later.

        Tells a progress of none each time, so that whoever has asked in vain can ask again.
        """
        if self.titles is None:
            listing = self.reach.ask(lambda: self.folder.scan(cancelled), math.inf)
            self.titles = Titles(self.root, listing)
            nothing = Progress(0, len(self.titles))
            if progress:
                progress(nothing)
            titles = self.titles
            self.reach.ask(lambda: titles.read(cancelled or (lambda: False)), math.inf)
            if progress:
                progress(nothing)

    def _open_index(self) -> None:
        try:
            self._index.open()
        except IndexUnusable:
            return
        self._settle(IndexState.READY, self.reach.hangs, self.reach.trouble)

    def _verified(self) -> bool:
        """Compare the checksums of what was opened; False when the index must be built anew."""
        if self._index.state is ReadState.DAMAGED:
            return False
        try:
            self._index.verify()
        except IndexUnusable:
            _log.warning("an index did not have the bytes that were written; it is built anew")
            self._settle(IndexState.BUILDING)
            return False
        return True

    def _read_along(self) -> IndexReport:
        """Follow what another running copy writes, as long as the folder is there. Raises LibraryOffline."""
        before = self.snapshot
        if before is not None and before.articles:
            self.reach.ask(lambda: refuse_bare(self.root))
        try:
            self._index.reload()
        except IndexUnusable:
            self._settle(IndexState.BUILDING)
            return IndexReport()
        self._held = held_at(self._cache, self.root)
        self._settle(IndexState.READING)
        if self.snapshot is before or self.snapshot is None:
            return IndexReport()
        return IndexReport(rebuilt=True, articles=self.snapshot.articles)

    def _settle(self, index: IndexState, offline: bool = False, notice: str = "") -> None:
        articles = self.snapshot.articles if self.snapshot else len(self.titles or ())
        self.status = replace(
            self.status,
            name=self.library.name,
            articles=articles,
            index=index,
            offline=offline,
            notice=notice,
            offline_since=(self.status.offline_since or self._now()) if offline else None,
            held_back=held_back(self._held, self.snapshot),
            read_only=self.status.read_only if offline else self.reach.ask(self._is_read_only),
        )

    def _described(self) -> Library:
        """Read what the library says of itself; a folder that hangs has a name only, for now."""
        try:
            return self.reach.ask(lambda: read_library(self.root), OPEN_LIMITS)
        except LibraryOffline:
            return Library(str(self.root), self.root.name)

    def _is_read_only(self) -> bool:
        return not os.access(self.root, os.W_OK | os.X_OK)

    def holds(self, path: str) -> bool:
        """Tell whether the article at `path` is held back: its file is gone with many others."""
        return path in self._held.paths

    def gone_with_others(self, path: str) -> str:
        """Say why the file of an article that is held back cannot be read or saved."""
        return f"{path} is gone from {self.library.name}, and whether it was removed is not known yet."
