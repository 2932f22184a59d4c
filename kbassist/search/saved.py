"""Looks at one file of a library the way a scan of the whole folder does, in a fraction of its time."""

import os
import stat
from collections.abc import Container
from pathlib import Path

from kbassist.articles.conflicts import conflict_copy, possible_copy
from kbassist.articles.listing import FileStat
from kbassist.articles.names import is_article_name, without_suffix
from kbassist.articles.safe_open import native_path


class Stems:
    """The stems of known paths, without making a set of 100,000 for one question."""

    def __init__(self, paths: Container[str]) -> None:
        self._paths = paths

    def __contains__(self, stem: object) -> bool:
        return f"{stem}.md" in self._paths


def saved_article(root: Path, path: str, known: Container[str]) -> FileStat | None:
    """Return what the article at `path` (relative, with `/`) looks like; `known` are the indexed paths.

    None when only a scan can tell: the file is gone, is a link or a pipe, has a name that is no article's
    or might be a sync service's copy of another.
    """
    *folders, name = path.split("/")
    stem = without_suffix(path)
    if not is_article_name(name) or any(folder[:1] in {"", ".", "_"} for folder in folders):
        return None
    if path not in known and (conflict_copy(stem) or possible_copy(stem, Stems(known))):
        return None
    try:
        found = os.lstat(native_path(root, path))
    except (OSError, ValueError):
        return None
    return FileStat(found.st_size, found.st_mtime_ns, found.st_ino) if stat.S_ISREG(found.st_mode) else None
