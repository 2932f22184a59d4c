"""A file as text that may be edited: lines that stay the same keep every byte, line ends included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kbassist.articles.decoding import decode, without_surrogates
from kbassist.articles.line_matches import changes
from kbassist.articles.raw_text import MARKS, codec_of
from kbassist.system.errors import NotSaved

_LINE = re.compile(rb"([^\r\n]*)(\r\n?|\n|\Z)")
# Two bytes a sign, so that a line end is never looked for in the middle of one.
_WIDE_LINE = {
    "utf-16-le": re.compile(rb"((?:(?!\r\0|\n\0)..)*)(\r\0(?:\n\0)?|\n\0|.?\Z)", re.DOTALL),
    "utf-16-be": re.compile(rb"((?:(?!\0\r|\0\n)..)*)(\0\r(?:\0\n)?|\0\n|.?\Z)", re.DOTALL),
}


_UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class _Line:
    raw: bytes  # without its end
    text: str
    end: str  # "" for the last line
    is_cut: bool = False  # ends with half a sign, after which nothing may follow


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file's bytes, and the `text` that reading them gives: `\\n` line ends, no byte order mark."""

    content: bytes
    text: str
    encoding: str

    @classmethod
    def of(cls, content: bytes) -> "TextFile":
        """Read the bytes of a file. Raises NotSaved when they are no text."""
        decoded = decode(content)
        if decoded is None:
            raise NotSaved("This is no text file, so it cannot be edited here.")
        return cls(content, decoded.text, decoded.encoding)

    def with_text(self, new: str) -> bytes:
        """Return the bytes of the file with the text `new`.

        Lines that stay keep their bytes, new ones get the line end of the line above. Raises NotSaved
        when the file's encoding has no sign for something in `new`; `as_utf8` has one for everything.
        """
        new = _plain(new)
        if new == self.text:
            return self.content
        codec = codec_of(self.encoding)
        try:
            content = MARKS.get(self.encoding, b"") + self._rewritten(new, codec, is_own=True)
        except UnicodeEncodeError as error:
            sign = str(error.object)[error.start : error.end]
            raise NotSaved(f"The file is not UTF-8 and has no sign for {sign}; save it as UTF-8.") from error
        if self.encoding == "cp1252":
            again = decode(content)
            if again is None or again.text != new:
                raise NotSaved("The file is not UTF-8 and would be read as something else; save it as UTF-8.")
        return content

    def as_utf8(self, new: str) -> bytes:
        """Return the text `new` as UTF-8; lines that stay keep their line ends."""
        return self._rewritten(without_surrogates(_plain(new)), "utf-8", is_own=False)

    def _rewritten(self, new: str, codec: str, *, is_own: bool) -> bytes:
        """Encode `new`; where the codec `is_own` of the file, with the bytes of what stays."""
        old = list(self._lines())
        texts = new.split("\n")
        end, last = next((line.end for line in old if line.end), "\n"), len(texts) - 1
        raws: list[bytes] = []
        ends: list[str] = []
        for index, (text, line) in enumerate(self._sources(old, texts)):
            is_new = line is None or not is_own or (line.is_cut and (index != last or line.text != text))
            raws.append(text.encode(codec) if line is None or is_new else _patched(line, text, codec))
            end = (line.end if line is not None else "") or end
            if ends and (ends[-1], raws[-1], end) == ("\r", b"", "\n") and index != last:
                ends[-1] = "\r\n"  # as one line end these two would be, and the empty line gone
            ends.append(end)
        ends[-1] = ""
        return b"".join(raw + end.encode(codec) for raw, end in zip(raws, ends, strict=True))

    @staticmethod
    def _sources(old: list[_Line], texts: list[str]) -> Iterator[tuple[str, _Line | None]]:
        """Give each new line with the old one that it is, or was made out of."""
        at = there = 0
        for change in changes([line.text for line in old], texts):
            yield from zip(texts[there : change.right_start], old[at : change.left_start], strict=True)
            gone = old[change.left_start : change.left_end]
            came = texts[change.right_start : change.right_end]
            same_size = len(gone) == len(came)
            for index, text in enumerate(came):
                yield text, gone[index] if same_size else None
            at, there = change.left_end, change.right_end
        yield from zip(texts[there:], old[at:], strict=True)

    def _lines(self) -> Iterator[_Line]:
        codec = codec_of(self.encoding)
        mark = MARKS.get(self.encoding, b"")
        is_open = True
        for found in _WIDE_LINE.get(self.encoding, _LINE).finditer(self.content, len(mark)):
            if not is_open and not found[0]:
                break
            raw, end = found[1], found[2].decode(codec, errors="ignore")
            is_cut = bool(found[2] and not end)
            raw += found[2] if is_cut else b""
            yield _Line(raw, _read(raw, codec), end, is_cut)
            is_open = bool(end)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _read(raw: bytes, codec: str) -> str:
    return raw.decode(codec, errors="replace").replace("\0", _UNREADABLE)


def _patched(line: _Line, text: str, codec: str) -> bytes:
    """Return a line with the bytes it has; of a changed one what was unreadable, where it was not touched."""
    if line.text == text:
        return line.raw
    if _UNREADABLE not in line.text:
        return text.encode(codec)
    shared = min(len(line.text), len(text))
    head = next((at for at in range(shared) if line.text[at] != text[at]), shared)
    most = shared - head
    tail = next((at for at in range(most) if line.text[-1 - at] != text[-1 - at]), most)
    first, last = _offset(line, head, codec), _offset(line, len(line.text) - tail, codec)
    if first is None or last is None:
        return text.encode(codec)
    return line.raw[:first] + text[head : len(text) - tail].encode(codec) + line.raw[last:]


def _offset(line: _Line, signs: int, codec: str) -> int | None:
    """Return how many bytes the first signs of a line take; None where that cannot be told."""
    if codec == "utf-8":
        try:
            return len(line.raw.decode(codec)[:signs].encode(codec))
        except UnicodeDecodeError:
            return None
    if codec == "cp1252":
        return signs
    return len(line.text[:signs].encode(codec))
