"""Ctrl+C in the terminal and a polite kill: they close the window as the user would."""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Slot


class StopSignals(QObject):
    """Calls `stop` on the window's thread when the process is asked to end.

    Python runs its own handlers only between two steps of Python code, and Qt's loop has none while
    nothing happens; the wake-up socket is what Qt's loop sees.
    """

    def __init__(self, stop: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = stop
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._old_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._old = {
            number: signal.signal(number, self._ignore) for number in (signal.SIGINT, signal.SIGTERM)
        }
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notifier_activated)

    def close(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_fd)
        self._reader.close()
        self._writer.close()

    @staticmethod
    def _ignore(_number: int, _frame: FrameType | None) -> None:
        """Let the notifier do it."""

    @Slot()
    def _on_notifier_activated(self) -> None:
        self._reader.recv(64)
        self._stop()
