"""`kbassist show`: an article as the preview shows it."""

from argparse import ArgumentParser

from kbassist.cli.command import Call, Command
from kbassist.cli.exit_code import ExitCode


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the id of an article, as search tells it")
    parser.add_argument(
        "--format", choices=("plain", "html", "markdown"), default="plain", help="default: plain"
    )


def _run(call: Call) -> ExitCode:
    page = call.workspace.show(call.find(call.arguments.id))
    if page.badge:
        call.terminal.note(page.badge)
    call.terminal.text(str(getattr(page, call.arguments.format)))
    return ExitCode.FOUND


COMMAND = Command(
    "show",
    "show an article, sanitised",
    "kbassist show returns-refunds/refund-has-not-arrived --format html",
    _declare,
    _run,
)
