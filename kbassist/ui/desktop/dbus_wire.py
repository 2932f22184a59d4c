"""A connection of our own to the desktop's message bus (D-Bus specification), read without ever waiting.

PySide6's QtDBus cannot write a list of structures, which binding a shortcut takes; and what one connection
asked the desktop for ends with that connection, so the rest of the program has another one.
"""

import os
import socket
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

from kbassist.ui.desktop.dbus_values import aligned, packed, unpacked

BUS = "org.freedesktop.DBus"
BUS_PATH = "/org/freedesktop/DBus"
_CALL, _REPLY, _ERROR, _SIGNAL = 1, 2, 3, 4
_PATH, _INTERFACE, _MEMBER, _ERROR_NAME, _REPLY_TO, _DESTINATION, _SENDER, _SIGNATURE = range(1, 9)
_KINDS = {
    _PATH: "o",
    _INTERFACE: "s",
    _MEMBER: "s",
    _DESTINATION: "s",
    _SIGNATURE: "g",
    _ERROR_NAME: "s",
    _REPLY_TO: "u",
}
_NO_FLAGS, _VERSION, _HEAD_BYTES = 0, 1, 16
_LONGEST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that came in; `error` is the name of what went wrong, empty for nothing."""

    sender: str
    path: str
    interface: str
    member: str
    serial: int
    reply_to: int
    error: str
    values: tuple[Any, ...]


class DBusWire(QObject):
    """Sends calls and hears their replies and the signals that were asked for.

    Signals:
        replied: a reply; carries `Heard`.
        signalled: a signal; carries `Heard`. Anybody on the bus may have sent it.
        lost: the bus is gone, or talks otherwise than it should.
    """

    replied = Signal(object)
    signalled = Signal(object)
    lost = Signal()

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        """Begin to connect to `address`, as DBUS_SESSION_BUS_ADDRESS has it. Raises OSError."""
        super().__init__(parent)
        self._serial = 0
        self._greeted = False
        self._got = bytearray()
        self._waiting: list[bytes] = []
        self._socket: socket.socket | None = _connected(address)
        self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notifier_activated)
        self._send(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        self.call(BUS, BUS_PATH, BUS, "Hello")

    def call(
        self, service: str, path: str, interface: str, member: str, signature: str = "", *values: object
    ) -> int:
        """Send a call and return the number that its reply names as `reply_to`."""
        fields: dict[int, str | int] = {
            _PATH: path,
            _INTERFACE: interface,
            _MEMBER: member,
            _DESTINATION: service,
        }
        return self._post(_CALL, fields, signature, values)

    def match(self, rule: str) -> None:
        """Ask for signals that a match rule of the bus describes."""
        self.call(BUS, BUS_PATH, BUS, "AddMatch", "s", rule)

    def close(self) -> None:
        """Leave the bus, without `lost`."""
        if self._socket is not None:
            self._notifier.setEnabled(False)
            self._socket.close()
            self._socket = None

    def _post(self, kind: int, fields: dict[int, str | int], signature: str, values: Sequence[object]) -> int:
        """Send a message, after those that wait for the bus to greet us, and return its number."""
        self._serial += 1
        if signature:
            fields[_SIGNATURE] = signature
        body = packed(signature, values)
        message = _head(kind, self._serial, fields, len(body)) + body
        if self._greeted:
            self._send(message)
        else:
            self._waiting.append(message)
        return self._serial

    def _send(self, raw: bytes) -> None:
        if self._socket is None:
            return
        try:
            self._socket.sendall(raw)
        except OSError:
            self._lose()

    def _lose(self) -> None:
        if self._socket is not None:
            self.close()
            self.lost.emit()

    @Slot()
    def _on_notifier_activated(self) -> None:
        if self._socket is None:
            return
        try:
            raw = self._socket.recv(64 * 1024)
        except BlockingIOError:
            return
        except OSError:
            raw = b""
        if not raw:
            self._lose()
            return
        self._got += raw
        try:
            self._take()
        except ValueError:
            self._lose()

    def _take(self) -> None:
        """Take all that has come in whole. Raises ValueError."""
        if not self._greeted:
            line, end, rest = self._got.partition(b"\r\n")
            if not end:
                return
            if not line.startswith(b"OK "):
                raise ValueError("The bus does not let us in.")
            self._got, self._greeted = rest, True
            self._send(b"BEGIN\r\n" + b"".join(self._waiting))
            self._waiting = []
        while self._socket is not None and len(self._got) >= _HEAD_BYTES:
            length = _length(self._got)
            if len(self._got) < length:
                return
            message = bytes(self._got[:length])
            del self._got[:length]
            self._tell(message[1], _heard(message))

    def _tell(self, kind: int, heard: Heard) -> None:
        if kind in (_REPLY, _ERROR):
            self.replied.emit(heard)
        elif kind == _SIGNAL:
            self.signalled.emit(heard)


def session_bus(environ: Mapping[str, str]) -> str:
    """Return the address of the desktop's bus, empty where there is none."""
    folder = environ.get("XDG_RUNTIME_DIR", "")
    usual = f"unix:path={folder}/bus" if folder and os.path.exists(f"{folder}/bus") else ""  # noqa: PTH110
    return environ.get("DBUS_SESSION_BUS_ADDRESS", "") or usual


def _connected(address: str) -> socket.socket:
    """Connect to the first address that answers. Raises OSError."""
    for one in address.split(";"):
        kind, _, rest = one.partition(":")
        keys = dict(pair.partition("=")[::2] for pair in rest.split(","))
        path = unquote(keys.get("path", "")) or "\0" + unquote(keys.get("abstract", ""))
        if kind != "unix" or path == "\0":
            continue
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.setblocking(False)
        try:
            connection.connect(path)
        except OSError:
            connection.close()
            continue
        return connection
    raise OSError("No address of the bus can be reached.")


def _head(kind: int, serial: int, fields: Mapping[int, str | int], length: int) -> bytes:
    listed = [(number, (_KINDS[number], value)) for number, value in fields.items()]
    raw = packed("yyyyuua(yv)", (ord("l"), kind, _NO_FLAGS, _VERSION, length, serial, listed))
    return raw + bytes(aligned(len(raw)) - len(raw))


def _length(raw: bytearray) -> int:
    """Return how long the message is that begins here. Raises ValueError."""
    if raw[0] not in b"lB":
        raise ValueError("This is no message.")
    body, _serial, fields = struct.unpack_from(_order(raw[0] == ord("B"), "III"), raw, 4)
    length = aligned(_HEAD_BYTES + fields) + body
    if length > _LONGEST_BYTES:
        raise ValueError("The message is too long.")
    return int(length)


def _heard(raw: bytes) -> Heard:
    """Read a whole message. Raises ValueError."""
    big = raw[0] == ord("B")
    _order_mark, kind, _flags, _version, length, serial, listed = unpacked("yyyyuua(yv)", raw, big=big)
    fields = dict(listed)
    body = raw[len(raw) - length :]
    return Heard(
        sender=str(fields.get(_SENDER, "")),
        path=str(fields.get(_PATH, "")),
        interface=str(fields.get(_INTERFACE, "")),
        member=str(fields.get(_MEMBER, "")),
        serial=serial,
        reply_to=fields.get(_REPLY_TO, 0),
        error=str(fields.get(_ERROR_NAME, "")) if kind == _ERROR else "",
        values=tuple(unpacked(str(fields.get(_SIGNATURE, "")), body, big=big)),
    )


def _order(big: bool, form: str) -> str:
    return (">" if big else "<") + form
