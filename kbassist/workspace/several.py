"""Libraries that are open side by side: how each is called, its colour, and where they are in the way."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kbassist.search.analysis import clean, fold
from kbassist.system.errors import LibraryOffline
from kbassist.workspace.reach import Reach
from kbassist.workspace.session import OPEN_LIMITS, LibrarySession
from kbassist.workspace.values import LibraryStatus, Status

PERSONAL = "personal"


def dressed(status: Status, personal: str) -> Status:
    """Give each library its colour, by its place, and a label that no other one has.

    `personal` is the folder of the agent's own library, "" where none is.
    """
    libraries = status.libraries
    names = [library.name for library in libraries]
    labels: list[str] = []
    for library in libraries:
        label = library.name
        if names.count(library.name) > 1:
            folder = Path(library.root).name
            label = f"{library.name} ({folder})" if folder != library.name else library.name
        number = 2
        while label in labels:
            label, number = f"{library.name} ({number})", number + 1
        labels.append(label)
    return replace(
        status,
        libraries=tuple(
            replace(library, label=label, colour=at, personal=library.root == personal)
            for at, (library, label) in enumerate(zip(libraries, labels, strict=True))
        ),
    )


def names_of(libraries: Sequence[LibraryStatus]) -> dict[str, tuple[str, ...]]:
    """Return what each library is called in `in:NAME`, by its folder: label, name, folder, folded."""
    called: dict[str, tuple[str, ...]] = {}
    for library in libraries:
        own = (PERSONAL,) if library.personal else ()
        names = (*own, library.label, library.name, Path(library.root).name)
        called[library.root] = tuple(dict.fromkeys(fold(clean(name)).strip() for name in names if name))
    return called


def distinct(roots: Sequence[Path]) -> tuple[list[Path], tuple[str, ...]]:
    """Return the absolute folders, each once, in order, and sentences on those that are the same or nested.

    A folder that is reached through a link as well is opened once, under the name that comes first.
    """
    kept: dict[str, Path] = {}
    notices: list[str] = []
    for root in dict.fromkeys(root.expanduser().absolute() for root in roots):
        real = _real_path(root)
        if real in kept:
            notices.append(f"{root} is the same folder as {kept[real]}; it is opened once.")
            continue
        for other, named in kept.items():
            inner, outer = (root, named) if real.startswith(other + os.sep) else (named, root)
            if real.startswith(other + os.sep) or other.startswith(real + os.sep):
                notices.append(
                    f"{inner} lies inside of {outer}, so its articles come twice; close one of the two."
                )
        kept[real] = root
    return list(kept.values()), tuple(notices)


def _real_path(root: Path) -> str:
    """Follow the links of a folder's path; one that hangs keeps the path that it was given."""
    try:
        return Reach(root).ask(lambda: os.path.realpath(root), OPEN_LIMITS)
    except LibraryOffline:
        return str(root)


def statuses(sessions: Sequence[LibrarySession], personal: str) -> tuple[LibraryStatus, ...]:
    """Return how the libraries of some sessions stand, dressed."""
    return dressed(Status(tuple(session.status for session in sessions)), personal).libraries
