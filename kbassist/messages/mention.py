"""Something of a known form that stands in a text: an address, an amount, a day."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A half-open range of a text; `text` is the value as fields take it, `note` how it was read."""

    start: int
    end: int
    text: str
    note: str = ""

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether this mention and a range share a character."""
        return self.start < end and start < self.end


def free_of(mentions: Iterable[Mention], taken: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions that share no character with `taken`."""
    taken = tuple(taken)
    return tuple(one for one in mentions if not any(one.overlaps(other.start, other.end) for other in taken))
