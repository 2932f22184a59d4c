"""How channels, tones, languages, variants and dates are written on the Answer page."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QLocale

from kbassist.articles.article import Standing
from kbassist.articles.freshness import Freshness
from kbassist.replies.reply import Wish
from kbassist.search.scope import CopyState

# Names that are not simply written with a capital letter.
_NAMES = {"sms": "SMS", "email": "Email"}

COPY_WORDS = {
    CopyState.NONE: "",
    CopyState.YOURS: "yours",
    CopyState.CHANGED: "yours, original changed",
    CopyState.GONE: "yours, original gone",
    CopyState.ORIGINAL: "you have your own",
}


class Variant(Protocol):
    """What a reply and a hit's label of a reply have in common."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def channel(self) -> str | None: ...  # noqa: D102
    @property
    def tone(self) -> str: ...  # noqa: D102
    @property
    def lang(self) -> str | None: ...  # noqa: D102


class Tint(StrEnum):
    """The colours in which a badge or a dot speaks."""

    GOOD = "good"
    SOON = "soon"
    WARNING = "warning"
    QUIET = "quiet"


def name_of(word: str) -> str:
    """Write a channel or a tone: `chat` as `Chat`."""
    return _NAMES.get(word, word[:1].upper() + word[1:].replace("_", " "))


def lang_of(tag: str) -> str:
    """Write a language tag: `de` as `DE`, `pt-br` as `PT-BR`."""
    return tag.upper()


def wish_words(wish: Wish) -> str:
    """Describe the reply that is wished for: `Email · formal · FR`."""
    words = [name_of(wish.channel)] if wish.channel else []
    if wish.tone:
        words.append(wish.tone if words else name_of(wish.tone))
    if wish.lang:
        words.append(lang_of(wish.lang))
    return " · ".join(words)


def day_of(day: date, today: date) -> str:
    """Write a date as `3 Oct`, with its year when that is not this year."""
    month = QLocale.c().monthName(day.month, QLocale.FormatType.ShortFormat)
    return f"{day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"


def main_lang(variants: Sequence[Variant]) -> str | None:
    """Return the language that most variants have, the first one where two are alike."""
    counted = Counter(v.lang for v in variants)
    return max(counted, key=lambda lang: counted[lang]) if counted else None


def variant_names(variants: Sequence[Variant]) -> tuple[str, ...]:
    """Name each variant so that all can be told apart: `Chat · warm`, `Phone`, `Chat · DE`.

    The neutral tone and the language of most variants go without saying; where that leaves two alike,
    their titles are added.
    """
    usual = main_lang(variants)
    names = [_variant_name(v, usual) for v in variants]
    seen = Counter(names)
    titled = [f"{n} · {v.title}" if seen[n] > 1 else n for n, v in zip(names, variants, strict=True)]
    return tuple(titled)


def _variant_name(variant: Variant, usual: str | None) -> str:
    words = [name_of(variant.channel)] if variant.channel else []
    if variant.tone != "neutral":
        words.append(variant.tone if words else name_of(variant.tone))
    if variant.lang and variant.lang != usual:
        words.append(lang_of(variant.lang))
    return " · ".join(words) or "Reply"


def chip_names(variants: Sequence[Variant]) -> tuple[str, ...]:
    """Sum the variants of a hit up: its channels, then the languages besides the usual one."""
    usual = main_lang(variants)
    channels = dict.fromkeys(name_of(v.channel) if v.channel else "Any channel" for v in variants)
    langs = dict.fromkeys(lang_of(v.lang) for v in variants if v.lang and v.lang != usual)
    return (*channels, *langs)


class Dated(Protocol):
    """What a badge is about: a hit, or an article."""

    @property
    def verified(self) -> date | None: ...  # noqa: D102
    @property
    def due(self) -> date | None: ...  # noqa: D102
    @property
    def owner(self) -> str | None: ...  # noqa: D102


_TINTS = {
    Freshness.VERIFIED: Tint.GOOD,
    Freshness.SOON: Tint.SOON,
    Freshness.OVERDUE: Tint.WARNING,
    Freshness.NEVER: Tint.QUIET,
}
_HELD_BACK = {Standing.DRAFT: "Draft", Standing.INACTIVE: "Not active today"}


def badge_of(about: Dated, standing: Standing, freshness: Freshness, today: date) -> tuple[str, Tint]:
    """Say how far an article can be relied on, and in which colour."""
    by = f" · {about.owner}" if about.owner else ""
    if held_back := _HELD_BACK.get(standing):
        return held_back + by, Tint.QUIET
    when = f"verified {day_of(about.verified, today)}" if about.verified else "not verified yet"
    if about.due and freshness is Freshness.OVERDUE:
        when = f"review overdue since {day_of(about.due, today)} · {when}"
    elif about.due and freshness is Freshness.SOON:
        when = f"review due {day_of(about.due, today)} · {when}"
    return f"{when[0].upper()}{when[1:]}{by}", _TINTS[freshness]


def dot_of(standing: Standing, freshness: Freshness) -> Tint:
    """Return the colour of the dot before a hit's title."""
    return Tint.QUIET if standing in _HELD_BACK else _TINTS[freshness]


def warning_of(standing: Standing, freshness: Freshness) -> str:
    """Return the word beside a hit's title that its dot alone would only colour; empty for none."""
    if standing in _HELD_BACK:
        return str(standing)
    return {Freshness.OVERDUE: "overdue", Freshness.SOON: "due soon"}.get(freshness, "")


def freshness_words(standing: Standing, freshness: Freshness) -> str:
    """Say in words what the dot says, for those who do not see it."""
    words = {Freshness.OVERDUE: "review overdue", Freshness.SOON: "review due soon"}
    words |= {Freshness.VERIFIED: "verified", Freshness.NEVER: "never verified"}
    return str(standing) if standing in _HELD_BACK else words[freshness]


_GAVE_WAY = {"tone": "tone", "channel": "channel", "lang": "language"}


def fell_back_sentence(
    fell_back: Sequence[str], wanted: dict[str, str | None], shown: dict[str, str | None]
) -> str:
    """Say which wish could not be met: `No German variant - showing EN`; empty when all were."""
    parts = []
    for what in fell_back:
        wish, got = wanted.get(what), shown.get(what)
        write = lang_of if what == "lang" else name_of
        if wish:
            instead = write(got) if got else f"any {_GAVE_WAY.get(what, what)}"
            parts.append(f"No {write(wish)} variant – showing {instead}")
    return ". ".join(parts)
