"""Remembers, as salted hashes, what belongs to other conversations, so that none slips into this one."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence

from kbassist.messages.contacts import emails_in
from kbassist.messages.folding import folded, words_of
from kbassist.messages.message import FoundValue
from kbassist.render.typed import parse_amount
from kbassist.replies.conversation import Conversation
from kbassist.replies.salted import Salt

_MOST_KEPT = 2_000
_PERSONAL = ("name", "first_name", "last_name")
_SHORTEST_NAME = 3
_FEWEST_DIGITS = 4
_PHONE_TAIL = 8  # the last digits of a phone number; those before may be a 0, a +49 or a 0049
_FEWEST_TELLING = 3  # digits of an amount that tells somebody apart: 49.90 does, 50.00 does not


class Strangers:
    """What the last and the other conversations knew: numbers, addresses and names, as salted hashes.

    It lives in memory as long as the window; what is oldest is dropped first.
    """

    def __init__(self) -> None:
        self._salt = Salt()
        self._marks: OrderedDict[bytes, None] = OrderedDict()

    def remember(self, conversation: Conversation, values: Sequence[FoundValue] = ()) -> None:
        """Take note of a conversation's values and of those in its message."""
        told = [(name, value.text) for name, value in conversation.values.items()]
        told += [(one.name, one.text) for one in values]
        for mark in (self._salt.mark(key) for name, text in told for key in _keys(name, text)):
            self._marks[mark] = None
            self._marks.move_to_end(mark)
        while len(self._marks) > _MOST_KEPT:
            self._marks.popitem(last=False)

    def knows(self, text: str) -> bool:
        """Tell whether a number, an address or one word of a name belongs to such a conversation."""
        return self._salt.mark(key_of(text)) in self._marks

    def knows_phone(self, text: str) -> bool:
        """Tell whether a phone number belongs to one, written with a country's code or without."""
        tail = _phone_tail(text)
        return bool(tail) and self._salt.mark(tail) in self._marks

    def knows_amount(self, text: str) -> bool:
        """Tell whether an amount that few people pay or get belongs to one."""
        key = _amount_key(text)
        return bool(key) and self._salt.mark(key) in self._marks

    def forget(self) -> None:
        """Forget all; the salt is drawn anew."""
        self._salt = Salt()
        self._marks.clear()


def key_of(text: str) -> str:
    """Return a number, an address or a name in the one form in which it is compared."""
    return "".join(one for one in folded(text) if one.isalnum() or one in "@.+").strip(".")


def _keys(name: str, text: str) -> Iterator[str]:
    """Yield what of a value would give a person away: all of a number or address, each word of a name."""
    last = name.rpartition(".")[2]
    if last in _PERSONAL and not name.startswith("agent."):
        yield from _long_enough(words_of(folded(text)))
    elif "@" in text:
        yield from (key_of(one.text) for one in emails_in(text))
    elif key := _amount_key(text):
        yield key
    elif len(text) <= 40 and _is_code(text) and not _is_common(text):
        yield key_of(text)
        if last.endswith("phone") and (tail := _phone_tail(text)):
            yield tail


def _phone_tail(text: str) -> str:
    digits = "".join(one for one in text if one.isdigit())
    return f"tel {digits[-_PHONE_TAIL:]}" if len(digits) > _PHONE_TAIL else ""


def _amount_key(text: str) -> str:
    amount = parse_amount(text) if len(text) <= 40 else None
    if amount is None or not amount.currency:
        return ""
    number = abs(amount.number).normalize()
    return f"= {number} {amount.currency}" if len(number.as_tuple().digits) >= _FEWEST_TELLING else ""


def _long_enough(words: Iterable[str]) -> Iterator[str]:
    return (word for word in words if len(word) >= _SHORTEST_NAME)


def _is_code(text: str) -> bool:
    digits = sum(one.isdigit() for one in text)
    return digits >= _FEWEST_DIGITS or (digits >= 2 and " " not in text and len(text) >= 5)


def _is_common(text: str) -> bool:
    """Tell whether many customers have this: a day, an amount, a year."""
    bare = text.strip()
    is_day = len(bare) == 10 and bare[4:5] == bare[7:8] == "-"
    amount = parse_amount(bare)
    is_amount = amount is not None and bool(amount.currency)
    return is_day or is_amount or (len(bare) == 4 and bare[:2] in ("19", "20"))
