"""`kbassist join`: clone the repository of a team, which is synced from then on."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kbassist.cli.command import Call, Command
from kbassist.cli.exit_code import ExitCode
from kbassist.system.errors import SignInNeeded

if TYPE_CHECKING:
    from kbassist.team.git.clone import Cloned
    from kbassist.team.git.progress import Step
    from kbassist.team.git.signing import Login


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADDRESS", help="what your team gave you; https, ssh or a folder")
    parser.add_argument("folder", metavar="FOLDER", help="where to; it must be empty, or not there")


def _no_roots(_arguments: Namespace, _roots: Sequence[Path]) -> tuple[Path, ...]:
    """Open no library: the one that is wanted is not there yet."""
    return ()


def _run(call: Call) -> ExitCode:
    from kbassist.team.git.url_login import without_secret

    folder = Path(call.arguments.folder)
    with call.terminal.progress("Copying") as bar:
        told = _on(bar)
        try:
            cloned = call.workspace.syncing.clone(call.arguments.address, folder, None, told)
        except SignInNeeded as error:
            if not sys.stdin.isatty():
                raise
            call.terminal.note(str(error))
            cloned = call.workspace.syncing.clone(call.arguments.address, folder, _asked(), told)
    _tell(call, cloned)
    if without_secret(call.arguments.address)[1] is not None:
        call.terminal.note("Leave the password out of the address next time: a terminal shows and keeps it.")
    return ExitCode.FOUND


def _on(bar: Callable[[int, int], None]) -> Callable[[Step], None]:
    return lambda step: bar(step.done, step.total) if step.total else None


def _asked() -> Login:
    """Ask for a login; what is typed is not shown, and is never an argument."""
    from getpass import getpass

    from kbassist.team.git.signing import Login

    user = input("User (empty for a token alone): ")
    return Login(user, getpass("Password or token: "))


def _tell(call: Call, cloned: Cloned) -> None:
    call.terminal.row(str(cloned.folder))
    if cloned.is_empty:
        call.terminal.note("The repository is empty; the first article you save begins it.")
    if cloned.note:
        call.terminal.note(cloned.note)
    call.terminal.note(f"Open it with kbassist --library {cloned.folder}; it is synced from now on.")


COMMAND = Command(
    "join",
    "clone a team's git repository",
    "kbassist join git@git.example.com:library library",
    _declare,
    _run,
    roots=_no_roots,
    exits="0 cloned, 2 not, and nothing is left of it",
)
