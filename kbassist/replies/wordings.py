"""The word lists behind the hints: wordings that cost goodwill, each with a better one, by language."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kbassist.messages.folding import folded
from kbassist.system.resources import resource_folder

LANGUAGES = ("de", "en", "es", "fr")

_OPTIONAL_BEFORE = re.compile(r"\(([^()]*)\)\? ")
_OPTIONAL_LAST = re.compile(r" \(([^()]*)\)\?$")
_NEVER = re.compile(r"(?!)")
# "by 27.11.", "at 18:30", "18 h": a date or time in digits.
_DATE_IN_DIGITS = r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?|\d{1,2}[:.]\d{2}|\d{1,2} ?(?:h|uhr|am|pm|a\.m|p\.m)"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a phrase of the list looks like in folded text, and what to write instead."""

    pattern: re.Pattern[str]
    better: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """The lists of one language; all patterns are for `messages.folding.folded` text.

    `fine` masks what only looks like a hit. A promise counts where `promised_by` is in the sentence and
    neither `asked` nor a `date`. `flag_below` and `longest_sentence` (words) are the bounds of reading.
    """

    blame: tuple[Wording, ...]
    promise: tuple[Wording, ...]
    fine: re.Pattern[str]
    date: re.Pattern[str]
    promised_by: re.Pattern[str]
    asked: re.Pattern[str]
    flag_below: float
    longest_sentence: int


@cache
def wordings(lang: str | None) -> Wordings | None:
    """Return the lists for a BCP 47 language or its base; None where there are none."""
    base = (lang or "").lower().replace("_", "-").partition("-")[0]
    if base not in LANGUAGES:
        return None
    lists = tomllib.loads((resource_folder("hints") / f"{base}.toml").read_text("utf-8"))
    dates, by = lists["dates"], lists["promised_by"]
    counted = f"(?:\\d+|{_any(dates['numbers'])}) (?:{_any(dates['units'])})"
    endings = [f"*{ending}" for ending in by.get("endings", ())]
    return Wordings(
        blame=_compiled(lists["blame"]),
        promise=_compiled(lists["promise"]),
        fine=_phrases(lists["fine"]["words"]),
        date=re.compile(rf"(?<!\w)(?:{_any(dates['words'])}|{counted}|{_DATE_IN_DIGITS})(?!\w)"),
        promised_by=_phrases([*by["words"], *endings]),
        asked=_phrases(by["except"]),
        flag_below=float(lists["reading"]["flag_below"]),
        longest_sentence=int(lists["reading"]["longest_sentence"]),
    )


def _compiled(table: Mapping[str, str]) -> tuple[Wording, ...]:
    return tuple(Wording(_phrases([phrase]), better) for phrase, better in table.items())


def _phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases as the head of `resources/hints/en.toml` describes them."""
    found = _any(phrases)
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)") if found else _NEVER


def _any(phrases: Iterable[str]) -> str:
    return "|".join(_expression(folded(phrase)) for phrase in phrases)


def _expression(phrase: str) -> str:
    """Return the regular expression of a phrase; all of its repetitions are bounded."""
    phrase = _OPTIONAL_LAST.sub(r"(?: (?:\1))?", _OPTIONAL_BEFORE.sub(r"(?:(?:\1) )?", phrase))
    phrase = re.sub(r"\((?!\?)", "(?:", phrase)
    phrase = phrase.replace("*", r"\w{0,20}").replace("~ ", r"(?:[\w'-]{1,30},? ){0,3}?")
    return phrase.replace(" ", " {1,3}")
