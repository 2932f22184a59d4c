"""How hits are asked for and written, for scripts and for people."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from kbassist.cli.terminal import Terminal
    from kbassist.search.results import Hit, SearchResult
    from kbassist.workspace.values import Status

_MOST_HITS = 1000
# By the states of a copy; its values, so that nothing is loaded for them.
COPY_WORDS = {
    "yours": "yours",
    "changed": "yours, the original has changed since",
    "gone": "yours, the original is gone",
    "original": "you have your own copy",
}


def limit_of(text: str) -> int:
    """Read the number of hits that are wanted. Raises ArgumentTypeError."""
    try:
        limit = int(text)
    except ValueError:
        limit = 0
    if not 1 <= limit <= _MOST_HITS:
        raise ArgumentTypeError(f"must be a number from 1 to {_MOST_HITS}")
    return limit


def open_input(name: str) -> BinaryIO:
    """Open a file, or stdin for `-`. Raises UsageError."""
    from kbassist.system.errors import UsageError

    if name == "-":
        if sys.stdin is None:  # closed by whoever started the program
            raise UsageError("Nothing can be read from stdin, which is closed; name a FILE.")
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise UsageError(f"The file {name} cannot be read: {error.strerror}.") from error


def lines_of(name: str) -> Iterator[str]:
    """Open a file, or stdin for `-`, and yield its lines without their ends. Raises UsageError."""
    file = open_input(name)

    def lines() -> Iterator[str]:
        with closing(file):
            for number, line in enumerate(file):
                text = line.decode("utf-8", "replace").rstrip("\r\n")
                yield text.removeprefix("\ufeff") if number == 0 else text

    return lines()


def as_json(result: SearchResult) -> dict[str, Any]:
    """Shape a result as scripts know it."""
    return {
        "query": result.query,
        "elapsed_ms": round(result.elapsed_ms, 3),
        "total": result.total,
        "hits": [_hit(hit) for hit in result.hits],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.ref.id,
        "library": hit.ref.library,
        "title": hit.title,
        "path": hit.path,
        "score": round(hit.score, 4),
        "why": list(hit.why),
        "copy": hit.copy.value,
        "snippet": {"text": hit.snippet.text, "marks": [list(mark) for mark in hit.snippet.marks]},
        "replies": [
            {
                "id": reply.id,
                "title": reply.title,
                "channel": reply.channel,
                "tone": reply.tone,
                "lang": reply.lang,
            }
            for reply in hit.replies
        ],
    }


def print_hits(terminal: Terminal, result: SearchResult, status: Status) -> None:
    """Write hits as lines, with what there is to say about them on stderr.

    `status` tells the libraries' names, which are written where several are open.
    """
    labels = {library.root: library.label for library in status.libraries}
    for hit in result.hits:
        where = f" - {labels.get(hit.ref.library, hit.ref.library)}" if len(labels) > 1 else ""
        copy = f", {COPY_WORDS[hit.copy]}" if hit.copy else ""
        terminal.row(f"{hit.title} ({hit.ref.id}){where}{copy}")
        for line in (", ".join(hit.why), hit.snippet.text):
            if line:
                terminal.row(line, indent=4)
    for name in result.unknown:
        open_now = ", ".join(labels.values())
        terminal.note(f"No open library is called {name!r:.60}; open are: {open_now}.")
    if not result.hits:
        terminal.note("Nothing was found.")
        if result.did_you_mean:
            terminal.note(f"Did you mean: {result.did_you_mean}")
    elif result.total > len(result.hits):
        terminal.note(f"{len(result.hits)} of {result.total} hits; --limit shows more.")
