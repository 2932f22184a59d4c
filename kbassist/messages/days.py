"""Finds days in a text: dates in the forms of seven languages, and days named from today."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from kbassist.messages.folding import folded
from kbassist.messages.mention import Mention
from kbassist.render.calendar_words import DAYS_AWAY, MONTHS, WEEKDAYS, nearest_year
from kbassist.render.typed import named_day

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_ISO = re.compile(r"(?<![\w.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])")
_DOTTED = re.compile(r"(?<![\w.,/-])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2}(?!\d|[.:,]\d))?(?!\d)")
_SLASHED = re.compile(r"(?<![\w./-])(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\w/-]|[.,]\d)")
_NAMED = re.compile(
    rf"(?<![\w.])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)? ?(?:of |de |d')?(?P<month>{_MONTH})\b\.?"
    rf"|\b(?P<month2>{_MONTH})\b\.? (?:the )?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d|\d))"
    r"(?:(?:, ?| de | del | )(?P<year>20\d\d|19\d\d)\b)?"
)
_AGO = re.compile(
    r"\b(?:(?P<n1>\d{1,3}|a|an|one|two|three|four|five|six|seven) (?P<u1>days?|weeks?) ago"
    r"|vor (?P<n2>\d{1,3}|einem|einer|zwei|drei|vier|funf|sechs|sieben) (?P<u2>tag(?:en)?|wochen?)"
    r"|il y a (?P<n3>\d{1,3}|une?|deux|trois|quatre|cinq|six|sept) (?P<u3>jours?|semaines?)"
    r"|hace (?P<n4>\d{1,3}|una?|dos|tres|cuatro|cinco|seis|siete) (?P<u4>dias?|semanas?)"
    r"|(?P<n5>\d{1,3}|un|una|due|tre|quattro|cinque|sei|sette) (?P<u5>giorn[oi]|settiman[ae]) fa"
    r"|ha (?P<n6>\d{1,3}|uma?|dois|duas|tres|quatro|cinco|seis|sete) (?P<u6>dias?|semanas?)"
    r"|(?P<n7>\d{1,3}|een|twee|drie|vier|vijf|zes|zeven) (?P<u7>dag(?:en)?|we(?:ek|ken)) geleden)\b"
)
_COUNTS = {
    word: number
    for number, words in enumerate(
        (
            "a an one einem einer un une una uma um een", "two zwei deux dos due dois duas twee",
            "three drei trois tres tre drie", "four vier quatre cuatro quattro quatro",
            "five funf cinq cinco cinque vijf", "six sechs seis sei zes", "seven sieben sept siete sette "
            "sete zeven",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_LAST = re.compile(
    rf"\b(?:last|letzte[nrs]?|vorige[nrs]?|vergangene[nrs]?|afgelopen|vorige|scors[oa]"
    rf"|passad[oa]) (?P<first>{_DAY})\b"
    rf"|\b(?P<second>{_DAY}) (?:dernier|pasado|passad[oa]|scors[oa])\b"
)
_NEXT = re.compile(
    rf"\b(?:next|nachste[nrs]?|kommende[nrs]?|volgende|komende|prossim[oa]|proxim[oa]) (?P<first>{_DAY})\b"
    rf"|\b(?P<second>{_DAY}) (?:prochain|proximo|prossim[oa]|que viene)\b"
)
# `iOS 18.1.` at the end of a sentence is no 18th of January.
_VERSION = re.compile(
    r"\b(?:v|version|release|build|firmware|ios|ipados|macos|android|windows|ubuntu|chrome|firefox|safari"
    r"|kapitel|chapter|section|abschnitt|punkt|ziffer)\.? ?$"
)
# In English a point between two numbers is a decimal one: `humidity 3.11.`
_SAID_OF_DAYS = re.compile(r"\b(?:on|since|from|by|until|till|before|after|of|and|to)(?: the)? $")
_BRITISH = re.compile(r"£|\bgbp\b|\bpostcode\b|\+44|\.uk\b|\bcheque\b|\bcolour\b|\bparcel\b")


def days_in(text: str, lang: str | None, today: date) -> tuple[Mention, ...]:
    """Return the days named in `text`, each in ISO form.

    `lang` decides what `3/11` is: the month first in American English only. A day without a year is the
    nearest such day.
    """
    low = folded(text)
    is_month_first = lang == "en" and not _BRITISH.search(low)
    found: list[Mention] = []
    readers = (
        _iso(low),
        _named(low, today),
        _dotted(low, lang, today),
        _slashed(low, today, is_month_first=is_month_first),
        _relative(low, lang or "en", today),
    )
    for reader in readers:
        found += [one for one in reader if not any(one.overlaps(other.start, other.end) for other in found)]
    return tuple(sorted(found, key=lambda one: one.start))


def _mention(found: re.Match[str], day: date | None, note: str = "") -> Iterator[Mention]:
    if day is not None:
        end = found.end() - (found[0].endswith((".", " ")) and not found[0][-2:-1].isdigit())
        yield Mention(found.start(), end, day.isoformat(), note)


def _made(year: str | None, month: str, day: str, today: date) -> date | None:
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return None
    if not year:
        return nearest_year(int(day), int(month), today)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _iso(low: str) -> Iterator[Mention]:
    for one in _ISO.finditer(low):
        yield from _mention(one, _made(one[1], one[2], one[3], date.min))


def _dotted(low: str, lang: str | None, today: date) -> Iterator[Mention]:
    for one in _DOTTED.finditer(low):
        before = low[max(0, one.start() - 40) : one.start()]
        if not one[3] and (_VERSION.search(before) or (lang == "en" and not _SAID_OF_DAYS.search(before))):
            continue
        yield from _mention(one, _made(one[3], one[2], one[1], today))


def _slashed(low: str, today: date, *, is_month_first: bool) -> Iterator[Mention]:
    for one in _SLASHED.finditer(low):
        first, second, year = one[1], one[3], one[4]
        if one[2] == "-" and not year:
            continue  # "2-3 days" is no date
        if not year and _is_fraction(low, one):
            continue
        is_month = is_month_first if max(int(first), int(second)) <= 12 else int(second) > 12
        month, day = (first, second) if is_month else (second, first)
        is_open = max(int(first), int(second)) <= 12 and first != second
        note = ("month first" if is_month else "day first") if is_open else ""
        yield from _mention(one, _made(year, month, day, today), note)


def _is_fraction(low: str, found: re.Match[str]) -> bool:
    """Tell a part of something from a day: `1/2 of them`, `24/7`, `3/4 cup`."""
    first, second = int(found[1]), int(found[3])
    is_small = (first, second) in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (24, 7))
    return is_small and not re.search(
        r"(?:on|am|vom|le|el|il|op|em|seit|since)(?: the)? $", low[: found.start()][-12:]
    )


def _named(low: str, today: date) -> Iterator[Mention]:
    for one in _NAMED.finditer(low):
        day = named_day(one["day"] or one["day2"], one["month"] or one["month2"], one["year"], today)
        yield from _mention(one, day)


_BEFORE = 12  # letters that are looked at before a word such as `morgen`
_PART_OF_DAY = re.compile(r"(?<!\w)(?:guten|goede|por la|de la|la|heute|gestern) $")
# `until today nothing has come` tells of no day on which anything was done.
_UNTIL = re.compile(
    r"(?<!\w)(?:until|till|til|up to|as of|since|bis|jusqu['’][àa]|hasta|fino ad?|at[ée]|tot) ?$"
)


def _relative(low: str, lang: str, today: date) -> Iterator[Mention]:
    words = DAYS_AWAY.get(lang, {})
    if words:
        pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        for one in re.finditer(rf"(?<![\w'])(?:{pattern})(?![\w'])", low):
            before, away = low[: one.start()][-_BEFORE:], words[one[0]]
            if not _PART_OF_DAY.search(before) and (away or not _UNTIL.search(before)):
                yield from _mention(one, today + timedelta(days=away), one[0])
    for one in _AGO.finditer(low):
        count, unit = next((one[f"n{at}"], one[f"u{at}"]) for at in range(1, 8) if one[f"n{at}"])
        days = (int(count) if count.isdigit() else _COUNTS[count]) * (7 if _is_week(unit) else 1)
        yield from _mention(one, today - timedelta(days=days), one[0])
    for one in _LAST.finditer(low):
        back = (today.weekday() - WEEKDAYS[one["first"] or one["second"]] - 1) % 7 + 1
        yield from _mention(one, today - timedelta(days=back), one[0])
    for one in _NEXT.finditer(low):
        ahead = (WEEKDAYS[one["first"] or one["second"]] - today.weekday() - 1) % 7 + 1
        yield from _mention(one, today + timedelta(days=ahead), one[0])


def _is_week(unit: str) -> bool:
    return unit.startswith(("we", "wo", "se"))
