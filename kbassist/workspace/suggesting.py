"""Reads what a customer wrote and finds what answers it: the whole of it, and each thing that it asks."""

from datetime import date

from kbassist.messages.message import Ask, Message, MessagePart, PartKind
from kbassist.replies.reply import Wish
from kbassist.search.results import SearchResult
from kbassist.workspace.lookups import Lookups
from kbassist.workspace.values import AnsweredAsk, Suggestions


class Suggesting:
    """Turns a customer's message into hits, values and asks; keeps nothing of it."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups

    def suggest(
        self, text: str, wish: Wish, today: date, boosts: dict[str, float], limit: int, snippets: bool
    ) -> Suggestions:
        """Answer a message with up to `limit` hits, the best first, its values, and a hit for each ask."""
        message = Message(text, (MessagePart(PartKind.BODY, 0, len(text)),))

        def look_for(wanted: str, limit: int, snippets: bool) -> SearchResult:
            return self._lookups.search(wanted, wish, today, boosts, limit, snippets)

        def answered(ask: Ask) -> AnsweredAsk:
            found = look_for(ask.text, 1, False)
            return AnsweredAsk(ask, found.hits[0] if found.hits and found.fits else None)

        result = look_for(message.body, limit, snippets)
        asks = tuple(answered(ask) for ask in message.asks) if len(message.asks) > 1 else ()
        return Suggestions(message, result, (), asks)
