"""`kbassist reply --copy`: handed to the running window, else kept by a process of its own."""

import os
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kbassist.system import instance
from kbassist.system.instance import Answer, CopyRequest, InstanceAddress
from kbassist.system.paths import Paths
from tests.cli.told import Kb
from tests.x_server import x_server

Process = Callable[..., subprocess.Popen[bytes]]
COPY = ("reply", "delivery/late", "--tone", "warm", "--set", "order.id=10432", "--copy")


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with x_server("xclip", "pgrep") as name:
        monkeypatch.setenv("DISPLAY", name)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
        yield name


def clipboard(kind: str) -> str:
    command = ["xclip", "-selection", "clipboard", "-o", "-t", kind]
    return subprocess.run(command, capture_output=True, text=True, timeout=30).stdout


def test_a_process_of_its_own_keeps_it_until_something_else_is_copied(process: Process, display: str) -> None:
    told = process(*COPY, environ={"DISPLAY": display})
    out, err = told.communicate()
    assert (told.returncode, b"Copied: " in err) == (0, True), err
    assert clipboard("UTF8_STRING") == out.decode().rstrip("\n")
    assert "<strong>10432</strong>" in clipboard("text/html")
    assert "**10432**" in clipboard("text/markdown")
    pgrep = ["pgrep", "-n", "-f", "kbassist.ui.clipboard_owner"]
    owner = os.pidfd_open(int(subprocess.run(pgrep, capture_output=True, check=True).stdout))
    subprocess.run(["xclip", "-selection", "clipboard"], input=b"something else", check=True)
    # A handle of a process becomes readable when the process ends.
    ended, _, _ = select.select([owner], [], [], 30)
    os.close(owner)
    assert ended


@pytest.mark.skipif(sys.platform == "win32", reason="unix sockets")
def test_the_running_window_takes_it(kb: Kb, home: Path) -> None:
    address = InstanceAddress.of(Paths.of_user({"KBASSIST_HOME": str(home)}))
    asked: list[instance.Request] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address.server)
        server.listen()

        def serve() -> None:
            connection, _peer = server.accept()
            with connection, connection.makefile("rwb") as stream:
                asked.append(instance.decode_request(stream.readline()))
                stream.write(instance.encode_answer(Answer(True)))

        window = threading.Thread(target=serve)
        window.start()
        told = kb(*COPY)
        window.join()
    Path(address.server).unlink()
    assert told.code == 0
    (request,) = asked
    assert isinstance(request, CopyRequest)
    assert "10432" in request.plain
    assert "<strong>10432</strong>" in request.html


def test_without_a_display_it_is_said(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("elsewhere there is always a display")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    told = kb(*COPY)
    assert told.code == 2
    assert "display" in told.err
    assert "Traceback" not in told.err


def test_nothing_incomplete_is_copied(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbassist.cli.copying.copy", lambda *_: pytest.fail("it was copied"))
    assert kb("reply", "delivery/late", "--tone", "warm", "--copy").code == 3
