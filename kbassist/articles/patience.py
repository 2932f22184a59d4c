"""Tries again what another program stands in the way of for a moment."""

import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

# Virus scanners, sync services and other copies of this program hold a file for milliseconds: 2.5 s in all.
_PAUSES_S = (0.002, 0.004, 0.008, 0.016, 0.032, *(0.064,) * 38)
# Access denied, sharing violation, lock violation.
_PASSING = (5, 32, 33)


def patiently(call: Callable[[], Result], is_passing: Callable[[OSError], bool]) -> Result:
    """Return what `call` gives; an OSError of which `is_passing` is true is waited out for 2.5 s."""
    for pause_s in _PAUSES_S:
        try:
            return call()
        except OSError as error:
            if not is_passing(error):
                raise
        time.sleep(pause_s)
    return call()


def unshared(call: Callable[[], Result]) -> Result:
    """Return what `call` gives; on Windows wait while another program holds the file. Raises OSError."""
    return patiently(call, is_sharing_violation)


def is_sharing_violation(error: OSError) -> bool:
    """Tell whether Windows refused since another program has the file open."""
    return getattr(error, "winerror", None) in _PASSING
