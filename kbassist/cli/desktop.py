"""`kbassist desktop`: the menu entry of this user's desktop, and links that lead to kbassist."""

import os
import sys
from argparse import ArgumentParser

from kbassist.cli.command import Call, Command
from kbassist.cli.exit_code import ExitCode
from kbassist.system.own_command import command_line
from kbassist.system.registration import Registration, entry_text, instructions


def _declare(parser: ArgumentParser) -> None:
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--install", action="store_true", help="write the menu entry, and open its links")
    choice.add_argument("--uninstall", action="store_true", help="remove the menu entry")


def _run(call: Call) -> ExitCode:
    asked, terminal = call.arguments, call.terminal
    if not sys.platform.startswith("linux"):
        # Nothing of the system is changed here; what to change is written out.
        terminal.text(instructions())
        return ExitCode.USAGE if asked.install or asked.uninstall else ExitCode.FOUND
    registration = Registration.of_user(os.environ)
    if asked.install:
        terminal.text(f"Written: {registration.install()}")
        terminal.text(f"A shortcut for the palette can be bound to: {command_line('palette')}")
    elif asked.uninstall:
        if not registration.uninstall():
            terminal.note("There was no menu entry of kbassist.")
            return ExitCode.NOTHING
        terminal.text("Removed.")
    else:
        terminal.text(entry_text())
    return ExitCode.FOUND


COMMAND = Command(
    "desktop",
    "write the menu entry that opens kbassist:// links",
    "kbassist desktop --install",
    _declare,
    _run,
)
