"""Turns the bytes of a file into text, by its byte order mark, as UTF-8, else as cp1252."""

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

# How files that are surely no text begin, whatever their name says.
_BINARY_STARTS = (
    b"\x89PNG", b"\xff\xd8\xff", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b",
    b"\xfd7zXZ", b"7z\xbc\xaf", b"\x7fELF", b"MZ\x90", b"\xd0\xcf\x11\xe0",
    b"SQLite format 3\x00", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"Rar!\x1a",
)  # fmt: skip
# These begin like words, with which a text may begin, too.
_BINARY_WORDS = (b"GIF87a", b"GIF89a", b"BZh", b"RIFF", b"OggS", b"ID3", b"wOFF", b"wOF2")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_SAMPLE_BYTES = 8192
_CONTROL_SHARE = 0.3

_NEWLINES = re.compile(r"\r\n?")
_CONTROLS_IN_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Marks that reverse or hide text: in a title they make one thing look like another, or not be found.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_TITLE_LENGTH = 300
_MARKS_IN_TITLE = frozenset("*`[")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_EMPHASIS = re.compile(r"(\*{1,3}|`{1,2})(?=[^\s*`])([^*`]*[^\s*`])\1")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file with `\\n` line ends and U+FFFD for NUL, and what it was read as."""

    text: str
    encoding: str


def decode(data: bytes, *, complete: bool = True) -> Decoded | None:
    """Read `data` as text; None means that it is no text.

    `complete` False says that the file goes on after `data`, which may end inside a character.
    """
    if data.startswith((*_UTF32, *_BINARY_STARTS)) or _is_by_its_words(data, complete):
        return None
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            codec = "utf-8" if encoding == "utf-8-sig" else encoding
            return Decoded(_tidy(data[len(mark) :].decode(codec, errors="replace")), encoding)
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 4 and controls > _CONTROL_SHARE * len(sample):
        return None
    try:
        text, _ = codecs.utf_8_decode(data, "strict", complete)
    except UnicodeDecodeError:
        # Neither UTF-8 nor free of NUL: a picture or a program without a well-known beginning.
        if b"\0" in data:
            return None
        return Decoded(_tidy(data.decode("cp1252", errors="replace")), "cp1252")
    return Decoded(_tidy(text), "utf-8")


def _is_by_its_words(data: bytes, complete: bool) -> bool:
    """Tell whether this is no text that begins like one: an article may begin with `ID3 tags`."""
    if not data.startswith(_BINARY_WORDS):
        return False
    try:
        codecs.utf_8_decode(data, "strict", complete)
    except UnicodeDecodeError:
        return True
    return len(data.translate(None, _CONTROLS)) != len(data)


def _tidy(text: str) -> str:
    if "\r" in text:
        text = _NEWLINES.sub("\n", text)
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    return text


def without_surrogates(text: str) -> str:
    """Replace lone surrogates, which SQLite, the clipboard and log files all choke on."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Make `text` fit for a list or a window title: one line, no controls, nothing unseen."""
    if not (text.isascii() and text.isprintable()):
        text = _UNSEEN.sub("", _CONTROLS_IN_LINE.sub(" ", without_surrogates(text)))
    return " ".join(text.split())


def title_text(text: str) -> str:
    """Make a heading or a title fit for a list: without emphasis, code marks and link targets."""
    line = one_line(text[: 2 * _TITLE_LENGTH])
    if len(line) > _TITLE_LENGTH:
        line = line[: _TITLE_LENGTH - 1].rstrip() + "…"
    if not _MARKS_IN_TITLE.isdisjoint(line):
        line = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", line)).strip() or line
    return line
