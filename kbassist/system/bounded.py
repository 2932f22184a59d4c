"""Runs calls that may block for ever, such as those of a keyring that shows a prompt nobody answers."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

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
        self._running: Future[Any] | None = None

    def run(self, call: Callable[[], _Answer]) -> _Answer:
        """Return what `call` returns, or raise what it raises. Raises TookTooLong."""
        if not self._turn.acquire(timeout=self._limit_s):
            raise TookTooLong("An earlier call has not come back.")
        try:
            if self._running is not None and not self._running.done():
                raise TookTooLong("An earlier call has not come back.")
            self._running = answer = begin(call, "bounded")
            if not wait((answer,), self._limit_s).done:
                raise TookTooLong("The call has not come back.")
            self._running = None  # what it has told may be a secret
        finally:
            self._turn.release()
        return answer.result()


def begin(call: Callable[[], _Answer], name: str) -> "Future[_Answer]":
    """Run `call` in a thread of its own that does not keep the program from ending, hence no pool."""
    answer: Future[_Answer] = Future()
    threading.Thread(target=_fill, args=(answer, call), name=name, daemon=True).start()
    return answer


def _fill(answer: "Future[_Answer]", call: Callable[[], _Answer]) -> None:
    try:
        value = call()
    # Whatever it is, whoever waits for the answer is to get it.
    except BaseException as error:
        answer.set_exception(error)
    else:
        answer.set_result(value)
