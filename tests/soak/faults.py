"""Every call of a save that changes something fails once, before it is done or just after."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from kbassist.articles import swap
from kbassist.system.errors import NotSaved
from kbassist.workspace.written import SaveOutcome
from tests.soak.place import PATH, article, left_beside, writer
from tests.soak.tally import Tally

OLD, NEW = "old text\n" * 50, "new text\n" * 60
CALLS = ("open", "write", "fsync", "fchmod", "rename", "link", "unlink", "replace", "mkdir")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
MOST_CALLS = 200
_OPEN = os.open


class Fault:
    """Counts the calls that change something below a folder and lets one of them fail."""

    def __init__(self, at: int, number: int, done: bool) -> None:
        self._at = at
        self._number = number
        self._done = done
        self.calls = 0

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return `call` as it behaves with the fault."""

        def faulty(*arguments: Any, **options: Any) -> Any:
            if call is _OPEN and not arguments[1] & os.O_CREAT:
                return call(*arguments, **options)
            self.calls += 1
            if self.calls != self._at:
                return call(*arguments, **options)
            if self._done:
                call(*arguments, **options)
            raise OSError(self._number, os.strerror(self._number))

        return faulty

    def around_exchange(self, call: Callable[..., int]) -> Callable[..., int]:
        """Do the same for the system call that gives a number."""

        def faulty(*arguments: Any) -> int:
            self.calls += 1
            if self.calls != self._at:
                return call(*arguments)
            if self._done:
                call(*arguments)
            return self._number

        return faulty


@contextmanager
def injected(fault: Fault, exchanges: bool) -> Iterator[None]:
    """Put the fault around all calls."""
    real = swap._system_call()
    system_call = fault.around_exchange(real) if exchanges and real else None
    with (
        mock.patch.multiple(os, **{name: fault.around(getattr(os, name)) for name in CALLS}),
        mock.patch.object(swap, "_system_call", lambda: system_call),
    ):
        yield


def every_fault(folder: Path) -> Tally:
    """Try every call with every error in every way of saving."""
    total = Tally()
    for exchanges in (True, False):
        for number in ERRORS:
            for done in (False, True):
                for at in range(1, MOST_CALLS):
                    place = folder / f"{exchanges}-{number}-{done}-{at}"
                    place.mkdir()
                    fault = Fault(at, number, done)
                    tally = _tried(place, fault, exchanges)
                    if fault.calls < at:
                        break  # there is no such call any more
                    total += tally
    return total


def _tried(place: Path, fault: Fault, exchanges: bool) -> Tally:
    root, home = place / "team", place / "home"
    root.mkdir()
    (root / PATH).write_text(OLD)
    with writer(root, home) as writing:
        opened = writing.open(article(root))
        said = False
        with injected(fault, exchanges):
            try:
                said = writing.save(opened, NEW).outcome is SaveOutcome.SAVED
            except NotSaved:
                said = False
        # Another process tidies up; this one counts as being at work on what it left.
        with mock.patch("kbassist.articles.leftovers._lives", lambda _: False):
            writing.recover()
    if not (root / PATH).is_file():
        return Tally(1, missing=1, left=left_beside(root))
    stands = (root / PATH).read_text()
    torn = stands not in (OLD, NEW)
    return Tally(1, torn=int(torn), false=int(not torn and (stands == NEW) != said), left=left_beside(root))
