"""Saves an article against the revision that was seen: what nobody has seen is never overwritten.

The new text is written beside the file, the two are exchanged in one step, and then what came out is
compared: a change that somebody made in that very moment is found there and put back.
"""

import contextlib
import errno
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from kbassist.articles.article import Revision
from kbassist.articles.beside import digest, not_saved, sync_folder, write_new
from kbassist.articles.beside_names import aside, beside, new_token
from kbassist.articles.conflict_file import keep_as_conflict
from kbassist.articles.conflicts import alike
from kbassist.articles.parse import LISTED_BYTES
from kbassist.articles.patience import unshared
from kbassist.articles.safe_open import read_inside, real_path_inside
from kbassist.articles.swap import CannotExchange, exchange, locked, move_in
from kbassist.system.errors import ChangedMeanwhile, NotSaved


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands in the file now; `notes` are sentences on what else there is to know."""

    revision: Revision
    notes: tuple[str, ...] = ()


def save(root: Path, path: str, seen: Revision, content: bytes, limit_bytes: int = LISTED_BYTES) -> Saved:
    """Replace the content of the article at `path` (relative to `root`, with `/`), if it still is `seen`.

    What stands there may be up to `limit_bytes` long. A link is followed inside of the library; mode, owner
    and extended attributes are kept as far as the system allows it. Raises NotSaved when the file is as it
    was, or holds what somebody else has made of it meanwhile; ArticleNotFound, ArticleUnreadable and
    LibraryOffline as reading does. Once the new text stands in the file, nothing is raised any more: what
    goes wrong then is told in the notes.
    """
    target = real_path_inside(root, path)
    try:
        with locked(target):
            if read_inside(root, path, limit_bytes)[1].sha256 != seen.sha256:
                raise ChangedMeanwhile(_CHANGED.format(path=path))
            return _Saving(path, target, seen.sha256, hashlib.sha256(content).hexdigest()).run(content)
    except BlockingIOError as error:
        raise NotSaved(f"{path} was not saved: somebody else is saving it just now. Try again.") from error


_CHANGED = "{path} was not saved: somebody else has changed it meanwhile. Look at it again, then repeat."
_NAME_TAKEN = "Somebody made another {path} in the same moment, and {copy} holds what stood there before."
_OURS_GONE = "{path} was changed by somebody else in the same moment, and {copy} holds what else was saved."


class _Saving:
    """One save: the file, the new text beside it, and the way back."""

    def __init__(self, path: str, target: Path, seen: str, new: str) -> None:
        self._path = path
        self._target = target
        self._seen = seen
        self._new = new
        token = new_token()
        self._beside = beside(target, token)
        self._aside = aside(target, token)
        self._notes: list[str] = []

    def run(self, content: bytes) -> Saved:
        """Write beside, swap, compare, tidy up."""
        try:
            revision = self._write(content)
            if self._exchanged():
                self._compare()
            else:
                self._rename_aside()
        except OSError as error:
            self._drop_ours()
            raise not_saved(self._path, error) from error
        if not sync_folder(self._target.parent):
            self._notes.append(f"{self._path} was saved; only a power failure now could still undo it.")
        return Saved(revision, tuple(self._notes))

    def _write(self, content: bytes) -> Revision:
        if not os.access(self._target, os.W_OK):
            raise PermissionError(errno.EACCES, "the file is read-only")
        if self._target.stat().st_nlink > 1:
            self._notes.append(f"{self._path} has another name (a hard link), which keeps the old text.")
        return write_new(self._beside, content, self._target)

    def _exchanged(self) -> bool:
        """Exchange the two; tell whether this file system can. Raises OSError when nothing was changed."""
        try:
            exchange(self._beside, self._target)
        except CannotExchange:
            return False
        except OSError:
            # A file server may say that it failed after it was done.
            if not self._stands():
                raise
        return True

    def _compare(self) -> None:
        """Look at what was displaced: the seen text goes, anything else goes back to where it was.

        The new text stands in the file by now, so an error is no reason to say that it was not saved.
        """
        try:
            displaced = digest(self._beside)
        except OSError:
            self._keep(self._beside, "the text before it")
            return
        if displaced == self._seen:
            self._remove(self._beside)
            return
        try:
            exchange(self._beside, self._target)
        except (OSError, CannotExchange):
            if not self._is_back():
                self._put_in_its_place()
                return
        self._refuse()

    def _put_in_its_place(self) -> None:
        """Save somebody's text that could not be exchanged for ours, which stands or has lost its name."""
        try:
            move_in(self._beside, self._target)
        except OSError:
            self._keep(self._beside, "what somebody else saved in the same moment")
            return
        raise ChangedMeanwhile(_CHANGED.format(path=self._path))

    def _refuse(self) -> NoReturn:
        """Tell that somebody else's text is back; what came out in exchange is ours, or a third one."""
        if self._is_ours():
            self._give_up()
        note = _OURS_GONE.format(path=self._path, copy=keep_as_conflict(self._beside, self._target))
        raise ChangedMeanwhile(note, note)

    def _rename_aside(self) -> None:
        """Do without an exchange: move the file away, look at it, move the new one in. Raises OSError."""
        try:
            unshared(lambda: self._target.rename(self._aside))
        except OSError:
            if not os.path.lexists(self._aside):
                raise
        try:
            is_seen = digest(self._aside) == self._seen
        except OSError:
            self._move_back(self._aside)
            raise
        if not is_seen:
            self._move_back(self._aside)
            self._give_up()
        try:
            move_in(self._beside, self._target)
        except OSError as error:
            # A file server may say that it failed after it was done.
            if not self._stands():
                if not isinstance(error, FileExistsError):
                    self._move_back(self._aside)
                    raise
                self._give_way()
            with contextlib.suppress(OSError):
                self._beside.unlink()
        self._remove(self._aside)

    def _give_way(self) -> NoReturn:
        """Leave the text that took the name while it was free, and drop the old one if that is a newer.

        Somebody may have made another article in that moment, which knows nothing of the old text.
        """
        try:
            is_newer = alike(self._aside.read_bytes(), self._target.read_bytes())
        except OSError:
            is_newer = False
        if is_newer:
            self._remove(self._aside)
            self._give_up()
        with contextlib.suppress(OSError):
            self._beside.unlink()
        note = _NAME_TAKEN.format(path=self._path, copy=keep_as_conflict(self._aside, self._target))
        raise ChangedMeanwhile(note, note)

    def _is_ours(self) -> bool:
        """Tell whether the file that waits beside surely holds the new text."""
        try:
            return digest(self._beside) == self._new
        except OSError:
            return False

    def _is_back(self) -> bool:
        """Tell whether an exchange was done of which the file server says that it failed."""
        if self._is_ours():
            return True
        try:
            return digest(self._target) != self._new
        except OSError:
            return False

    def _drop_ours(self) -> None:
        """Remove what waits beside, unless it may be somebody else's: then a restart looks at it."""
        if self._is_ours():
            with contextlib.suppress(OSError):
                self._beside.unlink()

    def _stands(self) -> bool:
        try:
            return digest(self._target) == self._new
        except OSError:
            return False

    def _give_up(self) -> NoReturn:
        """Leave what somebody else made of the file."""
        with contextlib.suppress(OSError):
            self._beside.unlink()
        raise ChangedMeanwhile(_CHANGED.format(path=self._path))

    def _move_back(self, aside: Path) -> None:
        try:
            move_in(aside, self._target)
        except OSError as error:
            copy = aside.name if not self._target.exists() else keep_as_conflict(aside, self._target)
            with contextlib.suppress(OSError):
                self._beside.unlink()
            raise NotSaved(
                f"{self._path} was not saved, and its text is now in {copy}; rename it."
            ) from error

    def _keep(self, file: Path, what: str) -> None:
        self._notes.append(
            f"{self._path} was saved; {what} is kept in {keep_as_conflict(file, self._target)}."
        )

    def _remove(self, file: Path) -> None:
        try:
            unshared(file.unlink)
        except OSError:
            self._notes.append(f"The old text could not be removed; delete {file.name} in the same folder.")
