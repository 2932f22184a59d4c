"""What is known before a reply is checked: what the message and the conversation say, and in which words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kbassist.messages.amounts import amounts_in
from kbassist.messages.cues import families_of
from kbassist.messages.folding import folded, words_of
from kbassist.messages.message import FoundValue, Message
from kbassist.render.names import is_own
from kbassist.render.typed import parse_amount, parse_moment, parse_number
from kbassist.replies.conversation import Conversation
from kbassist.replies.strangers import key_of

_NAMES = ("customer.name", "customer.first_name", "customer.last_name")
# A day of these stands once for all; of others - a delivery, a refund - the answer is often a new one.
_FIXED = frozenset({"order", "invoice", "booking", "departure", "flight", "birth", "contract", "claim"})
_MOVING = frozenset({"delivery", "refund", "appointment"})
_GENERIC = ("date", "amount")
_FEWEST_DIGITS = 3
_SHORTEST_CODE = 5
_MOST_CHARACTERS = 60_000
_LONGEST_AMOUNT = 40
_NUMBER = re.compile(r"(?<![\w.,])\d{1,9}(?:[.,]\d{1,3})?(?![\w])")


class Kind(StrEnum):
    """What a value is, which decides how it is compared."""

    CODE = "code"
    DAY = "day"
    AMOUNT = "amount"
    NAME = "name"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Expected:
    """A value that the reply must not contradict; `is_told` when the customer's message says it.

    `written` is how it stands there, for showing.
    """

    name: str
    text: str
    kind: Kind
    is_told: bool = False
    written: str = ""

    @property
    def source(self) -> str:
        """Say who says so, and what."""
        whose = "The message says" if self.is_told else "This conversation is about"
        return f"{whose} {self.written or self.text}"

    @property
    def is_fixed(self) -> bool:
        """Tell whether this day cannot have changed since the customer named it."""
        families = families_of(self.name.replace(".", " ").replace("_", " "))
        return bool(_FIXED.intersection(families)) and not _MOVING.intersection(families)

    def is_same(self, text: str, today: date) -> bool:
        """Tell whether `text`, typed or printed in any form, is the same value."""
        if self.kind is Kind.DAY:
            mine, other = parse_moment(self.text, today), parse_moment(text, today)
            return mine is not None and other is not None and mine.isoformat()[:10] == other.isoformat()[:10]
        if self.kind is Kind.AMOUNT:
            return _is_same_amount(self.text, text)
        return key_of(self.text) == key_of(text)


@dataclass(frozen=True, slots=True)
class Known:
    """All that was said already, in the forms in which it is compared.

    `keys` are numbers and addresses, `words` those of the message and the library, `names` those of the
    conversation's values, `numbers` the library's. What the agent wrote in own words proves nothing.
    """

    keys: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    amounts: tuple[str, ...]
    numbers: frozenset[Decimal]
    today: date

    @staticmethod
    def of(
        message: Message | None,
        values: Sequence[FoundValue],
        conversation: Conversation,
        authored: str,
        today: date,
    ) -> "Known":
        """Collect what message, conversation and library say."""
        written = message.text[:_MOST_CHARACTERS] if message else ""
        given = (value.text for name, value in conversation.values.items() if not is_own(name))
        told = [*(one.text for one in values), *given]
        everything = (written, authored, *told)
        keys = {key for text in everything for key in _keys(text)}
        names = {word for text in told for word in words_of(folded(text))}
        said = {word for text in (written, authored) for word in words_of(folded(text))}
        amounts = [one.text for text in (written, authored) for one in amounts_in(text)]
        return Known(
            frozenset(keys),
            frozenset(said),
            frozenset(names),
            (*amounts, *(text for text in told if len(text) <= _LONGEST_AMOUNT)),
            frozenset(_numbers(authored)),
            today,
        )

    def has(self, text: str) -> bool:
        """Tell whether a number or address was given by anybody."""
        return key_of(text) in self.keys

    def says(self, text: str) -> bool:
        """Tell whether message or library hold `text`, be it several words."""
        words = words_of(folded(text))
        return bool(words) and all(word in self.words for word in words)

    def has_amount(self, text: str) -> bool:
        """Tell whether an amount was given by anybody, or its number stands in a fact of the library."""
        amount = parse_amount(text)
        if amount is not None and amount.number in self.numbers:
            return True
        return any(_is_same_amount(one, text) for one in self.amounts)

    def is_word(self, word: str) -> bool:
        """Tell whether the message or the library use a word, such as a name."""
        low = folded(word)
        return low in self.words or f"{low}'s" in self.words


def expected_of(
    message: Message | None, values: Sequence[FoundValue], conversation: Conversation, today: date
) -> tuple[Expected, ...]:
    """Return what a reply must not contradict: what the message tells, then what else is known."""
    text = message.text if message else ""
    told = [
        Expected(one.name, one.text, _kind(one.name, one.text, today), True, text[one.start : one.end])
        for one in values
    ]
    names = {one.name for one in told}
    others = [
        Expected(name, value.text.strip(), _kind(name, value.text, today))
        for name, value in conversation.values.items()
        if name not in names and not name.startswith(("agent.", "own."))
    ]
    return tuple(one for one in (*told, *others) if one.name not in _GENERIC)


def _kind(name: str, text: str, today: date) -> Kind:
    if name in _NAMES:
        return Kind.NAME
    if parse_moment(text, today) is not None:
        return Kind.DAY
    amount = parse_amount(text)
    if amount is not None and amount.currency:
        return Kind.AMOUNT
    digits = sum(one.isdigit() for one in text)
    is_code = digits >= _FEWEST_DIGITS or (digits > 0 and text.isupper() and len(text) >= _SHORTEST_CODE)
    is_short = len(text.split()) <= 2 and "@" not in text
    return Kind.CODE if is_code and is_short and not name.endswith("phone") else Kind.OTHER


def _is_same_amount(left: str, right: str) -> bool:
    mine, other = parse_amount(left), parse_amount(right)
    if mine is None or other is None:
        return False
    is_currency_open = not mine.currency or not other.currency or mine.currency == other.currency
    return abs(mine.number) == abs(other.number) and is_currency_open


def _numbers(text: str) -> Iterator[Decimal]:
    for one in _NUMBER.findall(text[:_MOST_CHARACTERS]):
        if (number := parse_number(one)) is not None:
            yield number


def _keys(text: str) -> Iterator[str]:
    """Yield the forms of all words of a text with a digit or an @ in them, and of the text as a whole."""
    if len(text) <= 60:
        yield key_of(text)
    for word in text.split():
        bare = word.strip(".,;:!?()[]<>\"'*_#|")
        if "@" in bare or any(one.isdigit() for one in bare):
            yield key_of(bare)
            yield from (key_of(part) for part in bare.replace("=", "/").replace(":", "/").split("/"))
