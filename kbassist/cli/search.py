"""`kbassist search`: the hits for typed words, or for a file of queries."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator

from kbassist.cli.command import Call, Command, declare_wish
from kbassist.cli.exit_code import ExitCode
from kbassist.cli.hits import as_json, limit_of, lines_of, print_hits


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="WORDS", help="what you would type into the search box")
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--limit", type=limit_of, default=20, metavar="N", help="at most N hits (default 20)")
    parser.add_argument(
        "--lines", metavar="FILE", help="answer one query a line as one JSON object a line; - reads stdin"
    )
    declare_wish(parser)


def _run(call: Call) -> ExitCode:
    from kbassist.system.errors import UsageError

    asked = call.arguments
    if asked.lines is not None and asked.words:
        raise UsageError("Give either WORDS or --lines FILE, not both.")
    if asked.lines is None and not " ".join(asked.words).strip():
        raise UsageError("What shall be searched for? Example: " + COMMAND.example)
    # A file that cannot be read is told before the index is built.
    queries = None if asked.lines is None else lines_of(asked.lines)
    call.refresh()
    if queries is not None:
        return _answer_lines(call, queries)
    result = call.workspace.search(" ".join(asked.words), call.wish, limit=asked.limit)
    if asked.json:
        call.terminal.json(as_json(result))
    else:
        print_hits(call.terminal, result, call.workspace.status())
    return ExitCode.FOUND if result.hits else ExitCode.NOTHING


def _answer_lines(call: Call, queries: Iterator[str]) -> ExitCode:
    code = ExitCode.NOTHING
    for query in queries:
        result = call.workspace.search(query, call.wish, limit=call.arguments.limit)
        call.terminal.json(as_json(result), indent=None)
        call.terminal.flush()
        if result.hits:
            code = ExitCode.FOUND
    return code


COMMAND = Command(
    "search",
    "find articles, best first",
    'kbassist search --channel chat refund "not arrived"',
    _declare,
    _run,
)
