"""One child process, seen from the program: started, asked, and ended when it takes too long."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from pathlib import Path
from typing import IO, Any

from kbassist.render import limits
from kbassist.render.frames import read_message, write_message
from kbassist.system.errors import RenderFailed

Answer = tuple[dict[str, Any], bytes]
_PACKAGE = Path(__file__).resolve().parent.parent.parent


class ChildGone(Exception):
    """The child process ended without an answer."""


class OverBudget(Exception):
    """The child process was ended because it took too long."""


class ChildProcess:
    """A child process and the one thread that talks to it.

    Pipes cannot be waited for with a time limit on every platform; a thread can. The thread starts the
    process too, so that making a `ChildProcess` takes no time. It ends when the process does. `module` is
    what runs in it, with the limit of its memory in MB and `words` as its arguments.
    """

    def __init__(
        self, memory_mb: int, module: str = "kbassist.render.child", words: Sequence[str] = ()
    ) -> None:
        self._command = ("-m", module, str(memory_mb), *words)
        self._requests: queue.SimpleQueue[tuple[dict[str, Any], bytes, Future[Answer]] | None] = (
            queue.SimpleQueue()
        )
        self._ready: Future[None] = Future()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ended = False
        self._thread = threading.Thread(target=self._run, name="child-process", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Tell whether it may still answer."""
        return not self._is_ended and self._thread.is_alive()

    @property
    def is_ready(self) -> bool:
        """Tell whether it has started up, and not failed to."""
        return self._ready.done() and self._ready.exception() is None

    @property
    def pid(self) -> int | None:
        """The id of the process; None before it has started."""
        return self._process.pid if self._process else None

    def ask(self, message: dict[str, Any], raw: bytes, budget_s: float) -> Answer:
        """Return the answer to one request.

        Raises OverBudget when it took longer than `budget_s` - the child has been ended then -, ChildGone
        when the child ended by itself. Starting up does not count.
        """
        answer: Future[Answer] = Future()
        try:
            self._ready.result(timeout=limits.START_S)
            self._requests.put((message, raw, answer))
            if self._is_ended:
                self._refuse_waiting()
            return answer.result(timeout=budget_s)
        except FutureTimeout as error:
            self.end()
            raise OverBudget from error

    def end(self, wait: bool = False) -> None:
        """End the process; with `wait` also see that its thread is gone."""
        with self._lock:
            self._is_ended = True
            if self._process is not None and self._process.poll() is None:
                self._process.kill()
        self._requests.put(None)
        if wait:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        with self._lock:
            if self._is_ended:
                self._ready.set_exception(ChildGone())
                return
            try:
                self._process = start(self._command)
            except OSError as error:
                self._is_ended = True
                self._ready.set_exception(ChildGone(str(error)))
                return
        process = self._process
        requests, answers = process.stdin, process.stdout
        if requests is None or answers is None:  # pragma: no cover - both are pipes
            return
        try:
            self._talk(requests, answers)
        finally:
            self._is_ended = True
            process.kill()
            process.wait()
            for pipe in (requests, answers):
                _close(pipe)
            self._refuse_waiting()

    def _talk(self, requests: IO[bytes], answers: IO[bytes]) -> None:
        if _read(answers) is None:
            self._ready.set_exception(ChildGone())
            return
        self._ready.set_result(None)
        while (asked := self._requests.get()) is not None:
            message, raw, answer = asked
            try:
                write_message(requests, message, raw)
                found = _read(answers)
            except OSError:
                found = None
            if found is None:
                answer.set_exception(ChildGone())
                return
            answer.set_result(found)

    def _refuse_waiting(self) -> None:
        """Let nobody wait for an answer that will not come."""
        if not self._ready.done():
            self._ready.set_exception(ChildGone())
        with contextlib.suppress(queue.Empty):
            while True:
                if waiting := self._requests.get_nowait():
                    waiting[2].set_exception(ChildGone())


def start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Start the child with nothing of the program's environment but where Python finds its packages."""
    paths = [str(_PACKAGE), *(path for path in sys.path if path and Path(path).exists())]
    environ = {"PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), "PYTHONUTF8": "1", "LC_ALL": "C"}
    # Without a home Python asks the system's name service for one, over a socket.
    environ |= {"HOME": os.sep, "PYTHONNOUSERSITE": "1"}
    environ |= {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    options = ["-P", *(["-B"] if sys.dont_write_bytecode else [])]
    return subprocess.Popen(
        [sys.executable, *options, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(sys.executable).anchor or "/",
        env=environ,
        close_fds=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _read(answers: IO[bytes]) -> Answer | None:
    try:
        return read_message(answers, limits.MAX_ANSWER_BYTES)
    except (RenderFailed, OSError, ValueError):
        return None  # what cannot be read back came from a child that is no longer ours


def _close(pipe: IO[bytes]) -> None:
    with contextlib.suppress(OSError):  # unsent bytes of a request to a process that is gone
        pipe.close()
