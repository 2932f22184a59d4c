"""Adds places and safe fixes to the problems that reading a file reports by line alone."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from kbassist.articles.article import Fix, Problem
from kbassist.articles.values import parse_date
from kbassist.checks.source import Source, writing
from kbassist.checks.subject import Known

_TICKED = re.compile(r"`([^`]+)`")
_GERMAN_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.])")
_BARE_REPLY = re.compile(r"\{(:?[ \t]*)(reply)\b", re.IGNORECASE)
_CLASS_AND_COMMA = re.compile(r"\{[ \t]*\.reply,")
_SURE = 0.75


def mended(problem: Problem, source: Source, known: Known) -> Problem:
    """Return the problem with its column, and with a fix where one is safe."""
    if problem.column or not problem.line:
        return problem
    start, line = source.line(problem.line)
    fix = _FIXES[problem.code](problem, start, line, known) if problem.code in _FIXES else None
    if fix:
        return replace(problem, column=fix.edits[0].start - start + 1, fix=fix)
    return replace(problem, column=len(line) - len(line.lstrip()) + 1)


def _key(problem: Problem, start: int, line: str, _known: Known) -> Fix | None:
    """Write the known key in the place of the slip: the message names both."""
    names = _TICKED.findall(problem.message)
    if len(names) < 2:
        return None
    found = re.search(rf"(?<![\w-]){re.escape(names[0])}(?=[ \t]*[:=])", line)
    return writing(names[-1], start + found.start(), start + found.end()) if found else None


def _value(problem: Problem, start: int, line: str, _known: Known) -> Fix | None:
    """Write a date with dots, which is day, month, year everywhere, as it is understood."""
    found = _GERMAN_DATE.search(line)
    if "must be a date" not in problem.message or not found:
        return None
    text = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return writing(text, start + found.start(), start + found.end()) if parse_date(text) else None


def _word(words: Callable[[Known], tuple[str, ...]]) -> "_Mend":
    """Make the mender that writes the one known word a slip is close to."""

    def mend(problem: Problem, start: int, line: str, known: Known) -> Fix | None:
        name = next(iter(_TICKED.findall(problem.message)), "")
        near = difflib.get_close_matches(name, words(known), n=2, cutoff=_SURE)
        found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line, re.IGNORECASE) if name else None
        return (
            writing(near[0], start + found.start(), start + found.end()) if len(near) == 1 and found else None
        )

    return mend


def _reply(_problem: Problem, start: int, line: str, _known: Known) -> Fix | None:
    """Write the dot that makes a heading a reply."""
    bare, comma = _BARE_REPLY.search(line), _CLASS_AND_COMMA.search(line)
    if bare:
        return writing(".reply", start + bare.start(2), start + bare.end(2))
    return writing("", start + comma.end() - 1, start + comma.end(), "{.reply ...}") if comma else None


_Mend = Callable[[Problem, int, str, Known], Fix | None]
_FIXES: Mapping[str, _Mend] = MappingProxyType(
    {
        "key-slip": _key,
        "value-unfit": _value,
        "reply-attribute": _key,
        "reply-channel": _word(lambda known: known.library.channels),
        "reply-tone": _word(lambda known: known.library.tones),
        "reply-unread": _reply,
    }
)
