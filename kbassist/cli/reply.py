"""`kbassist reply`: a reply with its values filled in, written out or copied."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import TYPE_CHECKING, Any

from kbassist.cli.command import Call, Command, declare_wish
from kbassist.cli.exit_code import ExitCode

if TYPE_CHECKING:
    from kbassist.replies.reply import FilledReply


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an article (its best variant is taken) or ARTICLE#reply")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        type=_pair,
        metavar="NAME=VALUE",
        dest="values",
        help="fill a placeholder, such as customer.first_name=Maya; may be repeated",
    )
    parser.add_argument(
        "--format", choices=("plain", "html", "markdown"), default="plain", help="default: plain"
    )
    parser.add_argument("--copy", action="store_true", help="put it on the clipboard as well")
    parser.add_argument("--json", action="store_true", help="write one JSON object with all formats")
    declare_wish(parser)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name.strip(), value


def _run(call: Call) -> ExitCode:
    from kbassist.replies.conversation import Conversation
    from kbassist.system.errors import ArticleNotFound, TemplateFailed

    asked = call.arguments
    conversation = Conversation()
    for name, value in asked.values:
        conversation = conversation.put(name, value, "command line")
    try:
        filled = call.workspace.compose(call.find(asked.id), conversation, call.wish)
    except (ArticleNotFound, TemplateFailed):
        if asked.json:
            call.terminal.json(_empty(asked.id))
        raise
    if asked.json:
        call.terminal.json(as_json(filled))
    _tell(call, filled)
    if not filled.ready:
        return ExitCode.INCOMPLETE
    if not asked.json:
        call.terminal.text(str(getattr(filled, asked.format)).rstrip("\n"))
    if asked.copy:
        call.terminal.flush()
        _copy(call, filled)
    return ExitCode.FOUND


def _tell(call: Call, filled: FilledReply) -> None:
    """Say on stderr what stands in the way, or what gave way."""
    note = call.terminal.note
    for wanted in filled.missing:
        example = f", for example {wanted.field.example}" if wanted.field.example else ""
        note(wanted.problem or f"Missing: {wanted.name} ({wanted.field.label}{example})")
    for leftover in filled.leftovers:
        note(f"The article still has {leftover.text} in its text: {leftover.hint}.")
    for sentence in (filled.error, filled.badge):
        if sentence:
            note(sentence)
    if filled.ready and filled.fell_back:
        note(f"No variant fits exactly; another {', '.join(filled.fell_back)} was taken.")


def _copy(call: Call, filled: FilledReply) -> None:
    from kbassist.cli.copying import copy
    from kbassist.system.instance import CopyRequest

    copy(CopyRequest(filled.plain, filled.html, filled.markdown, filled.sensitive), call.paths)
    call.workspace.record_copied(filled)
    call.terminal.note(f"Copied: {filled.title}")


def _empty(wanted: str) -> dict[str, Any]:
    return {
        "id": wanted,
        "title": "",
        "plain": "",
        "html": "",
        "markdown": "",
        "missing": [],
        "fell_back": [],
    }


def as_json(filled: FilledReply) -> dict[str, Any]:
    """Shape a reply as scripts know it: its texts only when nothing is missing."""
    ready = filled.ready
    return {
        "id": filled.ref.id,
        "title": filled.title,
        "plain": filled.plain if ready else "",
        "html": filled.html if ready else "",
        "markdown": filled.markdown if ready else "",
        "missing": [wanted.name for wanted in filled.missing],
        "fell_back": list(filled.fell_back),
    }


COMMAND = Command(
    "reply",
    "fill in a reply and write or copy it",
    "kbassist reply orders/track-an-order --set customer.first_name=Maya --channel chat --copy",
    _declare,
    _run,
)
