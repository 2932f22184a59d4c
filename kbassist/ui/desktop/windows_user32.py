"""The calls of Windows' user32.dll, which other systems' Python does not know."""

import ctypes
from typing import Any


def user32() -> Any:
    """Return the library; only on Windows."""
    return vars(ctypes)["windll"].user32
