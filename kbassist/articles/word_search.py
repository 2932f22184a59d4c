"""Finds words, or what a regular expression matches, in a text; in bounded time, whatever the expression."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

from kbassist.articles.text_edits import TextEdit
from kbassist.system.errors import NotSaved

MOST_FOUND = 10_000
BUDGET_S = 0.25

_UNBOUNDED = re.compile(r"(?<!\\)[*+{]")
_OPTIONAL = re.compile(r"(?<![\\*+?}(])\?")
_REPEATED_GROUP = re.compile(r"(?<!\\)\)[*+{?]|\\[1-9]|\(\?[^:i]")
_MOST_REPEATS = 2
_MOST_OPTIONAL = 5
# With n repetitions a line of length m may take m ** (n + 1) steps: some 0.1 s at these lengths.
_LONGEST_LINES = (10_000, 2000, 400)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and how."""

    find: str
    regex: bool = False
    case: bool = False
    whole_words: bool = False

    @property
    def longest_line(self) -> int:
        """Longer lines are left out, as the expression could take too long over them."""
        return _LONGEST_LINES[min(len(_UNBOUNDED.findall(self.find)), _MOST_REPEATS)]

    def pattern(self) -> re.Pattern[str]:
        """Compile it. Raises NotSaved for a pattern that is broken or may take too long."""
        if not self.find:
            raise NotSaved("There is nothing to look for; type the words.")
        if self.regex and (
            _REPEATED_GROUP.search(self.find)
            or len(_UNBOUNDED.findall(self.find)) > _MOST_REPEATS
            or len(_OPTIONAL.findall(self.find)) > _MOST_OPTIONAL
        ):
            raise NotSaved(
                "This pattern could take too long; use at most two repetitions, and none of a group."
            )
        source = self.find if self.regex else re.escape(self.find)
        if self.whole_words:
            source = rf"(?<!\w)(?:{source})(?!\w)"
        try:
            return re.compile(source, re.NOFLAG if self.case else re.IGNORECASE)
        except (re.error, OverflowError) as error:
            raise NotSaved(f"The pattern cannot be used: {error}. Mend it.") from error


@dataclass(frozen=True, slots=True)
class Found:
    """The ranges in their order; not `complete` where there may be more of them."""

    ranges: tuple[tuple[int, int], ...]
    complete: bool = True


def found_in(text: str, search: Search) -> Found:
    """Find all places. Raises NotSaved as `Search.pattern` does."""
    scan = _Scan(search)
    ranges = tuple((offset + match.start(), offset + match.end()) for offset, match in scan.matches(text))
    return Found(ranges, scan.complete)


def replaced_in(text: str, search: Search, put: str) -> tuple[TextEdit, ...]:
    """Say how all places become `put`, in which `\\1` is a group of a regular expression. Raises NotSaved."""
    edits = []
    for offset, match in _Scan(search).matches(text):
        try:
            new = match.expand(put) if search.regex else put
        except (re.error, IndexError) as error:
            raise NotSaved(f"What is put in its place cannot be used: {error}. Mend it.") from error
        edits.append(TextEdit(offset + match.start(), offset + match.end(), new))
    return tuple(edits)


class _Scan:
    """One walk through a text; `complete` tells afterwards whether all of it was looked at."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._pattern = search.pattern()
        self.complete = True

    def matches(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield matches that are not empty, with the offset of what they count from."""
        count = 0
        for offset, piece in self._pieces(text):
            for match in self._pattern.finditer(piece):
                if match.end() > match.start():
                    count += 1
                    if count > MOST_FOUND:
                        self.complete = False
                        return
                    yield offset, match

    def _pieces(self, text: str) -> Iterator[tuple[int, str]]:
        if not self._search.regex:
            yield 0, text
            return
        until, longest, offset = time.monotonic() + BUDGET_S, self._search.longest_line, 0
        for line in text.split("\n"):
            if time.monotonic() > until:
                self.complete = False
                return
            if len(line) > longest:
                self.complete = False
            else:
                yield offset, line
            offset += len(line) + 1
