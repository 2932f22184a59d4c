"""When a library is synced by itself, and how long to wait where its host does not answer."""

from kbassist.team.git.standing import SyncState

FOCUSED_S = 180.0
RESTING_S = 600.0
OPENED_S = 2.0
"""So long after a library was opened: the first hits come before."""
SAVED_S = 4.0
"""So long after the last save: whoever saves every few words is sent once."""
STALE_S = 30.0
RETRY_S = 20.0
LONGEST_RETRY_S = 900.0

ASKS = frozenset({SyncState.OFF, SyncState.SIGN_IN})
"""Nothing is tried by itself in these states: somebody has to say something first."""


def rest_s(state: SyncState, failures: int, *, focused: bool, chance: float) -> float | None:
    """Return how long to rest until the next sync, None for until somebody asks for one.

    `failures` counts those in a row in which the host did not answer; the rest grows with them. `chance`,
    from 0 to 1, spreads the machines of a team that came back or was cut off at the same moment.
    """
    if state in ASKS:
        return None
    if failures:
        return min(LONGEST_RETRY_S, RETRY_S * 2.0 ** min(failures - 1, 10)) * (0.75 + chance / 2)
    return (FOCUSED_S if focused else RESTING_S) * (0.9 + chance / 5)
