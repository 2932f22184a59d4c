"""Reads what a customer wrote and finds what answers it: the whole of it, and each thing that it asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kbassist.articles.article import ArticleRef
from kbassist.messages.message import Ask, FoundValue, Message
from kbassist.messages.reading import read_message
from kbassist.messages.values import find_values
from kbassist.search.results import Hit, SearchResult
from kbassist.workspace.lookups import Asked, Lookups
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.values import AnsweredAsk, Suggestions

_OF_ONE_ASK = 5  # hits that each ask adds to those of the whole message


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """What a customer wrote, the values in it, and when it was read."""

    message: Message
    values: tuple[FoundValue, ...]
    at: datetime


class Suggesting:
    """Turns a customer's message into hits, values and asks; keeps nothing of it."""

    def __init__(self, sessions: Sequence[LibrarySession], lookups: Lookups) -> None:
        self._sessions = tuple(sessions)
        self._lookups = lookups

    def read(self, text: str, now: datetime) -> ReadMessage:
        """Read a message, and the values in it that any open library has fields for."""
        fields = [field for session in self._sessions for field in session.library.fields]
        message = read_message(text)
        return ReadMessage(message, find_values(message, fields, now.date()), now)

    def suggest(self, text: str, asked: Asked, now: datetime, limit: int, snippets: bool) -> Suggestions:
        """Answer a message with up to `limit` hits, the best first, its values, and a hit for each ask."""
        read = self.read(text, now)

        def look_for(wanted: str, limit: int, snippets: bool) -> SearchResult:
            return self._lookups.suggest(wanted, asked, limit, snippets)

        message = read.message
        whole = look_for(message.body, limit, snippets)
        if len(message.asks) < 2:
            return Suggestions(message, whole, read.values)
        answers = [look_for(ask.text, _OF_ONE_ASK, snippets) for ask in message.asks]
        asks = tuple(map(_answered, message.asks, answers))
        return Suggestions(message, _joined(whole, answers, limit), read.values, asks)


def _answered(ask: Ask, found: SearchResult) -> AnsweredAsk:
    return AnsweredAsk(ask, found.hits[0] if found.hits and found.fits else None)


def _joined(whole: SearchResult, answers: Sequence[SearchResult], limit: int) -> SearchResult:
    """Add to the hits of a message what answers each of its asks, every article by its best score.

    An article that answers one ask well is like the whole message only a little: what else it says, speaks
    against it.
    """
    best: dict[ArticleRef, tuple[tuple[bool, float], Hit]] = {}
    for found in (whole, *answers):
        for at, hit in enumerate(found.hits):
            # What answers something comes before all guesses.
            worth = (found.fits and at == 0, hit.score)
            if hit.ref not in best or best[hit.ref][0] < worth:
                best[hit.ref] = worth, hit
    hits = [hit for _, hit in sorted(best.values(), key=lambda one: one[0], reverse=True)][:limit]
    return replace(
        whole,
        hits=tuple(hits),
        total=max(whole.total, len(best)),
        elapsed_ms=whole.elapsed_ms + sum(found.elapsed_ms for found in answers),
        fits=whole.fits or any(found.fits for found in answers),
    )
