"""What a sync works with, given by the workspace."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kbassist.team.git.pending import PendingConflicts
from kbassist.team.git.program import GitProgram
from kbassist.team.git.standing import Publishing


def _nobody(_phase: str) -> None:
    """Watch nothing."""


def _the_branch(_root: Path) -> Publishing:
    """Send to the branch that is checked out."""
    return Publishing()


def _on_purpose(_root: Path, _gone: frozenset[str], _known: int) -> bool:
    """Take whatever is gone for removed."""
    return True


@dataclass(frozen=True, slots=True)
class SyncParts:
    """Whose name commits bear, where conflicts are kept, what time it is; `now` has its zone.

    `publishing` tells where the own work of a library goes, given by its folder. `may_remove` tells whether
    articles, of how many, that are gone from that folder were removed by somebody. `watch` is told of each
    step before it is taken, `wait` waits for seconds.
    """

    program: GitProgram
    pending: PendingConflicts
    now: Callable[[], datetime]
    author: Callable[[], str]
    publishing: Callable[[Path], Publishing] = _the_branch
    watch: Callable[[str], None] = _nobody
    wait: Callable[[float], None] = time.sleep
    may_remove: Callable[[Path, frozenset[str], int], bool] = _on_purpose
