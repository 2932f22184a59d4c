"""What one machine tells the others, a line of JSON each: scrubbed words, articles, counts and days."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kbassist.articles.decoding import one_line

VERSION = 1
MOST_BYTES = 2_000  # of a line
MOST_WORDS = 48
MOST_TIMES = 1_000  # of what one line counts
MOST_SIGNS = 300  # of an article's id
KEPT = timedelta(days=400)
"""What is older is not read any more."""

_SKEW = timedelta(days=2)  # by which the clock of another machine may be fast
# Letters alone, as scrubbing leaves them: no digit, no sign of an address.
_WORD = re.compile(r"[^\W\d_]{2,24}")
_MOST_WHO = 60


class LineKind(StrEnum):
    """What a line tells."""

    LEARNED = "learned"  # these words led to the article
    GAP = "gap"  # nothing was used for these words
    USED = "used"  # replies of the article were copied
    FORGOTTEN = "forgotten"  # what this machine told of these words does not count any more


@dataclass(frozen=True, slots=True)
class SharedLine:
    """One thing that happened on a day, `times` times; `article` is an id, "" for none.

    `words` are sorted. `who` is the agent's name where the team wants names, else "".
    """

    kind: LineKind
    day: date
    words: tuple[str, ...] = ()
    article: str = ""
    times: int = 1
    who: str = ""

    @property
    def text(self) -> str:
        """The line as it is written, without its end."""
        told: dict[str, object] = {"v": VERSION, "day": self.day.isoformat(), "kind": self.kind.value}
        if self.article:
            told["article"] = self.article
        if self.words:
            told["words"] = list(self.words)
        if self.kind is not LineKind.FORGOTTEN:
            told["times"] = self.times
        if self.who:
            told["who"] = self.who
        return json.dumps(told, ensure_ascii=False, separators=(", ", ": "))


def line_of(
    kind: LineKind, day: date, words: Sequence[str] = (), article: str = "", who: str = ""
) -> SharedLine | None:
    """Make a line of what may be told; None where nothing is left of it."""
    kept = tuple(sorted({word for word in words if _WORD.fullmatch(word)}))[:MOST_WORDS]
    needs_words = kind in (LineKind.LEARNED, LineKind.GAP, LineKind.FORGOTTEN)
    if (needs_words and not kept) or len(article) > MOST_SIGNS:
        return None
    return SharedLine(kind, day, kept, article, who=one_line(who)[:_MOST_WHO])


def parse_line(line: bytes, today: date) -> SharedLine | None:
    """Read a line that anybody may have written; None for whatever is not in order."""
    if len(line) > MOST_BYTES:
        return None
    try:
        told = json.loads(line)
        if not isinstance(told, dict) or told.get("v") != VERSION:
            return None
        day = date.fromisoformat(told["day"])
        kind = LineKind(told["kind"])
        words, article = told.get("words", []), told.get("article", "")
        times, who = told.get("times", 1), told.get("who", "")
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    sound = (
        isinstance(words, list)
        and len(words) <= MOST_WORDS
        and all(isinstance(word, str) and _WORD.fullmatch(word) for word in words)
        and isinstance(article, str)
        and one_line(article) == article
        and isinstance(who, str)
        and type(times) is int
        and 1 <= times <= MOST_TIMES
        and today - KEPT <= day <= today + _SKEW
        and (article or kind not in (LineKind.LEARNED, LineKind.USED))
    )
    made = line_of(kind, day, words, article, who) if sound else None
    return made and SharedLine(kind, day, made.words, article, times, made.who)
