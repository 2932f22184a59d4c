"""What a scan of a library's folder found, and what changed since the last one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kbassist.articles.article import Problem


class FileStat(NamedTuple):
    """Size, time of the last change and number of a file, as the file system tells them.

    A named tuple because a scan makes 100,000 of them: a frozen dataclass takes four times as long.
    """

    size_bytes: int
    mtime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a library at one moment; paths are relative to it, with `/`.

    `files` are the articles, `meta` what describes the library (`_library.yaml`, `_facts.yaml`,
    `_parts/`). `unreadable` are folders, each ending in `/`, whose content could not be listed: what was
    known below them is out of sight, not gone. `empty_root` is true when the folder holds nothing at
    all but hidden names, as the mount point of a drive that is unplugged does. `root_id` are device and
    inode of the folder: when they change, another folder has taken its place.
    """

    files: Mapping[str, FileStat]
    meta: Mapping[str, FileStat] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unreadable: tuple[str, ...] = ()
    empty_root: bool = False
    root_id: tuple[int, int] = (0, 0)

    def hides(self, path: str) -> bool:
        """Tell whether `path` may exist although the scan has not seen it."""
        return path.startswith(self.unreadable) if self.unreadable else False

    def vanished(self, old: "Listing") -> bool:
        """Tell whether the library of `old` is out of sight: nothing at all where articles were.

        Treat it as offline and never as "everything was deleted".
        """
        return self.empty_root and bool(old.files or old.meta)


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths of articles that differ between two listings."""

    added: frozenset[str] = frozenset()
    modified: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.added or self.modified or self.removed)


def diff(old: Listing, new: Listing) -> Changes:
    """Compare by size, time and inode; what `new` could not see is not removed.

    The inode tells an atomic save that restored the time, as sync clients do.
    """
    before, after = old.files, new.files
    removed = before.keys() - after.keys()
    if new.unreadable:
        removed = {path for path in removed if not new.hides(path)}
    if new.vanished(old):
        removed = set()
    return Changes(
        added=frozenset(after.keys() - before.keys()),
        modified=frozenset(path for path, stat in after.items() if before.get(path, stat) != stat),
        removed=frozenset(removed),
    )
