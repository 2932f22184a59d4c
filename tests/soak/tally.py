"""What a soak counts."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Tally:
    """`injected` is what was done to the saves; all others are what must not happen.

    `lost` lines that were acknowledged, `torn` files, `missing` files, `false` reports of a save, and
    files that were `left` beside others after a restart.
    """

    injected: int = 0
    lost: int = 0
    torn: int = 0
    missing: int = 0
    false: int = 0
    left: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def __str__(self) -> str:
        bad = ", ".join(f"{one.name} {getattr(self, one.name)}" for one in fields(self)[1:])
        return f"injected {self.injected} faults: {bad}"

    @property
    def is_clean(self) -> bool:
        """Whether something was injected and nothing happened that must not."""
        return self.injected > 0 and self == Tally(self.injected)
