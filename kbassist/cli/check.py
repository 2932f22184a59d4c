"""`kbassist check`: what is wrong in the articles, with file and line."""

from argparse import ArgumentParser

from kbassist.articles.article import Problem, Severity
from kbassist.cli.command import Call, Command
from kbassist.cli.exit_code import ExitCode


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders to look at (default: the whole library)"
    )
    parser.add_argument("--json", action="store_true", help="write one JSON list")


def _run(call: Call) -> ExitCode:
    problems = call.workspace.check(tuple(call.arguments.paths))
    if call.arguments.json:
        call.terminal.json([_shape(problem) for problem in problems])
    else:
        for problem in problems:
            place = f"{problem.path}:{problem.line}" if problem.line else problem.path
            call.terminal.row(f"{place}: {problem.severity}: {problem.message} [{problem.code}]")
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if not call.arguments.json:
        call.terminal.note(
            f"{len(problems)} problems, {errors} of them errors." if problems else "All is well."
        )
    return ExitCode.NOTHING if errors else ExitCode.FOUND


def _shape(problem: Problem) -> dict[str, str | int]:
    return {
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
    }


COMMAND = Command(
    "check",
    "find what is wrong in the articles",
    "kbassist check --json orders/refund-late.md",
    _declare,
    _run,
)
