"""What a library says of itself: `_library.yaml`, `_facts.yaml` and `_parts/`."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kbassist.articles.article import Fact, Field, Part, Problem

CHANNELS = ("chat", "email", "phone", "ticket", "sms", "social")
TONES = ("neutral", "warm", "calm", "direct")


@dataclass(frozen=True, slots=True)
class Library:
    """Name, channels, tones, languages, shared fields, facts and parts of one folder.

    `root` is the absolute path of the folder. Tuples keep the order in which the agent is offered them.
    `systems` are the help desks whose links may offer values. `limits` are the characters that one message
    takes, by channel, where the team's own tool takes more or fewer than such channels do. `leads` are the
    owners who publish what others wrote, where a git library wants a review; empty lets everybody publish.
    `share_learned` lets those who agree share what they learned, `share_names` under their names.
    """

    root: str
    name: str
    channels: tuple[str, ...] = CHANNELS
    tones: tuple[str, ...] = TONES
    languages: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    facts: tuple[Fact, ...] = ()
    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    systems: tuple[str, ...] = ()
    limits: tuple[tuple[str, int], ...] = ()
    leads: tuple[str, ...] = ()
    share_learned: bool = False
    share_names: bool = False

    def limit_of(self, channel: str | None) -> int | None:
        """Return the limit that the library sets for a channel; None where it sets none."""
        return dict(self.limits).get(channel or "")


def with_lent(own: Library, lenders: Sequence[Library]) -> Library:
    """Return a library with the facts, parts and fields of others added; its own come first."""
    if not lenders:
        return own
    facts = {fact.name: fact for library in (*reversed(lenders), own) for fact in library.facts}
    parts = {part.name: part for library in (*reversed(lenders), own) for part in library.parts}
    fields = {field.name: field for library in (*reversed(lenders), own) for field in library.fields}
    return replace(
        own, facts=tuple(facts.values()), parts=tuple(parts.values()), fields=tuple(fields.values())
    )
