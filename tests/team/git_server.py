"""A real `git http-backend` on loopback that asks for a login, and that can be made to fail."""

import base64
import hashlib
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

USER, TOKEN = "ann", "tok-5up3r-s3cret"


def tidy_environ(home: Path, **more: str) -> dict[str, str]:
    """Return variables with which git reads no settings but those below `home`."""
    home.mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C.UTF-8",
        **more,
    }


def git(folder: Path, *arguments: str, given: bytes = b"", environ: dict[str, str] | None = None) -> str:
    """Run git as somebody at a terminal would, as Ben, and return what it says. Raises CalledProcessError."""
    names = ("-c", "user.name=Ben", "-c", "user.email=ben@example.org", "-c", "init.defaultBranch=main")
    command = ["git", "-C", str(folder), *names, *arguments]
    environ = environ or tidy_environ(folder.parent / ".home-of-git")
    told = subprocess.run(command, input=given, env=environ, check=True, capture_output=True).stdout
    return os.fsdecode(told).removesuffix("\n")


class GitServer:
    """Serves the bare repositories below `folder`; `users` are names and their tokens, all may write.

    `refusing` is a status that every request gets, `cut_after` the number of bytes of all answers and
    requests together after which the line breaks off, once. `asked` are the requests so far.
    """

    def __init__(self, folder: Path, users: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.users = {USER: TOKEN} if users is None else users
        self.refusing: int | None = None
        self.cut_after: int | None = None
        self.asked: list[str] = []
        self._port = 0
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None
        folder.mkdir(parents=True, exist_ok=True)
        self.start()

    def start(self) -> None:
        """Listen, after a stop on the same port again."""
        server = _Listening(("127.0.0.1", self._port), _Handler)
        server.owner = self
        self._port = server.server_address[1]
        self._server = server
        self._thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="git-server")
        self._thread.start()

    def stop(self) -> None:
        """Let go of the port, so that connections are refused."""
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
            self._server = None

    def url(self, name: str = "team.git") -> str:
        """Return the address of a repository, without a login."""
        return f"http://127.0.0.1:{self._port}/{name}"

    @property
    def host(self) -> str:
        """The address of the host alone."""
        return f"http://127.0.0.1:{self._port}"

    def make(self, name: str = "team.git", branch: str = "main") -> Path:
        """Make an empty bare repository that takes pushes, unless it is there; return its folder."""
        folder = self.folder / name
        if folder.exists():
            return folder
        folder.mkdir(parents=True)
        git(folder, "init", "-q", "--bare", "-b", branch)
        git(folder, "config", "http.receivepack", "true")
        return folder

    def reject(self, words: str, name: str = "team.git") -> None:
        """Let a hook refuse every push with these words; none when they are empty."""
        hook = self.folder / name / "hooks/pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.unlink(missing_ok=True)
        if words:
            hook.write_text(f"#!/bin/sh\necho '{words}' >&2\nexit 1\n")
            hook.chmod(0o755)

    def passed(self, size: int) -> int:
        """Count bytes that are about to pass; return how many may."""
        if self.cut_after is None or size <= self.cut_after:
            if self.cut_after is not None:
                self.cut_after -= size
            return size
        left, self.cut_after = self.cut_after, None
        return left


@contextmanager
def served(folder: Path, users: dict[str, str] | None = None) -> Iterator[GitServer]:
    """Serve the repositories below `folder` until the end of the block."""
    server = GitServer(folder, users)
    try:
        yield server
    finally:
        server.stop()


class _Listening(ThreadingHTTPServer):
    daemon_threads = False
    allow_reuse_address = True
    owner: GitServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: lines that break off are what is tested."""


class _Cut(Exception):
    """The line breaks off here."""


class _Handler(BaseHTTPRequestHandler):
    server: _Listening

    def do_GET(self) -> None:
        self._answer()

    do_POST = do_PUT = do_GET  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        owner = self.server.owner
        path, _, query = self.path.partition("?")
        owner.asked.append(f"{self.command} {path}")
        try:
            body = self._body()
            user = self._user()
            if owner.refusing is not None:
                self._say(f"{owner.refusing} Refused\r\nWWW-Authenticate: Basic realm=kb", b"refused\n")
            elif user is None:
                self._say("401 Unauthorized\r\nWWW-Authenticate: Basic realm=kb", b"who are you?\n")
            elif "/info/lfs/" in path:
                self._lfs(path, body)
            else:
                self._git(path, query, body, user)
        except _Cut:
            self.connection.close()
        self.close_connection = True

    def _user(self) -> str | None:
        users = self.server.owner.users
        if not users:
            return "anybody"
        kind, _, coded = self.headers.get("Authorization", "").partition(" ")
        if kind != "Basic":
            return None
        user, _, token = base64.b64decode(coded).decode().partition(":")
        return user if users.get(user) == token else None

    def _body(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            pieces = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                pieces.append(self._read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(pieces)
        return self._read(int(self.headers.get("Content-Length") or 0))

    def _read(self, size: int) -> bytes:
        left = self.server.owner.passed(size)
        if left < size:
            self.rfile.read(left)
            raise _Cut
        return self.rfile.read(size)

    def _say(self, head: str, body: bytes) -> None:
        told = f"HTTP/1.0 {head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        left = self.server.owner.passed(len(told))
        self.wfile.write(told[:left])
        if left < len(told):
            raise _Cut

    def _git(self, path: str, query: str, body: bytes, user: str) -> None:
        owner = self.server.owner
        environ = {
            **tidy_environ(owner.folder / ".home"),
            "GIT_PROJECT_ROOT": str(owner.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": user,
            "REMOTE_ADDR": "127.0.0.1",
        }
        done = subprocess.run(["git", "http-backend"], input=body, env=environ, capture_output=True)
        head, _, told = done.stdout.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        status = next((line[8:] for line in lines if line.startswith("Status: ")), "200 OK")
        others = [line for line in lines if line and not line.startswith(("Status: ", "Content-Length: "))]
        self._say("\r\n".join((status, *others)), told)

    def _lfs(self, path: str, body: bytes) -> None:
        """Keep large files as git-lfs asks for (its batch interface), so far as the tests go."""
        store = self.server.owner.folder / ".lfs"
        if path.endswith("/objects/batch"):
            self._say(
                "200 OK\r\nContent-Type: application/vnd.git-lfs+json", self._batch(path, json.loads(body))
            )
        elif self.command == "PUT":
            assert hashlib.sha256(body).hexdigest() == Path(path).name
            store.mkdir(exist_ok=True)
            (store / Path(path).name).write_bytes(body)
            self._say("200 OK", b"")
        elif (store / Path(path).name).is_file():
            self._say("200 OK", (store / Path(path).name).read_bytes())
        else:
            self._say("404 Not Found", b"{}")

    def _batch(self, path: str, asked: dict[str, Any]) -> bytes:
        upload = asked["operation"] == "upload"
        objects = []
        for item in asked["objects"]:
            where = f"{self.server.owner.host}{path.removesuffix('/batch')}/{item['oid']}"
            known = (self.server.owner.folder / ".lfs" / item["oid"]).is_file()
            action = {"href": where, "header": {"Authorization": self.headers["Authorization"]}}
            actions = {asked["operation"]: action} if upload != known else {}
            objects.append({"oid": item["oid"], "size": item["size"], "actions": actions})
        return json.dumps({"transfer": "basic", "objects": objects}).encode()
