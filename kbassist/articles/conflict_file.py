"""Keeps a text that nobody has seen where everybody finds it."""

import os
import secrets
from datetime import datetime
from pathlib import Path

from kbassist.articles.beside_names import LONGEST_NAME
from kbassist.articles.swap import move_in

_ROOM = 60


def keep_as_conflict(file: Path, target: Path) -> str:
    """Give a text that nobody has seen a name that the library shows as a conflict; return the name."""
    when = datetime.now().astimezone()
    stem = target.stem
    while len(os.fsencode(stem)) > LONGEST_NAME - _ROOM:
        stem = stem[:-1]
    copy = f"{stem} (conflicted copy kb-{secrets.token_hex(4)} {when:%Y-%m-%d %H%M%S})"
    try:
        move_in(file, target.with_name(copy + target.suffix))
    except OSError:
        return file.name
    return copy + target.suffix
