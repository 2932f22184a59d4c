"""Makes folders of ours inside a library: never the library itself, and never through a link."""

import errno
import os
from pathlib import Path

from kbassist.articles.names import safe_text
from kbassist.system.errors import LibraryOffline


def folder_inside(root: Path, path: str) -> Path:
    """Return the folder at `path` (relative to `root`, with `/`), made where it is lacking.

    Raise LibraryOffline when `root` is out of reach, and OSError, also when a link is on the way: what
    somebody has put into a library must not lead our files elsewhere.
    """
    refuse_bare(root)
    place = root
    for part in path.split("/"):
        place /= part
        if not place.is_dir():
            place.mkdir(exist_ok=True)
        if place.is_symlink():
            raise NotADirectoryError(errno.ENOTDIR, "it is reached by a link", str(place))
    return place


def refuse_bare(root: Path) -> None:
    """Raise LibraryOffline when `root` is bare."""
    if is_bare(root):
        raise LibraryOffline(
            f"The library {safe_text(str(root))} cannot be reached; its drive seems to be gone."
        )


def is_bare(root: Path) -> bool:
    """Tell whether `root` is not there, or holds nothing that people have put there.

    An unmounted drive leaves an empty folder behind, and programs put hidden files into it.
    """
    try:
        return not holds_something(root)
    except OSError:
        return True


def holds_something(folder: Path | str) -> bool:
    """Tell whether a folder holds more than hidden names, or is a repository. Raises OSError."""
    with os.scandir(folder) as entries:
        return any(not entry.name.startswith(".") or entry.name == ".git" for entry in entries)
