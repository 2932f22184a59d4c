"""`kbassist suggest`: the articles that answer what a customer wrote, the values in it, and its asks."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from kbassist.cli import hits
from kbassist.cli.command import Call, Command, declare_wish
from kbassist.cli.exit_code import ExitCode

if TYPE_CHECKING:
    from kbassist.workspace.values import AnsweredAsk, Suggestions

# Reading stops long before; a file that was named by mistake is not taken into memory for it.
_MOST_BYTES = 1_000_000


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="what the customer wrote; - or nothing reads stdin"
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument(
        "--limit", type=hits.limit_of, default=20, metavar="N", help="at most N hits (default 20)"
    )
    parser.add_argument(
        "--lines", metavar="FILE", help="answer one message a line as one JSON object a line; - reads stdin"
    )
    declare_wish(parser)


def _run(call: Call) -> ExitCode:
    from kbassist.system.errors import UsageError

    asked = call.arguments
    if asked.lines is not None and asked.file is not None:
        raise UsageError("Give either FILE or --lines FILE, not both.")
    if asked.lines is not None:
        # A file that cannot be read is told before the index is built.
        messages = hits.lines_of(asked.lines)
        call.refresh()
        return _answer_lines(call, messages)
    text = _message(asked.file)
    if not text.strip():
        raise UsageError("There is no message to answer. Example: " + COMMAND.example)
    call.refresh()
    found = call.workspace.suggest(text, call.wish, limit=asked.limit)
    if asked.json:
        call.terminal.json(as_json(found))
    else:
        _print(call, found)
    return _code(found)


def _message(name: str | None) -> str:
    """Read the message from a file or stdin. Raises UsageError."""
    from kbassist.articles.decoding import decode
    from kbassist.system.errors import UsageError

    if name is None and sys.stdin is not None and sys.stdin.isatty():
        raise UsageError("Name a FILE, or - to type the message. Example: " + COMMAND.example)
    with closing(hits.open_input(name or "-")) as file:
        try:
            content = file.read(_MOST_BYTES)
        except OSError as error:
            raise UsageError(f"The file {name or '-'} cannot be read: {error.strerror}.") from error
    decoded = decode(content)
    if decoded is None:
        raise UsageError(f"The file {name or '-'} is not a text file.")
    return decoded.text.rstrip("\n")


def _answer_lines(call: Call, messages: Iterator[str]) -> ExitCode:
    code = ExitCode.NOTHING
    for message in messages:
        found = call.workspace.suggest(message, call.wish, limit=call.arguments.limit)
        call.terminal.json(as_json(found), indent=None)
        call.terminal.flush()
        code = min(code, _code(found))
    return code


def _code(found: Suggestions) -> ExitCode:
    return ExitCode.FOUND if found.result.hits and found.result.fits else ExitCode.NOTHING


def as_json(found: Suggestions) -> dict[str, Any]:
    """Shape suggestions as scripts know them: as a search, with values, asks and whether any hit fits.

    `query` is the message as it was read; `start` and `end` are character offsets in it.
    """
    values = [
        {"name": value.name, "value": value.text, "start": value.start, "end": value.end}
        for value in found.values
    ]
    return {
        **hits.as_json(found.result),
        "query": found.message.text,
        "fits": found.result.fits,
        "values": values,
        "asks": [_ask(answered) for answered in found.asks],
    }


def _ask(answered: AnsweredAsk) -> dict[str, Any]:
    ask, hit = answered.ask, answered.hit
    return {"text": ask.text, "start": ask.start, "end": ask.end, "hit": hit.ref.id if hit else None}


def _print(call: Call, found: Suggestions) -> None:
    hits.print_hits(call.terminal, found.result, call.workspace.status())
    if found.result.hits and not found.result.fits:
        call.terminal.note("Nothing fits well; these are guesses.")
    for answered in found.asks:
        hit = f"{answered.hit.title} ({answered.hit.ref.id})" if answered.hit else "nothing fits"
        call.terminal.row(f"Ask: {answered.ask.text} -> {hit}")
    for value in found.values:
        call.terminal.row(f"Value: {value.name}={value.text}")


COMMAND = Command(
    "suggest",
    "find what answers a customer's message",
    "kbassist suggest --json --channel chat message.txt",
    _declare,
    _run,
)
