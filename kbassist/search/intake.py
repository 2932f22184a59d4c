"""Reads the files that differ from the index into a draft, and tells what came of it."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType

from kbassist.articles.article import Article, Severity
from kbassist.articles.library import Library
from kbassist.articles.listing import FileStat, Listing
from kbassist.search.catalogue import Location
from kbassist.search.draft import Draft
from kbassist.search.report import Watch

Catalogue = Mapping[str, Location]
Read = Callable[[str, Library], Article | None]


@dataclass(slots=True)
class Intake:
    """What reading a list of files came to, besides what is in the draft now."""

    failed: list[str] = field(default_factory=list)
    touched: dict[str, FileStat] = field(default_factory=dict)
    vanished: set[str] = field(default_factory=set)


def fill(
    draft: Draft,
    read: Read,
    library: Library,
    stats: Mapping[str, FileStat],
    watch: Watch,
    catalogue: Catalogue = MappingProxyType({}),
) -> Intake:
    """Read the files of `stats` into `draft`, but for those whose bytes the catalogue knows.

    `read` returns None for a file that is gone.
    """
    intake = Intake()
    try:
        for done, (path, stat) in enumerate(stats.items()):
            watch.step(done, len(stats))
            known = catalogue.get(path)
            article = read(path, library)
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


def differing(catalogue: Catalogue, stats: Mapping[str, FileStat | None]) -> dict[str, FileStat]:
    """Return the files that look new or other than they were indexed."""
    changed = {}
    for path, stat in stats.items():
        known = catalogue.get(path)
        if stat is not None and (known is None or known.entry.stat != stat):
            changed[path] = stat
    return changed


def gone_from(catalogue: Catalogue, listing: Listing) -> set[str]:
    """Return the indexed paths that a scan would have seen if they were there."""
    return {path for path in catalogue if path not in listing.files and not listing.hides(path)}


def moved(catalogue: Catalogue, gone: Set[str], draft: Draft | None) -> set[str]:
    """Return those of the paths that are gone whose very bytes have come under another name."""
    come = {entry.sha256 for entry in draft.entries if entry.path not in catalogue} if draft else set()
    return {path for path in gone if catalogue[path].entry.sha256 in come}
