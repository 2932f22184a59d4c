"""File names as text that any JSON file, database or list can hold, and what is made out of them.

A name may hold bytes that are no UTF-8. Python reads them as lone surrogates, on which SQLite, JSON
readers and logs choke; here byte 0xNN is the private-use character U+EFNN instead, which the MirBSD
registry sets aside for it. The way back is exact, so the text still leads to the file.
"""

import re

from kbassist.articles.decoding import one_line

SUFFIXES = (".md", ".markdown")

_LONE_BYTE = re.compile("[\udc80-\udcff]")
_SAFE_BYTE = re.compile("[\uef80-\uefff]")
# `#` leads from an article to its reply; controls would break a list of ids, one a line.
_NOT_IN_ID = re.compile("[#\x00-\x1f\x7f-\x9f\u2028\u2029\uef80-\uefff]")
_JEKYLL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}-(?=\w)")


def safe_text(name: str) -> str:
    """Return a name as the operating system gave it in a form that can be stored and shown."""
    if name.isascii():
        return name
    return _LONE_BYTE.sub(lambda lone: chr(ord(lone[0]) - 0xDC00 + 0xEF00), name)


def native_name(text: str) -> str:
    """Return the name as the operating system knows it: the way back from `safe_text`."""
    if text.isascii():
        return text
    return _SAFE_BYTE.sub(lambda safe: chr(ord(safe[0]) - 0xEF00 + 0xDC00), text)


def is_article_name(name: str) -> bool:
    """Tell whether a file of this name is an article: Markdown, and not set aside by its first signs.

    `.` and `_` set a name aside; `~$` and `~syncthing~` begin what other programs write for a moment.
    """
    if name[:1] in "._" or (name[-3:].lower() != ".md" and name[-9:].lower() != ".markdown"):
        return False
    return name[:1] != "~" or not name.startswith(("~$", "~syncthing~"))


def without_suffix(path: str) -> str:
    """Return `path` without `.md` or `.markdown`."""
    stem, dot, suffix = path.rpartition(".")
    return stem if dot + suffix.lower() in SUFFIXES and stem and stem[-1] != "/" else path


def id_of(path: str) -> str:
    """Return the id that a path stands for: without `.md`, and `%23` for the `#` that leads to a reply."""
    return _NOT_IN_ID.sub(_percent, without_suffix(path))


def _percent(character: re.Match[str]) -> str:
    code = ord(character[0])
    if 0xEF80 <= code <= 0xEFFF:
        code -= 0xEF00
    return "".join(f"%{byte:02X}" for byte in (bytes([code]) if code < 0x100 else chr(code).encode()))


def title_of(path: str) -> str:
    """Make a title out of a file name: `refund-has-not-arrived.md` is "Refund has not arrived"."""
    name = without_suffix(path.rpartition("/")[2])
    name = _SAFE_BYTE.sub("\ufffd", _JEKYLL_DATE.sub("", name))
    words = one_line(name if " " in name else re.sub(r"[-_]+", " ", name))
    return (words[:1].upper() + words[1:]) or one_line(name) or name
