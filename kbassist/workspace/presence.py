"""Tells the team which file is being edited here, and who edits which file elsewhere."""

import getpass
import logging
import secrets
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from kbassist.articles.article import FileRef
from kbassist.system.atomic import write_atomically
from kbassist.system.errors import UsageError
from kbassist.system.paths import private_folder
from kbassist.team.presence import BEAT_S, OthersSigns, OwnSign, machine_id
from kbassist.workspace.session import LibrarySession

_log = logging.getLogger(__name__)
_KEPT = "machine"
_KEPT_SIGNS = 32


class Presence:
    """What is being edited, here and elsewhere; may be called from any thread.

    Nothing is written into a library that is read-only or out of reach, and by nobody who edits nothing.
    """

    def __init__(
        self,
        sessions: Mapping[str, LibrarySession],
        data: Path,
        who: Callable[[], str],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`data` is this user's own folder on this machine, `who` the agent's name, "" when not known."""
        self._sessions = sessions
        self._who = who
        self._now = monotonic
        machine = machine_id(_kept(data))
        self._own = {root: OwnSign(session.root, machine) for root, session in sessions.items()}
        self._others = {
            root: (OthersSigns(session.root, machine, monotonic), Lock())
            for root, session in sessions.items()
        }
        self._lock = Lock()
        self._editing: FileRef | None = None
        self._given_at: float | None = None
        self._silent: set[str] = set()
        self._looked: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def recover(self) -> None:
        """Take back what this machine said before it was cut off."""
        with self._lock:
            for root in self._own:
                if self._editing is None or self._editing.library != root:
                    self._take_back(root)

    def editing(self, file: FileRef | None) -> None:
        """Say that this file is being edited here, None: that none is; call it again for as long as it is.

        Of calls that say the same only one every 45 seconds writes anything.
        """
        with self._lock:
            before, self._editing = self._editing, file
            if before is not None and (file is None or before.library != file.library):
                self._take_back(before.library)
            if file is None:
                self._given_at = None
                return
            now = self._now()
            is_new = before != file or self._given_at is None
            if (is_new or now - (self._given_at or 0.0) >= BEAT_S) and self._may_speak(file.library):
                self._given_at = now
                self._give(file)

    def look(self, library: str | None = None) -> None:
        """Find out what is being edited elsewhere; None looks into all libraries that can be reached."""
        for root, (others, turn) in self._others.items():
            if library in (None, root) and not self._sessions[root].status.offline:
                with turn:
                    self._looked[root] = others.look()

    def others(self) -> Mapping[FileRef, tuple[str, ...]]:
        """Return who edits which file elsewhere, as the last look found it."""
        looked = dict(self._looked)
        return {
            FileRef(root, path): names for root, editing in looked.items() for path, names in editing.items()
        }

    def close(self) -> None:
        """Say that nothing is edited any more."""
        self.editing(None)

    def _may_speak(self, library: str) -> bool:
        session = self._sessions.get(library)
        if session is None or library in self._silent:
            return False
        return not session.status.read_only and not session.status.offline

    def _give(self, file: FileRef) -> None:
        try:
            self._own[file.library].give(self._who() or _login(), (file.path,))
        except OSError as error:
            self._keep_silent(file.library, error)

    def _take_back(self, library: str) -> None:
        if self._may_speak(library):
            try:
                self._own[library].take_back()
            except OSError as error:
                self._keep_silent(library, error)

    def _keep_silent(self, library: str, error: OSError) -> None:
        """Try no more where it failed: the others only do without the hint."""
        _log.info("nobody is told what is edited in a library: %s", type(error).__name__)
        self._silent.add(library)


def _kept(data: Path) -> str:
    """Return a random text that stays the same for this user on this machine, as far as it can be kept."""
    place = data / _KEPT
    try:
        kept = place.read_text("ascii").strip()[:_KEPT_SIGNS]
        if kept:
            return kept
    except (OSError, ValueError):
        _log.debug("this machine has no name of its own yet")
    made = secrets.token_hex(_KEPT_SIGNS // 2)
    try:
        private_folder(data)
        write_atomically(place, made.encode("ascii"))
    except (OSError, UsageError):
        _log.info("the name of this machine could not be kept")
    return made


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "Somebody"
