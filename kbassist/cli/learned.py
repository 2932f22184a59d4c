"""`kbassist learned`: the questions that were learnt on this machine, to look through and to let go of."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from kbassist.cli.command import Call, Command
from kbassist.cli.exit_code import ExitCode
from kbassist.system.errors import UsageError

if TYPE_CHECKING:
    from kbassist.workspace.values import Learned


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="write one JSON list")
    parser.add_argument("--alias", metavar="TEXT", help="with --promote: write this in place of its words")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--forget", type=int, metavar="N", help="forget the question of this number")
    what.add_argument("--forget-all", action="store_true", help="forget all questions")
    what.add_argument(
        "--promote", type=int, metavar="N", help="write the words into the aliases of the article's file"
    )


def _run(call: Call) -> ExitCode:
    asked = call.arguments
    if asked.forget is not None:
        return _forget(call, asked.forget)
    if asked.forget_all:
        call.terminal.note(f"{call.workspace.forget_all_learned()} learned questions are forgotten.")
        return ExitCode.FOUND
    if asked.promote is not None:
        return _promote(call, asked.promote, asked.alias)
    if asked.alias is not None:
        raise UsageError("--alias goes with --promote N.")
    learned = call.workspace.learned()
    if asked.json:
        call.terminal.json([as_json(question) for question in learned])
    else:
        for question in learned:
            call.terminal.row(f"{question.number}: {question.title} ({question.ref.id})")
            call.terminal.row(_told(question), indent=4)
    if not learned:
        call.terminal.note("Nothing is learnt yet: it happens when a reply is copied for a message.")
    return ExitCode.FOUND if learned else ExitCode.NOTHING


def _forget(call: Call, number: int) -> ExitCode:
    if call.workspace.forget_learned(number):
        call.terminal.note(f"The learned question {number} is forgotten.")
        return ExitCode.FOUND
    call.terminal.note(f"There is no learned question {number}; `kbassist learned` lists them.")
    return ExitCode.NOTHING


def _promote(call: Call, number: int, alias: str | None) -> ExitCode:
    promoted = call.workspace.promote(number, alias)
    call.terminal.note(f"{promoted.path} has the alias {promoted.alias!r} now.")
    for note in promoted.notes:
        call.terminal.note(note)
    return ExitCode.FOUND


def _told(question: Learned) -> str:
    times = "once" if question.uses == 1 else f"{question.uses} times"
    return f"{' '.join(question.words)} - used {times}, last on {question.last_used:%Y-%m-%d}"


def as_json(question: Learned) -> dict[str, Any]:
    """Shape a learned question as scripts know it; `weight` is 1 for one use just now."""
    return {
        "number": question.number,
        "id": question.ref.id,
        "library": question.ref.library,
        "title": question.title,
        "words": list(question.words),
        "weight": round(question.weight, 4),
        "uses": question.uses,
        "last_used": question.last_used.isoformat(timespec="seconds"),
        "alias": question.alias,
    }


COMMAND = Command(
    "learned",
    "list, forget or promote learned questions",
    "kbassist learned --promote 12",
    _declare,
    _run,
)
