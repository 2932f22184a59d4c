"""`kbassist shared`: what this machine shares with the team, to read it and to take it back."""

from __future__ import annotations

from argparse import ArgumentParser

from kbassist.cli.command import Call, Command
from kbassist.cli.exit_code import ExitCode


def _declare(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--show", action="store_true", help="write all that is shared, word for word")
    what.add_argument(
        "--withdraw",
        action="store_true",
        help="take back all that was shared (git's history keeps it), and stop",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON list")


def _run(call: Call) -> ExitCode:
    sharing, asked = call.workspace.sharing, call.arguments
    labels = {library.root: library.label for library in call.workspace.status().libraries}
    if asked.withdraw:
        removed = sum(sharing.withdraw(state.library) for state in sharing.states() if state.machine)
        call.terminal.note(f"Withdrawn: {removed} files were removed. Nothing more is shared.")
        return ExitCode.FOUND if removed else ExitCode.NOTHING
    if asked.show:
        return _show(call, labels)
    call.refresh()
    states = sharing.states()
    if asked.json:
        call.terminal.json(
            [
                {"library": one.library, "wanted": one.wanted, "on": one.on, "others": one.others}
                for one in states
            ]
        )
    else:
        for one in states:
            team = "shares" if one.wanted else "does not share"
            own = "you take part" if one.on and one.wanted else "you take no part"
            call.terminal.row(f"{labels[one.library]}: the team {team}, {own}, {one.others} others do")
    return ExitCode.FOUND if any(one.on for one in states) else ExitCode.NOTHING


def _show(call: Call, labels: dict[str, str]) -> ExitCode:
    sharing = call.workspace.sharing
    shown = [(state.library, *one) for state in sharing.states() for one in sharing.texts(state.library)]
    if call.arguments.json:
        call.terminal.json([{"library": where, "file": name, "text": text} for where, name, text in shown])
    else:
        for where, name, text in shown:
            call.terminal.row(f"{labels[where]}: {name}")
            for line in text.splitlines():
                call.terminal.row(line, indent=4)
    if not shown:
        call.terminal.note("Nothing is shared.")
    return ExitCode.FOUND if shown else ExitCode.NOTHING


COMMAND = Command(
    "shared",
    "show or withdraw what is shared with the team",
    "kbassist shared --show",
    _declare,
    _run,
)
