"""All background work: lanes of threads whose results come back on the window's thread."""

import logging
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from kbassist.system.errors import KbError

log = logging.getLogger(__name__)


class Lane(StrEnum):
    """What work waits for; work of one lane does not hold up another's."""

    SEARCH = "search"
    INDEX = "index"
    LOOK = "look"
    IO = "io"
    NET = "net"
    DRAFT = "draft"
    PRESENCE = "presence"


T = TypeVar("T")
UNEXPECTED = "Something went wrong inside kbassist. The details are in its log; please try again."
SWITCH_S = 0.0001
END_S = 5.0
# A look at a slow folder must not hold up that of another library.
# Nothing may come between what was typed and the disk, and hints for others hold up nothing.
THREADS = {
    Lane.SEARCH: 1,
    Lane.INDEX: 1,
    Lane.LOOK: 4,
    Lane.IO: 2,
    Lane.NET: 2,
    Lane.DRAFT: 1,
    Lane.PRESENCE: 1,
}


class Ticket:
    """A place in a lane; cancelling it drops the answer, and the work itself where it looks."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; neither `then` nor `failed` will be called."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        """Tell whether the answer is no longer wanted; may be called from any thread."""
        return self._cancelled.is_set()


class Generation:
    """Numbers questions of one kind, so that only the youngest is answered."""

    def __init__(self) -> None:
        self._ticket: Ticket | None = None

    def begin(self, ticket: Ticket) -> None:
        """Make `ticket` the youngest and cancel the one before."""
        self.drop()
        self._ticket = ticket

    def drop(self) -> None:
        """Forget the running question; its answer will not come."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something to be called on the window's thread."""

    ticket: Ticket
    call: Callable[[Any], object]
    value: Any
    owner: Callable[[Any], object] | None  # the bound method whose object must still be there
    last: bool = False
    fault: Exception | None = None


class Tasks(QObject):
    """Runs work in lanes.

    Signals:
        delivered: a piece of work ended or reported; emitted from its thread.
        crashed: work raised something that is not a KbError.
    """

    delivered = Signal(object)
    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: list[threading.Thread] = []
        self._lanes = {
            lane: ThreadPoolExecutor(count, f"kbassist-{lane}", self._register)
            for lane, count in THREADS.items()
        }
        # A lane may keep the interpreter from the window for 5 ms each time the window has let go of it, and
        # painting a list lets go of it often. Asked for every 0.1 ms, the longest gap in a 5 ms timer while
        # 20,000 articles were indexed was 14 and 15 ms in two runs, every 0.5 ms 23 and 26 ms.
        sys.setswitchinterval(SWITCH_S)
        self._open: set[Ticket] = set()
        self._closed = False
        self.delivered.connect(self._on_self_delivered, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        lane: Lane,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[KbError], object] | None = None,
        *,
        generation: Generation | None = None,
        ticket: Ticket | None = None,
    ) -> Ticket:
        """Run `work` on a lane; `then` gets its value, `failed` its error, both on this thread.

        With a `generation`, older work of it that has not started is skipped and its answer dropped.
        Give a `ticket` made beforehand when the work itself wants to look at `ticket.cancelled`.
        Nothing is called on an object that Qt has destroyed meanwhile.
        """
        ticket = ticket or Ticket()
        if generation is not None:
            generation.begin(ticket)
        if self._closed:
            ticket.cancel()
            return ticket
        self._open.add(ticket)
        self._lanes[lane].submit(self._run, ticket, work, then, failed or self._on_work_failed)
        return ticket

    def relay(self, ticket: Ticket, call: Callable[[T], object]) -> Callable[[T], None]:
        """Return a function for the work to report with; reports that pile up are reduced to the last."""
        latest: list[T] = []
        lock = threading.Lock()

        def deliver(_: object) -> None:
            with lock:
                value = latest.pop()
            call(value)

        def report(value: T) -> None:
            with lock:
                waiting = bool(latest)
                latest[:] = [value]
            if not waiting:
                self._emit(Delivery(ticket, deliver, None, call))

        return report

    def close(self) -> bool:
        """Cancel what waits, and wait for what runs; nothing is delivered afterwards.

        False when work has not ended in time: it waits for a folder or a host that hangs.
        """
        self._closed = True
        for ticket in self._open:
            ticket.cancel()
        for lane in self._lanes.values():
            lane.shutdown(wait=False, cancel_futures=True)
        until = time.monotonic() + END_S
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._open.clear()
        return not any(thread.is_alive() for thread in self._threads)

    def _register(self) -> None:
        """Note a thread of a lane, in that thread."""
        self._threads.append(threading.current_thread())

    def _run(
        self,
        ticket: Ticket,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[KbError], object],
    ) -> None:
        if ticket.cancelled():
            self._emit(Delivery(ticket, _nothing, None, None, last=True))
            return
        try:
            value = work()
        except KbError as error:
            self._emit(Delivery(ticket, failed, error, failed, last=True))
        # Work is any code of ours; whatever it raises must reach the crash report and not end the lane.
        except Exception as error:
            log.exception("work on %s failed", threading.current_thread().name)
            self._emit(Delivery(ticket, failed, KbError(UNEXPECTED), failed, last=True, fault=error))
        else:
            self._emit(Delivery(ticket, then, value, then, last=True))

    def _emit(self, delivery: Delivery) -> None:
        if not self._closed:
            self.delivered.emit(delivery)

    @Slot(object)
    def _on_self_delivered(self, delivery: Delivery) -> None:
        if delivery.last:
            self._open.discard(delivery.ticket)
        if delivery.fault is not None:
            self.crashed.emit(delivery.fault)
        if self._closed or delivery.ticket.cancelled() or not _alive(delivery.owner):
            return
        delivery.call(delivery.value)

    def _on_work_failed(self, error: KbError) -> None:
        log.warning("work failed unattended: %s", type(error).__name__)


def _nothing(_: object) -> None:
    """Take a value and do nothing with it."""


def _alive(call: Callable[[Any], object] | None) -> bool:
    """Tell whether the object that a bound method belongs to still exists on Qt's side."""
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
