"""`kbassist search`: the hits for typed words, or for a file of queries."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbassist.cli.command import Call, Command, declare_wish
from kbassist.cli.exit_code import ExitCode

if TYPE_CHECKING:
    from kbassist.search.results import Hit, SearchResult

_MOST_HITS = 1000


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="WORDS", help="what you would type into the search box")
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--limit", type=_limit, default=20, metavar="N", help="at most N hits (default 20)")
    parser.add_argument(
        "--lines", metavar="FILE", help="answer one query a line as one JSON object a line; - reads stdin"
    )
    declare_wish(parser)


def _limit(text: str) -> int:
    try:
        limit = int(text)
    except ValueError:
        limit = 0
    if not 1 <= limit <= _MOST_HITS:
        raise ArgumentTypeError(f"must be a number from 1 to {_MOST_HITS}")
    return limit


def _run(call: Call) -> ExitCode:
    from kbassist.system.errors import UsageError

    asked = call.arguments
    if asked.lines is not None and asked.words:
        raise UsageError("Give either WORDS or --lines FILE, not both.")
    if asked.lines is None and not " ".join(asked.words).strip():
        raise UsageError("What shall be searched for? Example: " + COMMAND.example)
    # A file that cannot be read is told before the index is built.
    queries = None if asked.lines is None else _queries(asked.lines)
    call.refresh()
    if queries is not None:
        return _answer_lines(call, queries)
    result = call.workspace.search(" ".join(asked.words), call.wish, limit=asked.limit)
    if asked.json:
        call.terminal.json(as_json(result))
    else:
        _print(call, result)
    return ExitCode.FOUND if result.hits else ExitCode.NOTHING


def _queries(name: str) -> Iterator[str]:
    """Open a file of queries and yield its lines without their ends. Raises UsageError."""
    from kbassist.system.errors import UsageError

    try:
        file = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115 - closed by the reader
    except (OSError, AttributeError) as error:
        raise UsageError(
            f"The file {name} cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from error

    def lines() -> Iterator[str]:
        with closing(file):
            for number, line in enumerate(file):
                text = line.decode("utf-8", "replace").rstrip("\r\n")
                yield text.removeprefix("\ufeff") if number == 0 else text

    return lines()


def _answer_lines(call: Call, queries: Iterator[str]) -> ExitCode:
    code = ExitCode.NOTHING
    for query in queries:
        result = call.workspace.search(query, call.wish, limit=call.arguments.limit)
        call.terminal.json(as_json(result), indent=None)
        call.terminal.flush()
        if result.hits:
            code = ExitCode.FOUND
    return code


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
        "title": hit.title,
        "path": hit.path,
        "score": round(hit.score, 4),
        "why": list(hit.why),
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


def _print(call: Call, result: SearchResult) -> None:
    for hit in result.hits:
        call.terminal.row(f"{hit.title} ({hit.ref.id})")
        for line in (", ".join(hit.why), hit.snippet.text):
            if line:
                call.terminal.row(line, indent=4)
    if not result.hits:
        call.terminal.note("Nothing was found.")
        if result.did_you_mean:
            call.terminal.note(f"Did you mean: {result.did_you_mean}")
    elif result.total > len(result.hits):
        call.terminal.note(f"{len(result.hits)} of {result.total} hits; --limit shows more.")


COMMAND = Command(
    "search",
    "find articles, best first",
    'kbassist search --channel chat refund "not arrived"',
    _declare,
    _run,
)
