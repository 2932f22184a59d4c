"""What the agent has selected or copied elsewhere, read without waiting for the program that has it."""

import struct
import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard
from typing_extensions import override

from kbassist.ui.clipboard import EXCLUSIONS
from kbassist.ui.desktop.x11_events import XEvents
from kbassist.ui.desktop.x11_wire import XRefused, XWire

LONGEST_BYTES = 64 * 1024
PATIENCE_MS = 1_000
# Who takes longer for a single number than this would make the window wait for every form of its text.
PROMPT_S = 0.4
_SELECTION_NOTIFY = 31
_PROPERTY = "KBASSIST_COPIED"
_PROBED = "KBASSIST_PROBED"  # of its own, since both answers may come in at once
_SECRET = tuple(name for name, _content in EXCLUSIONS)
_TEXTS = ("UTF8_STRING", "text/plain;charset=utf-8", "STRING")
_INPUT_ONLY = 2


class Copied(QObject):
    """Reads the clipboard of desktops that keep it themselves, which costs no wait.

    Signals:
        read: what lies there; carries the text, empty for none that may be offered, and whether it is
            selected rather than copied.
    """

    read = Signal(str, bool)

    def __init__(self, clipboard: QClipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard

    def ask(self) -> None:
        """Look what lies there now; `read` answers, perhaps before this returns."""
        self.read.emit(self._copied(), False)

    @property
    def answers(self) -> bool:
        """Tell whether reading the whole clipboard at once will not make the window wait."""
        return True

    def close(self) -> None:
        """Stop waiting for answers."""

    def _copied(self) -> str:
        mime = self._clipboard.mimeData()
        if self._clipboard.ownsClipboard() or mime is None or set(mime.formats()) & set(_SECRET):
            return ""
        return mime.text()[:LONGEST_BYTES]


class XCopied(Copied):
    """Reads selections on X11, where each belongs to a program that may be busy or gone.

    Qt would wait for it for seconds and the window with it.
    """

    def __init__(
        self, clipboard: QClipboard, wire: XWire, events: XEvents, parent: QObject | None = None
    ) -> None:
        super().__init__(clipboard, parent)
        self._wire = wire
        self._events = events
        self._waiting: list[bool] = []  # what is still to be asked: True for the selected text
        self._selected_last = True
        self._probed_at = 0.0
        self._answered = False
        self._window = wire.new_id()
        body = struct.pack("=IIhhHHHHII", self._window, wire.root, 0, 0, 1, 1, 0, _INPUT_ONLY, 0, 0)
        wire.do(1, 0, body)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_timeout)
        events.arrived.connect(self._on_events_arrived)
        clipboard.dataChanged.connect(self._on_clipboard_data_changed)
        clipboard.selectionChanged.connect(self._on_clipboard_selection_changed)

    @override
    def ask(self) -> None:
        """Ask for what changed last, and where that is nothing, for the other."""
        owned = {True: self._clipboard.ownsSelection(), False: self._clipboard.ownsClipboard()}
        # Our own reply on the clipboard is what was copied last: an older selection is stale then.
        order = [self._selected_last, not self._selected_last]
        self._waiting = [selected for selected in order if not owned[selected]]
        self._probe()
        self._next()

    @property
    @override
    def answers(self) -> bool:
        return self._answered

    @override
    def close(self) -> None:
        self._patience.stop()
        self._waiting = []

    def _probe(self) -> None:
        """Find out whether the clipboard's owner is there at all; each knows TIMESTAMP (ICCCM)."""
        self._answered, self._probed_at = False, time.monotonic()
        self._request("CLIPBOARD", "TIMESTAMP", _PROBED)

    def _next(self) -> None:
        self._patience.stop()
        if not self._waiting:
            self.read.emit("", False)
            return
        self._patience.start()
        self._convert("TARGETS")

    def _convert(self, target: str) -> None:
        self._request("PRIMARY" if self._waiting[0] else "CLIPBOARD", target, _PROPERTY)

    def _request(self, selection: str, target: str, kept: str) -> None:
        atom = self._wire.atom
        body = struct.pack("=IIIII", self._window, atom(selection), atom(target), atom(kept), 0)
        self._wire.do(24, 0, body)
        self._events.take()

    @Slot(object)
    def _on_events_arrived(self, event: bytes) -> None:
        if event[0] & 0x7F != _SELECTION_NOTIFY:
            return
        requestor, _selection, target, kept = struct.unpack_from("=IIII", event, 8)
        if requestor != self._window:
            return
        if target == self._wire.atom("TIMESTAMP"):
            self._answered = time.monotonic() - self._probed_at < PROMPT_S
            return
        if not self._waiting:
            return
        raw = self._take_property() if kept else b""
        if target == self._wire.atom("TARGETS"):
            self._choose(raw)
        elif text := raw.decode("latin-1" if target == self._wire.atom("STRING") else "utf-8", "replace"):
            selected = self._waiting[0]
            self.close()
            self.read.emit(text, selected)
        else:
            self._go_on()

    def _choose(self, raw: bytes) -> None:
        """Ask for the text where there is one that may be read."""
        offered = set(struct.unpack(f"={len(raw) // 4}I", raw[: len(raw) // 4 * 4]))
        secret = any(self._wire.atom(name) in offered for name in _SECRET)
        text = next((name for name in _TEXTS if self._wire.atom(name) in offered), "")
        if text and not secret:
            self._convert(text)
        else:
            self._go_on()

    def _go_on(self) -> None:
        self._waiting = self._waiting[1:]
        self._next()

    def _take_property(self) -> bytes:
        """Take what was handed over; longer texts come in pieces (INCR) and are no message of a customer."""
        atom = self._wire.atom
        body = struct.pack("=IIIII", self._window, atom(_PROPERTY), 0, 0, LONGEST_BYTES // 4)
        try:
            reply = self._wire.ask(20, 1, body)
        except XRefused:
            return b""
        kind, _after, count = struct.unpack_from("=III", reply, 8)
        if kind == atom("INCR"):
            return b""
        return reply[32 : 32 + count * reply[1] // 8]

    @Slot()
    def _on_patience_timeout(self) -> None:
        self._go_on()

    @Slot()
    def _on_clipboard_data_changed(self) -> None:
        self._selected_last = False
        if not self._clipboard.ownsClipboard():
            self._probe()

    @Slot()
    def _on_clipboard_selection_changed(self) -> None:
        self._selected_last = True
