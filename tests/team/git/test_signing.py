"""A login goes to the host that it is for, whatever a host or a repository says."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kbassist.system.errors import SyncRefused
from kbassist.team.git.address import read_address
from kbassist.team.git.answers import origin_of
from kbassist.team.git.clone import clone
from kbassist.team.git.found import found
from kbassist.team.git.program import GitProgram
from kbassist.team.git.repository import recognise, remote_of
from kbassist.team.git.signing import Login
from kbassist.team.git.url_login import without_secret
from tests.team.git.places import machine
from tests.team.git_server import TOKEN, USER, git, tidy_environ


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


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_a_login_in_the_address_of_a_remote_is_in_no_argument(server, tmp_path):
    folder, log, shim = tmp_path / "mine", tmp_path / "log", tmp_path / "bin" / "git"
    folder.mkdir()
    git(folder, "init", "-q")
    url = server.url().replace("://", f"://{USER}:{TOKEN}@")
    git(folder, "config", "remote.origin.url", url)
    shim.parent.mkdir()
    shim.write_text(
        f'#!/bin/sh\nexec strace -f -qq -e trace=execve -s 4096 -A -o {log} {shutil.which("git")} "$@"\n'
    )
    shim.chmod(0o755)
    environ = tidy_environ(tmp_path / "home")
    program = GitProgram(environ | {"PATH": f"{shim.parent}:{environ['PATH']}"})
    repository = recognise(program, folder)
    told = repository.git.ask_remote(remote_of(repository).url, "ls-remote", "origin")
    assert told == b""
    assert server.asked
    assert "git-remote-http" in log.read_text()
    assert TOKEN not in log.read_text()


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


@pytest.mark.parametrize(
    ("url", "plain", "login"),
    [
        (
            "https://dana:p%40ss@h.example:8443/t/l.git",
            "https://h.example:8443/t/l.git",
            Login("dana", "p@ss"),
        ),
        (
            "https://ghp_1234@h.example/t/l.git",
            "https://h.example/t/l.git",
            Login("x-token-auth", "ghp_1234"),
        ),
        ("https://dana@h.example/t@x/l.git", "https://dana@h.example/t@x/l.git", None),
        ("https://h.example/t@x:y/l.git", "https://h.example/t@x:y/l.git", None),
        ("ssh://git:pw@h.example/t", "ssh://git:pw@h.example/t", None),
        ("git@h.example:t/l.git", "git@h.example:t/l.git", None),
        ("https://[::1", "https://[::1", None),
    ],
)
def test_a_secret_is_taken_out_of_an_address(url, plain, login):
    assert without_secret(url) == (plain, login)


def test_a_repository_on_a_drive_runs_nothing_as_this_user(program, tmp_path):
    bare, witness, root = tmp_path / "team.git", tmp_path / "witness", tmp_path / "library"
    for folder in (bare, root):
        folder.mkdir()
    git(bare, "init", "-q", "--bare")
    spy = tmp_path / "spy"
    spy.write_text(f'#!/bin/sh\necho "$0" >> {witness}\n')
    spy.chmod(0o755)
    (bare / "hooks").mkdir(exist_ok=True)
    for hook in ("pre-receive", "update", "post-receive", "post-update", "reference-transaction"):
        (bare / "hooks" / hook).symlink_to(spy)
    for name in ("core.alternateRefsCommand", "core.fsmonitor", "uploadpack.packObjectsHook"):
        git(bare, "config", name, str(spy))
    witness.unlink(missing_ok=True)
    (root / "a.md").write_text("# A\n")
    who = {f"GIT_{role}_{what}": "dana" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    assert found(program, root, who, read_address(str(bare))).is_sent
    member = machine(tmp_path, "Ben", program, str(bare))
    member.write("b.md", "# B\n")
    assert member.sync().sent == 1
    clone(program, read_address(str(bare)), tmp_path / "mine")
    assert not witness.exists()
