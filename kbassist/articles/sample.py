"""Puts the sample library into a folder that the user may write."""

import os
import shutil
import tempfile
from pathlib import Path

from kbassist.system.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent.parent


def sample_source() -> Path:
    """Return where the sample library lies: in the installed package, else at the top of a checkout."""
    for folder in (_PACKAGE / "articles_sample", _PACKAGE.parent / "articles"):
        if folder.is_dir():
            return folder
    raise UsageError("The sample library is missing; install kbassist again.")


def copy_sample(target: Path) -> Path:
    """Copy the sample library to the folder `target` and return it; what is there already stays.

    A folder that holds anything is left alone. The copy appears as a whole or not at all, so that a
    second start at the same moment, or a full disk, leaves no half of it.
    Raise UsageError when the folder cannot be written.
    """
    if _holds_anything(target):
        return target
    source = sample_source()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".kbassist-", dir=target.parent) as beside:
            fresh = Path(beside) / "sample"
            # The content alone: an installed package may be read-only, the copy must not be.
            shutil.copytree(source, fresh, copy_function=shutil.copyfile, ignore=_not_ours)
            for folder, _, _ in os.walk(fresh):
                Path(folder).chmod(0o755)
            if target.is_dir():
                target.rmdir()
            fresh.rename(target)
    except OSError as error:
        if _holds_anything(target):
            return target
        reason = (error.strerror or "unknown reason").lower()
        raise UsageError(f"The sample library cannot be copied to {target}: {reason}.") from error
    return target


def _holds_anything(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError:
        return folder.exists()


def _not_ours(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.startswith(".") or name.endswith((".pyc", "~"))]
