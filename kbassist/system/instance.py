"""How a second start or the terminal talks to the window that is already open; knows no Qt.

The window listens on a local socket (a named pipe on Windows) at `InstanceAddress.server`. One request
is one line of JSON, and so is the answer: `{"ok": true}` or `{"ok": false, "message": "..."}`.
"""

import hashlib
import json
import os
import re
import socket
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbassist.system.errors import InstanceAbsent, UsageError
from kbassist.system.paths import Paths, private_folder

LONGEST_MESSAGE_BYTES = 8 * 1024 * 1024
# sun_path holds 104 bytes on macOS and 108 on Linux, the final zero included.
_LONGEST_SOCKET_PATH = 100
_TOKEN = re.compile(r"[!-~]{1,200}\Z")


@dataclass(frozen=True, slots=True)
class InstanceAddress:
    """Where the running window is found: the socket or pipe it listens on, and the file it locks."""

    server: str
    lock: Path

    @classmethod
    def of(cls, paths: Paths) -> "InstanceAddress":
        """Tell the address for these folders; each set of folders has a window of its own."""
        digest = hashlib.blake2b(os.fsencode(paths.config), digest_size=8).hexdigest()
        folder = _socket_folder(paths, digest)
        if sys.platform == "win32":
            return cls(f"kbassist-{digest}", folder / f"{digest}.lock")
        return cls(str(folder / f"{digest}.sock"), folder / f"{digest}.lock")


@dataclass(frozen=True, slots=True)
class RaiseRequest:
    """Asks the window to come to the front and to open `libraries` besides what is open."""

    libraries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """Asks the window to own the clipboard with a filled reply."""

    plain: str
    html: str
    markdown: str
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class PaletteRequest:
    """Asks for the palette, with `libraries` open besides what is open.

    `token` is what a Wayland desktop gave the asking process, so that the palette may take the focus.
    """

    libraries: tuple[str, ...] = ()
    token: str = ""


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """Asks the window to offer what a `kbassist://` link brings; `link` is as hostile as it came."""

    link: str
    token: str = ""


Request = RaiseRequest | CopyRequest | PaletteRequest | LinkRequest


@dataclass(frozen=True, slots=True)
class Answer:
    """What the window says to a request; `message` is a sentence when it could not be done."""

    ok: bool
    message: str = ""


def encode_request(request: Request) -> bytes:
    """Write a request as one line."""
    if isinstance(request, RaiseRequest):
        return _line({"do": "raise", "libraries": list(request.libraries)})
    if isinstance(request, PaletteRequest):
        return _line({"do": "palette", "libraries": list(request.libraries), "token": request.token})
    if isinstance(request, LinkRequest):
        return _line({"do": "link", "link": request.link, "token": request.token})
    return _line(
        {
            "do": "copy",
            "plain": request.plain,
            "html": request.html,
            "markdown": request.markdown,
            "sensitive": request.sensitive,
        }
    )


def decode_request(line: bytes) -> Request:
    """Read a request. Raises UsageError for anything that is none."""
    raw = _object(line)
    match raw:
        case {"do": "raise", **rest}:
            return RaiseRequest(_texts(rest.get("libraries", [])))
        case {"do": "palette", **rest}:
            return PaletteRequest(_texts(rest.get("libraries", [])), _token(rest.get("token", "")))
        case {"do": "link", "link": str(link), **rest}:
            return LinkRequest(link, _token(rest.get("token", "")))
        case {"do": "copy", "plain": str(plain), "html": str(html), "markdown": str(markdown), **rest}:
            return CopyRequest(plain, html, markdown, rest.get("sensitive") is True)
    raise UsageError("This is no request that kbassist knows.")


def _texts(raw: object) -> tuple[str, ...]:
    if isinstance(raw, list) and all(isinstance(text, str) for text in raw):
        return tuple(raw)
    raise UsageError("This is no request that kbassist knows.")


def _token(raw: object) -> str:
    """Return a token of the desktop; what is none is as good as none."""
    return raw if isinstance(raw, str) and _TOKEN.match(raw) else ""


def encode_answer(answer: Answer) -> bytes:
    """Write an answer as one line."""
    return _line({"ok": answer.ok, "message": answer.message})


def decode_answer(line: bytes) -> Answer:
    """Read an answer. Raises UsageError for anything that is none."""
    raw = _object(line)
    message = raw.get("message", "")
    return Answer(raw.get("ok") is True, message if isinstance(message, str) else "")


def send(address: InstanceAddress, request: Request, timeout_s: float = 2.0) -> Answer:
    """Ask the running window. Raises InstanceAbsent when there is none or it does not answer in time."""
    try:
        line = _exchange(address.server, encode_request(request), timeout_s)
        return decode_answer(line)
    except (OSError, UsageError) as error:
        raise InstanceAbsent("No running kbassist window answers.") from error


def _exchange(server: str, line: bytes, timeout_s: float) -> bytes:
    if sys.platform == "win32":
        # A named pipe opens like a file; QLocalServer puts it below this prefix.
        with open(rf"\\.\pipe\{server}", "r+b", buffering=0) as pipe:  # noqa: PTH123
            pipe.write(line)
            return pipe.readline(LONGEST_MESSAGE_BYTES)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout_s)
        connection.connect(server)
        connection.sendall(line)
        with connection.makefile("rb") as answers:
            return answers.readline(LONGEST_MESSAGE_BYTES)


def _socket_folder(paths: Paths, digest: str) -> Path:
    """Choose a private folder whose path is short enough for a socket."""
    shared = Path(tempfile.gettempdir()) / f"kbassist-{_user()}"
    for wanted in (paths.cache, shared, Path("/tmp") / f"kbassist-{_user()}"):  # noqa: S108 - made 0700
        too_long = len(os.fsencode(wanted / f"{digest}.sock")) > _LONGEST_SOCKET_PATH
        if too_long and sys.platform != "win32":
            continue
        try:
            folder = private_folder(wanted)
        except UsageError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise UsageError(
        f"No folder can be written for the lock of the window: tried {paths.cache} and {shared}."
    )


def _user() -> str:
    if sys.platform == "win32":
        return "user"
    return str(os.getuid())


def _line(value: dict[str, Any]) -> bytes:
    # ASCII keeps lone surrogates of odd file names as escapes.
    return json.dumps(value).encode("ascii") + b"\n"


def _object(line: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError("This is no message of kbassist.") from error
    if not isinstance(raw, dict):
        raise UsageError("This is no message of kbassist.")
    return raw
