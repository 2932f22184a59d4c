"""Reads what has changed in a working tree: `git status --porcelain=v2 -z` (git-status, porcelain v2)."""

import os
from dataclasses import dataclass
from pathlib import Path

from kbassist.team.git.program import Git

_STATUS = (
    "status",
    "--porcelain=v2",
    "-z",
    "--untracked-files=all",
    "--no-renames",
    "--ignore-submodules=all",
)
_FIELDS = 8  # before the path of a changed entry
_GITLINK = "160000"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a path stands: differs in the index from HEAD, in the working tree from the index, is untracked."""

    staged: bool
    changed: bool
    untracked: bool = False


def standings(git: Git, below: str = "", index: Path | None = None) -> dict[str, Standing]:
    """Return the paths that are not as in HEAD, or not as in the index; `below` limits it to a folder.

    Submodules and ignored files are left out. Raises SyncRefused.
    """
    limit = ("--", below) if below else ()
    found: dict[str, Standing] = {}
    for entry in os.fsdecode(git.ask(*_STATUS, *limit, index=index)).split("\0"):
        if entry.startswith("? "):
            found[entry[2:]] = Standing(False, False, True)
        elif entry.startswith("1 "):
            fields = entry.split(" ", _FIELDS)
            if _GITLINK not in fields[3:6]:
                found[fields[_FIELDS]] = Standing(fields[1][0] != ".", fields[1][1] != ".")
        elif entry.startswith("u "):
            found[entry.split(" ", 10)[10]] = Standing(True, True)
    return found
