"""`kbassist apply-patch`: take in a change that somebody sent who may not save it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from kbassist.cli.command import Call, Command
from kbassist.cli.exit_code import ExitCode
from kbassist.system.errors import KbError, UsageError


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("patch", metavar="FILE", help="a patch, as Write or git diff makes it")
    parser.add_argument(
        "--all", action="store_true", help="also what describes the library: settings, facts, parts"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would become of each file")


def _run(call: Call) -> ExitCode:
    patching = call.workspace.writing.patching
    try:
        content = Path(call.arguments.patch).read_bytes()
    except OSError as error:
        raise UsageError(f"{call.arguments.patch} cannot be read: {error.strerror}.") from error
    left = 0
    for proposal in patching.proposals(content, call.arguments.all):
        if proposal.refusal or proposal.conflicts or call.arguments.dry_run:
            said = proposal.refusal or (
                f"{proposal.path} needs {proposal.conflicts} decisions; apply the patch on the Write page."
                if proposal.conflicts
                else f"{proposal.path} would be {'changed' if proposal.opened else 'made'}."
            )
            left += bool(proposal.refusal or proposal.conflicts)
        else:
            try:
                said = patching.apply(proposal)
            except KbError as error:
                said, left = str(error), left + 1
        call.terminal.row(said)
    return ExitCode.NOTHING if left else ExitCode.FOUND


COMMAND = Command(
    "apply-patch",
    "take in a change that was sent as a patch",
    "kbassist apply-patch refund.patch",
    _declare,
    _run,
    exits="0 all of it is in, 1 something needs a decision or is refused",
)
