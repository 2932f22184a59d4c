"""What an update of the index tells while it runs and when it is done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` articles are read."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an update changed; paths are relative to the library, with `/`, and sorted.

    `failed` are the added and modified paths with an error-level problem: they are indexed as far as
    they could be read. `articles` counts what can be found now. `rebuilt` tells that everything was
    read anew, and `added` then holds every path.
    """

    added: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    articles: int = 0
    duration_s: float = 0.0
    rebuilt: bool = False

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
        )
