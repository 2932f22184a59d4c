"""Reads how far git is out of what it says while it works."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

_STEP = re.compile(r"(?P<what>[A-Z][a-z]+ [a-z]+): +\d+% \((?P<done>\d+)/(?P<total>\d+)\)")


class Stage(StrEnum):
    """What is being done, in the order in which it comes."""

    CONNECTING = "connecting"
    PREPARING = "preparing"  # the host counts and packs
    RECEIVING = "receiving"
    SENDING = "sending"
    RESOLVING = "resolving"  # the pieces are put together
    WRITING = "writing"  # files are written into the folder


_STAGES = {
    "Counting objects": Stage.PREPARING,
    "Compressing objects": Stage.PREPARING,
    "Receiving objects": Stage.RECEIVING,
    "Unpacking objects": Stage.RECEIVING,
    "Writing objects": Stage.SENDING,
    "Resolving deltas": Stage.RESOLVING,
    "Updating files": Stage.WRITING,
    "Checking out": Stage.WRITING,
    "Filtering content": Stage.WRITING,
}


@dataclass(frozen=True, slots=True)
class Step:
    """How far a stage is: `done` of `total`, both 0 where nobody knows yet."""

    stage: Stage
    done: int = 0
    total: int = 0


Told = Callable[[Step], None]


def tell_nobody(step: Step) -> None:
    """Tell nobody."""


def last_step(said: str) -> Step | None:
    """Return the last step that git spoke of, None when it has not spoken of any."""
    last = None
    for found in _STEP.finditer(said):
        stage = _STAGES.get(found["what"])
        if stage is not None:
            last = Step(stage, int(found["done"]), int(found["total"]))
    return last


class Listener:
    """Tells of each step once, from the pieces that git says."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._last: Step | None = None

    def hear(self, piece: str) -> None:
        """Take what git said since the last call."""
        step = last_step(piece)
        if step is not None and step != self._last:
            self._last = step
            self._told(step)
