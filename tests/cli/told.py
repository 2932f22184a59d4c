"""What a command said, and the type of the fixture that runs one."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Kb = Callable[..., Told]
