"""Collects Python's cyclic garbage on the window's thread alone.

Python collects in whichever thread happens to allocate. Where that was a lane, and Qt objects were among the
garbage, Shiboken 6.11 queued their deletion for the window's thread, which then deleted what Qt had deleted
already: a segmentation fault in three of seven runs of the window's tests.
"""

import gc

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

PERIOD_MS = 1000
# Looking through all that 3,000 articles are made of takes 120 ms: it waits for a pause in typing.
PAUSE_MS = 1500
OLDEST = 2


class GarbageCollector(QObject):
    """Collects by the thresholds of Python's own collection, but from here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._since_typed = QElapsedTimer()
        # Whatever text has the keyboard tells of its caret; watching all events would cost more.
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._on_caret_moved)

    def start(self) -> None:
        """Take over from Python; what is there now stays for good, and need not be looked through again."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def close(self) -> None:
        """Leave it to Python again, when no other thread runs any more."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _on_caret_moved(self) -> None:
        self._since_typed.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        """Collect the oldest generation that is due; the younger ones are collected with it."""
        ages = enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        due = [age for age, (count, most) in ages if count > most]
        if self._since_typed.isValid() and not self._since_typed.hasExpired(PAUSE_MS):
            due = [age for age in due if age < OLDEST]
        if due:
            gc.collect(due[-1])
