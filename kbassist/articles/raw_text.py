"""The text of a file over its bytes, so that a piece of it is replaced and every other byte stays."""

import codecs
import re
from bisect import bisect_left
from dataclasses import dataclass

from kbassist.articles.decoding import decode
from kbassist.system.errors import NotSaved

MARKS = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
_NO_TEXT = "The file holds bytes that are no text above the place of the change; mend them first."
_LINE_END = re.compile(r"\r\n?|\n")


def codec_of(encoding: str) -> str:
    """Return how the bytes after the byte order mark are encoded."""
    return "utf-8" if encoding == "utf-8-sig" else encoding


@dataclass(frozen=True, slots=True)
class RawText:
    """A file's bytes and the `text` that reading them gives; offsets are those of `text`."""

    content: bytes
    text: str
    encoding: str

    @classmethod
    def of(cls, content: bytes) -> "RawText":
        """Read the bytes of a file. Raises NotSaved when they are no text."""
        decoded = decode(content)
        if decoded is None:
            raise NotSaved("This is not a text file; nothing in it was changed.")
        return cls(content, decoded.text, decoded.encoding)

    def replaced(self, start: int, end: int, text: str) -> bytes:
        """Return the bytes with `text` in the place of `start` to `end`, in the file's own line ends.

        Raises NotSaved when the encoding has no sign for it, or what stands before cannot be told byte
        by byte.
        """
        mark = MARKS.get(self.encoding, b"")
        codec = codec_of(self.encoding)
        raw = self.content[len(mark) :].decode(codec, errors="replace")
        first, last = _raw_offsets(raw, start, end)
        try:
            head = mark + raw[:first].encode(codec)
            gone = raw[first:last].encode(codec)
        except UnicodeEncodeError as error:
            raise NotSaved(_NO_TEXT) from error
        if not self.content.startswith(head + gone):
            raise NotSaved(_NO_TEXT)
        try:
            new = text.replace("\n", _line_end_before(raw, first)).encode(codec)
        except UnicodeEncodeError as error:
            sign = text[error.start : error.end]
            raise NotSaved(
                f"The file is not UTF-8 and has no sign for {sign}; save it as UTF-8 first."
            ) from error
        return head + new + self.content[len(head) + len(gone) :]


def _raw_offsets(raw: str, *offsets: int) -> list[int]:
    """Turn offsets in the text with `\\n` line ends into offsets in the text as it is written."""
    pairs = [found.start() - index for index, found in enumerate(re.finditer("\r\n", raw))]
    return [offset + bisect_left(pairs, offset) for offset in offsets]


def _line_end_before(raw: str, offset: int) -> str:
    """Return the line end of the line above, or of the first line."""
    found = None
    for found in _LINE_END.finditer(raw, 0, offset):  # noqa: B007 - the last one counts
        pass
    found = found or _LINE_END.search(raw)
    return found[0] if found else "\n"
