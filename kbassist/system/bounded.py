"""Runs calls that may block for ever, such as those of a keyring that shows a prompt nobody answers."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from kbassist.system.errors import KbError

_Answer = TypeVar("_Answer")


class TookTooLong(KbError):
    """A call has not come back in time, or an earlier one has not; it goes on by itself."""


class Bounded:
    """Runs one call at a time, each in a thread of its own that is left alone once its time is over.

    A call that was left alone is not followed by others until it has come back: a second prompt behind
    the first one helps nobody. The threads do not keep the program from ending.
    """

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._turn = threading.Lock()
        self._running: threading.Thread | None = None

    def run(self, call: Callable[[], _Answer]) -> _Answer:
        """Return what `call` returns, or raise what it raises. Raises TookTooLong."""
        if not self._turn.acquire(timeout=self._limit_s):
            raise TookTooLong("An earlier call has not come back.")
        try:
            if self._running is not None and self._running.is_alive():
                raise TookTooLong("An earlier call has not come back.")
            outcome = _Outcome(call)
            self._running = threading.Thread(target=outcome.fill, name="bounded", daemon=True)
            self._running.start()
            self._running.join(self._limit_s)
            if self._running.is_alive():
                raise TookTooLong("The call has not come back.")
        finally:
            self._turn.release()
        return outcome.told()


class _Outcome(Generic[_Answer]):
    """What a call in another thread came to."""

    def __init__(self, call: Callable[[], _Answer]) -> None:
        self._call = call
        self._answers: list[_Answer] = []
        self._error: BaseException | None = None

    def fill(self) -> None:
        try:
            self._answers.append(self._call())
        except BaseException as error:
            self._error = error

    def told(self) -> _Answer:
        if self._error is not None:
            raise self._error
        return self._answers[0]
