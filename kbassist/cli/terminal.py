"""What the terminal shows: data on stdout, sentences and progress on stderr, nothing hostile on either."""

import contextlib
import io
import json
import os
import sys
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self, TextIO

from kbassist.render.characters import visible
from kbassist.system.errors import UsageError

_BAR_WIDTH = 30
_REDRAW_S = 0.1
_QUIET_S = 0.5


class Terminal:
    """Standard output and error; either may be closed, piped, or in a locale without most characters."""

    def __init__(self, out: TextIO | None, err: TextIO | None) -> None:
        self._out = out
        self._err = err

    @classmethod
    def of_process(cls) -> Self:
        """Take the streams of this process and make them UTF-8, whatever the locale says."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # Names that are no valid UTF-8 come out escaped instead of ending the program.
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        return cls(sys.stdout, sys.stderr)

    def text(self, text: str) -> None:
        """Write a text of one or many lines, without the characters that steer a terminal."""
        self._write(visible(_escaped(text)) + "\n")

    def row(self, text: str, indent: int = 0) -> None:
        """Write one line, whatever line breaks and tabs a title brings along."""
        self.text(" " * indent + " ".join(text.split()))

    def json(self, value: Any, *, indent: int | None = 2) -> None:
        """Write JSON in ASCII, which no locale, control character or lone surrogate can break."""
        self._write(json.dumps(value, indent=indent) + "\n")

    def flush(self) -> None:
        """Push out what is buffered, for a reader that waits for each line."""
        if self._out is not None:
            with self._judged():
                self._out.flush()

    def note(self, sentence: str) -> None:
        """Tell the user something that is not data."""
        if self._err is not None:
            with contextlib.suppress(OSError):  # nobody is left to be told
                print("kbassist: " + visible(_escaped(sentence)), file=self._err, flush=True)

    def progress(self, doing: str) -> "ProgressBar":
        """Show how far something is, once it takes long enough to be worth it."""
        return ProgressBar(doing, self._err)

    def _write(self, text: str) -> None:
        """Write data. Raises BrokenPipeError, and UsageError when it cannot be written, as on a full disk."""
        if self._out is not None:
            with self._judged():
                self._out.write(text)

    @contextlib.contextmanager
    def _judged(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            self._let_go()
            raise
        except OSError as error:
            self._let_go()
            raise UsageError(f"The output cannot be written: {error.strerror}.") from error

    def _let_go(self) -> None:
        """Point stdout to nowhere, or Python complains at its end about what it could not write."""
        if self._out is not None:
            with contextlib.suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self._out.fileno())
                os.close(nowhere)


class ProgressBar:
    """A bar on a terminal, a sentence elsewhere; nothing when it is over in half a second."""

    def __init__(self, doing: str, err: TextIO | None) -> None:
        self._doing = doing
        self._err = err
        self._started = time.monotonic()
        self._drawn_at: float | None = None
        self._on_terminal = err is not None and err.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done."""
        now = time.monotonic()
        if self._err is None or now - self._started < _QUIET_S:
            return
        if self._drawn_at is not None and (not self._on_terminal or now - self._drawn_at < _REDRAW_S):
            return
        self._drawn_at = now
        if not self._on_terminal:
            print(f"kbassist: {self._doing} ({done} of {total})", file=self._err, flush=True)
            return
        filled = _BAR_WIDTH * done // total if total else _BAR_WIDTH
        bar = "#" * filled + "." * (_BAR_WIDTH - filled)
        self._err.write(f"\r{self._doing} [{bar}] {done}/{total}")
        self._err.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away; what follows starts on a clean line."""
        if self._err is not None and self._on_terminal and self._drawn_at is not None:
            self._err.write("\r\x1b[K")
            self._err.flush()


def _escaped(text: str) -> str:
    """Turn lone surrogates into escapes, so that an odd file name can be told from another."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
