"""Makes a new file of a library under a name that is free, and free on every system that shares it."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from kbassist.articles.article import Revision
from kbassist.articles.beside import digest, not_saved, sync_folder, write_new
from kbassist.articles.beside_names import beside, new_token
from kbassist.articles.names import safe_text
from kbassist.articles.portability import folded, portability
from kbassist.articles.safe_open import native_path, real_path_inside
from kbassist.articles.swap import move_in
from kbassist.system.errors import NotSaved


def create(root: Path, path: str, content: bytes) -> Revision:
    """Write `content` into a new file at `path` (relative to `root`, with `/`); makes its folders.

    Raises NotSaved when the name is taken, also by one that differs in case or in how accents are stored,
    or is one that Windows cannot store; ArticleNotFound when it leads out of the library.
    """
    target = free_place(root, path)
    waiting = beside(target, new_token())
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        revision = write_new(waiting, content, None)
        try:
            _move_in(waiting, target, revision)
        finally:
            with contextlib.suppress(OSError):
                waiting.unlink(missing_ok=True)
    except FileExistsError as error:
        raise _taken(path, path) from error
    except OSError as error:
        raise not_saved(path, error) from error
    sync_folder(target.parent)
    return revision


def _move_in(waiting: Path, target: Path, revision: Revision) -> None:
    """Give the new file its name. Raises OSError, but not when it has it: a file server may say so, too."""
    try:
        move_in(waiting, target)
    except FileExistsError:
        raise
    except OSError:
        if digest(target) != revision.sha256:
            raise


def free_place(root: Path, path: str, but: str = "") -> Path:
    """Return where a new file at `path` is to be; `but` names a file that may be taken for it.

    Raises as `create`.
    """
    target = real_path_inside(root, path)
    if any(portability([path])):
        raise NotSaved(f"{path} was not saved: Windows cannot store this name. Choose another one.")
    where, so_far = root, ""
    for name in path.split("/"):
        so_far = f"{so_far}/{name}" if so_far else name
        for other in _others(where, name):
            if f"{so_far.rpartition('/')[0]}/{other}".lstrip("/") != but:
                raise _taken(path, other)
        where = Path(native_path(root, so_far))
    if os.path.lexists(where) and path != but:
        raise _taken(path, path)
    return target


def _others(folder: Path, name: str) -> Iterator[str]:
    """Give the names in a folder that other systems take for `name`."""
    try:
        with os.scandir(folder) as entries:
            names = [safe_text(entry.name) for entry in entries]
    except OSError:
        return
    wanted = folded(name)
    yield from (other for other in names if other != name and folded(other) == wanted)


def _taken(path: str, other: str) -> NotSaved:
    return NotSaved(f"{path} was not saved: the name is taken, by {other}. Choose another one.")
