"""Client of the process that writes the indexes: starts it, asks it, replaces it when it dies."""

import itertools
import json
import logging
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import IO, Any

from kbassist.search.report import IndexReport, Progress
from kbassist.system import errors
from kbassist.system.errors import IndexUnusable, KbError, WorkCancelled

_log = logging.getLogger(__name__)
_ATTEMPTS = 2
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
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> IndexReport:
        """Bring the index of the library at `root` up to date and return what changed.

        `paths` (relative, with `/`) are all that may have changed since the last update: one saved article
        is searchable in some 20 ms. None scans the folder. `full` reads everything anew while the old
        index answers. `accept` lets articles go that were held back. `progress` is called in this thread,
        at most every 50 ms; `cancelled` is asked as often. Raises IndexBusy (another copy of the program
        writes), LibraryOffline, IndexUnwritable (cache read-only or disk full: the old index stays as it
        was), WorkCancelled, and IndexUnusable when the process died twice over it.
        """
        ask = {
            "do": "update",
            "cache": str(self._cache),
            "root": str(root),
            "paths": None if paths is None else sorted(paths),
            "full": full,
            "accept": accept,
        }
        with self._turn:
            for _ in range(_ATTEMPTS):
                child = self._running()
                try:
                    answer = child.ask({**ask, "request": next(self._requests)}, progress, cancelled)
                except EOFError:
                    self._bury(child)
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

    def ask(
        self,
        request: dict[str, Any],
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> dict[str, Any]:
        """Send a request and return the answer to it; EOFError when the process dies over it."""
        assert self._process.stdout is not None
        self._send(request)
        asked_to_stop = False
        for line in self._process.stdout:
            answer: dict[str, Any] = json.loads(line)
            if "progress" not in answer:
                return answer
            if progress is not None:
                progress(Progress(*answer["progress"]))
            if cancelled is not None and not asked_to_stop and cancelled():
                asked_to_stop = True
                self._send({"do": "cancel", "request": request["request"]})
        raise EOFError

    def kill(self) -> None:
        """End the process at once: an index survives that at any moment."""
        self._process.kill()

    def close(self) -> str:
        """End the process, let go of its pipes, and return what it said last."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _close_quietly(pipe)
        with self._complaints as complaints:
            complaints.seek(0)
            return complaints.read().decode("utf-8", "replace").strip()[-1000:]

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
