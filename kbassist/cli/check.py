"""`kbassist check`: what is wrong in the articles, with file and line."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kbassist.cli.command import Call, Command
from kbassist.cli.exit_code import ExitCode

if TYPE_CHECKING:
    from kbassist.articles.article import Problem
    from kbassist.workspace.checking import Checked

# What one fix uncovers, the next round mends.
_ROUNDS = 3
# The file by which a library is known, however deep below it a path points.
_LIBRARY_FILE = "_library.yaml"


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders to look at (default: the whole library)"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="lines, one JSON list, GitHub's workflow commands, or SARIF 2.1.0",
    )
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="--format json")
    parser.add_argument(
        "--severity",
        choices=("error", "warning", "info"),
        default="info",
        help="the least that is listed and mended (default: info)",
    )
    parser.add_argument(
        "--external", action="store_true", help="ask web addresses too: one a second of each host"
    )
    parser.add_argument("--fix", action="store_true", help="mend what can be mended safely, then check")
    parser.add_argument("--codes", action="store_true", help="list what is looked for, and end")


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
    from kbassist.cli.check_forms import FORMS, write_codes

    if call.arguments.codes:
        write_codes(call.arguments.format, call.terminal)
        return ExitCode.FOUND
    found = _found(call)
    for _ in range(_ROUNDS if call.arguments.fix else 0):
        if not _mend(call, found):
            break
        found = _found(call)
    if call.arguments.external:
        found = sorted([*found, *_found_outside(call)], key=_by_place)
    FORMS[call.arguments.format](found, call.terminal)
    errors = any(problem.severity is Severity.ERROR for _, problem in found)
    return ExitCode.NOTHING if errors else ExitCode.FOUND


def _found(call: Call) -> list[tuple[str, Problem]]:
    """Check, and keep what was asked for."""
    with call.terminal.progress("Checking") as bar:
        checked = call.workspace.checking.checked(lambda seen: bar(seen.done, seen.total))
    return _asked_for(call, checked)


def _found_outside(call: Call) -> list[tuple[str, Problem]]:
    """Ask for the web addresses of what was just checked, and keep what was asked for."""
    with call.terminal.progress("Asking web addresses") as bar:
        checked = call.workspace.checking.external(lambda seen: bar(seen.done, seen.total))
    return _asked_for(call, checked)


def _asked_for(call: Call, checked: Sequence[Checked]) -> list[tuple[str, Problem]]:
    from kbassist.articles.article import Severity

    roots = [Path(library.root) for library in call.workspace.libraries]
    wanted = [named_in_library(name, roots) for name in call.arguments.paths]
    kinds = list(Severity)
    listed = kinds[: kinds.index(Severity(call.arguments.severity)) + 1]
    return [
        (library.library, problem)
        for library in checked
        for problem in library.problems
        if problem.severity in listed
        and (not wanted or any(_is_below(problem.path, path) for path in wanted))
    ]


def _by_place(found: tuple[str, Problem]) -> tuple[str, str, int, int]:
    library, problem = found
    return library, problem.path, problem.line, problem.column


def _mend(call: Call, found: Sequence[tuple[str, Problem]]) -> bool:
    """Mend what can be mended, and say what was; tell whether anything was changed."""
    from kbassist.cli.check_forms import place_of

    mended = False
    for library in dict.fromkeys(library for library, problem in found if problem.fix):
        problems = [problem for where, problem in found if where == library and problem.fix]
        plan = call.workspace.checking.plan_fix(library, problems)
        carried = call.workspace.writing.carry_out(plan)
        for sentence in (*carried.notes, *carried.skipped):
            call.terminal.note(sentence)
        changed = {done.after.file.path for done in carried.done}
        mended = mended or bool(changed)
        for problem in problems:
            if problem.path in changed and problem.fix:
                call.terminal.note(f"{place_of(problem)}: {problem.fix.label}")
    return mended


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
    "0 no error, 1 an error, 2 cannot be read",
)
