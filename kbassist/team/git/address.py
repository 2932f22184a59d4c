"""Reads the address of a repository out of what people paste: commands, web pages, sentences."""

import re
import shlex
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from kbassist.system.errors import AddressUnclear
from kbassist.team.git.signing import Login
from kbassist.team.git.url_login import login_in

_LONGEST = 2000
# A host is never taken for an option of ssh (CVE-2017-1000117), nor a path for one of git.
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
_SCP = re.compile(r"(?:(?P<user>[\w.+-]+)@)?(?P<host>[\w.-]+):(?P<path>(?!//)[^\s:]+)", re.ASCII)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?/[^\s/]+/[^\s]+", re.ASCII)
_FRINGE = "<>\"'`“”„‘’()[]{},;!"
# Options of `git clone` that take a word of their own.
_TAKING = frozenset(("-b", "--branch", "--depth", "-o", "--origin", "-c", "--config", "-j", "--jobs"))
# What follows the repository in the address of one of its pages: GitHub, GitLab, Gitea, Bitbucket.
_PAGES = frozenset(("tree", "blob", "src", "commit", "commits", "raw", "edit", "pull", "compare", "releases"))
_LISTS = frozenset(("issues", "pulls", "wiki", "settings", "actions", "branches", "projects", "activity"))


class Transport(StrEnum):
    """How a repository is reached."""

    HTTPS = "https"
    HTTP = "http"
    SSH = "ssh"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class GitAddress:
    """An address as git takes it, never with a password in it.

    `login` is what was taken out of it: a user alone has an empty secret. `host` is "" for folders.
    """

    url: str
    transport: Transport
    host: str = ""
    login: Login | None = None

    @property
    def name(self) -> str:
        """What the folder of a clone is called by itself."""
        last = re.split(r"[\\/:]", self.url.rstrip("\\/"))[-1]
        return last.removesuffix(".git") or "library"


def read_address(pasted: str) -> GitAddress:
    """Find the one address in a pasted text. Raises AddressUnclear."""
    text = pasted.strip()
    if not text or len(text) > _LONGEST or not all(sign.isprintable() or sign in "\n\t" for sign in text):
        raise AddressUnclear("Paste the address that your team gave you, such as https://HOST/TEAM/LIBRARY.")
    folder = _folder(text.strip(_FRINGE))
    if folder is not None:
        return folder
    for word in _words(text):
        if "::" in word and "[" not in word:  # another program would be run: gitremote-helpers(7)
            break
        found = _web(word) or _ssh(word) or _folder(word)
        if found is not None:
            return found
    raise AddressUnclear(
        f"{_shown(text)} is no address of a git repository; those begin with https://, ssh:// or git@, "
        "or name a folder that is there."
    )


def _words(text: str) -> list[str]:
    """Return the words that may be the address; those of a command in their order."""
    try:
        words = shlex.split(text)
    except ValueError:  # an apostrophe in a sentence
        words = text.split()
    words = [word.strip(_FRINGE).rstrip(".") for word in words]
    if words[:1] == ["gh"] and words[1:3] == ["repo", "clone"] and len(words) > 3:
        return [words[3] if "/" not in words[3] or ":" in words[3] else f"https://github.com/{words[3]}"]
    if words[:2] == ["git", "clone"]:
        words = [word for before, word in pairwise(words[1:]) if before not in _TAKING]
    return [word for word in words if word and not word.startswith("-")]


def _web(word: str) -> GitAddress | None:
    """Read an address of the web; one without a scheme has a host and two names. Raises AddressUnclear."""
    if "://" not in word and _BARE_HOST.fullmatch(word) and not Path(word).exists():
        word = f"https://{word}"
    scheme = word.partition("://")[0].casefold()
    if "://" not in word or scheme in ("ssh", "git+ssh", "file"):
        return None
    if scheme not in ("https", "http"):
        raise AddressUnclear(f"{_shown(word)} cannot be used: only https, ssh and folders are safe.")
    parts = _split(word)
    path = _without_page(parts.path)
    if not path.strip("/"):
        raise AddressUnclear(f"{parts.hostname} is a host without a repository; its address has a path.")
    host = _netloc(parts)
    return GitAddress(f"{scheme}://{host}{path}", Transport(scheme), host, login_in(word))


def _split(word: str) -> SplitResult:
    """Take an address apart. Raises AddressUnclear."""
    try:
        parts = urlsplit(word)
        usable = parts.hostname and _HOST.fullmatch(_bracketed(parts)) and (parts.port or 1) > 0
    except ValueError:
        usable = None
    if not usable or unquote(parts.path).lstrip("/").startswith("-"):
        raise AddressUnclear(f"{_shown(word)} is not in order; copy the address once more.")
    return parts


def _bracketed(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host


def _netloc(parts: SplitResult) -> str:
    return f"{_bracketed(parts)}:{parts.port}" if parts.port else _bracketed(parts)


def _without_page(path: str) -> str:
    """Cut off what leads from a repository to one of its pages."""
    parts = path.rstrip("/").split("/")
    for index, part in enumerate(parts):
        if part.endswith(".git"):
            return "/".join(parts[: index + 1])
        if part == "_git" and index + 1 < len(parts):  # Azure DevOps
            return "/".join(parts[: index + 2])
        if part == "-" and index > 2:  # GitLab
            return "/".join(parts[:index])
    for index in range(3, len(parts)):
        follows = index + 1 < len(parts)
        if (parts[index] in _PAGES and follows) or (parts[index] in _LISTS and index == 3):
            return "/".join(parts[:index])
    return "/".join(parts)


def _ssh(word: str) -> GitAddress | None:
    """Read `ssh://[USER@]HOST[:PORT]/PATH` or `[USER@]HOST:PATH`. Raises AddressUnclear."""
    if word.casefold().startswith(("ssh://", "git+ssh://")):
        parts = _split("ssh://" + word.partition("://")[2])
        if not parts.path.strip("/"):
            raise AddressUnclear(f"{parts.hostname} is a host without a repository; its address has a path.")
        if parts.username is not None and not re.fullmatch(r"[\w.+][\w.+-]*", parts.username, re.ASCII):
            raise AddressUnclear(f"{_shown(word)} is not in order; copy the address once more.")
        user = f"{parts.username}@" if parts.username else ""
        host = _netloc(parts)
        return GitAddress(f"ssh://{user}{host}{parts.path.rstrip('/')}", Transport.SSH, host)
    found = _SCP.fullmatch(word)
    if not found or _DRIVE.match(word) or not (found["user"] or "." in found["host"]):
        return None
    if (found["user"] or "").startswith("-") or not _HOST.fullmatch(found["host"]):
        return None
    if found["path"].startswith("-"):
        return None
    return GitAddress(word.rstrip("/"), Transport.SSH, found["host"])


def _folder(word: str) -> GitAddress | None:
    """Read the path of a folder that is there, as `file://` address or as the system writes it."""
    if word.casefold().startswith("file://"):
        word = unquote(word[len("file://") :])
        word = word[1:] if _DRIVE.match(word[1:]) else word
    elif "://" in word or "::" in word:
        return None
    try:
        path = Path(word).expanduser()
        if not path.is_absolute() or not path.is_dir():
            return None
    except (OSError, ValueError, RuntimeError):
        return None
    return GitAddress(str(path), Transport.FOLDER)


def without_login(address: GitAddress) -> GitAddress:
    """Return the address alone."""
    return replace(address, login=None)


def _shown(text: str) -> str:
    """Shorten what was pasted for a message, without what may be a password."""
    line = re.sub(r"//[^/@\s]*@", "//", " ".join(text.split()))
    return line if len(line) <= 80 else line[:79] + "…"
