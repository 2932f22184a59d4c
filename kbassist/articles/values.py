"""Turns the texts of front matter into dates, periods, flags, lists and languages."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kbassist.articles.decoding import one_line
from kbassist.articles.findings import Findings
from kbassist.articles.yaml_text import Item

_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ][\d:.,+Z -]*)?\Z", re.ASCII)
_PERIOD = re.compile(
    r"(?:every\s+)?(\d{1,5})\s*(days?|d|weeks?|w|months?|m|years?|y)?\Z", re.ASCII | re.IGNORECASE
)
# RFC 5646 without the grandfathered tags.
_LANGUAGE = re.compile(
    r"([a-z]{2,3})((?:-[a-z]{3}){0,3})(-[a-z]{4})?(-(?:[a-z]{2}|\d{3}))?"
    r"((?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)\Z",
    re.ASCII | re.IGNORECASE,
)
_YES = frozenset(("true", "yes", "on", "y", "1"))
NO = frozenset(("false", "no", "off", "n", "0"))
_LONGEST_YEARS = 100


@dataclass(frozen=True, slots=True)
class Period:
    """A span of calendar time, such as six months."""

    days: int = 0
    months: int = 0

    def after(self, start: date) -> date | None:
        """Return the day this long after `start`, the last of the month where it has no such day.

        None means that it lies beyond the calendar.
        """
        index = start.year * 12 + start.month - 1 + self.months
        year, month = divmod(index, 12)
        try:
            day = min(start.day, monthrange(year, month + 1)[1])
            return date(year, month + 1, day) + timedelta(days=self.days)
        except (ValueError, OverflowError):
            return None


def parse_date(text: str) -> date | None:
    """Read `2026-10-02`, also with a time behind it; None means that it is no such date."""
    match = _DATE.match(text.strip())
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def parse_period(text: str) -> Period | None:
    """Read `90 days`, `2 weeks`, `6 months`, `1 year`; a bare number means days."""
    match = _PERIOD.match(text.strip())
    if not match:
        return None
    count, unit = int(match[1]), (match[2] or "d")[0].lower()
    period = {
        "d": Period(days=count),
        "w": Period(days=count * 7),
        "m": Period(months=count),
        "y": Period(months=count * 12),
    }[unit]
    if not count or period.months > 12 * _LONGEST_YEARS or period.days > 366 * _LONGEST_YEARS:
        return None
    return period


def parse_language(text: str) -> str | None:
    """Return the BCP 47 tag in its usual letters (`pt-BR`, `zh-Hant`); None means that it is none."""
    match = _LANGUAGE.match(text.strip().replace("_", "-"))
    if not match:
        return None
    language, extended, script, region, rest = match.groups()
    return (
        language.lower() + extended.lower() + (script or "").title() + (region or "").upper() + rest.lower()
    )


class Reader:
    """Reads typed values by key out of one mapping, and notes the ones that do not fit."""

    def __init__(self, items: Mapping[str, Item], findings: Findings) -> None:
        self._items = items
        self._findings = findings

    def text(self, key: str) -> str | None:
        """Return one text in one line; None where there is none."""
        item = self._items.get(key)
        if item is None or item.value is None:
            return None
        if not isinstance(item.value, str):
            self._unfit(key, item, "must be one text")
            return None
        return one_line(item.value) or None

    def long_text(self, key: str) -> str | None:
        """Return one text with its lines as they are; None where there is none."""
        item = self._items.get(key)
        if item is None or item.value is None:
            return None
        if not isinstance(item.value, str):
            self._unfit(key, item, "must be one text")
            return None
        return item.value

    def texts(self, *keys: str) -> tuple[str, ...]:
        """Return the texts of lists, or of single texts cut at commas, each once and in order."""
        found: dict[str, None] = {}
        for key in keys:
            item = self._items.get(key)
            if item is None or item.value is None:
                continue
            if isinstance(item.value, str):
                found.update((text, None) for part in item.value.split(",") if (text := one_line(part)))
            elif isinstance(item.value, tuple):
                found.update((text, None) for text in self._listed(key, item.value))
            else:
                self._unfit(key, item, "must be a list or one text, such as [one, two]")
        return tuple(found)

    def _listed(self, key: str, entries: tuple[Item, ...]) -> list[str]:
        texts = []
        for entry in entries:
            if isinstance(entry.value, str):
                texts.append(one_line(entry.value))
            elif entry.value is not None:
                self._unfit(key, entry, "must list texts; an entry with a colon or brackets needs quotes")
        return [text for text in texts if text]

    def day(self, key: str, *, foreign: bool = False) -> date | None:
        """Return a date; `foreign` keys belong to other programs, which write dates as they like."""
        item = self._items.get(key)
        if item is None or item.value is None:
            return None
        found = parse_date(item.value) if isinstance(item.value, str) else None
        if found is None and not foreign:
            self._unfit(key, item, "must be a date, such as 2026-10-02")
        return found

    def period(self, key: str, *, foreign: bool = False) -> Period | None:
        """Return a span of time such as `6 months`; `foreign` as for `day`."""
        item = self._items.get(key)
        if item is None or item.value is None:
            return None
        found = parse_period(item.value) if isinstance(item.value, str) else None
        if found is None and not foreign:
            self._unfit(key, item, "must be a span of time, such as 90 days, 6 months or 1 year")
        return found

    def flag(self, key: str, *, unclear: bool) -> bool | None:
        """Return yes or no, or `unclear` for what is neither; None where there is no such key."""
        item = self._items.get(key)
        if item is None or item.value is None:
            return None
        word = item.value.strip().casefold() if isinstance(item.value, str) else None
        if word in _YES:
            return True
        if word in NO:
            return False
        self._unfit(key, item, f"must be true or false; taken as {str(unclear).lower()}")
        return unclear

    def language(self, key: str) -> str | None:
        """Return a BCP 47 tag."""
        text = self.text(key)
        found = parse_language(text) if text else None
        if text and not found:
            self._unfit(key, self._items[key], "must be a language tag, such as en, de or pt-BR")
        return found

    def mapping(self, key: str) -> Mapping[str, Item]:
        """Return the mapping under `key`, empty where there is none."""
        item = self._items.get(key)
        if item is None or item.value is None:
            return {}
        if not isinstance(item.value, Mapping):
            self._unfit(key, item, "must be a list of `name: value` lines")
            return {}
        return item.value

    def line(self, key: str) -> int:
        """Return the line of the file on which `key` stands; 0 where it does not."""
        item = self._items.get(key)
        return item.line if item else 0

    def _unfit(self, key: str, item: Item, need: str) -> None:
        shown = f" ({_shortened(item.value)})" if isinstance(item.value, str) else ""
        self._findings.warn(item.line, "value-unfit", f"`{key}`{shown} {need}.")


def _shortened(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 40 else line[:39] + "…"
