"""Takes from a question what may be kept of it: single words that say what it is about, and nobody."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kbassist.search.analysis import WORD, clean, fold, is_unspaced, spelled_out, split
from kbassist.search.cues import MONTHS, NAME_CUES, STREETS, TITLES
from kbassist.search.vocabulary import given_names, is_common, is_everyday

MAX_CHARS = 6000
MAX_WORDS = 48
_LONGEST = 24  # letters; longer ones are codes or joined words
_CHUNK = re.compile(r"[^\s,;!?()\[\]{}<>\"“”„«»|]+|\n")
_SECRET = re.compile(r"[\d@_\\#$€£%=&/+*~^]|://|^www\.|\w\.\w")
_SHOUTING = 0.6  # of the words in capitals: then capitals tell nothing
_BEHIND_CUE = 3  # words that may belong to a name
_NEAR_NUMBER = 4  # chunks between a street's name and the number of the house


@dataclass(slots=True)
class _Token:
    """A word of the message; `line` counts lines, `secret` says that nothing of it may be kept."""

    raw: str
    words: tuple[str, ...]
    line: int
    secret: bool = False

    @property
    def first(self) -> str:
        return self.words[0] if self.words else ""

    @property
    def everyday(self) -> bool:
        return all(map(is_everyday, self.words))


def informative_words(
    text: str, names: Collection[str] = (), knows: Callable[[str], bool] = lambda _: False
) -> tuple[str, ...]:
    """Return the words of a question that may be stored, folded, sorted, each once.

    Only common words stay, and those of the matter: what `knows` tells to stand in an article. A name that
    nothing around it gives away cannot be told from any other unknown word. Further left out are `names`
    (values of the conversation) with all their words, numbers and whatever has a digit, addresses of any
    kind, given names, what stands behind a word such as `Mr` or `I am`, capitalised words that are not of
    everyday use, and words of scripts without spaces, in which names cannot be told.
    """
    tokens = list(_tokens(clean(text[:MAX_CHARS])))
    _hide_behind_cues(tokens)
    _hide_given_names(tokens)
    _hide_streets_and_dates(tokens)
    if not _is_shouted(tokens):
        _hide_capitals(tokens)
    banned = {word for name in names for word in _words_of(name)}
    kept = {word for token in tokens if not token.secret for word in token.words if _may_stay(word, banned)}
    return tuple(sorted(word for word in kept if is_common(word) or knows(word))[:MAX_WORDS])


def _words_of(name: str) -> Iterator[str]:
    for raw in WORD.findall(clean(name)):
        yield from split(raw)
        yield from spelled_out(raw)
        yield fold(raw)


def _may_stay(word: str, banned: Collection[str]) -> bool:
    if not (1 < len(word) <= _LONGEST and word.isalpha()) or is_unspaced(word) or word in banned:
        return False
    # `Ortizs` and `Mayas` are forms of names too.
    return not any(word[:-cut] in banned for cut in (1, 2) if len(word) - cut > 2)


def _tokens(text: str) -> Iterator[_Token]:
    line = 0
    for match in _CHUNK.finditer(text):
        if match.group() == "\n":
            line += 1
            continue
        chunk = match.group().strip(".:'’‘-–—•·…")
        secret = _SECRET.search(chunk) is not None
        for raw in WORD.findall(chunk):
            yield _Token(raw, split(raw), line, secret)


def _is_shouted(tokens: Sequence[_Token]) -> bool:
    words = [token.raw for token in tokens if len(token.raw) > 1]
    return sum(map(str.isupper, words)) > _SHOUTING * len(words)


def _hide_behind_cues(tokens: Sequence[_Token]) -> None:
    """Hide what stands behind `my name is`, `Mr`, `I am`: behind some cues whatever it is."""
    folded = [token.first for token in tokens]
    for at in range(len(tokens)):
        for cue, is_certain in NAME_CUES:
            if tuple(folded[at : at + len(cue)]) == cue:
                _hide_name(tokens, at + len(cue), is_certain)
        if folded[at] in TITLES:
            _hide_name(tokens, at + 1, is_certain=True)


def _hide_name(tokens: Sequence[_Token], start: int, is_certain: bool) -> None:
    """Hide words from `start` on until one is of everyday use; the first one whatever it is if certain."""
    for at in range(start, min(start + _BEHIND_CUE, len(tokens))):
        if tokens[at].line != tokens[start].line:
            return
        if tokens[at].everyday and not (is_certain and at == start):
            return
        tokens[at].secret = True


def _hide_given_names(tokens: Sequence[_Token]) -> None:
    """Hide given names, and the unknown word before and behind them."""
    names = given_names()
    for at, token in enumerate(tokens):
        if any(word in names for word in token.words):
            token.secret = True
            for beside in (at - 1, at + 1):
                if 0 <= beside < len(tokens) and not tokens[beside].everyday:
                    tokens[beside].secret = True


def _hide_streets_and_dates(tokens: Sequence[_Token]) -> None:
    """Hide the words around a street's name with a number near it, and months beside numbers."""
    numbered = [any(letter.isdigit() for letter in token.raw) for token in tokens]
    for at, token in enumerate(tokens):
        near = range(max(0, at - _NEAR_NUMBER), min(len(tokens), at + _NEAR_NUMBER + 1))
        if token.first in MONTHS and any(numbered[place] for place in near if abs(place - at) < 3):
            token.secret = True
        if not token.first.endswith(STREETS) and token.first not in STREETS:
            continue
        has_number = any(numbered[place] for place in near)
        for place in near:
            if has_number or not tokens[place].everyday:
                tokens[place].secret |= place == at or not tokens[place].everyday or numbered[place - 1]


def _hide_capitals(tokens: Sequence[_Token]) -> None:
    """Hide capitalised words that are not of everyday use, and everyday ones between them."""
    for token in tokens:
        if token.raw[:1].isupper() and not token.everyday:
            token.secret = True
    for before, token in pairwise(tokens):
        # `Bill Blackwood`, `Rose Farthing`: the first is a word as well.
        if (
            token.secret
            and before.raw[:1].isupper()
            and token.raw[:1].isupper()
            and before.line == token.line
        ):
            before.secret = True
