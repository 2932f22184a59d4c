"""The values that a message or a link offers for the conversation, and how they stand to what is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from kbassist.messages.message import FoundValue
from kbassist.replies.conversation import Conversation

MESSAGE = "from the message"


@dataclass(frozen=True, slots=True)
class Offer:
    """A value to be taken; `known` is another text that the conversation has for it, "" for none."""

    value: FoundValue
    source: str = MESSAGE
    known: str = ""


def offers_of(
    found: Sequence[FoundValue],
    source: str,
    conversation: Conversation,
    declined: frozenset[str] = frozenset(),
) -> tuple[Offer, ...]:
    """Return what is still to be taken: what is known already, or was declined, is not offered again."""
    offers: list[Offer] = []
    seen: set[tuple[str, str]] = set()
    for value in found:
        key = (value.name, same(value.text))
        known = conversation.values.get(value.name)
        if key in seen or value.text in declined or (known and same(known.text) == key[1]):
            continue
        seen.add(key)
        offers.append(Offer(value, source, known.text if known else ""))
    return tuple(offers)


def with_all(conversation: Conversation, offers: Sequence[Offer]) -> Conversation:
    """Take every offer over that does not contradict what is known; of two for one name, the first."""
    for offer in offers:
        if offer.value.name not in conversation.values:
            conversation = conversation.put(offer.value.name, offer.value.text, offer.source)
    return conversation


def same(text: str) -> str:
    """Return what makes two spellings of a value one."""
    return " ".join(text.split()).casefold()
