"""Asks git what a file of a library held, without letting the repository's own settings run anything."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer

_MOST_VERSIONS = 100
_MOST_BYTES = 20_000_000
_TIMEOUT_S = 10.0
_BLOB = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
# A repository in a shared folder was set up by anybody: no program that its settings name is run, and
# nothing is fetched.
_SAFE = (
    "--no-pager", "--no-optional-locks", "--literal-pathspecs",
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false",
    "-c", "protocol.allow=never", "-c", "log.showRoot=true", "-c", "core.untrackedCache=false",
)  # fmt: skip
_KEPT_VARIABLES = ("PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "APPDATA", "XDG_CONFIG_HOME", "TMP", "TEMP")
_SET_VARIABLES = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "LC_ALL": "C.UTF-8",
}


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed a file; `blob` finds what the file held after it."""

    blob: str
    at: datetime
    author: str
    subject: str
    size_bytes: int = 0


def is_repository(root: Path) -> bool:
    """Tell whether a folder, or one above it, is a git repository."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))


class GitHistory:
    """The commits of the repository that `root` is in; without git, or a repository, there are none."""

    def __init__(self, root: Path, environ: Mapping[str, str] = os.environ) -> None:
        self._root = root
        self._environ = {name: environ[name] for name in _KEPT_VARIABLES if name in environ} | _SET_VARIABLES
        self._git = shutil.which("git", path=environ.get("PATH")) if is_repository(root) else None

    def commits(self, path: str) -> tuple[Commit, ...]:
        """Return the commits that changed the file at `path` (relative, with `/`), the youngest first.

        Renames are followed. A repository that git refuses, as one of somebody else, has none.
        """
        told = self._asked(
            "log", "--follow", f"--max-count={_MOST_VERSIONS}", "--raw", "--no-abbrev", "-z", "--no-ext-diff",
            "--no-textconv", "--format=%x01%at%x00%an%x00%s%x00", "--", path,
        )  # fmt: skip
        entries = (told or b"").decode("utf-8", errors="replace").split("\x01")[1:]
        commits = [commit for entry in entries if (commit := _commit(entry))]
        blobs = "".join(f"{commit.blob}\n" for commit in commits)
        sizes = self._asked("cat-file", "--batch-check=%(objectsize)", asking=blobs) if blobs else b""
        numbers = [int(size) for size in (sizes or b"").split() if size.isdigit()]
        if len(numbers) != len(commits):
            return tuple(commits)
        return tuple(replace(commit, size_bytes=size) for commit, size in zip(commits, numbers, strict=True))

    def content(self, blob: str) -> bytes | None:
        """Return what a commit has of a file, None when git does not tell or it is too large to be text."""
        if not _BLOB.fullmatch(blob):
            return None
        size = (self._asked("cat-file", "-s", blob) or b"").strip()
        if not size.isdigit() or int(size) > _MOST_BYTES:
            return None
        return self._asked("cat-file", "blob", blob)

    def _asked(self, *arguments: str, asking: str = "") -> bytes | None:
        if self._git is None:
            return None
        command = [self._git, *_SAFE, "-C", str(self._root), *arguments]
        try:
            return _answer(command, self._environ, asking.encode())
        except OSError:
            return None


def _answer(command: list[str], environ: Mapping[str, str], asking: bytes) -> bytes | None:
    """Run a command; None when it fails, is slow or says too much, of which no more is read than it may.

    `asking` must fit into a pipe. Raises OSError.
    """
    with subprocess.Popen(
        command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        watch = Timer(_TIMEOUT_S, process.kill)
        watch.start()
        try:
            process.stdin.write(asking)
            process.stdin.close()
            told = process.stdout.read(_MOST_BYTES + 1)
            if len(told) <= _MOST_BYTES:
                process.wait()
        finally:
            process.kill()  # unless it has ended
            watch.cancel()
    return told if process.returncode == 0 else None


def _commit(entry: str) -> Commit | None:
    """Read one commit: time, author, subject, and `:MODE MODE BLOB BLOB STATUS` with its paths."""
    fields = entry.split("\0")
    change = next((field.strip() for field in fields[3:] if field.strip().startswith(":")), "").split(" ")
    if len(change) < 5 or not change[3].strip("0") or not fields[0].isdigit():
        return None
    try:
        at = datetime.fromtimestamp(int(fields[0]), UTC)
    except (ValueError, OverflowError, OSError):  # a date that anybody wrote into the commit
        return None
    return Commit(change[3], at, fields[1], fields[2])
