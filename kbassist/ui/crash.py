"""What happens when the program itself goes wrong: a report without customer data, and it goes on."""

import faulthandler
import logging
import platform
import sys
import threading
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import PySide6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from kbassist import __version__
from kbassist.system.atomic import write_atomically
from kbassist.system.logs import Log
from kbassist.system.scrub import scrubbed, scrubbed_traceback

log = logging.getLogger(__name__)

# The same fault in a paint event would otherwise write a report a frame.
MOST_REPORTS = 20
PACKAGES = ("PySide6-Essentials", "whoosh", "numpy", "markdown", "nh3", "python-liquid", "PyYAML")


class CrashReporter(QObject):
    """Writes reports into a folder.

    Signals:
        reported: a report was written; carries its path. Emitted on the thread that crashed.
        told: the same on the window's thread.
    """

    reported = Signal(str)
    told = Signal(str)

    def __init__(self, folder: Path, kept: Log, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._log = kept
        self._seen: set[str] = set()
        self._lock = threading.Lock()
        self._before: tuple[Any, Any, Any] | None = None
        self._faults: Any = None
        self.reported.connect(self._on_self_reported, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch what nobody else does, in every thread; stacks of hard crashes go to `faults.log`."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        try:
            self._faults = (self._folder / "faults.log").open("a", encoding="utf-8")
        except OSError:
            return
        faulthandler.enable(self._faults)

    def remove(self) -> None:
        """Give the hooks back."""
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            self._before = None
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None

    @Slot(object)
    def report(self, error: BaseException) -> None:
        """Write a report about an error, once for each place it happens at; never raises."""
        trace = scrubbed_traceback(error)
        with self._lock:
            if "\n".join(trace) in self._seen or len(self._seen) >= MOST_REPORTS:
                return
            self._seen.add("\n".join(trace))
        log.error("crash: %s", scrubbed(error))
        path = self._folder / f"crash-{datetime.now():%Y-%m-%d-%H%M%S-%f}.txt"
        try:
            write_atomically(path, report_text(trace, self._log.tail()).encode("utf-8", "backslashreplace"))
        except OSError:
            log.error("the crash report could not be written")  # noqa: TRY400 - one report is enough
            path = Path()
        self.reported.emit(str(path) if path.name else "")

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, _trace)
            return
        self.report(error)

    def _on_thread_exception(self, args: Any) -> None:
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            self.report(args.exc_value)

    def _on_unraisable(self, args: Any) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)

    @Slot(str)
    def _on_self_reported(self, path: str) -> None:
        self.told.emit(path)


def report_text(trace: tuple[str, ...], last_lines: tuple[str, ...]) -> str:
    """Write a report: versions, where it happened, and the last lines of the log. No text of an error."""
    parts = [
        "kbassist crash report",
        "It holds no customer data, no query and no content of an article.",
        "",
        f"kbassist {__version__}, Python {platform.python_version()}, Qt {PySide6.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        *(f"{name} {_version(name)}" for name in PACKAGES),
        "",
        *trace,
        "",
        "The log before it:",
        *last_lines,
    ]
    return "\n".join(parts) + "\n"


def _version(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "unknown"
