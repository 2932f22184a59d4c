"""`kbassist review`: what waits for the writers, queue by queue."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from kbassist.cli.command import Call, Command
from kbassist.cli.exit_code import ExitCode
from kbassist.system.errors import UsageError

if TYPE_CHECKING:
    from kbassist.workspace.reviewed import ReviewEntry

SHOWN = 20


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="write one JSON object, with a list a queue")
    parser.add_argument("--queue", metavar="Q", help="list one queue in full, such as overdue or problems")
    parser.add_argument("--mine", action="store_true", help="leave out what others answer for")


def _run(call: Call) -> ExitCode:
    from kbassist.workspace.reviewed import QueueId

    asked = call.arguments
    if asked.queue is not None and asked.queue not in tuple(QueueId):
        raise UsageError(f"There is no queue {asked.queue!r:.40}; choose from {', '.join(QueueId)}.")
    call.refresh()
    with call.terminal.progress("Checking") as bar:
        call.workspace.reviewing.check(lambda seen: bar(seen.done, seen.total))
    found = {
        queue.value: [entry for entry in entries if entry.mine or not asked.mine]
        for queue, entries in call.workspace.reviewing.found().items()
        if asked.queue in (None, queue)
    }
    if asked.json:
        call.terminal.json({name: [as_json(entry) for entry in entries] for name, entries in found.items()})
    else:
        for name, entries in found.items():
            _tell(call, name, entries, None if asked.queue else SHOWN)
    waiting = any(entries for name, entries in found.items() if name != QueueId.ASIDE)
    return ExitCode.FOUND if waiting else ExitCode.NOTHING


def _tell(call: Call, name: str, entries: list[ReviewEntry], most: int | None) -> None:
    call.terminal.row(f"{name}: {len(entries)}")
    for entry in entries[:most]:
        place = f" ({entry.file.path}{f':{entry.line}' if entry.line else ''})" if entry.file else ""
        call.terminal.row(f"{entry.title}{place}", indent=2)
        when = f" - {entry.day:%Y-%m-%d}" if entry.day else ""
        call.terminal.row(f"{entry.text}{when}", indent=6)
    if most is not None and len(entries) > most:
        call.terminal.row(f"and {len(entries) - most} more: kbassist review --queue {name}", indent=2)


def as_json(entry: ReviewEntry) -> dict[str, Any]:
    """Shape an entry as scripts know it; what is not known of it is null."""
    return {
        "title": entry.title,
        "text": entry.text,
        "library": entry.file.library if entry.file else entry.ref.library if entry.ref else None,
        "path": entry.file.path if entry.file else None,
        "line": entry.line or None,
        "id": entry.ref.id if entry.ref else None,
        "owner": entry.owner or None,
        "mine": entry.mine,
        "day": entry.day.isoformat() if entry.day else None,
        "key": entry.key,
    }


COMMAND = Command(
    "review",
    "list what waits for the writers: overdue, problems, changes, gaps and more",
    "kbassist review --mine --json",
    _declare,
    _run,
)
