"""Keeps the index of one library true to its folder; lives in the child process."""

import hashlib
import shutil
import time
from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import replace
from pathlib import Path

from kbassist.articles.article import Article
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.library import Library
from kbassist.articles.library_files import read_library
from kbassist.articles.listing import FileStat, Listing
from kbassist.articles.sparing import Sparing
from kbassist.search.analysis import Analyser
from kbassist.search.generation import Generation
from kbassist.search.holding import Held, Holding
from kbassist.search.intake import Intake, differing, fill, gone_from, moved
from kbassist.search.lock import WriterLock
from kbassist.search.manifest import Manifest
from kbassist.search.merging import to_merge
from kbassist.search.place import IndexPlace
from kbassist.search.report import IndexReport, Progress, Watch
from kbassist.search.saved import saved_article
from kbassist.search.store import WHOOSH_VERSION
from kbassist.search.versions import stamp
from kbassist.system.errors import ArticleNotFound, IndexBusy, IndexUnusable, LibraryOffline

# A segment's postings are sorted in memory: 100,000 articles at once took 1.4 GB, 25,000 take 0.5. Every
# segment more makes each keystroke some 10 % slower.
SEGMENT_ARTICLES = 50_000


class LibraryWriter:
    """Scans the folder at `root`, compares it with the index and commits what differs.

    Holds the right to write from the first update on. What was indexed stays in memory, so that one
    saved article is a matter of milliseconds.
    """

    def __init__(self, cache: Path, root: Path) -> None:
        self._root = root
        self._folder = LibraryFolder(root)
        self._place = IndexPlace.of(cache, root)
        self._lock = WriterLock(self._place.folder / "lock")
        self._analyser = Analyser()
        self._generation: Generation | None = None
        self._library: Library | None = None
        self._holding = Holding(self._place.folder)
        self._accept = False
        self._own: Set[str] = frozenset()
        self._sparing = Sparing()
        self._copies: tuple[str, ...] = ()

    def update(
        self,
        paths: Collection[str] | None,
        full: bool,
        watch: Watch,
        accept: bool = False,
        thorough: bool = False,
        own: Set[str] = frozenset(),
    ) -> IndexReport:
        """Bring the index up to date and return what changed.

        `paths` are known to be the only ones that changed; None looks at the whole folder. `full` reads
        everything anew, beside the index that answers meanwhile; so does any doubt about that one.
        Articles that vanished all at once are held back; `accept` lets those go that were held before, and
        those of the paths `own` are never held, since the program has removed them itself.
        A slow folder is spared, unless `thorough`: `Sparing` tells how.
        Raises IndexBusy, LibraryOffline, WorkCancelled, and OSError when the cache cannot be written.
        """
        start = time.perf_counter()
        self._place.make()
        if not self._lock.acquire():
            raise IndexBusy("Another copy of kbassist keeps this search index up to date.")
        self._accept, self._own = accept, own
        if full or thorough:
            self._sparing.forget()
        try:
            generation = self._open()
            if generation is None or full:
                report = self._build(generation, watch)
            else:
                report = self._follow(generation, paths, watch)
        except LibraryOffline:
            raise
        except BaseException:
            self._generation = None  # what is in memory may not be what is on the disk
            raise
        held = self._holding.held
        return replace(
            report,
            duration_s=time.perf_counter() - start,
            held=tuple(sorted(held.paths)),
            held_since=held.since,
            held_of=held.known,
            copies=self._copies,
        )

    def merge(self, interrupted: Callable[[], bool]) -> bool:
        """Write small segments anew as one, unless `interrupted`; tell whether anything was merged.

        Only files that are still as they were indexed are taken: what has changed since is left to the
        next update, which says so.
        """
        generation, library = self._generation, self._library
        if generation is None or library is None:
            return False
        small = set(to_merge(generation.manifest.segments))
        known = [place.entry for place in generation.catalogue.values() if place.segment in small]
        if not known:
            return False
        draft = generation.draft(self._analyser)
        try:
            for entry in known:
                if interrupted():
                    break
                article = self._read(entry.path, library)
                if article and article.revision and article.revision.sha256 == entry.sha256:
                    draft.add(article, library, entry.stat)
        except BaseException:
            draft.cancel()
            raise
        if interrupted() or not draft.entries:
            draft.cancel()
            return False
        self._generation = None  # until the commit is known to have succeeded
        generation.commit(draft)
        self._generation = generation
        return True

    def close(self) -> None:
        """Let another process write."""
        self._generation = None
        self._lock.release()

    def _open(self) -> Generation | None:
        """Open the index for writing; None when it has to be built."""
        try:
            folder = self._place.current()
            if self._generation is not None and self._generation.folder == folder:
                self._generation.manifest.check_sizes(folder)  # cleaners delete files of running programs
                return self._generation
            self._place.remove_others(folder)
            return Generation.open(folder, stamp())
        except IndexUnusable:
            return None

    def _build(self, old: Generation | None, watch: Watch, *, of_use: bool = True) -> IndexReport:
        """Index every article in a new generation, and let that count when it is whole.

        While articles are held back the old one goes on, if it is of use: nobody could read them anew.
        """
        listing = self._scan(old, watch)
        library = read_library(self._root)
        if of_use and old is not None:
            gone = gone_from(old.catalogue, listing)
            if self._judged(old, gone).paths:
                return self._refresh(old, watch, differing(old.catalogue, listing.files), gone, library)
        folder = self._place.new_generation(stamp())
        failed: list[str] = []
        try:
            manifest = Manifest(stamp(), WHOOSH_VERSION, str(self._root), _digest(library))
            generation = Generation.create(folder, manifest)
            paths = list(listing.files)
            for start in range(0, max(len(paths), 1), SEGMENT_ARTICLES):
                draft = generation.draft(self._analyser)
                part = {path: listing.files[path] for path in paths[start : start + SEGMENT_ARTICLES]}
                failed += fill(draft, self._read, library, part, watch.part(start, len(paths))).failed
                watch.on_own()
                generation.commit(draft, durable=True)
            watch.progress(Progress(len(paths), len(paths)))
            self._place.point_to(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._generation, self._library = generation, library
        self._place.remove_others(folder)
        self._holding.settle(Held(), 0, accept=True)
        added = tuple(sorted(generation.catalogue))
        return IndexReport(added=added, failed=tuple(failed), articles=len(added), rebuilt=True)

    def _follow(self, generation: Generation, paths: Collection[str] | None, watch: Watch) -> IndexReport:
        """Refresh the index, or build it anew when its files turn out to be gone or of no use."""
        try:
            stats = self._saved(generation, paths) if paths is not None else None
            if stats is not None and self._library is not None:
                return self._refresh(generation, watch, stats, None, self._library)
            # A path that is gone may mean that the whole folder is: only a scan can tell.
            listing = self._scan(generation, watch)
            library = read_library(self._root)
            stats = differing(generation.catalogue, listing.files)
            # Languages and channels decide how every article is read, facts what many of them say.
            if _digest(library) != generation.manifest.library_digest or (
                len(stats.keys() - generation.catalogue.keys()) > SEGMENT_ARTICLES
            ):
                return self._build(generation, watch)
            return self._refresh(generation, watch, stats, gone_from(generation.catalogue, listing), library)
        except (IndexUnusable, FileNotFoundError):
            return self._build(generation, watch, of_use=False)

    def _refresh(
        self,
        generation: Generation,
        watch: Watch,
        stats: Mapping[str, FileStat],
        gone: set[str] | None,
        library: Library,
    ) -> IndexReport:
        """Commit the articles of `stats`, which differ from the index, and leave out what is gone.

        None for `gone`: nobody has looked, so that what is held back stays so.
        """
        self._generation, self._library = generation, library
        known = set(generation.catalogue)
        intake, draft = Intake(), None
        if stats:
            draft = generation.draft(self._analyser)
            intake = fill(draft, self._read, library, stats, watch, generation.catalogue)
            watch.progress(Progress(len(stats), len(stats)))
        written = {entry.path for entry in draft.entries} if draft else set()
        gone = set(self._holding.held.paths if gone is None else gone) | (intake.vanished & known)
        held = self._judged(generation, gone - moved(generation.catalogue, gone, draft))
        removed = gone - held.paths
        watch.on_own()
        if written or removed:
            generation.commit(draft or generation.draft(self._analyser), removed)
        elif draft:
            draft.cancel()
        if intake.touched:
            generation.touch(intake.touched)
        self._holding.settle(held, len(removed - self._own), accept=self._accept)
        return IndexReport(
            added=tuple(sorted(written - known)),
            modified=tuple(sorted(written & known)),
            removed=tuple(sorted(removed)),
            failed=tuple(intake.failed),
            articles=generation.manifest.articles,
        )

    def _saved(self, generation: Generation, paths: Collection[str]) -> dict[str, FileStat] | None:
        """Look at single files; None when one is not there, so that only a scan can tell what it means."""
        stats = {path: saved_article(self._root, path, generation.catalogue) for path in paths}
        if None in stats.values() or self._holding.held.paths.intersection(paths):
            return None
        return differing(generation.catalogue, stats)

    def _judged(self, generation: Generation, gone: Set[str]) -> Held:
        known = len(generation.catalogue) - len(gone & self._own)
        return self._holding.judged(gone - self._own, known, accept=self._accept)

    def _scan(self, generation: Generation | None, watch: Watch) -> Listing:
        listing = self._folder.scan(watch.cancelled, self._sparing)
        self._copies = tuple(seen.path for seen in listing.problems if seen.code == "conflict-copy")
        if listing.empty_root and generation is not None and generation.catalogue:
            raise LibraryOffline(f"The folder {self._root} is empty: its drive seems to be gone.")
        return listing

    def _read(self, path: str, library: Library) -> Article | None:
        try:
            return self._folder.read(path, library)
        except ArticleNotFound:
            return None


def _digest(library: Library) -> str:
    """Stand for what a library says of itself that bears on reading and analysing an article."""
    facts = tuple((fact.name, fact.value) for fact in library.facts)
    said = (library.channels, library.tones, library.languages, library.owners, library.fields, facts)
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()
