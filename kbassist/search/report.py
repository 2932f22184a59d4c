"""What an update of the index tells while it runs and when it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from kbassist.system.errors import WorkCancelled


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` articles are read."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on while an update runs: `progress` is told, `cancelled` is asked between two articles.

    `on_own` is told that what comes now is work of its own, for which no folder is asked.
    """

    progress: Callable[[Progress], None] = lambda _progress: None
    cancelled: Callable[[], bool] = lambda: False
    on_own: Callable[[], None] = lambda: None

    def part(self, start: int, total: int) -> "Watch":
        """Return a watch for a part of the work that begins at `start` of `total`."""
        return Watch(
            lambda progress: self.progress(Progress(start + progress.done, total)),
            self.cancelled,
            self.on_own,
        )

    def step(self, done: int, total: int) -> None:
        """Tell the progress; WorkCancelled when it should not go on."""
        if self.cancelled():
            raise WorkCancelled("Indexing was stopped.")
        self.progress(Progress(done, total))


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an update changed; paths are relative to the library, with `/`, and sorted.

    `failed` are the added and modified paths with an error-level problem: they are indexed as far as
    they could be read. `articles` counts what can be found now. `rebuilt` tells that everything was
    read anew, and `added` then holds every path. `held` are articles that can still be found although
    their files are gone, since too many went at once; `held_since` are seconds since 1970, `held_of` the
    articles that there were then. `copies` are the conflict copies that the last look at the folder saw.
    """

    added: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    articles: int = 0
    duration_s: float = 0.0
    rebuilt: bool = False
    held: tuple[str, ...] = ()
    held_since: float = 0.0
    held_of: int = 0
    copies: tuple[str, ...] = ()

    @property
    def changed(self) -> frozenset[str]:
        """All paths that are not as they were."""
        return frozenset((*self.added, *self.modified, *self.removed))

    def __add__(self, other: "IndexReport") -> "IndexReport":
        """Sum up the updates of two libraries."""
        return IndexReport(
            added=self.added + other.added,
            modified=self.modified + other.modified,
            removed=self.removed + other.removed,
            failed=self.failed + other.failed,
            articles=self.articles + other.articles,
            duration_s=self.duration_s + other.duration_s,
            rebuilt=self.rebuilt or other.rebuilt,
            held=self.held + other.held,
            held_since=min(filter(None, (self.held_since, other.held_since)), default=0.0),
            held_of=self.held_of + other.held_of,
            copies=self.copies + other.copies,
        )
