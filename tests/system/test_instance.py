"""Talking to the window that is already open."""

import socket
import sys
import threading
from pathlib import Path

import pytest

from kbassist.system import instance
from kbassist.system.errors import InstanceAbsent, UsageError
from kbassist.system.instance import (
    Answer,
    CopyRequest,
    InstanceAddress,
    LinkRequest,
    PaletteRequest,
    RaiseRequest,
)
from kbassist.system.paths import Paths

posix = pytest.mark.skipif(sys.platform == "win32", reason="unix sockets")


@pytest.fixture
def address(tmp_path: Path) -> InstanceAddress:
    return InstanceAddress.of(Paths.of_user({"KBASSIST_HOME": str(tmp_path)}))


@pytest.mark.parametrize(
    "request_",
    [
        RaiseRequest(),
        RaiseRequest(("/odd-\udcff",)),
        CopyRequest("p\n", "<p>ä</p>", "**m**", sensitive=True),
        PaletteRequest(("/team",), "kwin-7_TIME12"),
        LinkRequest("kbassist://fill?\udcff\n", "kwin-7_TIME12"),
    ],
)
def test_requests_survive_the_wire(request_: instance.Request) -> None:
    line = instance.encode_request(request_)
    assert line.count(b"\n") == 1
    assert instance.decode_request(line) == request_


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"x",
        b"[]",
        b"{}",
        b'{"do":"quit"}',
        b'{"do":"copy","plain":1}',
        b'{"do":"palette","libraries":7}',
        b'{"do":"link","link":7}',
        b"[" * 100_000,
    ],
)
def test_anything_else_is_refused(line: bytes) -> None:
    with pytest.raises(UsageError):
        instance.decode_request(line)


@pytest.mark.parametrize("token", ["", "a b", "a\n", "x" * 201, "ü"])
def test_a_token_that_no_desktop_gives_is_none(token: str) -> None:
    line = instance.encode_request(PaletteRequest(token=token))
    assert instance.decode_request(line) == PaletteRequest()


@posix
def test_a_running_window_answers(address: InstanceAddress) -> None:
    asked: list[instance.Request] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address.server)
        server.listen()

        def serve() -> None:
            connection, _peer = server.accept()
            with connection, connection.makefile("rwb") as stream:
                asked.append(instance.decode_request(stream.readline()))
                stream.write(instance.encode_answer(Answer(ok=True, message="Copied.")))

        thread = threading.Thread(target=serve)
        thread.start()
        answer = instance.send(address, CopyRequest("a", "b", "c"))
        thread.join()
    assert answer == Answer(ok=True, message="Copied.")
    assert asked == [CopyRequest("a", "b", "c")]


def test_nobody_answers(address: InstanceAddress) -> None:
    with pytest.raises(InstanceAbsent):
        instance.send(address, RaiseRequest())


@posix
def test_a_window_that_hangs_is_given_up(address: InstanceAddress) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address.server)
        server.listen()
        with pytest.raises(InstanceAbsent):
            instance.send(address, RaiseRequest(), timeout_s=0.05)


@posix
def test_a_long_home_gets_a_short_socket(tmp_path: Path) -> None:
    home = tmp_path / ("deep/" * 30)
    address = InstanceAddress.of(Paths.of_user({"KBASSIST_HOME": str(home)}))
    assert len(address.server) <= 100
    assert Path(address.server).parent.stat().st_mode & 0o777 == 0o700


def test_each_home_has_its_own_window(tmp_path: Path) -> None:
    first, second = (Paths.under(tmp_path / name) for name in "ab")
    assert InstanceAddress.of(first).server != InstanceAddress.of(second).server
