"""Adds places and safe fixes to the problems that reading a file reports by line alone."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from kbassist.articles.article import Fix, Problem
from kbassist.articles.keys import Keys
from kbassist.articles.values import parse_date
from kbassist.checks.source import Source, writing
from kbassist.checks.subject import Known

_TICKED = re.compile(r"`([^`]+)`")
_GERMAN_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.])")
_BARE_REPLY = re.compile(r"\{(:?[ \t]*)(reply)\b", re.IGNORECASE)
_CLASS_AND_COMMA = re.compile(r"\{[ \t]*\.reply,")
_KEY = re.compile(r"[\"']?(?<![\w.-])([\w-]+)[\"']?[ \t]*[:=]")
_SURE = 0.75


def mended(problem: Problem, source: Source, known: Known) -> Problem:
    """Return the problem with its column, and with a fix where one is safe."""
    if problem.column or not problem.line:
        return problem
    start, line = source.line(problem.line)
    fix = _FIXES[problem.code](problem, start, line, source, known) if problem.code in _FIXES else None
    if fix:
        return replace(problem, column=fix.edits[0].start - start + 1, fix=fix)
    return replace(problem, column=len(line) - len(line.lstrip()) + 1)


def _key(problem: Problem, start: int, line: str, source: Source, _known: Known) -> Fix | None:
    """Write the known key in the place of the slip, when it is not there already: the message names both."""
    names = _TICKED.findall(problem.message)
    if len(names) < 2:
        return None
    found = re.search(rf"(?<![\w-]){re.escape(names[0])}(?=[ \t]*[:=])", line)
    if not found:
        return None
    beside = _KEY.findall(line)
    if line.lstrip(" -").startswith(names[0]):
        beside += _keys_beside(source, problem.line)
    known = Keys(names[-1])
    others = [key for key in beside if key != names[0] and (key in known or known.meant(key))]
    if others or beside.count(names[0]) > 1:
        return None
    return writing(names[-1], start + found.start(), start + found.end())


def _keys_beside(source: Source, number: int) -> list[str]:
    """Return the keys of the YAML map around a line that begins with a key, without that line's own."""
    lines = source.text[: source.body_start].split("\n")
    own = _indent(lines[number - 1]) if number <= len(lines) else 0
    keys: list[str] = []
    for side in (reversed(lines[: number - 1]), lines[number:]):
        for line in side:
            if line.strip() and _indent(line) < own:
                break
            if _indent(line) == own and (key := _KEY.match(line.lstrip(" -"))):
                keys.append(key[1])
    return keys


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _value(problem: Problem, start: int, line: str, _source: Source, _known: Known) -> Fix | None:
    """Write a date with dots, which is day, month, year everywhere, as it is understood."""
    found = _GERMAN_DATE.search(line)
    if "must be a date" not in problem.message or not found:
        return None
    text = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return writing(text, start + found.start(), start + found.end()) if parse_date(text) else None


def _word(words: Callable[[Known], tuple[str, ...]]) -> "_Mend":
    """Make the mender that writes the one known word a slip is close to."""

    def mend(problem: Problem, start: int, line: str, _source: Source, known: Known) -> Fix | None:
        name = next(iter(_TICKED.findall(problem.message)), "")
        # `email-de` is no slip for `email-en`: it is what somebody has not declared yet.
        near = difflib.get_close_matches(name, words(known), n=2, cutoff=_SURE) if name.isalpha() else []
        found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line, re.IGNORECASE) if name else None
        return (
            writing(near[0], start + found.start(), start + found.end()) if len(near) == 1 and found else None
        )

    return mend


def _reply(_problem: Problem, start: int, line: str, _source: Source, _known: Known) -> Fix | None:
    """Write the dot that makes a heading a reply."""
    bare, comma = _BARE_REPLY.search(line), _CLASS_AND_COMMA.search(line)
    if bare:
        return writing(".reply", start + bare.start(2), start + bare.end(2))
    return writing("", start + comma.end() - 1, start + comma.end(), "{.reply ...}") if comma else None


_Mend = Callable[[Problem, int, str, Source, Known], Fix | None]
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
