"""Keeps what was worked off out of the queues, since index and checks follow a little later."""

from collections.abc import Mapping
from threading import Lock

from kbassist.workspace.checking import Checking
from kbassist.workspace.reviewed import QueueId, Reviewed, ReviewEntry


class WorkedOff:
    """Knows the entries that were verified or mended, until they are found no more; for any thread."""

    def __init__(self, checking: Checking) -> None:
        self._checking = checking
        self._lock = Lock()
        # With the library and the number of its last check when it was done.
        self._done: dict[tuple[QueueId, str], tuple[str, int]] = {}

    def hide(self, entry: ReviewEntry, done: Reviewed) -> Reviewed:
        """Take an entry as worked off, as `done` says, until that is taken back."""
        assert entry.file is not None
        place, library = (entry.queue, entry.key), entry.file.library
        with self._lock:
            self._done[place] = (library, self._checking.begun(library))

        def undo() -> tuple[str, ...]:
            notes = done.undo()
            with self._lock:
                self._done.pop(place, None)
            return notes

        return Reviewed(done.sentence, undo)

    def forget_checked(self) -> None:
        """Let problems be told again where a check has followed: what still is there was not mended.

        Their keys count what is alike, so another one may have got the key of the one that was.
        """
        with self._lock:
            for (queue, key), (library, begun) in tuple(self._done.items()):
                if queue is QueueId.PROBLEMS and self._checking.done(library) > begun:
                    del self._done[queue, key]

    def among(self, found: Mapping[QueueId, tuple[ReviewEntry, ...]]) -> frozenset[tuple[QueueId, str]]:
        """Return what was worked off and is found all the same; what is not, has been followed."""
        there = {(queue, entry.key) for queue, entries in found.items() for entry in entries}
        with self._lock:
            self._done = {place: when for place, when in self._done.items() if place in there}
            return frozenset(self._done)
