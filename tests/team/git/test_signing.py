"""A login goes to the host that it is for, whatever a host or a repository says."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kbassist.system.errors import SyncRefused
from kbassist.team.git.address import read_address
from kbassist.team.git.answers import origin_of
from kbassist.team.git.clone import clone
from tests.team.git_server import git


class Thief(HTTPServer):
    """Wants to know who everybody is; `place` sends them on once they have said it."""

    def __init__(self, place: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Asking)
        self.place = place
        self.got: list[str | None] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Asking(BaseHTTPRequestHandler):
    server: Thief

    def do_GET(self) -> None:
        login = self.headers.get("Authorization")
        self.server.got.append(login)
        if login and self.server.place:
            self.send_response(302)
            self.send_header("Location", self.server.place + self.path)
        else:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="thief"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def listening(thief: Thief) -> Iterator[Thief]:
    thread = threading.Thread(target=thief.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield thief
    finally:
        thief.shutdown()
        thief.server_close()
        thread.join()


def test_a_redirect_to_another_host_takes_no_login_along(program, tmp_path):
    with listening(Thief()) as thief, listening(Thief(thief.url)) as host:
        with pytest.raises(SyncRefused):
            clone(program, read_address(f"{host.url}/team.git"), tmp_path / "mine")
        assert any(host.got)
        assert thief.got
        assert not any(thief.got)


def test_large_files_at_another_host_get_no_login(server, program, tmp_path):
    with listening(Thief()) as thief:
        work = tmp_path / "work"
        work.mkdir()
        git(work, "init", "-q")
        (work / ".lfsconfig").write_text(f"[lfs]\n\turl = {thief.url}/lfs\n")
        (work / ".gitattributes").write_text("*.bin filter=lfs diff=lfs merge=lfs -text\n")
        (work / "a.md").write_text("# An article\n")
        (work / "big.bin").write_text(
            f"version https://git-lfs.github.com/spec/v1\noid sha256:{'ab' * 32}\nsize 12\n"
        )
        git(work, "add", ".")
        git(work, "commit", "-qm", "Begin")
        git(work, "push", "-q", str(server.folder / "team.git"), "main")
        cloned = clone(program, read_address(server.url()), tmp_path / "mine")
        assert not any(thief.got)
        assert (cloned.folder / "a.md").is_file()
        assert "could not be fetched" in cloned.note


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://dana:x@h.example:8443/t/l.git", "https://h.example:8443"),
        ("https://h.example?x=@evil.example", "https://h.example"),
        ("http://[::1]:80/t", "http://[::1]:80"),
    ],
)
def test_the_origin_of_an_address(url, origin):
    assert origin_of(url) == origin
