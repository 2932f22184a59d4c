"""Where a character stands in a line of laid-out text."""

from typing import cast

from PySide6.QtGui import QTextLine


def caret_x(line: QTextLine, position: int) -> float:
    """Return the x of the caret before a character, counted in UTF-16 units of the text."""
    # Qt also returns a position; PySide6 makes a pair of the two.
    x = cast("tuple[float, int] | float", line.cursorToX(position))
    return x[0] if isinstance(x, tuple) else x


def units(text: str, offset: int) -> int:
    """Return the offset in UTF-16 units, as Qt counts, of an offset in characters: an emoji is two."""
    if text.isascii():
        return offset
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
