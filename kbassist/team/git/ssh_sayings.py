"""Turns what OpenSSH says about keys into what somebody can do: a key of a host is never taken unseen."""

import re
import shlex
from urllib.parse import urlsplit

from kbassist.system.errors import HostKeyUnknown, SyncRefused

_CHANGED = re.compile(r"host key for (?P<name>\S+) has changed", re.IGNORECASE)
_SENT = re.compile(r"SHA256:[A-Za-z0-9+/]{20,60}")
_UNKNOWN = ("host key verification failed", "host key is known for")
_REFUSED = ("permission denied (", "too many authentication failures", "no supported authentication")


def ssh_refusal(said: str, url: str, host: str) -> SyncRefused | None:
    """Return the error that OpenSSH speaks of, None when it is about something else.

    A key that the host does not take is no matter of passwords, so that nobody is asked for one.
    """
    low = said.casefold()
    changed = _CHANGED.search(said)
    if changed:
        sent = _SENT.search(said)
        shown = f" It is {sent[0]} now." if sent else ""
        return HostKeyUnknown(
            f"{host} has another key than before, as if somebody else answered in its place.{shown} Ask who "
            "looks after it. Only when that is its new key, run in a terminal: "
            f"ssh-keygen -R {shlex.quote(changed['name'])}, then {_connect(url)}."
        )
    if any(sign in low for sign in _UNKNOWN):
        return HostKeyUnknown(
            f"This machine has not met {host} yet. Run in a terminal: {_connect(url)}. It shows a "
            "fingerprint (SHA256:...); answer yes only when it is the one that the host's owner publishes."
        )
    if any(sign in low for sign in _REFUSED):
        return SyncRefused(
            f"{host} does not take your SSH key. See whether it is loaded with ssh-add -l, load it with "
            "ssh-add, and add its public half to your account there."
        )
    return None


def _connect(url: str) -> str:
    """Write the command that connects to the host of an address once."""
    if "://" not in url:
        return f"ssh -T {shlex.quote(url.partition(':')[0])}"
    try:
        parts = urlsplit(url)
        user, port = parts.username, parts.port
    except ValueError:
        return "ssh -T with its name"
    name = f"{user}@{parts.hostname}" if user else parts.hostname or ""
    return f"ssh -T {f'-p {port} ' if port else ''}{shlex.quote(name)}"
