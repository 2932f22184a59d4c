"""Opens, saves, makes and removes files of the open libraries, and keeps what was typed and saved."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from kbassist.workspace.session import LibrarySession


class Writing:
    """Opens and saves the files of the open libraries; may be called from any thread."""

    def __init__(
        self, sessions: Mapping[str, LibrarySession], data: Path, now: Callable[[], datetime]
    ) -> None:
        self._sessions = sessions
        self._data = data
        self._now = now
