"""Reads what a customer wrote and finds what answers it: the whole of it, and each thing that it asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kbassist.messages.message import Ask, FoundValue, Message
from kbassist.messages.reading import read_message
from kbassist.messages.values import find_values
from kbassist.replies.reply import Wish
from kbassist.search.results import SearchResult
from kbassist.workspace.lookups import Lookups
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.values import AnsweredAsk, Suggestions


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

    def suggest(
        self, text: str, wish: Wish, now: datetime, boosts: dict[str, float], limit: int, snippets: bool
    ) -> Suggestions:
        """Answer a message with up to `limit` hits, the best first, its values, and a hit for each ask."""
        read = self.read(text, now)

        def look_for(wanted: str, limit: int, snippets: bool) -> SearchResult:
            return self._lookups.suggest(wanted, wish, now.date(), boosts, limit, snippets)

        def answered(ask: Ask) -> AnsweredAsk:
            found = look_for(ask.text, 1, False)
            return AnsweredAsk(ask, found.hits[0] if found.hits and found.fits else None)

        message = read.message
        result = look_for(message.body, limit, snippets)
        asks = tuple(answered(ask) for ask in message.asks) if len(message.asks) > 1 else ()
        return Suggestions(message, result, read.values, asks)
