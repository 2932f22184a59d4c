"""The process that alone writes search indexes: JSON lines in, JSON lines out, one request at a time.

Requests: `{"do": "update", "request": N, "cache", "root", "paths": [...] | null, "full": bool,
"accept": bool, "own": [...], "thorough": bool}` and `{"do": "cancel", "request": N}`. Answers: any number
of `{"progress": [done, total]}`, of `{"alive": true}` while it waits for a folder, of `{"own": true}` before
it works without one, and of `{"beat": true}` while it works at all; then one `{"report": {...}}` or
`{"error": KIND, "message": TEXT}`. The end of its input ends it, so that it never outlives the program,
however that ended.
"""

import errno
import json
import os
import queue
import sys
import threading
import time
import traceback
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from kbassist.search.library_writer import LibraryWriter
from kbassist.search.report import Progress, Watch
from kbassist.system.errors import IndexUnusable, IndexUnwritable, KbError

_IDLE_S = 2.0
_PROGRESS_S = 0.05
_ALIVE_S = 1.0
_WORK_S = 0.01
_NICENESS = 10
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Requests:
    """What is still to be done, filled by a thread that reads the pipe."""

    def __init__(self, lines: IO[bytes]) -> None:
        self._lines = lines
        self._waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._cancelled = 0
        threading.Thread(target=self._listen, name="requests", daemon=True).start()

    def next(self, timeout_s: float | None) -> dict[str, Any] | None:
        """Return the next request; None when there is none for `timeout_s`, which None makes endless."""
        try:
            return self._waiting.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def waiting(self) -> bool:
        """Tell whether somebody waits."""
        return not self._waiting.empty()

    def cancelled(self, request: int) -> bool:
        """Tell whether nobody waits for this one any more."""
        return self._cancelled >= request

    def _listen(self) -> None:
        for line in self._lines:
            message = json.loads(line)
            if message["do"] == "cancel":
                self._cancelled = message["request"]
            else:
                self._waiting.put(message)
        # The program has ended or wants this one to: what is half written is swept at the next start.
        os._exit(0)


class IndexingProcess:
    """Answers requests with the writers of the libraries; merges small segments when nobody asks."""

    def __init__(self, requests: Requests, answers: IO[bytes]) -> None:
        self._requests = requests
        self._answers = answers
        self._writers: dict[tuple[str, str], LibraryWriter] = {}
        self._told = 0.0
        self._said = 0.0
        self._turn = threading.Lock()
        self._busy = threading.Event()

    def run(self) -> None:
        """Work until the input ends."""
        threading.Thread(target=self._keep_beating, name="beat", daemon=True).start()
        tidy = True
        while True:
            request = self._requests.next(None if tidy else _IDLE_S)
            if request is None:
                tidy = not self._merge()
            else:
                self._busy.set()
                self._say(self._answer(request))
                self._busy.clear()
                tidy = False

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        number = request["request"]
        self._live()
        watch = Watch(self._tell, lambda: self._asked(number), lambda: self._say({"own": True}))
        try:
            writer = self._writer(request["cache"], request["root"])
            accept, thorough = request["accept"], request["thorough"]
            own = frozenset(request.get("own", ()))
            report = writer.update(request["paths"], request["full"], watch, accept, thorough, own)
        except KbError as error:
            return {"error": type(error).__name__, "message": str(error)}
        except OSError as error:
            refused = refusal(error)
            return {"error": type(refused).__name__, "message": str(refused)}
        return {"report": asdict(report)}

    def _asked(self, number: int) -> bool:
        """Give a sign of life from time to time, and tell whether nobody waits any more."""
        if time.monotonic() - self._said >= _ALIVE_S:
            self._live()
        return self._requests.cancelled(number)

    def _live(self) -> None:
        self._said = time.monotonic()
        self._say({"alive": True})

    def _keep_beating(self) -> None:
        while self._busy.wait():
            self.beat()

    def beat(self) -> None:
        """Wait a moment, and give a sign of life if work took processor time in it.

        On a busy machine a step may take longer than anybody waits for a folder; what waits for one takes
        no time of the processor.
        """
        worked_s = time.process_time()
        time.sleep(_ALIVE_S)
        if time.process_time() - worked_s > _WORK_S:
            self._say({"beat": True})

    def _merge(self) -> bool:
        try:
            merged = [writer.merge(self._requests.waiting) for writer in self._writers.values()]
        except (KbError, OSError):
            return False  # the next update meets the same and tells somebody
        return any(merged)

    def _writer(self, cache: str, root: str) -> LibraryWriter:
        key = (cache, root)
        if key not in self._writers:
            self._writers[key] = LibraryWriter(Path(cache), Path(root))
        return self._writers[key]

    def _tell(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._told >= _PROGRESS_S or progress.done == progress.total:
            self._told = now
            self._say({"progress": [progress.done, progress.total]})

    def _say(self, answer: dict[str, Any]) -> None:
        try:
            with self._turn:
                self._answers.write(json.dumps(answer).encode() + b"\n")
                self._answers.flush()
        except OSError:
            os._exit(0)  # nobody reads any more


def refusal(error: OSError) -> KbError:
    """Say what a failed write to the cache means."""
    if error.errno in _FULL:
        return IndexUnwritable("The disk is full: the search index cannot be brought up to date.")
    if error.errno == errno.ENOENT:
        return IndexUnusable("The search index was deleted while it was written; it is being built again.")
    return IndexUnwritable(
        f"The cache folder cannot be written ({(error.strerror or 'unknown reason').lower()})."
    )


def _report_crash(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Name error and place only: texts of errors may quote articles."""
    frames = (f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(trace))
    sys.stderr.write(f"{kind.__name__} at {' < '.join(reversed(tuple(frames)))}\n")


def main() -> None:
    """Serve standard input until it ends."""
    sys.excepthook = _report_crash
    # Whatever a library prints must not land between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    IndexingProcess(Requests(sys.stdin.buffer), answers).run()


if __name__ == "__main__":
    main()
