"""A text that Qt shows and gives back sign for sign, and places in it as Python and as Qt count them."""

import re
from bisect import bisect_left

# Qt ends a paragraph at these, and drops lone surrogates and a mark at the very beginning.
_LOST = re.compile("[\r\u2029\ufdd0\ufdd1\ufeff\ufffe\ud800-\udfff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_PRIVATE = range(0xE000, 0xF900)
_PARAGRAPH = "\u2029"


class ExactText:
    """Puts private signs in the place of those that Qt would lose, and takes them back out.

    `QPlainTextEdit.toPlainText` also makes spaces of no-break spaces, so the raw text is read instead.
    """

    def __init__(self, text: str) -> None:
        lost = sorted(set(_LOST.findall(text)))
        free = (chr(code) for code in _PRIVATE if chr(code) not in text) if lost else iter(())
        self._shown = {ord(sign): private for sign, private in zip(lost, free, strict=False)}
        self._stored = {ord(private): chr(sign) for sign, private in self._shown.items()}

    def shown(self, text: str) -> str:
        """Return `text` as the document may hold it."""
        return text.translate(self._shown) if self._shown else text

    def stored(self, raw: str) -> str:
        """Return the text that stands in the document, from `QTextDocument.toRawText`."""
        text = raw.replace(_PARAGRAPH, "\n")
        return text.translate(self._stored) if self._stored else text


class Places:
    """Turns offsets in characters into Qt's UTF-16 units and back; an emoji is one and two of them."""

    def __init__(self, text: str) -> None:
        wide = () if text.isascii() else tuple(found.start() for found in _ASTRAL.finditer(text))
        self._wide = wide
        self._wide_units = tuple(at + index for index, at in enumerate(wide))

    def units(self, offset: int) -> int:
        """Return Qt's position of an offset in characters."""
        return offset + bisect_left(self._wide, offset)

    def offset(self, units: int) -> int:
        """Return the offset in characters of Qt's position."""
        return units - bisect_left(self._wide_units, units)
