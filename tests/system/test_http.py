"""The one door out, against a server on this machine."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Thread

import pytest

from kbassist.system.errors import AddressRefused, HostUnknown, KbError, NoAnswer
from kbassist.system.http import Http, is_public


class Pages(BaseHTTPRequestHandler):
    """Answers each path with its number, `/to/X` with a redirect to X, `/get` to GET alone."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))  # type: ignore[attr-defined]
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
        elif self.path == "/get":
            self.send_response(200 if self.command == "GET" else 405)
        else:
            self.send_response(int(self.path[1:4]))
        self.send_header("Set-Cookie", "a=b")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - so the base class wants it

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        server.asked = []  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "status", "asked"),
    [
        ("/200", 200, ["HEAD"]),
        ("/404", 404, ["HEAD", "GET"]),
        ("/429", 429, ["HEAD"]),
        ("/get", 200, ["HEAD", "GET"]),
        ("/to//200", 200, ["HEAD", "HEAD"]),
        ("/to//404", 404, ["HEAD", "HEAD", "GET"]),
        ("/200 ü?q=ä b#there", 200, ["HEAD"]),
    ],
)
def test_what_is_asked(server: ThreadingHTTPServer, path: str, status: int, asked: list[str]) -> None:
    waits: list[float] = []
    http = Http(loopback=True, clock=lambda: 5.0)
    url = f"http://localhost:{server.server_port}{path}"
    assert http.status(url, lambda seconds: bool(waits.append(seconds))) == status
    seen = server.asked  # type: ignore[attr-defined]
    assert [method for method, _, _ in seen] == asked
    assert waits == [float(turn) for turn in range(len(asked))]  # one second after the other
    for _, _, headers in seen:
        assert headers.keys() == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_redirects_end_somewhere(server: ThreadingHTTPServer) -> None:
    http = Http(loopback=True)
    there = f"http://127.0.0.1:{server.server_port}"

    def never(_seconds: float) -> bool:
        return False

    assert http.status(f"{there}/to/to/to/to/to/to/to/to/200", never) == 302
    for inside in ("http://10.0.0.1/", "file:///etc/passwd", "http://169.254.169.254/latest", "//[::"):
        with pytest.raises(AddressRefused):
            http.status(f"{there}/to/{inside}", never)


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://127.0.0.1/", AddressRefused),
        ("http://localhost:8000/", AddressRefused),
        ("http://[::1]/", AddressRefused),
        ("http://[::ffff:10.0.0.1]/", AddressRefused),
        ("http://2130706433/", AddressRefused),
        ("http://0x7f.1/", AddressRefused),
        ("http://0/", AddressRefused),
        ("http://user:secret@192.0.2.1/", AddressRefused),
        ("http://192.0.2.1:25/", AddressRefused),
        ("http://192.0.2.1:99999/", AddressRefused),
        ("file:///etc/passwd", AddressRefused),
        ("ftp://192.0.2.1/", AddressRefused),
        ("//192.0.2.1/", AddressRefused),
        ("http://[", AddressRefused),
        (f"http://{'a' * 70}.com/", KbError),
    ],
)
def test_what_is_never_asked(url: str, error: type[KbError]) -> None:
    with pytest.raises(error):
        Http().status(url, lambda _seconds: False)


def test_names_are_judged_by_where_they_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: int, **_: object) -> list[object]:
        if host == "gone.com":
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        if host == "later.com":
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        return [(0, 0, 0, "", (address, port)) for address in ("93.184.215.14", "192.168.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    for host, error in (("inside.com", AddressRefused), ("gone.com", HostUnknown), ("later.com", NoAnswer)):
        with pytest.raises(error):
            Http().status(f"https://{host}/", lambda _seconds: False)


def test_a_closed_port_and_somebody_who_gave_up() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/"
        with pytest.raises(NoAnswer, match="does not answer"):
            Http(loopback=True).status(url, lambda _seconds: False)
        with pytest.raises(NoAnswer, match="cancelled"):
            Http(loopback=True).status(url, lambda _seconds: True)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07::1", True),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::5db8:d70e", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("2002:5db8:d70e::", True),
        ("fe80::1", False),
        ("fec0::1", False),
        ("64:ff9b:1::5db8:d70e", False),
        ("::ffff:0:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("fd00::1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public
