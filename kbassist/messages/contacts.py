"""Finds e-mail addresses, phone numbers and links in a text."""

import re
from collections.abc import Iterator

from kbassist.messages.folding import folded
from kbassist.messages.mention import Mention

_EMAIL = re.compile(
    r"(?<![\w.+%-])[A-Za-z0-9_][\w.+%'-]{0,63}@[A-Za-z0-9][\w-]{0,62}(?:\.[A-Za-z0-9][\w-]{0,62}){1,5}(?![\w@])"
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"']{1,2000}", re.I)
_PHONE = re.compile(
    r"(?<![\w+.,/#-])(?:(?:\+|00)[1-9]\d{0,3}[\s./()-]{0,2}(?:\(0\)\s?)?\d[\d\s./()-]{4,16}\d"
    r"|\(\d{2,5}\)[ .-]?\d[\d .-]{3,12}\d|0\d[\d\s./-]{6,14}\d|[2-9]\d{2}[.-]\d{3}[.-]\d{4})(?![\w@])"
)
_ANY_NUMBER = re.compile(r"(?<![\w+])\+?\d[\d ./()-]{5,18}\d(?![\w@])")
_CUE = re.compile(
    r"\b(?:phone|tel|telephone|mobile|cell|call me|call|reach me|ring|whats ?app|text me|contact number|handy"
    r"|mobil"
    r"|telefon|rufnummer|anrufen|ruckruf|erreichbar|mobilnummer|telefonnummer|portable|numero de tel|movil"
    r"|telefono"
    r"|llam\w+|cellulare|chiam\w+|telemovel|telefone|ligar|telefoon|mobiel|bellen)\b[^\n\d+]{0,24}$"
)
_DAY = r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?\.?"
_DATE_LIKE = re.compile(
    rf"{_DAY} ?- ?{_DAY}|"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?|\d{1,2}[./]\d{1,2}\.?\s.*"
)


def emails_in(text: str) -> tuple[Mention, ...]:
    """Return the e-mail addresses in `text`, as they are written."""
    return tuple(Mention(one.start(), one.end(), one[0]) for one in _EMAIL.finditer(text))


def links_in(text: str) -> tuple[Mention, ...]:
    """Return the web addresses in `text`."""
    return tuple(Mention(one.start(), one.end(), one[0]) for one in _LINK.finditer(text))


def phones_in(text: str) -> tuple[Mention, ...]:
    """Return the phone numbers in `text`: international ones, those that begin like one, those called one."""
    low = folded(text)
    found = [*_formed(text)]
    for one in _ANY_NUMBER.finditer(text):
        is_called = _CUE.search(low, max(0, one.start() - 48), one.start())
        is_new = not any(other.overlaps(one.start(), one.end()) for other in found)
        if is_called and is_new and not _DATE_LIKE.fullmatch(one[0]) and 6 <= _count(one[0]) <= 15:
            found.append(_mention(one))
    return tuple(sorted(found, key=lambda one: one.start))


def _formed(text: str) -> Iterator[Mention]:
    for one in _PHONE.finditer(text):
        digits = _count(one[0])
        is_long_enough = digits >= 10 or (digits >= 8 and not one[0].isdigit())
        if is_long_enough and digits <= 15 and not _DATE_LIKE.fullmatch(one[0]) and "\n" not in one[0]:
            yield _mention(one)


def _mention(found: re.Match[str]) -> Mention:
    return Mention(found.start(), found.end(), " ".join(found[0].split()))


def _count(text: str) -> int:
    return sum(one.isdigit() for one in text)
