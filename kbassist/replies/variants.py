"""Choosing the reply that suits the agent's channel, tone and language, and saying what had to give way."""

from collections.abc import Sequence
from dataclasses import dataclass

from kbassist.articles.article import Reply
from kbassist.articles.library import Library
from kbassist.replies.reply import Wish

DEFAULT_TONE = "neutral"


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen reply; `fell_back` names what had to give way: `tone`, `channel`, `lang`, in that order."""

    reply: Reply
    fell_back: tuple[str, ...] = ()


def choose(replies: Sequence[Reply], wish: Wish, library: Library) -> Choice | None:
    """Choose the best variant; None when there is none.

    The order is: exact - other tone - any channel - other channel - other language, the base language
    before a stranger. What the wish leaves open never counts as given way: the library's first language
    decides, or that of the article's first reply, then the library's first channel, then its tones.
    """
    if not replies:
        return None
    best = ranked(replies, wish, library)[0]
    return Choice(best, fell_back(best, wish))


def ranked(replies: Sequence[Reply], wish: Wish, library: Library) -> tuple[Reply, ...]:
    """Return all variants, the best first."""
    languages = library.languages or tuple(dict.fromkeys(reply.lang for reply in replies if reply.lang))
    return tuple(sorted(replies, key=lambda reply: _cost(reply, wish, library, languages)))


def fell_back(reply: Reply, wish: Wish) -> tuple[str, ...]:
    """Name what of the wish `reply` does not meet."""
    given = []
    if wish.tone is not None and reply.tone != wish.tone:
        given.append("tone")
    if wish.channel is not None and reply.channel not in (wish.channel, None):
        given.append("channel")
    if None not in (wish.lang, reply.lang) and lang_distance(reply.lang, str(wish.lang)) > 0:
        given.append("lang")
    return tuple(given)


def _cost(reply: Reply, wish: Wish, library: Library, languages: Sequence[str]) -> tuple[int, ...]:
    """Rank a reply: language weighs most, then channel, then tone; each by the wish, then by the library."""
    return (
        0 if wish.lang is None else lang_distance(reply.lang, wish.lang),
        _channel_distance(reply.channel, wish.channel),
        0 if reply.lang is None else _place(reply.lang, languages),
        _place(reply.channel, library.channels),
        _tone_distance(reply.tone, wish.tone),
        _place(reply.tone, library.tones),
    )


def lang_distance(lang: str | None, wished: str) -> int:
    """Return 0 for the same language, 1 its base, 2 a sister, 3 where none is named, 4 a stranger."""
    if lang is None:
        return 3
    lang, wished = lang.lower().replace("_", "-"), wished.lower().replace("_", "-")
    if lang == wished:
        return 0
    base, wished_base = lang.partition("-")[0], wished.partition("-")[0]
    if base != wished_base:
        return 4
    return 1 if lang == wished_base else 2


def _channel_distance(channel: str | None, wished: str | None) -> int:
    if wished is None:
        return 0
    return 0 if channel == wished else 1 if channel is None else 2


def _tone_distance(tone: str, wished: str | None) -> int:
    """Return 0 for the wished tone; of the others neutral is nearest."""
    if tone == (wished or DEFAULT_TONE):
        return 0
    return 1 if tone == DEFAULT_TONE else 2


def _place(value: str | None, order: Sequence[str]) -> int:
    return order.index(value) if value in order else len(order)
