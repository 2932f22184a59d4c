"""Our own connection to an X server: requests, replies, errors, events."""

import struct

import pytest

from kbassist.system.errors import DisplayMissing
from kbassist.ui.desktop.x11_wire import XRefused, XWire


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(DisplayMissing):
        XWire(":4711")


def test_names_have_one_number_for_all(display: str, wire: XWire) -> None:
    other = XWire(display)
    assert wire.atom("_KBASSIST_TEST") == other.atom("_KBASSIST_TEST") != wire.atom("_KBASSIST_TESTS")
    other.close()


@pytest.mark.parametrize(("opcode", "code"), [(15, 3), (3, 3)])
def test_an_error_comes_back_to_whoever_asked(wire: XWire, opcode: int, code: int) -> None:
    with pytest.raises(XRefused) as refusal:
        wire.ask(opcode, 0, struct.pack("=I", 0x1234567))
    assert refusal.value.code == code
    assert wire.atom("PRIMARY") == 1  # and the connection goes on


def test_a_request_without_a_reply_is_checked(wire: XWire) -> None:
    with pytest.raises(XRefused):
        wire.do(10, 0, struct.pack("=I", 0x1234567))


def test_events_are_taken_once(wire: XWire) -> None:
    window = wire.new_id()
    wire.do(1, 0, struct.pack("=IIhhHHHHII", window, wire.root, 0, 0, 1, 1, 0, 2, 0, 0))
    told = struct.pack("=BBHII", 33, 32, 0, window, wire.atom("_KBASSIST_TEST")) + bytes(20)
    wire.do(25, 0, struct.pack("=II", window, 0) + told)
    assert [event[0] & 0x7F for event in wire.events()] == [33]
    assert list(wire.events()) == []


def test_a_closed_connection_is_broken(display: str) -> None:
    wire = XWire(display)
    assert not wire.broken
    wire.close()
    wire.close()
    assert wire.broken
    assert list(wire.events()) == []
