"""Removes a file of a library: into the system's trash, or for good where a drive has none."""

import logging
from pathlib import Path

from kbassist.articles.beside import digest, not_saved
from kbassist.articles.beside_names import aside, new_token
from kbassist.articles.patience import unshared
from kbassist.articles.safe_open import native_path
from kbassist.articles.swap import move_in
from kbassist.system.errors import ChangedMeanwhile

_log = logging.getLogger(__name__)


def remove(root: Path, path: str, seen_sha256: str) -> bool:
    """Remove the file at `path`; tell whether it lies in the system's trash.

    The caller has kept its bytes, of which `seen_sha256` is the checksum. Raises NotSaved when the file
    stays, as it does when it holds something else and there is no trash to find that in.
    """
    file = Path(native_path(root, path))
    if _sent(file):
        return True
    waiting = aside(file, new_token())
    try:
        unshared(lambda: file.rename(waiting))
        if digest(waiting) != seen_sha256:
            move_in(waiting, file)
            raise ChangedMeanwhile(f"{path} was not removed: somebody has changed it. Look at it again.")
        unshared(waiting.unlink)
    except OSError as error:
        raise not_saved(path, error) from error
    return False


def _sent(file: Path) -> bool:
    from send2trash import send2trash

    try:
        send2trash(str(file))
    except OSError as error:
        # A share has no trash, and not every drive lets one be made.
        _log.info("no trash took a file: %s", type(error).__name__)
        return False
    return True
