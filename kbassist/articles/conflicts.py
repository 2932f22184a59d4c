"""Recognises the names that sync services give to conflict copies."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

# Each pattern names the service; `base` is the stem of the file that was contended for.
_CERTAIN = (
    ("Syncthing", re.compile(r"(?P<base>.+)\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?\Z")),
    ("Nextcloud", re.compile(r"(?P<base>.+) \(conflicted copy (?:.+ )?\d{4}-\d{2}-\d{2} \d{6}\)\Z", re.IGNORECASE)),
    ("Nextcloud", re.compile(r"(?P<base>.+)_conflict-\d{8}-\d{6}\Z")),
    ("Nextcloud", re.compile(r"(?P<base>.+) \(case clash from .+\)\Z", re.IGNORECASE)),
    ("Obsidian Sync", re.compile(r"(?P<base>.+) \(Conflicted copy .+ \d{12}\)\Z", re.IGNORECASE)),
    # English, German, Dutch, French, Spanish, Portuguese, Italian, Swedish, Danish, Polish; " (1)" on repeats.
    (
        "Dropbox",
        re.compile(
            r"(?P<base>.+) \((?=[^()]*(?:conflicted copy|konflikt|conflit|conflicto|conflito|conflitto|conflict))"
            r"[^()]*\d{4}-\d{2}-\d{2}\)(?: \(\d+\))?\Z",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
# Such names may be meant; they are copies only beside their base and with nearly the same text.
_POSSIBLE = (
    ("OneDrive", re.compile(r"(?P<base>.+)-(?:DESKTOP|LAPTOP|WIN|PC)-[A-Z0-9]{4,15}(?:-\d{1,3})?\Z", re.IGNORECASE)),
    ("OneDrive", re.compile(r"(?P<base>.+)-[A-Z][A-Z0-9-]{3,14}(?:-\d{1,3})?\Z")),
    ("OneDrive", re.compile(r"(?P<base>.+)-[^-]*(?:Laptop|Desktop|MacBook|iMac|Surface|-PC)[^-]*(?:-\d{1,3})?\Z")),
    ("Google Drive", re.compile(r"(?P<base>.+) ?\(\d{1,2}\)\Z")),
    ("iCloud", re.compile(r"(?P<base>.+) [2-9]\Z")),
)  # fmt: skip
_SAME_SHARE = 0.5
_HYPHENS = 3


@dataclass(frozen=True, slots=True)
class ConflictCopy:
    """A copy that `service` left behind; `base` is the name without suffix of the contended file."""

    service: str
    base: str


def conflict_copy(stem: str) -> ConflictCopy | None:
    """Recognise a name, given without suffix, that only a sync service gives to a conflict copy."""
    folded = stem.lower()
    # One look spares nearly every name the patterns: all the words for it share these letters.
    if "onfli" not in folded and "(case clash" not in folded:
        return None
    return _first_match(_CERTAIN, stem)


def possible_copy(stem: str, neighbours: Container[str]) -> ConflictCopy | None:
    """Recognise a name that may be a copy of another of the `neighbours`, the stems of its folder.

    OneDrive, Google Drive and iCloud give names that people give, too; only the content can tell.
    """
    for head in _heads(stem):
        if head in neighbours:
            found = _first_match(_POSSIBLE, stem)
            return found if found and found.base in neighbours else None
    return None


def may_be_copy(stem: str) -> bool:
    """Tell at a glance whether `possible_copy` is worth asking."""
    return stem[-1:] == ")" or stem[-2:-1] == " " or "-" in stem


def _heads(stem: str) -> Iterator[str]:
    if stem[-1:] == ")":
        head = stem.rpartition("(")[0]
        yield head
        yield head.rstrip(" ")
    elif stem[-2:-1] == " ":
        yield stem[:-2]
    head = stem
    for _ in range(_HYPHENS):
        head = head.rpartition("-")[0]
        if not head:
            return
        yield head


def _first_match(patterns: tuple[tuple[str, re.Pattern[str]], ...], stem: str) -> ConflictCopy | None:
    for service, pattern in patterns:
        match = pattern.match(stem)
        if match:
            return ConflictCopy(service, match["base"].rstrip(" "))
    return None


def alike(left: bytes, right: bytes) -> bool:
    """Tell whether two texts are nearly the same: at least half of the lines of both."""
    ours = {line.strip() for line in left.splitlines() if line.strip()}
    theirs = {line.strip() for line in right.splitlines() if line.strip()}
    if not ours or not theirs:
        return ours == theirs
    return len(ours & theirs) >= _SAME_SHARE * max(len(ours), len(theirs))
