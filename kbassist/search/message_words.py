"""The distinct words of a customer's message, as they are looked up; it may be of any length."""

from collections.abc import Iterator
from itertools import islice

from kbassist.search.analysis import WORD, clean, shorten, spelled_out, typed_words
from kbassist.search.query import Word

MAX_CHARS = 6000
MAX_WORDS = 160


def message_words(text: str) -> tuple[Word, ...]:
    """Return the words in order of first sight; beyond MAX_CHARS and MAX_WORDS nothing is read."""
    return tuple(islice(_distinct(clean(text[:MAX_CHARS])), MAX_WORDS))


def _distinct(text: str) -> Iterator[Word]:
    seen = set[str]()
    for match in WORD.finditer(text):
        raw = match.group()
        words = typed_words(raw)
        others = tuple(map(shorten, spelled_out(raw))) if len(words) == 1 else ()
        for word in words:
            if word not in seen:
                seen.add(word)
                yield Word(word, others=others, accented="" if raw.isascii() else raw)
