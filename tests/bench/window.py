"""The real window, offscreen, for benchmarks: typed into and watched from outside."""

import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from typing_extensions import override

from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.ui.answer.page import AnswerPage
from kbassist.ui.app import OpenLibraries
from kbassist.ui.program import Program

PATIENCE_S = 900.0


class Watched:
    """A program whose window is shown; `page` is there as soon as the library is open."""

    def __init__(self, root: Path, home: Path) -> None:
        paths = Paths.of_user({"KBASSIST_HOME": str(home)})
        self.program = Program(paths, Settings(welcomed=1), (str(root),), OpenLibraries())
        self.program.start()

    def page(self) -> AnswerPage:
        """Wait for the Answer page."""
        self.wait(lambda: self.program.window.findChild(AnswerPage) is not None)
        page = self.program.window.findChild(AnswerPage)
        assert isinstance(page, AnswerPage)
        return page

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the window live until `ready`."""
        deadline = time.monotonic() + PATIENCE_S
        while not ready():
            assert time.monotonic() < deadline, "the window is not getting ready"
            live(1)

    def type(self, page: AnswerPage, text: str) -> None:
        """Replace what stands in the search box with real key presses."""
        page.search.clear()
        QTest.keyClicks(page.search, text)

    def close(self) -> None:
        """End the program."""
        self.program.close()


def live(ms: int) -> None:
    """Let the window live for a while; `QTest.qWait` would keep other threads from running."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


class PaintMeter(QObject):
    """Tells when a widget was painted last, as `time.perf_counter` tells the time."""

    def __init__(self, widget: QObject) -> None:
        super().__init__()
        self.painted_at = 0.0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self._on_painted)
        return False

    def _on_painted(self) -> None:
        self.painted_at = time.perf_counter()


class GapMeter(QObject):
    """A 5 ms timer on the window's thread that keeps the gaps between its turns, in milliseconds."""

    EVERY_MS = 5

    def __init__(self) -> None:
        super().__init__()
        self.gaps_ms: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """Begin anew."""
        self.gaps_ms.clear()
        self._last = time.perf_counter()
        self._timer.start(self.EVERY_MS)

    def stop(self) -> None:
        """Keep what was measured."""
        self._timer.stop()

    def _on_timer_timeout(self) -> None:
        now = time.perf_counter()
        self.gaps_ms.append((now - self._last) * 1000)
        self._last = now
