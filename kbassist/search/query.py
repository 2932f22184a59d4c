"""What was typed into the search box, taken apart: words, phrases, exclusions and filters."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kbassist.search.analysis import (
    MAX_WORD_BYTES,
    WORD,
    clean,
    fold,
    is_unspaced,
    shorten,
    spelled_out,
    typed_words,
)

MAX_CHARS = 256
MAX_WORDS = 32


class Filter(StrEnum):
    """What can be asked for by name."""

    TAG = "tag"
    LANG = "lang"
    CHANNEL = "channel"
    OWNER = "owner"
    IN = "in"
    IS = "is"


class State(StrEnum):
    """What may stand behind `is:`."""

    DUE = "due"
    DRAFT = "draft"
    PINNED = "pinned"
    INACTIVE = "inactive"


_KEYS = "|".join(Filter)
_CHUNK = re.compile(
    rf"""(?P<minus>(?<!\S)-(?=[^\s-]))?(?P<key>(?i:{_KEYS}):)?"""
    r"""(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<bare>[^\s"]+))"""
)
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))


class Word(NamedTuple):
    """One folded word.

    `last` marks the word that is being typed; `growing` is false when something follows it already, such
    as a space. `starts` says that it is the beginning of words by nature, as a single ideograph is.
    `others` are other spellings of the same word. `plain` forbids stems, prefixes and corrections.
    `accented` is the word as it was typed when folding changed it: stemmers need the accents.
    """

    text: str
    last: bool = False
    growing: bool = False
    starts: bool = False
    others: tuple[str, ...] = ()
    plain: bool = False
    accented: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand next to each other; the last one may be a beginning when `growing`.

    `text` is what was between the quotes, folded.
    """

    words: tuple[str, ...]
    text: str
    growing: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter such as `tag:billing`; `value` is folded and may be a beginning when `growing`."""

    kind: Filter
    value: str
    growing: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed; `first` is the first chunk, folded: it may be a shortcut."""

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    filters: tuple[Wanted, ...] = ()
    without: tuple[Word | Phrase | Wanted, ...] = ()
    first: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to look for."""
        return not (self.words or self.phrases or self.filters)

    def asks(self, state: State) -> bool:
        """Tell whether `is:STATE` was typed."""
        return any(wanted.kind is Filter.IS and wanted.value == state for wanted in self.filters)


def parse(typed: str) -> Query:
    """Take apart what was typed; anything at all is a query, at worst an empty one.

    Beyond MAX_CHARS characters and MAX_WORDS words nothing is read.
    """
    typed = typed[:MAX_CHARS]
    if typed.isascii() and typed.replace(" ", "a").isalnum():
        return _parse_plain(typed.lower())
    text = clean(typed).translate(_QUOTES).lstrip()
    words: dict[str, Word] = {}
    phrases: list[Phrase] = []
    filters: list[Wanted] = []
    without: list[Word | Phrase | Wanted] = []
    first = ""
    ends_in_word = False
    for match in _CHUNK.finditer(text):
        at_end = match.end() == len(text)
        ends_in_word = bool(match["bare"]) and not (match["minus"] or match["key"])
        parts = _read(match, at_end)
        if match["minus"]:
            # While it is being typed an exclusion means nothing yet: the list would flicker.
            without += [part for part in parts if not (at_end and isinstance(part, Word))]
            continue
        if match.start() == 0 and ends_in_word:
            first = fold(match["bare"])
        for part in parts:
            if isinstance(part, Word):
                words.pop(part.text, None)
                words[part.text] = part
            elif isinstance(part, Phrase):
                phrases.append(part)
            else:
                filters.append(part)
    kept = tuple(words.values())[-MAX_WORDS:]
    if kept and ends_in_word:
        kept = _mark_last(kept, growing=text[-1].isalnum())
    return Query(kept, tuple(phrases), tuple(filters), tuple(without), first)


def _parse_plain(text: str) -> Query:
    """Parse what is only letters, digits and spaces: nearly every keystroke, in a tenth of the time."""
    words = text.split()
    if not words:
        return Query()
    # Of a repeated word the last place counts; the first chunk is kept, it may be a shortcut.
    distinct = tuple(dict.fromkeys(reversed(words)))[:MAX_WORDS]
    last = Word(distinct[0][:MAX_WORD_BYTES], True, text[-1] != " ")
    others = [Word(word[:MAX_WORD_BYTES]) for word in reversed(distinct[1:])]
    return Query((*others, last), first=words[0])


def _read(match: re.Match[str], at_end: bool) -> list[Word] | list[Phrase] | list[Wanted]:
    value = match["quoted"] if match["bare"] is None else match["bare"]
    growing = at_end and not match["closed"]
    if match["key"]:
        return _wanted(match["key"][:-1].lower(), value, growing)
    if match["bare"] is None:
        words = tuple(word for raw in WORD.findall(value) for word in typed_words(raw))[:MAX_WORDS]
        open_word = growing and not value[-1:].isspace()
        return [Phrase(words, fold(value).strip(), open_word)] if words else []
    if value.endswith(":") and value[:-1].lower() in Filter.__members__.values():
        return []
    return [word for raw in WORD.findall(value) for word in _as_words(raw)]


def _wanted(key: str, value: str, growing: bool) -> list[Wanted]:
    kind = Filter(key)
    folded = fold(value).strip().strip("/")
    if kind is Filter.LANG:
        folded = folded.replace("_", "-")
    unknown = kind is Filter.IS and folded not in State.__members__.values()
    return [] if unknown or not folded else [Wanted(kind, folded, growing)]


def _as_words(raw: str) -> list[Word]:
    words = typed_words(raw)
    others = tuple(shorten(form) for form in spelled_out(raw)) if len(words) == 1 else ()
    accented = "" if raw.isascii() else raw
    return [
        Word(word, others=others, starts=len(word) == 1 and is_unspaced(word), accented=accented)
        for word in words
    ]


def _mark_last(words: tuple[Word, ...], growing: bool) -> tuple[Word, ...]:
    end = words[-1]
    return (*words[:-1], end._replace(last=True, growing=growing))
