"""The values that reading a customer's message gives; offsets are half-open character ranges in its text."""

from dataclasses import dataclass
from enum import StrEnum


class PartKind(StrEnum):
    """What a run of a message is; only BODY says what the customer wants."""

    GREETING = "greeting"
    BODY = "body"
    SIGN_OFF = "sign-off"
    SIGNATURE = "signature"
    QUOTED = "quoted"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class MessagePart:
    """One run of a message; the runs follow each other and cover all of it."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that the customer wants to know or to have; `text` is that range, trimmed."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value that a message holds for a placeholder.

    `name` is the placeholder's full name, `text` the value as a field takes it (dates in ISO form, money as
    `49.90 EUR`), `start` and `end` say where it stands in the message as it was written. `why` is a short
    reason such as `Order number` or `after "my name is"`.
    """

    name: str
    text: str
    start: int
    end: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A customer's message, read. `lang` None means that too little was written to tell."""

    text: str
    parts: tuple[MessagePart, ...] = ()
    asks: tuple[Ask, ...] = ()
    lang: str | None = None

    @property
    def body(self) -> str:
        """What is left when greeting, sign-off, signature, quotes and footers are taken away."""
        kept = (self.text[part.start : part.end].strip() for part in self.parts if part.kind is PartKind.BODY)
        return "\n".join(text for text in kept if text)
