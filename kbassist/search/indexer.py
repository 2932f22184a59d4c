"""Client of the process that writes the indexes: starts it, asks it, replaces it when it dies."""

import contextlib
import itertools
import json
import logging
import math
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import IO, Any

from kbassist.search.report import IndexReport, Progress
from kbassist.system import errors
from kbassist.system.errors import IndexUnusable, KbError, LibraryOffline, WorkCancelled

_log = logging.getLogger(__name__)
_ATTEMPTS = 2
POLL_S = 0.2
START_S = 120.0
"""A process that starts on a busy machine says nothing for so long at most."""

SILENCE_S = 20.0
"""Whoever waits so long for one call into a folder waits for one that hangs; slow ones do not take a second.

The process says before what it does by itself, which may take longer.
"""

STOP_S = 3.0
END_S = 2.0
_PACKAGES = Path(__file__).resolve().parents[2]
# `-P` and our own path behind the standard library's: the current folder may be somebody's share, and no
# file of it may pass for a module. Before other packages: the child must be of the same version.
_START = """
import sys
packages = (at for at, folder in enumerate(sys.path) if folder.endswith("-packages"))
sys.path.insert(next(packages, len(sys.path)), sys.argv[1])
from kbassist.search.child import main
main()
"""
_COMMAND = (sys.executable, "-P", "-W", "ignore", "-c", _START, str(_PACKAGES))


class Indexer:
    """Brings indexes below `cache` up to date, one update at a time; usable by several threads.

    The child process is started by `warm` or by the first update, and again after it died.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._turn = threading.Lock()
        self._child: Child | None = None
        self._requests = itertools.count(1)
        self._closed = False

    def warm(self) -> None:
        """Start the child process, so that the first update does not wait for it."""
        with self._turn:
            self._running()

    def update(
        self,
        root: Path,
        paths: Collection[str] | None = None,
        *,
        full: bool = False,
        accept: bool = False,
        own: Collection[str] = (),
        thorough: bool = False,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> IndexReport:
        """Bring the index of the library at `root` up to date and return what changed.

        `paths` (relative, with `/`) are all that may have changed since the last update: one saved article
        is searchable in some 20 ms. None scans the folder. `full` reads everything anew while the old
        index answers. `accept` lets articles go that were held back; those at the paths `own` were removed
        here and are never held. `thorough` asks for every file also of a slow folder. `progress` is called
        in this thread, at most every 50 ms; `cancelled` is asked as often. Raises IndexBusy (another copy
        of the program writes), LibraryOffline, IndexUnwritable (cache read-only or disk full: the old index
        stays as it was), WorkCancelled, and IndexUnusable when the process died twice over it.
        """
        ask = {
            "do": "update",
            "cache": str(self._cache),
            "root": str(root),
            "paths": None if paths is None else sorted(paths),
            "full": full,
            "accept": accept,
            "own": sorted(own),
            "thorough": thorough,
        }
        with self._turn:
            for _ in range(_ATTEMPTS):
                child = self._running()
                try:
                    answer = child.ask({**ask, "request": next(self._requests)}, progress, cancelled)
                except EOFError:
                    self._bury(child)
                except TimeoutError as error:
                    self._child = None
                    child.close()
                    if cancelled is not None and cancelled():
                        raise WorkCancelled("Indexing was stopped.") from error
                    raise LibraryOffline(
                        f"The folder {root} does not answer: its server or drive seems to hang."
                    ) from error
                except BaseException:
                    # A callback failed, or Ctrl+C: what it still says would pass for the next answer.
                    self._child = None
                    child.close()
                    raise
                else:
                    return _report(answer)
            raise IndexUnusable("The indexing process ended unexpectedly; search stays as it was.")

    def close(self) -> None:
        """End the child process, and with it an update that another thread waits for."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
        with self._turn:
            if self._child is not None:
                self._child.close()
                self._child = None

    def _running(self) -> "Child":
        if self._closed:
            raise WorkCancelled("Indexing was stopped because the program ends.")
        if self._child is None:
            self._child = Child()
        return self._child

    def _bury(self, child: "Child") -> None:
        reason = child.close()
        self._child = None
        if self._closed:
            raise WorkCancelled("Indexing was stopped because the program ends.")
        _log.error("indexing process ended: %s", reason or "no reason given")


class Child:
    """One running child process."""

    def __init__(self) -> None:
        # A file and not a pipe: nobody reads it while the process lives.
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = start(self._complaints)
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._listen, name="indexing answers", daemon=True)
        self._reader.start()

    def ask(
        self,
        request: dict[str, Any],
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> dict[str, Any]:
        """Send a request and return the answer to it; EOFError when the process dies over it.

        Raises TimeoutError when the process waits for its folder and gives no sign of life: as long as it
        does it has to be ended, also when it is to stop and does not.
        """
        self._send(request)
        limit_s, heard_at = START_S, time.monotonic()
        stopping_at: float | None = None
        while True:
            answer = self._heard()
            now = time.monotonic()
            if answer is not None:
                heard_at = now
                if "beat" not in answer:
                    limit_s = math.inf if "own" in answer else SILENCE_S
                if "report" in answer or "error" in answer:
                    return answer
                if "progress" in answer and progress is not None:
                    progress(Progress(*answer["progress"]))
            if cancelled is not None and stopping_at is None and cancelled():
                stopping_at = now
                self._send({"do": "cancel", "request": request["request"]})
            if now - heard_at > limit_s or (stopping_at is not None and now - stopping_at > STOP_S):
                raise TimeoutError

    def kill(self) -> None:
        """End the process at once: an index survives that at any moment."""
        self._process.kill()

    def close(self) -> str:
        """End the process, let go of its pipes, and return what it said last.

        A process that the system cannot end, since its folder hangs, is left to end by itself.
        """
        self.kill()
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            return "it hangs in the system"
        self._reader.join(END_S)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _close_quietly(pipe)
        with self._complaints as complaints:
            complaints.seek(0)
            return complaints.read().decode("utf-8", "replace").strip()[-1000:]

    def _heard(self) -> dict[str, Any] | None:
        """Return the next line of the process, None when none comes for a moment. Raises EOFError."""
        try:
            line = self._lines.get(timeout=POLL_S)
        except queue.Empty:
            return None
        if line is None:
            raise EOFError
        heard: dict[str, Any] = json.loads(line)
        return heard

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(OSError, ValueError):
            for line in self._process.stdout:
                self._lines.put(line)
        self._lines.put(None)

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise EOFError from error


def start(complaints: IO[bytes]) -> "subprocess.Popen[bytes]":
    """Start the process; what it says besides answers goes into `complaints`. Raises OSError."""
    return subprocess.Popen(
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        creationflags=_creation_flags(),
    )


def _report(answer: dict[str, Any]) -> IndexReport:
    if "error" in answer:
        kind: type[KbError] = getattr(errors, answer["error"])
        raise kind(answer["message"])
    raw: dict[str, Any] = answer["report"]
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()
    }
    return IndexReport(**values)


def _close_quietly(pipe: IO[bytes]) -> None:
    """Close a pipe to a dead process: what could not be written has no reader."""
    try:
        pipe.close()
    except OSError:
        _log.debug("the indexing process left unread requests")


def _creation_flags() -> int:
    """Return how Windows starts a process without a console that lets others go first; 0 elsewhere."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0
