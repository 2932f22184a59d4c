"""`kbassist sync`: keep the libraries in step with their teams' repositories."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from kbassist.cli.command import Call, Command
from kbassist.cli.exit_code import ExitCode

if TYPE_CHECKING:
    from kbassist.team.git.standing import SyncReport


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="write one JSON array, an object a library")
    parser.add_argument("--on", action="store_true", help="agree to the sync of these libraries first")
    parser.add_argument("--off", action="store_true", help="let them be plain folders from now on")


def _run(call: Call) -> ExitCode:
    from kbassist.team.git.standing import SyncState

    syncing = call.workspace.syncing
    for library in call.workspace.libraries:
        if call.arguments.off:
            syncing.turn_off(library.root)
        elif call.arguments.on:
            syncing.turn_on(library.root)
    reports = syncing.sync()
    if call.arguments.json:
        call.terminal.json([as_json(report) for report in reports])
    else:
        for report in reports:
            _tell(call, report)
    is_done = all(
        report.standing.state is SyncState.READY and not report.standing.conflicts for report in reports
    )
    return ExitCode.FOUND if is_done and reports else ExitCode.NOTHING


def _tell(call: Call, report: SyncReport) -> None:
    standing = report.standing
    call.terminal.row(f"{standing.library}: {standing.state}")
    told = [standing.sentence] if standing.sentence else []
    if report.taken or report.sent:
        told.append(f"{len(report.taken)} files changed by others, {report.sent} commits sent.")
    if standing.unsent:
        told.append(f"{standing.unsent} commits wait to be sent.")
    if standing.conflicts:
        told.append(f"{standing.conflicts} conflicts wait in Review.")
    for sentence in (*told, *report.notes):
        call.terminal.row(sentence, indent=2)


def as_json(report: SyncReport) -> dict[str, Any]:
    """Shape a report as scripts know it."""
    standing = report.standing
    return {
        "library": standing.library,
        "state": standing.state.value,
        "sentence": standing.sentence,
        "remote": standing.remote or None,
        "branch": standing.branch or None,
        "unsent": standing.unsent,
        "conflicts": standing.conflicts,
        "synced_at": standing.synced_at.isoformat() if standing.synced_at else None,
        "taken": sorted(report.taken),
        "sent": report.sent,
        "notes": list(report.notes),
    }


COMMAND = Command(
    "sync",
    "keep libraries in step with their teams' git repositories",
    "kbassist sync --on",
    _declare,
    _run,
    exits="0 in step, 1 not synced or conflicts wait, 2 cannot work like this",
)
