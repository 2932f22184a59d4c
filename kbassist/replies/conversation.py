"""The values known about the customer at hand; in memory only, until a new conversation begins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kbassist.render.names import is_own


@dataclass(frozen=True, slots=True)
class Value:
    """One value and where it came from, such as `typed` or `from the message`."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Values by the full name of their placeholder (`order.id`). `Conversation()` is a new, empty one.

    `skipped` names the slots for own words in which the agent has nothing to say to this customer.
    """

    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    skipped: frozenset[str] = frozenset()

    def put(self, name: str, text: str, source: str = "typed") -> "Conversation":
        """Return the conversation with this value; a blank one is as good as none."""
        if not text.strip():
            return self.without(name)
        values = MappingProxyType({**self.values, name: Value(text, source)})
        return Conversation(values, self.skipped - {name})

    def without(self, name: str) -> "Conversation":
        """Return the conversation without this value."""
        values = MappingProxyType({key: value for key, value in self.values.items() if key != name})
        return Conversation(values, self.skipped)

    def skip(self, names: Iterable[str]) -> "Conversation":
        """Return the conversation in which these slots for own words may stay empty; no other value may."""
        return Conversation(self.values, self.skipped | {name for name in names if is_own(name)})
