"""Names the files that stand beside another for a moment, so that whoever finds one knows what it is."""

import hashlib
import os
import platform
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

BESIDE = "~$kb-"
"""Sync services leave names alone that begin so, and the library takes them for no articles."""

LONGEST_NAME = 200
_LONGEST_SIGN = 4
"""So many bytes a sign has at most: a name that was cut lacks fewer than these."""

WRITING, WRITTEN = ".new", ".tmp"
"""How the name of a new text ends while it is being written, and once it stands whole."""

_NAME = re.compile(
    rf"{re.escape(BESIDE)}(?P<machine>[0-9a-f]{{4}})\.(?P<process>[0-9a-f]+)\.[0-9a-f]{{8}}-"
    r"(?P<target>.+?)(?P<phase>\.new|\.tmp)?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class BesideName:
    """What the name of such a file tells: whose it is, and the name of the file it belongs to.

    `phase` is `WRITING`, `WRITTEN`, or "" for what was moved aside.
    """

    machine: str
    process: int
    target: str
    phase: str

    @classmethod
    def of(cls, name: str) -> "BesideName | None":
        """Read the name of a file; None when it is no such name."""
        match = _NAME.fullmatch(name)
        if match is None or match["target"] in (os.curdir, os.pardir):
            return None
        return cls(match["machine"], int(match["process"], 16), match["target"], match["phase"] or "")

    def target_in(self, folder: Path) -> Path:
        """Return the file that is meant, also where its name had to be cut; it may be gone."""
        named = folder / self.target
        if os.path.lexists(named) or len(os.fsencode(self.target)) < LONGEST_NAME - _LONGEST_SIGN:
            return named
        return next((file for file in folder.iterdir() if _shortened(file) == self.target), named)


def this_machine() -> str:
    """Return the sign by which names tell machines apart."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:4]


def new_token() -> str:
    """Return what the names of one piece of work have in common: machine, process and chance."""
    return f"{this_machine()}.{os.getpid():x}.{secrets.token_hex(4)}"


def beside(target: Path, token: str) -> Path:
    """Name the file in which a new text waits that stands whole."""
    return target.with_name(f"{BESIDE}{token}-{_shortened(target)}{WRITTEN}")


def aside(target: Path, token: str) -> Path:
    """Name the file in which the old text waits where two files cannot be exchanged."""
    return target.with_name(f"{BESIDE}{token}-{_shortened(target)}")


def _shortened(target: Path) -> str:
    """Return a file's name, cut where there would be no room for more."""
    stem, suffix = target.stem, target.suffix
    while len(os.fsencode(stem + suffix)) > LONGEST_NAME:
        if len(stem) > 1:
            stem = stem[:-1]
        else:
            suffix = suffix[:-1]
    return stem + suffix
