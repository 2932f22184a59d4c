"""Which folders are opened: those asked for, else those of the settings, else the sample library."""

import os
from collections.abc import Sequence
from pathlib import Path

from kbassist.articles.sample import copy_sample
from kbassist.system.errors import UsageError


def library_roots(asked: Sequence[str], remembered: Sequence[str], sample: Path) -> tuple[Path, ...]:
    """Choose the folders, each once, absolute, in their order.

    A folder that was asked for must be there; a remembered one may be out of reach for now. The sample
    library is copied to `sample` at its first use. Raises UsageError.
    """
    for name in asked:
        require_folder(name)
    chosen = asked or remembered
    if not chosen:
        return (copy_sample(sample),)
    # Links stay as the user wrote them: the name in the window is the one that was chosen.
    return tuple(dict.fromkeys(Path(os.path.abspath(Path(name).expanduser())) for name in chosen))  # noqa: PTH100


def require_folder(name: str) -> None:
    """Make sure that a folder which was asked for is there. Raises UsageError."""
    if not Path(name).expanduser().is_dir():
        raise UsageError(f"There is no folder {name}; --library takes a folder with articles.")
