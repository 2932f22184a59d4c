"""The windows of other programs on X11: which one has the focus, and giving it back (EWMH 1.5)."""

import struct

from kbassist.ui.desktop.x11_wire import XRefused, XWire

NOBODY = 0
_POINTER_ROOT = 1
_CARDINAL, _WINDOW, _ANY = 6, 33, 0
_PAGER = 2  # window managers obey pagers where a program's own wish might only blink
_SUBSTRUCTURE = 0x180000
_CLIENT_MESSAGE = 33
_DEEPEST = 32


class XWindows:
    """Asks the server about windows by their number."""

    def __init__(self, wire: XWire) -> None:
        self._wire = wire

    def active(self) -> int:
        """Return the window that the window manager calls active, else the one with the focus."""
        return self._number(self._wire.root, "_NET_ACTIVE_WINDOW", _WINDOW) or self.focused()

    def focused(self) -> int:
        """Return the window that gets the keys; `NOBODY` for none."""
        focus: int = struct.unpack_from("=I", self._wire.ask(43, 0, b""), 8)[0]
        return NOBODY if focus == _POINTER_ROOT else focus

    def process(self, window: int) -> int:
        """Return the process that a window says it belongs to, 0 when it does not say."""
        return self._number(window, "_NET_WM_PID", _CARDINAL)

    def composited(self) -> bool:
        """Tell whether a compositing manager runs on the first screen (ICCCM selection of EWMH)."""
        reply = self._wire.ask(23, 0, struct.pack("=I", self._wire.atom("_NET_WM_CM_S0")))
        return bool(struct.unpack_from("=I", reply, 8)[0])

    def activate(self, window: int) -> None:
        """Ask for the focus for a window; one that is gone is left alone."""
        if not self._number(self._wire.root, "_NET_SUPPORTING_WM_CHECK", _WINDOW):
            self._focus(window)
            return
        event = struct.pack(
            "=BBHII5I",
            _CLIENT_MESSAGE,
            32,
            0,
            window,
            self._wire.atom("_NET_ACTIVE_WINDOW"),
            _PAGER,
            0,
            0,
            0,
            0,
        )
        self._try(25, 0, struct.pack("=II", self._wire.root, _SUBSTRUCTURE) + event)

    def has_focus(self, window: int) -> bool:
        """Tell whether keys go to this window or to a part of it."""
        at = self.focused()
        for _ in range(_DEEPEST):
            if at == window:
                return True
            at = self._parent(at)
            if at in (NOBODY, self._wire.root):
                return False
        return False

    def _parent(self, window: int) -> int:
        if window == NOBODY:
            return NOBODY
        try:
            parent: int = struct.unpack_from("=I", self._wire.ask(15, 0, struct.pack("=I", window)), 12)[0]
        except XRefused:
            return NOBODY
        return parent

    def _focus(self, window: int) -> None:
        self._try(42, _POINTER_ROOT, struct.pack("=II", window, 0))

    def _try(self, opcode: int, detail: int, body: bytes) -> None:
        try:
            self._wire.do(opcode, detail, body)
        except XRefused:
            return  # the window was closed meanwhile

    def _number(self, window: int, name: str, kind: int) -> int:
        """Return the first number of a window's property, 0 when it has none."""
        body = struct.pack("=IIIII", window, self._wire.atom(name), kind or _ANY, 0, 1)
        try:
            reply = self._wire.ask(20, 0, body)
        except XRefused:
            return 0
        length = struct.unpack_from("=I", reply, 16)[0]
        number: int = struct.unpack_from("=I", reply, 32)[0] if length else 0
        return number
