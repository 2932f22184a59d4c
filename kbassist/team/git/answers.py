"""Turns what git says into an error with a sentence; git speaks English here, since it is told to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from kbassist.system.errors import (
    BranchAbsent,
    GitBusy,
    NeedsHand,
    PushRejected,
    RemoteUnreachable,
    SignInNeeded,
    SyncRefused,
)
from kbassist.team.git.running import Answer
from kbassist.team.git.ssh_sayings import ssh_refusal

_LOGIN = re.compile(r"(?<=://)[^/@\s']+@")


@dataclass(frozen=True, slots=True)
class _Saying:
    """What an answer means that holds one of `signs`; `{host}` and `{line}` stand in its sentence."""

    signs: tuple[str, ...]
    kind: type[SyncRefused]
    sentence: str


IS_PARTIAL = (
    "This repository was cloned without all that it holds (a partial clone), and what is lacking is not"
    " fetched unasked: clone it anew without --filter."
)
_AGAIN = "{host} cannot be reached; it is tried again by itself."
_HERE_FIRST = (
    _Saying(
        ("dubious ownership", "unsafe repository"), NeedsHand,
        "git does not trust this repository, since its folder belongs to another user; if you do, run"
        " git config --global --add safe.directory with its path.",
    ),
    _Saying(
        ("from promisor remote",), NeedsHand,
        IS_PARTIAL,
    ),
    _Saying(
        ("no space left", "disk quota exceeded"), SyncRefused,
        "The disk is full. Free some space; what you saved is safe, and is synced then.",
    ),
)  # fmt: skip
_REMOTE = (
    _Saying(
        ("could not read username", "could not read password", "authentication failed", "returned error: 401",
         "http basic: access denied", "invalid username or"), SignInNeeded,
        "{host} wants to know who you are; sign in again.",
    ),
    _Saying(
        ("returned error: 403", "you are not allowed to", "write access to repository not"), PushRejected,
        "{host} knows you, and does not let you do this. Ask for the right to write.",
    ),
    _Saying(("rejected]",), PushRejected, ""),
    _Saying(
        ("not found\n", "returned error: 404"), SyncRefused,
        "{host} has no such repository, or does not show it to you; look at its address.",
    ),
    _Saying(
        ("certificate", "self-signed", "self signed"), SyncRefused,
        "The certificate of {host} is not trusted here: {line} Ask for your company's certificate.",
    ),
    _Saying(
        ("couldn't find remote ref",), BranchAbsent,
        "{host} does not have this branch any more; ask your team where it went.",
    ),
    _Saying(
        ("' not allowed",), SyncRefused,
        "The address is of a kind that kbassist does not use; take one with https or ssh.",
    ),
    _Saying(
        (
            *("could not resolve", "couldn't resolve", "failed to connect", "couldn't connect"),
            *("connection refused", "timed out", "connection reset", "connection closed", "unreachable"),
            *("no route to host", "too slow", "early eof", "unexpected disconnect", "rpc failed"),
            *("name resolution", "empty reply", "recv failure", "send failure", "transfer closed"),
            *("handshake", "returned error: 5", "returned error: 429", "broken pipe", "index-pack"),
            *("ssl_error", "unexpected eof", "bad line length", "expected flush", "unable to access"),
            *("invalid server response", "expected '", "protocol error", "bad pack header", "inflate"),
        ), RemoteUnreachable, _AGAIN,
    ),
    _Saying(
        ("does not appear to be a git repository", "could not read from remote repository"),
        RemoteUnreachable, "There is no repository that can be read at the team's address ({host}).",
    ),
    _Saying(("the remote end hung up",), RemoteUnreachable, _AGAIN),
)  # fmt: skip
_HERE = (
    _Saying(
        (".lock':", "cannot lock ref", "another git process"), GitBusy,
        "Another program is at work in this repository, or has left its lock there.",
    ),
    _Saying(
        ("read-only file system", "permission denied", "insufficient permission"), SyncRefused,
        "git may not write into this repository. Ask whoever looks after the folder.",
    ),
)  # fmt: skip
_OUTRUN = (
    "(fetch first)",
    "(non-fast-forward)",
    "cannot lock ref",
    "failed to update ref",
    "incorrect old value",
)
_REMOTE_SAYS = re.compile(r"^remote:\s?(.*?)\s*$", re.MULTILINE)


def without_login(url: str) -> str:
    """Return an address without the user and the password that may stand in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return _LOGIN.sub("", url)
    if not parts.scheme or "@" not in parts.netloc:
        return url
    if parts.scheme == "ssh":
        return _LOGIN.sub("", url) if ":" in parts.netloc.rpartition("@")[0] else url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def origin_of(url: str) -> str:
    """Return `SCHEME://HOST[:PORT]` of an address of the web, without a login."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{re.split('[/?#]', rest, maxsplit=1)[0].rpartition('@')[2]}"


def host_of(url: str) -> str:
    """Return the host that an address names, also in the form `user@host:path`; "" for a folder."""
    if "://" in url:
        try:
            return (urlsplit(url).hostname or "") if not url.startswith("file:") else ""
        except ValueError:
            return ""
    head, colon, _ = url.partition(":")
    return head.rpartition("@")[2] if colon and "/" not in head and len(head) > 1 else ""


def refusal(answer: Answer, arguments: Sequence[str], url: str = "") -> SyncRefused:
    """Return the error that an answer amounts to; `url` is whom git talked to, "" for nobody."""
    host = host_of(url) or "The other repository"
    said = _LOGIN.sub("", answer.said)
    if answer.timed_out or answer.code < 0:
        return _cut_off(answer, arguments, url and host)
    about_keys = ssh_refusal(said, url, host) if url else None
    if about_keys is not None:
        return about_keys
    low = said.casefold() + "\n"
    for saying in (*_HERE_FIRST, *(_REMOTE if url else ()), *_HERE):
        if any(sign in low for sign in saying.signs):
            sentence = saying.sentence.format(host=host, line=_last_line(said))
            if saying.kind is SignInNeeded:
                return SignInNeeded(sentence, host_of(url))
            return saying.kind(sentence) if sentence else _push_refusal(said, low, host)
    return SyncRefused(f"git could not do `git {arguments[0]}`: {_last_line(said)}")


def _cut_off(answer: Answer, arguments: Sequence[str], host: str) -> SyncRefused:
    """Say that git did not come to its end; `host` is "" where it worked on this machine alone."""
    if not answer.timed_out:
        return GitBusy(f"git was ended in the middle of `git {arguments[0]}`; it is tried again.")
    if host:
        return RemoteUnreachable(f"{host} took too long to answer; it is tried again later.")
    return SyncRefused(f"git took too long over `git {arguments[0]}`; is the disk busy? Try again.")


def _push_refusal(said: str, low: str, host: str) -> PushRejected:
    if any(sign in low for sign in _OUTRUN) and "hook declined" not in low and "protected" not in low:
        return PushRejected("Others have sent something in the same moment.", outrun=True)
    words = " ".join(line for line in _REMOTE_SAYS.findall(said) if line)[:300]
    return PushRejected(f"{host} did not take your changes{f': {words}' if words else '.'}")


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    told = next((line for line in reversed(lines) if line.startswith(("fatal:", "error:"))), "")
    line = (
        (told or (lines[-1] if lines else "it gave no reason"))
        .removeprefix("fatal: ")
        .removeprefix("error: ")
    )
    return line[:300].rstrip(".") + "."
