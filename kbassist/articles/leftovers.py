"""Tidies up what a save that was killed has left beside its file; no text that nobody knows is removed."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kbassist.articles.beside import digest
from kbassist.articles.beside_names import BESIDE, WRITING, BesideName, this_machine
from kbassist.articles.conflict_file import keep_as_conflict
from kbassist.articles.swap import move_in

_OLD_S = 3600.0
"""After this nobody is still at work on a file, whatever machine it was."""

Known = Callable[[str, str], bool]
"""Tells whether the text of a file, given by its path in the library, with a checksum is kept elsewhere."""


def recover(root: Path, known: Known, now_s: float | None = None) -> tuple[str, ...]:
    """Put files back that had lost their name, and keep or remove what stands beside others.

    Returns a sentence on each file that was put back or kept. Work that may still be going on is left
    alone: that of another machine for an hour, that of this one while its process lives. Raises nothing.
    """
    now_s = time.time() if now_s is None else now_s
    told: list[str] = []
    for folder, names in _found(root):
        # What was moved aside is what had the name: it comes before a text that was never acknowledged.
        for file, name in sorted(names, key=lambda pair: (pair[1].phase != "", pair[0].name)):
            with contextlib.suppress(OSError):
                if _is_over(file, name, now_s):
                    told += _settle(file, name.target_in(folder), name, root, known)
    return tuple(told)


def _found(root: Path) -> Iterator[tuple[Path, list[tuple[Path, BesideName]]]]:
    for where, folders, files in os.walk(root):
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        folder = Path(where)
        named = [(folder / file, BesideName.of(file)) for file in files if file.startswith(BESIDE)]
        if pairs := [(file, name) for file, name in named if name is not None]:
            yield folder, pairs


def _is_over(file: Path, name: BesideName, now_s: float) -> bool:
    status = file.lstat()
    if now_s - max(status.st_mtime, status.st_ctime) > _OLD_S:
        return True
    return name.machine == this_machine() and not _lives(name.process)


def _lives(process: int) -> bool:
    if os.name == "nt":
        return True  # a signal of none ends a process there: an hour is waited instead
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _settle(file: Path, target: Path, name: BesideName, root: Path, known: Known) -> Iterator[str]:
    """Deal with one file; yield a sentence when there is something to tell. Raises OSError."""
    path = target.relative_to(root).as_posix()
    if name.phase == WRITING:
        file.unlink()  # never whole, and still in the draft
        return
    if not os.path.lexists(target) and (name.phase == "" or not known(path, digest(file))):
        with contextlib.suppress(FileExistsError):
            move_in(file, target)
            yield f"{path} was put back: a save or move of it had been cut off."
            return
    checksum = digest(file)
    if known(path, checksum) or (target.is_file() and digest(target) == checksum):
        file.unlink()
        return
    yield f"{keep_as_conflict(file, target)} holds what a cut off save of {path} left behind."
