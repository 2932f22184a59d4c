"""Tells the team which file is being edited here, and who edits which file elsewhere."""

import contextlib
import getpass
import logging
import secrets
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from threading import Lock

from kbassist.articles.article import FileRef
from kbassist.search.lock import WriterLock
from kbassist.system.atomic import write_atomically
from kbassist.system.errors import LibraryOffline, UsageError
from kbassist.system.paths import private_folder
from kbassist.team.presence import BEAT_S, OthersSigns, OwnSign, machine_id
from kbassist.workspace.reach import LIMIT_S, Reach
from kbassist.workspace.session import LibrarySession

_log = logging.getLogger(__name__)
_KEPT = "machine"
_KEPT_SIGNS = 32

MOST_COPIES = 20
"""So many running copies of the program, of one user on one machine, have names of their own."""

FAREWELL_LIMITS = 0.1
"""The end of the program waits so long for a library that does not answer: a second."""


class _Place:
    """One library: what is said in it and by whom, each by one thread at a time."""

    def __init__(self, root: Path, machine: str, monotonic: Callable[[], float]) -> None:
        self.own = OwnSign(root, machine)
        self.saying = Lock()
        self.others = OthersSigns(root, machine, monotonic)
        self.looking = Lock()
        # Not that of the library: the last sign is taken back when the end waits for no article any more.
        self.reach = Reach(root)


class Presence:
    """What is being edited, here and elsewhere; may be called from any thread.

    Nothing is written into a library that is read-only or out of reach, and by nobody who edits nothing.
    A library that hangs is waited for once, and holds up no other.
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
        self._data = data
        self._name = _kept(data)
        self._claim: WriterLock | None = None
        self._closed = False
        self._places = self._placed(self._name)
        self._lock = Lock()
        self._editing: FileRef | None = None
        self._given_at: float | None = None
        self._silent: set[str] = set()
        self._looked: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def recover(self) -> None:
        """Take back what this machine said before it was cut off; call it before anything is edited."""
        self._claim_name()
        for root in self._places:
            self._say(root)

    def editing(self, file: FileRef | None) -> None:
        """Say that this file is being edited here, None: that none is; call it again for as long as it is.

        Of calls that say the same only one every 45 seconds writes anything.
        """
        before = self._turned_to(file)
        if before is not None and (file is None or before.library != file.library):
            self._say(before.library)
        if file is not None and self._is_due(file, before):
            self._say(file.library)

    def look(self, library: str | None = None) -> None:
        """Find out what is being edited elsewhere; None looks into all libraries that can be reached."""
        for root, place in self._places.items():
            if library in (None, root) and self._answers(root):
                with contextlib.suppress(LibraryOffline), place.looking:
                    self._looked[root] = place.reach.ask(place.others.look)

    def others(self) -> Mapping[FileRef, tuple[str, ...]]:
        """Return who edits which file elsewhere, as the last look found it."""
        looked = dict(self._looked)
        return {
            FileRef(root, path): names for root, editing in looked.items() for path, names in editing.items()
        }

    def close(self) -> None:
        """Say that nothing is edited any more; a library that hangs is not waited for."""
        before = self._turned_to(None)
        if before is not None:
            self._say(before.library, FAREWELL_LIMITS)
        with self._lock:
            self._closed = True
            claim, self._claim = self._claim, None
        if claim is not None:
            claim.release()

    def _placed(self, name: str) -> dict[str, _Place]:
        machine = machine_id(name)
        return {root: _Place(session.root, machine, self._now) for root, session in self._sessions.items()}

    def _claim_name(self) -> None:
        """Speak under a name under which no other running copy of the program does."""
        for number in range(MOST_COPIES):
            claim = WriterLock(self._data / f"{_KEPT}.{number}.lock")
            try:
                if not claim.acquire():
                    continue
            except OSError:
                return
            with self._lock:
                if self._closed:  # the program ended before this had its turn
                    claim.release()
                    return
                self._claim = claim
            if number:
                self._places = self._placed(f"{self._name}.{number}")
            return

    def _turned_to(self, file: FileRef | None) -> FileRef | None:
        """Take note of what is edited, and return what was before."""
        with self._lock:
            before, self._editing = self._editing, file
            if file is None:
                self._given_at = None
            return before

    def _is_due(self, file: FileRef, before: FileRef | None) -> bool:
        if not self._may_speak(file.library):
            return False
        with self._lock:
            now, given_at = self._now(), self._given_at
            if before == file and given_at is not None and now - given_at < BEAT_S:
                return False
            self._given_at = now
            return True

    def _answers(self, library: str) -> bool:
        session = self._sessions[library]
        return not session.status.offline and not session.reach.hangs

    def _may_speak(self, library: str) -> bool:
        if library not in self._sessions or library in self._silent:
            return False
        return self._answers(library) and not self._sessions[library].status.read_only

    def _say(self, library: str, limits: float = 1) -> None:
        """Bring what is said in a library in line with what is edited when it is this call's turn."""
        place = self._places.get(library)
        if place is None or not self._may_speak(library):
            return
        if not place.saying.acquire(timeout=limits * LIMIT_S):
            return
        try:
            place.reach.ask(self._sign_of(place.own, library), limits)
        except LibraryOffline:
            _log.info("a library is out of reach, so nobody in it is told what is edited")
        except OSError as error:
            self._keep_silent(library, error)
        finally:
            place.saying.release()

    def _sign_of(self, own: OwnSign, library: str) -> Callable[[], None]:
        file, who = self._editing, self._who() or _login()
        if file is None or file.library != library:
            return own.take_back
        return partial(own.give, who, (file.path,))

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
