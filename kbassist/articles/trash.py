"""Removes a file of a library: into the system's trash, or for good where a drive has none."""

import logging
import os
from pathlib import Path

from kbassist.articles.beside import digest, reason
from kbassist.articles.beside_names import aside, new_token
from kbassist.articles.patience import unshared
from kbassist.articles.safe_open import native_path
from kbassist.articles.swap import move_in
from kbassist.system.errors import ChangedMeanwhile, NotSaved

_log = logging.getLogger(__name__)


def remove(root: Path, path: str, seen_sha256: str) -> None:
    """Remove the file at `path`, into the system's trash where there is one.

    The caller has kept its bytes, of which `seen_sha256` is the checksum. Raises NotSaved when the file
    stays, as it does when it holds something else and there is no trash to find that in.
    """
    file = Path(native_path(root, path))
    if not _sent(file):
        take_away(file, path, seen_sha256)


def take_away(file: Path, path: str, seen_sha256: str) -> None:
    """Remove a file for good, which is called `path` in the library; what it held is kept elsewhere.

    Raises NotSaved when it stays, as it does when it holds something else: ChangedMeanwhile.
    """
    waiting = aside(file, new_token())
    try:
        unshared(lambda: file.rename(waiting))
        is_seen = digest(waiting) == seen_sha256
        if is_seen:
            unshared(waiting.unlink)
    except OSError as error:
        if os.path.lexists(waiting):
            _put_back(waiting, file, path)
        if os.path.lexists(file):
            raise NotSaved(f"{path} was not removed: {reason(error)}.") from error
        return
    if not is_seen:
        _put_back(waiting, file, path)
        raise ChangedMeanwhile(f"{path} was not removed: somebody has changed it. Look at it again.")


def _put_back(waiting: Path, file: Path, path: str) -> None:
    """Give a file its name again. Raises NotSaved, and says where it is, when that fails."""
    try:
        move_in(waiting, file)
    except OSError as error:
        raise NotSaved(f"{path} was not removed, and is {waiting.name} now; rename it.") from error


def _sent(file: Path) -> bool:
    from send2trash import send2trash

    try:
        send2trash(str(file))
    except OSError as error:
        # A share has no trash, and not every drive lets one be made.
        _log.info("no trash took a file: %s", type(error).__name__)
        return False
    return True
