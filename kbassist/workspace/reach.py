"""Asks a folder that may hang, as one of a file server that has died, without hanging with it."""

import math
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path
from typing import Any, TypeVar

from kbassist.system.bounded import begin
from kbassist.system.errors import LibraryOffline

_Answer = TypeVar("_Answer")

LIMIT_S = 10.0
"""A slow share answers in milliseconds; what takes so long waits for a server that is not there."""

SCAN_LIMITS = 12
"""A whole folder is thousands of calls, of which each may be slow."""


class Reach:
    """Runs each call in a thread of its own and waits for it only so long; usable by several threads.

    A call that was left alone goes on, and nothing else is asked until it has come back: that is how the
    end of the trouble is found. Such threads do not keep the program from ending.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self.limit_s = LIMIT_S
        self._left: list[Future[Any]] = []
        self._closing: Future[Any] = Future()

    @property
    def hangs(self) -> bool:
        """Whether a call has not come back that was waited for in vain."""
        return any(not call.done() for call in self._left)

    @property
    def trouble(self) -> str:
        """Say that the folder hangs; "" when it does not."""
        return self._sentence if self.hangs else ""

    def ask(self, call: Callable[[], _Answer], limits: float = 1) -> _Answer:
        """Return what `call` returns, or raise what it raises; LibraryOffline when it does not come back.

        A call of many steps has several `limits` of time; one of infinitely many waits until `close`.
        """
        if self._closing.done() or self.hangs:
            raise LibraryOffline(self._sentence)
        answer = begin(call, "reach")
        patience_s = None if math.isinf(limits) else limits * self.limit_s
        wait((answer, self._closing), patience_s, FIRST_COMPLETED)
        if answer.done():
            return answer.result()
        self._left = [*(one for one in self._left if not one.done()), answer]
        raise LibraryOffline(self._sentence)

    def close(self) -> None:
        """Wait for nothing any more."""
        if not self._closing.done():
            self._closing.set_result(None)

    @property
    def _sentence(self) -> str:
        return f"The folder {self._root} does not answer: its server or drive seems to hang."
