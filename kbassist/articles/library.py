"""What a library says of itself: `_library.yaml`, `_facts.yaml` and `_parts/`."""

from dataclasses import dataclass, field

from kbassist.articles.article import Fact, Field, Part, Problem

CHANNELS = ("chat", "email", "phone", "ticket", "sms", "social")
TONES = ("neutral", "warm", "calm", "direct")


@dataclass(frozen=True, slots=True)
class Library:
    """Name, channels, tones, languages, shared fields, facts and parts of one folder.

    `root` is the absolute path of the folder. Tuples keep the order in which the agent is offered them.
    `systems` are the help desks whose links may offer values.
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
