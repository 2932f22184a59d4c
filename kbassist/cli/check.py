"""`kbassist check`: what is wrong in the articles, with file and line."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from kbassist.cli.command import Call, Command
from kbassist.cli.exit_code import ExitCode

# The file by which a library is known, however deep below it a path points.
_LIBRARY_FILE = "_library.yaml"


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders to look at (default: the whole library)"
    )
    parser.add_argument("--json", action="store_true", help="write one JSON list")


def roots_of(arguments: Namespace, opened: Sequence[Path]) -> tuple[Path, ...]:
    """Open the folders that PATHs outside of every library belong to, in place of those libraries."""
    outside = []
    for name in arguments.paths:
        path = _absolute(name)
        inside = any(path.is_relative_to(root) or _inside(root, name) for root in opened)
        if path.exists() and not inside:
            outside.append(_library_of(path))
    return tuple(dict.fromkeys(outside)) or tuple(opened)


def _run(call: Call) -> ExitCode:
    from kbassist.articles.article import Severity

    roots = [Path(library.root) for library in call.workspace.libraries]
    wanted = [named_in_library(name, roots) for name in call.arguments.paths]
    with call.terminal.progress("Checking") as bar:
        found = call.workspace.checking.check(progress=lambda seen: bar(seen.done, seen.total))
    problems = [
        problem for problem in found if not wanted or any(_is_below(problem.path, path) for path in wanted)
    ]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if call.arguments.json:
        shapes = [
            {
                "path": problem.path,
                "line": problem.line,
                "code": problem.code,
                "severity": problem.severity.value,
                "message": problem.message,
            }
            for problem in problems
        ]
        call.terminal.json(shapes)
        return ExitCode.NOTHING if errors else ExitCode.FOUND
    for problem in problems:
        place = ":".join((problem.path, *(str(at) for at in (problem.line, problem.column) if at)))
        call.terminal.row(f"{place}: {problem.severity}: {problem.message} [{problem.code}]")
    call.terminal.note(f"{len(problems)} problems, {errors} of them errors" if problems else "no problems")
    return ExitCode.NOTHING if errors else ExitCode.FOUND


def _absolute(name: str) -> Path:
    return Path(os.path.abspath(Path(name).expanduser()))  # noqa: PTH100 - links stay as they are written


def _inside(root: Path, name: str) -> bool:
    """Tell whether `name` is meant as the library names its files, wherever the user happens to be."""
    return not Path(name).is_absolute() and (root / name).exists()


def _library_of(path: Path) -> Path:
    folder = path if path.is_dir() else path.parent
    for above in (folder, *folder.parents):
        if (above / _LIBRARY_FILE).is_file():
            return above
    return folder


def named_in_library(name: str, roots: Sequence[Path]) -> str:
    """Name a PATH as the library does: relative, with `/`; "." is the whole. Raises UsageError."""
    from kbassist.system.errors import UsageError

    path = _absolute(name)
    for root in roots:
        if path.exists() and path.is_relative_to(root):
            return path.relative_to(root).as_posix()
        if _inside(root, name):
            return Path(os.path.normpath(name)).as_posix()
    raise UsageError(f"There is no {name} in the open libraries.")


def _is_below(path: str, wanted: str) -> bool:
    return wanted in (".", path) or path.startswith(f"{wanted}/")


COMMAND = Command(
    "check",
    "find what is wrong in the articles",
    "kbassist check --json returns-refunds/refund-has-not-arrived.md",
    _declare,
    _run,
    roots_of,
)
