"""A connection of our own to the X server, on which requests are sent as the X11 protocol writes them.

Qt has no calls for grabbing a key, for another program's window or for pressing keys there. libxcb is what
Qt itself stands on, so nothing more has to be installed; and unlike libX11 it returns errors to the caller
instead of to a handler that the whole process shares.
"""

import ctypes
import struct
from collections.abc import Iterator

from kbassist.system.errors import DisplayMissing

_CHECKED = 1
_HEAD_BYTES = 32
_EVENT_BYTES = 32
# Offsets in the connection's set-up block (X11 protocol, "Connection Setup").
_VENDOR_AT, _FORMATS_AT, _KEYCODES_AT, _SETUP_HEAD = 24, 29, 34, 40


class XRefused(Exception):
    """The X server refused a request; `code` is the protocol's number, 10 for Access."""

    def __init__(self, code: int) -> None:
        super().__init__(f"X error {code}")
        self.code = code


class _Part(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


class _Extension(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("id", ctypes.c_int))


class _Request(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_size_t),
        ("extension", ctypes.POINTER(_Extension)),
        ("opcode", ctypes.c_uint8),
        ("is_void", ctypes.c_uint8),
    )


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class XWire:
    """Sends requests, waits for replies and takes events; `root` is the screen's root window."""

    def __init__(self, display: str | None = None) -> None:
        """Connect to `display`, that of the environment by default. Raises DisplayMissing."""
        try:
            self._xcb = _typed(ctypes.CDLL("libxcb.so.1"))
        except OSError as error:
            raise DisplayMissing("This desktop has no X11.") from error
        name = None if display is None else display.encode()
        self._connection: int | None = self._xcb.xcb_connect(name, None)
        if self._xcb.xcb_connection_has_error(self._connection):
            self.close()
            raise DisplayMissing("The X server cannot be reached.")
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = [ctypes.c_void_p]
        self._extensions: dict[bytes, _Extension] = {}
        self._atoms: dict[str, int] = {}
        self.root, self.keycodes = self._read_setup()

    def close(self) -> None:
        """Give back the connection with all that was made on it."""
        if self._connection is not None:
            self._xcb.xcb_disconnect(self._connection)
            self._connection = None

    @property
    def descriptor(self) -> int:
        """The socket that becomes readable when events are waiting."""
        return int(self._xcb.xcb_get_file_descriptor(self._connection))

    @property
    def broken(self) -> bool:
        """Tell whether the server is gone."""
        return self._connection is None or bool(self._xcb.xcb_connection_has_error(self._connection))

    def new_id(self) -> int:
        """Return a number for a window of ours."""
        return int(self._xcb.xcb_generate_id(self._connection))

    def ask(self, opcode: int, detail: int, body: bytes, *, extension: bytes = b"") -> bytes:
        """Send a request and return its reply from the first byte on. Raises XRefused."""
        sequence = self._send(opcode, detail, body, extension, is_void=False)
        error = ctypes.c_void_p()
        reply = self._xcb.xcb_wait_for_reply(self._connection, sequence, ctypes.byref(error))
        if not reply:
            raise XRefused(self._taken(error.value, 2)[1] if error.value else 0)
        length = struct.unpack_from("=I", ctypes.string_at(reply, _HEAD_BYTES), 4)[0]
        return self._taken(reply, _HEAD_BYTES + 4 * length)

    def do(self, opcode: int, detail: int, body: bytes, *, extension: bytes = b"") -> None:
        """Send a request that has no reply and wait until it has been carried out. Raises XRefused."""
        sequence = self._send(opcode, detail, body, extension, is_void=True)
        error = self._xcb.xcb_request_check(self._connection, _Cookie(sequence))
        if error:
            raise XRefused(self._taken(error, 2)[1])

    def events(self) -> Iterator[bytes]:
        """Take all events that have come in, 32 bytes each."""
        while not self.broken and (event := self._xcb.xcb_poll_for_event(self._connection)):
            yield self._taken(event, _EVENT_BYTES)

    def atom(self, name: str) -> int:
        """Return the server's number for a name."""
        if name not in self._atoms:
            raw = name.encode()
            padded = raw + b"\0" * (-len(raw) % 4)
            reply = self.ask(16, 0, struct.pack("=H2x", len(raw)) + padded)
            self._atoms[name] = struct.unpack_from("=I", reply, 8)[0]
        return self._atoms[name]

    def _send(self, opcode: int, detail: int, body: bytes, extension: bytes, *, is_void: bool) -> int:
        # Number of the request, one byte of detail, and its length, which libxcb fills in.
        raw = ctypes.create_string_buffer(struct.pack("=BBH", opcode, detail, 0) + body, 4 + len(body))
        # libxcb wants two parts in front of ours for itself.
        parts = (_Part * 3)()
        parts[2] = _Part(ctypes.cast(raw, ctypes.c_void_p), len(raw))
        ours = ctypes.cast(ctypes.byref(parts, 2 * ctypes.sizeof(_Part)), ctypes.POINTER(_Part))
        known = self._extensions.setdefault(extension, _Extension(extension, 0)) if extension else None
        request = _Request(1, ctypes.pointer(known) if known else None, opcode, is_void)
        return int(self._xcb.xcb_send_request(self._connection, _CHECKED, ours, ctypes.byref(request)))

    def _taken(self, address: int, length: int) -> bytes:
        raw = ctypes.string_at(address, length)
        self._free(address)
        return raw

    def _read_setup(self) -> tuple[int, tuple[int, int]]:
        """Return the first root window, and the least and greatest code of a key."""
        address = self._xcb.xcb_get_setup(self._connection)
        units = struct.unpack_from("=H", ctypes.string_at(address, 8), 6)[0]
        raw = ctypes.string_at(address, 8 + 4 * units)
        vendor = struct.unpack_from("=H", raw, _VENDOR_AT)[0]
        screens = _SETUP_HEAD + vendor + -vendor % 4 + 8 * raw[_FORMATS_AT]
        least, greatest = raw[_KEYCODES_AT], raw[_KEYCODES_AT + 1]
        return struct.unpack_from("=I", raw, screens)[0], (least, greatest)


def _typed(xcb: ctypes.CDLL) -> ctypes.CDLL:
    """Declare what the functions that we use take and give."""
    connection, address = ctypes.c_void_p, ctypes.c_void_p
    pointer = ctypes.POINTER
    declared: dict[str, tuple[object, list[object]]] = {
        "xcb_connect": (connection, [ctypes.c_char_p, address]),
        "xcb_disconnect": (None, [connection]),
        "xcb_connection_has_error": (ctypes.c_int, [connection]),
        "xcb_get_file_descriptor": (ctypes.c_int, [connection]),
        "xcb_get_setup": (address, [connection]),
        "xcb_generate_id": (ctypes.c_uint32, [connection]),
        "xcb_poll_for_event": (address, [connection]),
        "xcb_request_check": (address, [connection, _Cookie]),
        "xcb_wait_for_reply": (address, [connection, ctypes.c_uint, pointer(ctypes.c_void_p)]),
        "xcb_send_request": (
            ctypes.c_uint,
            [connection, ctypes.c_int, pointer(_Part), pointer(_Request)],
        ),
    }
    for name, (result, arguments) in declared.items():
        function = getattr(xcb, name)
        function.restype, function.argtypes = result, arguments
    return xcb
