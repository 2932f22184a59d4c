"""Tells who wrote the lines of a file, when and why; renames and moved lines are followed."""

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kbassist.system.errors import SyncRefused, WorkCancelled
from kbassist.team.git.history import GitHistory, is_repository
from kbassist.team.git.program import GitProgram, never

_MOST_BYTES = 2_000_000
_MOST_VERSION_BYTES = 20_000_000
_LIMIT_S = 20.0
_NOT_COMMITTED = re.compile(r"0+\Z")
_HEAD = re.compile(r"([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?\Z")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Wrote:
    """Who wrote something, when, and why as the commit's subject says it.

    `commit` is the id of the commit, or of the file's content after it; "" for what is in no commit yet.
    `or_earlier` marks the end of what this clone knows.
    """

    commit: str = ""
    author: str = ""
    at: datetime | None = None
    subject: str = ""
    or_earlier: bool = False


@dataclass(frozen=True, slots=True)
class BlamedLine:
    """A line of a file: its number from 1, its text without the line's end, and who wrote it."""

    number: int
    text: str
    wrote: Wrote


def blame(
    program: GitProgram, root: Path, path: str, cancelled: Callable[[], bool] = never
) -> tuple[BlamedLine, ...]:
    """Return the lines of the file at `path` (below `root`, with `/`) as it stands, in their order.

    A file that git does not know, or a folder that is no repository, has none. Raises GitAbsent,
    WorkCancelled, and SyncRefused for a file that is too large or a history that takes too long.
    """
    if not is_repository(root):
        return ()
    _refuse_large(root / path)
    end = time.monotonic() + _LIMIT_S
    git = program.at(root, lambda: cancelled() or time.monotonic() > end)
    try:
        told = git.answer(
            "blame", "--porcelain", "-w", "-M", "--no-textconv", "--ignore-revs-file=", "--encoding=UTF-8",
            "--", path,
        )  # fmt: skip
    except WorkCancelled:
        if cancelled():
            raise
        raise SyncRefused(f"The history of {path} takes git too long to look through.") from None
    if told.code != 0:
        if git.answer("ls-files", "--error-unmatch", "--", path).code != 0:
            return ()
        raise SyncRefused(f"git does not tell who wrote {path}: {told.said.strip()[:200]}")
    return tuple(_lines(told.told.decode("utf-8", errors="replace").split("\n")))


def wrote_sentence(history: GitHistory, path: str, sentence: str, texts: Iterable[str] = ()) -> Wrote | None:
    """Tell with which version of a file a sentence came in, wherever its line breaks are.

    None when it stands in no version, or no version is known. What only `texts` hold, the file as it is, is
    in no commit yet.
    """
    wanted = _plain(sentence)
    if not wanted:
        return None
    first: Wrote | None = None
    read_bytes = 0
    for commit in history.commits(path):
        content = history.content(commit.blob)
        read_bytes += len(content or b"")
        if content is None or wanted not in _plain(content.decode("utf-8", errors="replace")):
            break
        is_last = read_bytes > _MOST_VERSION_BYTES
        first = Wrote(commit.blob, commit.author, commit.at, commit.subject, is_last)
        if is_last:
            break
    if first is None and any(wanted in _plain(text) for text in texts):
        return Wrote()
    return first


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _refuse_large(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise SyncRefused(f"{path.name} cannot be read: {error.strerror or error}.") from error
    if size > _MOST_BYTES:
        raise SyncRefused(f"{path.name} is too large to look through who wrote it.")


def _lines(told: list[str]) -> Iterable[BlamedLine]:
    """Read `git blame --porcelain` (git-blame): what a commit is stands with its first line only."""
    known: dict[str, Wrote] = {}
    commit, number, about = "", 0, dict[str, str]()
    for line in told:
        if line.startswith("\t"):
            if commit not in known:
                known[commit] = _wrote(commit, about)
            yield BlamedLine(number, line[1:].removesuffix("\r"), known[commit])
            about = {}
        elif head := _HEAD.match(line):
            commit, number = head[1], int(head[2])
        else:
            key, _, value = line.partition(" ")
            about[key] = value


def _wrote(commit: str, about: dict[str, str]) -> Wrote:
    if _NOT_COMMITTED.match(commit):
        return Wrote()
    try:
        at = datetime.fromtimestamp(int(about.get("author-time", "")), UTC)
    except (ValueError, OverflowError, OSError):  # a date that anybody wrote into the commit
        at = None
    return Wrote(commit, about.get("author", ""), at, about.get("summary", ""), "boundary" in about)
