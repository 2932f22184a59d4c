"""Child processes that are forked from one that has imported everything: starting one costs 0.5 s else.

They are real processes that run the same code, read the same pipes and die the same deaths; only Python's
start is left out. Tests about the start itself do without.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
import weakref
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import IO, Any

import pytest

from kbassist.render import child_process
from kbassist.search import indexer

_DESCRIPTORS = 3
_MOST_BYTES = 1 << 20
_HERE = "from tests.warm_children import serve; serve({modules!r}, {fd})"


class ForkedProcess:
    """A process that was forked for us, with as much of `subprocess.Popen` as its callers use."""

    def __init__(self, pid: int, requests: IO[bytes], answers: IO[bytes]) -> None:
        self.pid = pid
        self.stdin = requests
        self.stdout = answers
        self.returncode: int | None = None
        self._handle = os.pidfd_open(pid)
        weakref.finalize(self, os.close, self._handle)

    def poll(self) -> int | None:
        """Tell whether it has ended; how, only its parent knows."""
        return self._ended(0.0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended. Raises TimeoutExpired."""
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("a forked child", timeout or 0.0)
        return code

    def kill(self) -> None:
        """End it at once."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def _ended(self, timeout_s: float | None) -> int | None:
        if self.returncode is None and select.select([self._handle], [], [], timeout_s)[0]:
            self.returncode = 0
        return self.returncode


class WarmProcess:
    """A process that has imported `modules` and forks itself when asked; it ends with this one."""

    def __init__(self, modules: Sequence[str]) -> None:
        self._lock = Lock()
        self._ours, theirs = socket.socketpair()
        with theirs:
            code = _HERE.format(modules=tuple(modules), fd=theirs.fileno())
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-c", code],
                pass_fds=(theirs.fileno(),),
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
            )

    def start(
        self, module: str, words: Sequence[str], environ: Mapping[str, str], folder: str, errors: int
    ) -> ForkedProcess:
        """Run the `main` of a module in a new process; `errors` is where its standard error goes."""
        asked, to_child = os.pipe()
        from_child, told = os.pipe()
        ask = json.dumps([module, list(words), dict(environ), folder]).encode()
        try:
            with self._lock:
                socket.send_fds(self._ours, [len(ask).to_bytes(4, "big") + ask], [asked, told, errors])
                answer = self._ours.recv(4)
                if len(answer) < 4:
                    raise OSError("the warm process has ended")
                return ForkedProcess(
                    int.from_bytes(answer, "big"), os.fdopen(to_child, "wb"), os.fdopen(from_child, "rb")
                )
        finally:
            os.close(asked)
            os.close(told)

    def close(self) -> None:
        """End it; what it has forked ends with its pipes."""
        self._ours.close()
        self._process.wait(timeout=10)


def serve(modules: Sequence[str], descriptor: int) -> None:
    """Fork for every request that comes through a socket, until it is closed."""
    for module in modules:
        importlib.import_module(module)
    gc.freeze()
    with socket.socket(fileno=descriptor) as asking:
        while True:
            first, descriptors, _flags, _address = socket.recv_fds(asking, _MOST_BYTES, _DESCRIPTORS)
            if not first:
                return
            length, told = int.from_bytes(first[:4], "big"), bytearray(first[4:])
            while len(told) < length:
                told += asking.recv(length - len(told))
            pid = os.fork()
            if pid == 0:
                asking.detach()
                os.close(descriptor)
                _become(json.loads(told), descriptors)
            for number in descriptors:
                os.close(number)
            asking.sendall(pid.to_bytes(4, "big"))
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


def _become(request: Any, descriptors: Sequence[int]) -> None:
    """Be what was asked for, and never come back."""
    code = 1
    try:
        module, words, environ, folder = request
        for number, descriptor in enumerate(descriptors):
            os.dup2(descriptor, number)
            os.close(descriptor)
        sys.stdin = sys.__stdin__ = os.fdopen(0, "r", closefd=False)
        sys.stdout = sys.__stdout__ = os.fdopen(1, "w", closefd=False)
        os.environ.clear()
        os.environ.update(environ)
        os.chdir(folder)
        sys.argv = [module, *words]
        importlib.import_module(module).main()
        sys.stdout.flush()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


class WarmChildren:
    """One warm process for each kind of child, started when the first is wanted."""

    def __init__(self) -> None:
        self._warm: dict[str, WarmProcess] = {}
        self._lock = Lock()

    def start_rendering(self, command: Sequence[str]) -> ForkedProcess:
        """Do what `child_process.start` does."""
        _flag, module, *words = command
        with Path(os.devnull).open("wb") as nowhere:
            return self._of(module).start(module, words, {"LC_ALL": "C"}, os.sep, nowhere.fileno())

    def start_indexing(self, complaints: IO[bytes]) -> ForkedProcess:
        """Do what `indexer.start` does."""
        module = "kbassist.search.child"
        return self._of(module).start(module, (), os.environ, str(Path.cwd()), complaints.fileno())

    def close(self) -> None:
        """End the warm processes."""
        for warm in self._warm.values():
            warm.close()

    def _of(self, module: str) -> WarmProcess:
        with self._lock:
            if module not in self._warm:
                self._warm[module] = WarmProcess((module,))
            return self._warm[module]


@contextlib.contextmanager
def forked_from(children: WarmChildren) -> Iterator[None]:
    """Let all child processes be forked, where the system can tell of a process that is not our child."""
    with pytest.MonkeyPatch.context() as patch:
        if hasattr(os, "pidfd_open"):
            patch.setattr(indexer, "start", children.start_indexing)
            patch.setattr(child_process, "start", children.start_rendering)
        yield
