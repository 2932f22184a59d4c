"""The forms in which problems are written: for people, for scripts, and for the checks of a repository."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from kbassist import __version__
from kbassist.articles.article import Problem, Severity
from kbassist.checks.codes import CODES, Code
from kbassist.cli.terminal import Terminal
from kbassist.system.errors import UsageError

Found = Sequence[tuple[str, Problem]]
"""Problems with the library of each, by the path of its folder."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
)
_COMMANDS: Mapping[Severity, str] = MappingProxyType({**_LEVELS, Severity.INFO: "notice"})


def write_text(found: Found, terminal: Terminal) -> None:
    """Write a line for each problem, and what there is of them as a sentence."""
    for _, problem in found:
        terminal.row(f"{place_of(problem)}: {problem.severity}: {problem.message} [{problem.code}]")
    terminal.note(_summary([problem for _, problem in found]))


def write_json(found: Found, terminal: Terminal) -> None:
    """Write one list."""
    terminal.json([_shape(library, problem) for library, problem in found])


def write_github(found: Found, terminal: Terminal) -> None:
    """Write the workflow commands from which GitHub makes annotations."""
    for library, problem in found:
        places = {"line": problem.line, "col": problem.column}
        inner = [f"file={_property(_from_here(library, problem.path))}"]
        inner += [f"{name}={number}" for name, number in places.items() if number]
        inner.append(f"title={_property(problem.code)}")
        command = _COMMANDS[problem.severity]
        terminal.row(f"::{command} {','.join(inner)}::{_escaped(problem.message)}")


def write_sarif(found: Found, terminal: Terminal) -> None:
    """Write SARIF 2.1.0, the form of the OASIS for what checks find."""
    codes = {name: index for index, name in enumerate(CODES)}
    rules = [
        {
            "id": code.name,
            "shortDescription": {"text": code.meaning},
            "defaultConfiguration": {"level": _LEVELS[code.severity]},
        }
        for code in CODES.values()
    ]
    driver = {"name": "kbassist", "version": __version__, "rules": rules}
    results = [_result(library, problem, codes) for library, problem in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    terminal.json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


FORMS: Mapping[str, Callable[[Found, Terminal], None]] = MappingProxyType(
    {"text": write_text, "json": write_json, "github": write_github, "sarif": write_sarif}
)


def write_codes(form: str, terminal: Terminal) -> None:
    """Write the table of codes, as text or JSON; raises UsageError for the other forms."""
    if form == "json":
        terminal.json([_code_shape(code) for code in CODES.values()])
    elif form == "text":
        width = max(map(len, CODES))
        for code in CODES.values():
            mends = " Some are mended by --fix." if code.has_fix else ""
            terminal.text(f"{code.name:<{width}}  {code.severity:<7}  {code.meaning}{mends}")
    else:
        raise UsageError(f"--codes is written as text or JSON, not as {form}; leave --format {form} out.")


def _code_shape(code: Code) -> dict[str, Any]:
    return {
        "code": code.name,
        "severity": code.severity.value,
        "meaning": code.meaning,
        "can_be_mended": code.has_fix,
    }


def place_of(problem: Problem) -> str:
    """Return path, line and column, as far as they are known, as editors and terminals link them."""
    return ":".join((problem.path, *(str(number) for number in (problem.line, problem.column) if number)))


def _summary(problems: Sequence[Problem]) -> str:
    if not problems:
        return "no problems"
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    mended = sum(problem.fix is not None for problem in problems)
    count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
    mend = f"; {mended} can be mended by --fix" if mended else ""
    return f"{count}, {errors} of them errors{mend}"


def _shape(library: str, problem: Problem) -> dict[str, Any]:
    return {
        "library": library,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "fix": problem.fix.label if problem.fix else None,
    }


def _from_here(library: str, path: str) -> str:
    """Name a file as the repository does in whose folder the check runs; elsewhere by its whole path."""
    whole = Path(library) / path
    here = Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _result(library: str, problem: Problem, codes: Mapping[str, int]) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": _uri(_from_here(library, problem.path))}}
    region = {"startLine": problem.line, "startColumn": problem.column}
    if problem.line:
        where["region"] = {name: number for name, number in region.items() if number}
    return {
        "ruleId": problem.code,
        "ruleIndex": codes[problem.code],
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": where}],
    }


def _uri(path: str) -> str:
    uri = quote(path.encode("utf-8", "backslashreplace"))
    return f"file://{uri}" if os.path.isabs(path) else uri  # noqa: PTH117 - as it is written, not as it resolves
