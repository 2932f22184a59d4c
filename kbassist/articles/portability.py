"""Finds file names that other systems confuse or cannot store."""

import unicodedata
from collections.abc import Iterable, Iterator

from kbassist.articles.article import Problem, Severity

_FORBIDDEN = frozenset('<>:"\\|?*') | frozenset(map(chr, range(32)))
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10)))
)


def portability(paths: Iterable[str]) -> Iterator[Problem]:
    """Give a problem for every path that Windows or macOS would take for another one, or refuse."""
    known = list(paths)
    yield from _twins(known)
    for path in known:
        if not _FORBIDDEN.isdisjoint(path) or _odd_part(path):
            yield Problem(path, 0, "name-odd", Severity.INFO, _ODD)


_ODD = "Windows cannot store this name; rename the file without signs such as : ? * and not like a device."


def _odd_part(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.partition(".")[0].lower() in _DEVICES or " /" in path or "./" in path


def _twins(paths: list[str]) -> Iterator[Problem]:
    """Give a problem for the second of two paths that differ in case or in how accents are stored."""
    folded = [_fold(path) for path in paths]
    if len(set(folded)) == len(paths):
        return
    first: dict[str, str] = {}
    for key, path in sorted(zip(folded, paths, strict=True)):
        if key in first:
            yield Problem(
                path,
                0,
                "name-twin",
                Severity.WARNING,
                f"Windows and macOS cannot tell this name from {first[key]}; rename one of them.",
            )
        else:
            first[key] = path


def _fold(path: str) -> str:
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
