"""The values known about the customer at hand; in memory only, until a new conversation begins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Value:
    """One value and where it came from, such as `typed` or `from the message`."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Values by the full name of their placeholder (`order.id`). `Conversation()` is a new, empty one."""

    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))

    def put(self, name: str, text: str, source: str = "typed") -> "Conversation":
        """Return the conversation with this value; a blank one is as good as none."""
        if not text.strip():
            return self.without(name)
        return Conversation(MappingProxyType({**self.values, name: Value(text, source)}))

    def without(self, name: str) -> "Conversation":
        """Return the conversation without this value."""
        return Conversation(
            MappingProxyType({key: value for key, value in self.values.items() if key != name})
        )
