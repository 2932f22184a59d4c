"""What the Review page works through besides what the libraries themselves say."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from kbassist.workspace.session import LibrarySession


class Reviewing:
    """Keeps what was put off or dismissed, and what changed meanwhile; may be called from any thread."""

    def __init__(
        self, sessions: Mapping[str, LibrarySession], data: Path, now: Callable[[], datetime]
    ) -> None:
        self._sessions = sessions
        self._data = data
        self._now = now
