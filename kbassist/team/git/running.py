"""Runs one git process with all that it may start: within a time limit, and until somebody cancels it."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kbassist.system.errors import WorkCancelled

_LOOK_S = 0.1
_GRACE_S = 2.0
# A group of its own, so that what git starts, such as ssh, ends with it; on Windows without a window.
_IS_POSIX = sys.platform != "win32"
_APART = 0x08000200


@dataclass(frozen=True, slots=True)
class Answer:
    """What a process wrote, and how it ended; `timed_out` when it was ended for being slow."""

    code: int
    told: bytes
    said: str
    timed_out: bool = False


def run(
    command: Sequence[str],
    folder: Path,
    environ: Mapping[str, str],
    given: bytes,
    limit_s: float,
    cancelled: Callable[[], bool],
    heard: Callable[[str], None] | None = None,
) -> Answer:
    """Run a command in `folder` and wait for its end. Raises OSError, and WorkCancelled once it is ended.

    `heard` is told a few times a second all that the process has said so far; on Windows only at its end.
    """
    # Not by a pipe: `communicate` sends no more of it once it has looked up after a tenth of a second.
    with tempfile.TemporaryFile() as giving:
        giving.write(given)
        giving.seek(0)
        with subprocess.Popen(
            command, cwd=folder, env=environ, stdin=giving, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            start_new_session=_IS_POSIX, creationflags=0 if _IS_POSIX else _APART,
        ) as process:  # fmt: skip
            try:
                return _watched(process, limit_s, cancelled, heard)
            finally:
                _end(process)


def _watched(
    process: subprocess.Popen[bytes],
    limit_s: float,
    cancelled: Callable[[], bool],
    heard: Callable[[str], None] | None,
) -> Answer:
    end, over = time.monotonic() + limit_s, 0.0
    while True:
        try:
            told, said = process.communicate(timeout=_LOOK_S)
            if heard:
                heard(_read(said))
            return Answer(process.returncode, told, _read(said))
        except subprocess.TimeoutExpired as error:
            if heard:
                heard(_read(error.stderr))
            now = time.monotonic()
            ended = process.poll() is not None
            if ended and over and now - over > _GRACE_S:
                # Something that it has started, such as a cache of passwords, keeps the line open.
                return Answer(process.returncode, error.output or b"", _read(error.stderr))
            over = over or (now if ended else 0.0)
            if not ended and now > end:
                _end(process)
                return Answer(-1, b"", _read(error.stderr), timed_out=True)
        if cancelled():
            raise WorkCancelled("The sync was cancelled.")


def _read(said: bytes | None) -> str:
    return (said or b"").decode("utf-8", errors="replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs: first by asking, so that it takes its lock files away."""
    if process.poll() is not None:
        return
    _signal(process, signal.SIGTERM)
    try:
        process.wait(_GRACE_S)
    except subprocess.TimeoutExpired:
        _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.terminate()
        else:
            os.killpg(process.pid, number)
