"""Proposes texts and changes to writers; nothing is written here."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from kbassist.workspace.session import LibrarySession


class Authoring:
    """Proposes texts and changes; writes nothing. May be called from any thread."""

    def __init__(
        self, sessions: Mapping[str, LibrarySession], data: Path, now: Callable[[], datetime]
    ) -> None:
        self._sessions = sessions
        self._data = data
        self._now = now
