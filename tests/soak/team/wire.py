"""Stands between the program and the calls that change files, to cut in at any one of them."""

import contextlib
import errno
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest import mock

from kbassist.articles import swap
from kbassist.team.git import running

CALLS = (
    "open", "write", "fsync", "fchmod", "chmod", "rename", "link", "unlink", "replace", "mkdir", "rmdir",
)  # fmt: skip
_OPEN, _WRITE = os.open, os.write


class Killed(BaseException):
    """Ends all work of a process at once; nothing tidies up, since every further call fails the same way."""


class Wire:
    """Lets one call of many fail, end the process, or be preceded by what somebody else does."""

    def __init__(self) -> None:
        self.exchanges = True
        self.calls = 0
        self._lives_s = 0.0
        self._left: int | None = None
        self._act: Callable[[], None] | None = None
        self._is_dead = self._is_full = self._just_died = False
        self._thread = threading.get_ident()

    def kill(self, at: int) -> None:
        """Let the process die at its `at`th call from now."""
        self._left, self._act, self._lives_s = at, self._die, at % 7 * 0.003

    def fill(self, at: int) -> None:
        """Let the disk be full from the `at`th call on."""
        self._left, self._act = at, self._overflow

    def precede(self, at: int, act: Callable[[], None]) -> None:
        """Let somebody else act just before the `at`th call."""
        self._left, self._act = at, act

    def rest(self) -> bool:
        """Let everything pass again; tell whether it had come to what was planned."""
        came = self._left is None
        self._left, self._act, self._is_dead, self._is_full = None, None, False, False
        return came

    def look(self, is_growing: bool = False) -> None:
        """Count one call, and do what is to be done there. Raises Killed and OSError."""
        if self._is_dead:
            self._just_died = False
            raise Killed
        if self._is_full and is_growing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self._left is None:
            return
        self.calls += 1
        self._left -= 1
        if self._left <= 0:
            act, self._left, self._act = self._act, None, None
            if act is not None:
                act()
            if self._is_dead:
                self._just_died = True
                raise Killed
            self.look(is_growing)

    def _die(self) -> None:
        self._is_dead = True

    def _overflow(self) -> None:
        self._is_full = True

    def _around(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **options: Any) -> Any:
            if self._left is None and not self._is_dead and not self._is_full:
                return call(*arguments, **options)
            if threading.get_ident() != self._thread:
                return call(*arguments, **options)  # a server that stands for another machine
            if call is _OPEN and not arguments[1] & os.O_CREAT:
                return call(*arguments, **options)
            try:
                self.look(name in ("open", "write", "mkdir"))
            except Killed:
                if call is _WRITE and self._just_died:
                    call(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                raise
            return call(*arguments, **options)

        return watched

    def _exchanger(self) -> Callable[[], Any]:
        real = swap._system_call()

        def call(*arguments: Any) -> int:
            self.look()
            assert real is not None
            return real(*arguments)

        return lambda: call if real is not None and self.exchanges else None

    def _started(self, *arguments: Any, **options: Any) -> "subprocess.Popen[bytes]":
        """Start a process; one in the midst of which ours dies may be killed a moment later as well."""
        try:
            self.look(True)
        except Killed:
            if self._just_died:
                with subprocess.Popen(*arguments, **options) as process:
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        process.wait(self._lives_s)
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(process.pid, signal.SIGKILL)
            raise
        return subprocess.Popen(*arguments, **options)

    @contextmanager
    def laid(self) -> Iterator[None]:
        """Lay the wire."""
        processes = SimpleNamespace(
            Popen=self._started, PIPE=subprocess.PIPE, TimeoutExpired=subprocess.TimeoutExpired
        )
        with (
            mock.patch.object(running, "subprocess", processes),
            mock.patch.multiple(os, **{name: self._around(name, getattr(os, name)) for name in CALLS}),
            mock.patch.object(swap, "_system_call", self._exchanger()),
        ):
            yield
