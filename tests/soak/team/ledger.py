"""Keeps account of every word that was saved: who was told so, and who took it out again knowingly."""

import re
from dataclasses import dataclass, field

TOKEN = re.compile(rb"tok[0-9]+x")


def tokens_in(text: "str | bytes") -> set[str]:
    """Return the tokens that stand in a text."""
    content = text.encode("utf-8", "replace") if isinstance(text, str) else text
    return {found.decode() for found in TOKEN.findall(content)}


@dataclass(slots=True)
class Ledger:
    """What was acknowledged, and what became of it by somebody's own will.

    `saved` are tokens of which a save said that they stand in the library, `typed` those that are kept
    as a draft, `dropped` those that somebody took out who had them before the eyes. `trampled` were
    written over by an editor that did not look: nobody of ours could help that, but whoever saved them
    must still have them. `foreign` were never given to the program.
    """

    saved: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    trampled: set[str] = field(default_factory=set)
    foreign: set[str] = field(default_factory=set)
    made: int = 0

    def token(self) -> str:
        """Return a word that was never used before."""
        self.made += 1
        return f"tok{self.made}x"

    def drop(self, before: str, after: str) -> None:
        """Note what somebody takes out who has `before` on the screen; from now on it may be gone.

        It may be so even where nobody is told, as when the program ends in the middle.
        """
        self.dropped |= tokens_in(before) - tokens_in(after)

    def trample(self, stood: bytes, seen: bytes, written: bytes) -> None:
        """Note that somebody wrote over what `stood` there, having seen something else."""
        gone = tokens_in(stood) - tokens_in(written)
        self.dropped |= gone & tokens_in(seen)
        self.trampled |= gone - tokens_in(seen)
        self.foreign |= tokens_in(written) - tokens_in(seen)

    @property
    def acknowledged(self) -> set[str]:
        """All that must still be readable somewhere."""
        return self.saved | self.typed | (self.foreign - self.trampled - self.dropped)

    @property
    def living(self) -> set[str]:
        """All that must be in an article, or in a conflict that is shown."""
        return (self.saved | self.typed | self.foreign) - self.dropped - self.trampled
