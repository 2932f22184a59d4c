"""Cuts prose into the words that have a spelling."""

import re
from collections.abc import Iterator

# Letters with the marks above them; apostrophes, soft and other hyphens within.
_TOKEN = re.compile(r"[\w\u0300-\u036f\u00ad][\w\u0300-\u036f\u00ad'’‑-]*")
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+(?:['’‑-](?:[^\W\d_][\u0300-\u036f]*)+)*\Z")
# Longer ones are no words; a compound that is not known takes the longer the longer it is.
MOST_LETTERS = 60
_AT_END = "'’‑-\u00ad"


def words_in(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the words of a range of a line begin and end.

    What has digits, inner or only capital letters is a name or a code, and no word.
    """
    for token in _TOKEN.finditer(line, start, end):
        text = token[0].rstrip(_AT_END)
        letters = text.replace("\u00ad", "")
        if 1 < len(letters) <= MOST_LETTERS and _WORD.match(letters) and _is_plain(letters):
            yield token.start(), token.start() + len(text)


def _is_plain(word: str) -> bool:
    parts = re.split(r"['’‑-]", word)
    return all(part[1:] == part[1:].lower() for part in parts) and not word.isupper()
