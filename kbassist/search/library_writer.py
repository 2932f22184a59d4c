"""Keeps the index of one library true to its folder; lives in the child process."""

import hashlib
import shutil
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from kbassist.articles.article import Article, Severity
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.library import Library
from kbassist.articles.library_files import read_library
from kbassist.articles.listing import FileStat, Listing
from kbassist.search.analysis import Analyser
from kbassist.search.catalogue import Location
from kbassist.search.draft import Draft
from kbassist.search.generation import Generation
from kbassist.search.lock import WriterLock
from kbassist.search.manifest import Manifest
from kbassist.search.merging import to_merge
from kbassist.search.place import IndexPlace
from kbassist.search.report import IndexReport, Progress
from kbassist.search.saved import saved_article
from kbassist.search.store import WHOOSH_VERSION
from kbassist.search.versions import stamp
from kbassist.system.errors import ArticleNotFound, IndexBusy, IndexUnusable, LibraryOffline, WorkCancelled

# A segment's postings are sorted in memory: 100,000 articles at once took 1.4 GB, 25,000 take 0.5. Every
# segment more makes each keystroke some 10 % slower.
SEGMENT_ARTICLES = 50_000


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on while an update runs: `progress` is told, `cancelled` is asked between two articles."""

    progress: Callable[[Progress], None] = lambda _progress: None
    cancelled: Callable[[], bool] = lambda: False

    def part(self, start: int, total: int) -> "Watch":
        """Return a watch for a part of the work that begins at `start` of `total`."""
        return Watch(lambda progress: self.progress(Progress(start + progress.done, total)), self.cancelled)

    def step(self, done: int, total: int) -> None:
        """Tell the progress; WorkCancelled when it should not go on."""
        if self.cancelled():
            raise WorkCancelled("Indexing was stopped.")
        self.progress(Progress(done, total))


@dataclass(slots=True)
class Intake:
    """What reading a list of files came to, besides what is in the draft now."""

    failed: list[str] = field(default_factory=list)
    touched: dict[str, FileStat] = field(default_factory=dict)
    vanished: set[str] = field(default_factory=set)


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

    def update(self, paths: Collection[str] | None, full: bool, watch: Watch) -> IndexReport:
        """Bring the index up to date and return what changed.

        `paths` are known to be the only ones that changed; None looks at the whole folder. `full` reads
        everything anew, beside the index that answers meanwhile; so does any doubt about that one.
        Raises IndexBusy, LibraryOffline, WorkCancelled, and OSError when the cache cannot be written.
        """
        start = time.perf_counter()
        self._place.make()
        if not self._lock.acquire():
            raise IndexBusy("Another copy of kbassist keeps this search index up to date.")
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
        return replace(report, duration_s=time.perf_counter() - start)

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

    def _build(self, old: Generation | None, watch: Watch) -> IndexReport:
        """Index every article in a new generation, and let that count when it is whole."""
        listing = self._scan(old, watch)
        library = read_library(self._root)
        folder = self._place.new_generation(stamp())
        failed: list[str] = []
        try:
            manifest = Manifest(stamp(), WHOOSH_VERSION, str(self._root), _digest(library))
            generation = Generation.create(folder, manifest)
            paths = list(listing.files)
            for start in range(0, max(len(paths), 1), SEGMENT_ARTICLES):
                draft = generation.draft(self._analyser)
                part = {path: listing.files[path] for path in paths[start : start + SEGMENT_ARTICLES]}
                failed += self._fill(draft, library, part, watch.part(start, len(paths))).failed
                generation.commit(draft, durable=True)
            watch.progress(Progress(len(paths), len(paths)))
            self._place.point_to(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._generation, self._library = generation, library
        self._place.remove_others(folder)
        added = tuple(sorted(generation.catalogue))
        return IndexReport(added=added, failed=tuple(failed), articles=len(added), rebuilt=True)

    def _follow(self, generation: Generation, paths: Collection[str] | None, watch: Watch) -> IndexReport:
        """Refresh the index, or build it anew when its files turn out to be gone or of no use."""
        try:
            return self._refresh(generation, paths, watch)
        except (IndexUnusable, FileNotFoundError):
            return self._build(generation, watch)

    def _refresh(self, generation: Generation, paths: Collection[str] | None, watch: Watch) -> IndexReport:
        """Commit the articles that differ from the index."""
        stats, removed = self._differences(generation, paths, watch)
        library = self._library if paths is not None else None
        if library is None:
            library = read_library(self._root)
            if _digest(library) != generation.manifest.library_digest:
                # Languages and channels decide how every article is read, facts what many of them say.
                return self._build(generation, watch)
        self._generation, self._library = generation, library
        if not stats and not removed:
            return IndexReport(articles=generation.manifest.articles)
        known = set(generation.catalogue)
        if len(stats.keys() - known) > SEGMENT_ARTICLES:
            return self._build(generation, watch)
        draft = generation.draft(self._analyser)
        intake = self._fill(draft, library, stats, watch, generation.catalogue)
        watch.progress(Progress(len(stats), len(stats)))
        removed |= intake.vanished & known
        written = {entry.path for entry in draft.entries}
        if written or removed:
            generation.commit(draft, removed)
        else:
            draft.cancel()
        if intake.touched:
            generation.touch(intake.touched)
        return IndexReport(
            added=tuple(sorted(written - known)),
            modified=tuple(sorted(written & known)),
            removed=tuple(sorted(removed)),
            failed=tuple(intake.failed),
            articles=generation.manifest.articles,
        )

    def _differences(
        self, generation: Generation, paths: Collection[str] | None, watch: Watch
    ) -> tuple[dict[str, FileStat], set[str]]:
        """Return the files that look new or other than indexed, and the paths that are gone."""
        catalogue = generation.catalogue
        if paths is not None:
            stats = {path: saved_article(self._root, path, catalogue) for path in paths}
            if None not in stats.values():
                return _differing(catalogue, stats), set()
        # A path that is gone may mean that the whole folder is: only a scan can tell.
        listing = self._scan(generation, watch)
        removed = {path for path in catalogue if path not in listing.files and not listing.hides(path)}
        return _differing(catalogue, listing.files), removed

    def _scan(self, generation: Generation | None, watch: Watch) -> Listing:
        listing = self._folder.scan(watch.cancelled)
        if listing.empty_root and generation is not None and generation.catalogue:
            raise LibraryOffline(f"The folder {self._root} is empty: its drive seems to be gone.")
        return listing

    def _fill(
        self,
        draft: Draft,
        library: Library,
        stats: Mapping[str, FileStat],
        watch: Watch,
        catalogue: Mapping[str, Location] = MappingProxyType({}),
    ) -> Intake:
        """Read the files of `stats` into `draft`, but for those whose bytes the catalogue knows."""
        intake = Intake()
        try:
            for done, (path, stat) in enumerate(stats.items()):
                watch.step(done, len(stats))
                known = catalogue.get(path)
                article = self._read(path, library)
                if article is None:
                    intake.vanished.add(path)
                elif known and article.revision and article.revision.sha256 == known.entry.sha256:
                    intake.touched[path] = stat
                else:
                    draft.add(article, library, stat)
                    if any(problem.severity is Severity.ERROR for problem in article.problems):
                        intake.failed.append(path)
        except BaseException:
            draft.cancel()
            raise
        return intake

    def _read(self, path: str, library: Library) -> Article | None:
        try:
            return self._folder.read(path, library)
        except ArticleNotFound:
            return None


def _differing(
    catalogue: Mapping[str, Location], stats: Mapping[str, FileStat | None]
) -> dict[str, FileStat]:
    changed = {}
    for path, stat in stats.items():
        known = catalogue.get(path)
        if stat is not None and (known is None or known.entry.stat != stat):
            changed[path] = stat
    return changed


def _digest(library: Library) -> str:
    """Stand for what a library says of itself that bears on reading and analysing an article."""
    facts = tuple((fact.name, fact.value) for fact in library.facts)
    said = (library.channels, library.tones, library.languages, library.owners, library.fields, facts)
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()
