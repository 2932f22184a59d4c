"""Recognises the names that sync services give to conflict copies."""

import re
from codecs import BOM_UTF8
from collections.abc import Container
from dataclasses import dataclass

from kbassist.articles.article import Problem, Severity

# The names that services give, after the stem of the file that was contended for; case does not matter.
_CERTAIN_TAILS = (
    ("Syncthing", r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?"),
    ("Nextcloud", r" \(conflicted copy (?:.+ )?\d{4}-\d{2}-\d{2} \d{6}\)"),
    ("Nextcloud", r"_conflict-\d{8}-\d{6}"),
    ("Nextcloud", r" \(case clash from .+\)"),
    ("Obsidian Sync", r" \(conflicted copy .+ \d{12}\)"),
    ("Seafile", r" \(SFConflict .+ \d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2}\)"),
    ("Synology Drive", r"_[^_]+_[A-Z][a-z]{2}-\d{2}-\d{4,6}-\d{4}_[A-Za-z]*Conflict(?:_\d+)?"),
    ("FileCloud", r" ?\(Conflict_.+_\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2}\)"),
    # Dropbox says it in the user's language: conflicted copy, Konflikt, conflit, conflicto, conflitto ...
    ("Dropbox", r" \((?=[^()]*(?:conflict|konflikt|conflit))[^()]*\d{4}-\d{2}-\d{2}\)(?: \(\d+\))?"),
    ("Dropbox", r" \((?:case|unicode encoding|selective sync|white ?space) conflict(?: \d+)?\)"),
)
_COPY = "(?:copy|kopie|copie|copia|cópia|kopia|kopio)"
# Such names may be meant; they are copies only beside their base and with nearly the same text.
_POSSIBLE_TAILS = (
    ("OneDrive", r"-(?-i:DESKTOP|LAPTOP|WIN|PC)-[A-Z0-9]{4,15}(?:-\d{1,3})?"),
    (
        "OneDrive",
        r"-[^-]+[ -](?-i:Laptop|Desktop|MacBook|iMac|Surface|PC)\w*(?:[ -](?:Pro|Air|mini))?(?:-\d{1,3})?",
    ),
    ("Google Drive", r" ?\(\d{1,2}\)"),
    ("iCloud", r" [2-9]"),
    ("pCloud", r" (?:\[conflicted\]|\(conflicted\))(?: ?\(?\d+\)?)?"),
    ("Resilio Sync", r"(?:\.conflict\d*)+"),
    ("Windows", rf" - {_COPY}(?: \(\d{{1,3}}\))?"),
    ("A file manager", rf" (?:{_COPY}(?: \d{{1,2}})?|\((?:another |\d+\w\w )?{_COPY}(?: \d{{1,2}})?\))"),
)
_POSSIBLE_HEADS = (("A file manager", r"(?:Copy of|Kopie von|Copie de|Copia de|Copia di|Cópia de|Kopia) "),)
_CERTAIN = tuple(
    (name, re.compile(rf"(?P<base>.+){tail}\Z", re.IGNORECASE | re.DOTALL)) for name, tail in _CERTAIN_TAILS
)
_POSSIBLE = tuple(
    (name, re.compile(rf"(?P<base>.+?){tail}\Z", re.IGNORECASE | re.DOTALL)) for name, tail in _POSSIBLE_TAILS
) + tuple(
    (name, re.compile(rf"{head}(?P<base>.+)\Z", re.IGNORECASE | re.DOTALL)) for name, head in _POSSIBLE_HEADS
)
# Services come and go: what says conflict beside nearly the same text is a copy, whatever it is from.
_SAYS_SO = re.compile(r"conflict|konflikt|conflit|(?<![a-z])conf(?![a-z])", re.IGNORECASE)
_SEPARATOR = re.compile(r"[ ._(\[-]+")
# Every name that a pattern takes holds one of these, with its suffix behind it.
_HINTS = (
    *("Cop", "Kop", "cop", "kop", "Cóp", "cóp", "_conf", "CONF"),
    *("onfli", "ONFLI", "ase clash", "ASE CLASH", ").", *(f" {number}." for number in range(2, 10))),
    *("-DESKTOP-", "-LAPTOP-", "-WIN-", "-PC-", "Laptop", "Desktop", "MacBook", "iMac", "Surface", "PC"),
)
_SAME_SHARE = 0.75
_MANY_LINES = 8
_FENCE = b"---"


@dataclass(frozen=True, slots=True)
class ConflictCopy:
    """A copy that `service` left behind; `base` is the name without suffix of the contended file."""

    service: str
    base: str


def conflict_copy(stem: str) -> ConflictCopy | None:
    """Recognise a name, given without suffix, that only a sync service gives to a conflict copy."""
    return _first_match(_CERTAIN, stem)


def possible_copy(stem: str, neighbours: Container[str]) -> ConflictCopy | None:
    """Recognise a name that may be a copy of another of the `neighbours`, the stems of its folder.

    OneDrive, Google Drive and iCloud give names that people give, too; only the content can tell.
    """
    found = _first_match(_POSSIBLE, stem, neighbours)
    if found is None and _SAYS_SO.search(stem):
        bases = (
            stem[: place.start()] for place in _SEPARATOR.finditer(stem) if _SAYS_SO.search(stem, place.end())
        )
        base = max((base for base in bases if base and base in neighbours), key=len, default=None)
        found = ConflictCopy("A sync service", base) if base else None
    return found


def may_hold_copies(names: str) -> bool:
    """Tell at a glance whether names, all in one text, can hold any: a scan asks for every folder.

    Searching for fixed words takes microseconds where the patterns take milliseconds.
    """
    return any(hint in names for hint in _HINTS)


def problem_of(path: str, copy: ConflictCopy) -> Problem:
    """Say what lies at `path` and what to do with it."""
    message = (
        f"{copy.service} left this copy of {copy.base} behind when two people saved at once; "
        "compare the two, keep what is right and delete the copy."
    )
    return Problem(path, 0, "conflict-copy", Severity.WARNING, message)


def _first_match(
    patterns: tuple[tuple[str, re.Pattern[str]], ...], stem: str, bases: Container[str] | None = None
) -> ConflictCopy | None:
    for service, pattern in patterns:
        match = pattern.match(stem)
        if match and (bases is None or match["base"] in bases):
            return ConflictCopy(service, match["base"])
    return None


def alike(left: bytes, right: bytes) -> bool:
    """Tell whether two texts are nearly the same: three quarters of the lines, or of many all but two.

    Front matter tells nothing, since the articles of a team share lines of it, unless there is no more.
    """
    ours, theirs = _lines_below_front_matter(left), _lines_below_front_matter(right)
    if not ours or not theirs:
        return not ours and not theirs and left.split() == right.split()
    common, most = len(ours & theirs), max(len(ours), len(theirs))
    return common >= _SAME_SHARE * most or (most >= _MANY_LINES and most - common <= 2)


def _lines_below_front_matter(content: bytes) -> set[bytes]:
    lines = [line.strip() for line in content.removeprefix(BOM_UTF8).splitlines()]
    if lines[:1] == [_FENCE]:
        ends = (at for at, line in enumerate(lines[1:], 1) if line in (_FENCE, b"..."))
        lines = lines[next(ends, 0) :]
    return set(lines) - {b"", _FENCE, b"..."}
