"""Turn text into the words that are indexed and looked up: one regular expression, then folding by cache."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import cast

from kbassist.search.languages import Stem, stemmer

MAX_WORD_BYTES = 48  # UTF-8; the width of the lexicon's rows
_CACHE_SIZE = 400_000

# Marks that belong to a word although `\w` leaves them out: accents, points and vowel signs.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff\u0e30-\u0e4e\u0eb0-\u0ece\u102b-\u109f\u17b4-\u17dd"
)
WORD = re.compile(rf"[\w{_MARKS}]+(?:['’-][\w{_MARKS}]+)*")
# Scripts written without spaces: ideographs, kana, Thai, Lao, Myanmar, Khmer.
_UNSPACED = re.compile(
    "([\u2e80-\u2fdf\u3005-\u3007\u3031-\u3035\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003ffff]+)"
)
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
# Letters that Unicode does not take apart and that people type without the stroke.
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_APOSTROPHES = re.compile("['’]")
_LONE_LETTER = re.compile(r"\b(\w)[-_](?=\w)")
_JOINTS = re.compile("[_-]+")


def clean(text: str) -> str:
    """Compose accents and drop what has no width: zero-width, bidi and variation characters, surrogates."""
    if text.isascii():
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def fold(word: str) -> str:
    """Fold case, accents and width: `Größe` and `GROSSE` are both `grosse`."""
    lowered = word.casefold()
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFKD", lowered).casefold()
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", parts).translate(_LETTERS))


def shorten(word: str) -> str:
    """Cut a word to the bytes that the lexicon keeps, between characters."""
    if len(word) <= MAX_WORD_BYTES // 4:
        return word
    return word.encode("utf-8", "ignore")[:MAX_WORD_BYTES].decode("utf-8", "ignore")


def split(raw: str) -> tuple[str, ...]:
    """Split one token at its joints and fold the pieces; unspaced scripts become pairs of characters.

    `can't` stays one word (`cant`), a possessive loses its `s`, `l'article` and `two-factor` are two words.
    The last character of an unspaced run stands alone too, so that each character begins some word.
    """
    if raw.isascii() and raw.isalnum():
        return (shorten(raw.lower()),)
    pieces = []
    for joined in _JOINTS.split(raw):
        head, *rest = _APOSTROPHES.split(joined)
        if rest and rest[-1] in {"s", "S"}:
            rest.pop()
        elif rest and rest[-1] in {"t", "T"} and head[-1:] in {"n", "N"}:
            head, rest = head + rest[-1], []
        pieces += [head, *rest]
    words: list[str] = []
    for piece in pieces:
        folded = fold(piece)
        if folded.isascii() or not _UNSPACED.search(folded):
            words.append(shorten(folded))
        else:
            words.extend(_pairs(folded))
    return tuple(word for word in words if word)


def is_unspaced(word: str) -> bool:
    """Tell whether a word belongs to a script without spaces."""
    return _UNSPACED.match(word) is not None


def typed_words(raw: str) -> tuple[str, ...]:
    """Split a typed token; `e-mail` is looked up as `email`, under which both spellings are indexed."""
    if raw.isascii() and raw.isalnum():
        return (shorten(raw.lower()),)
    words = split(_LONE_LETTER.sub(r"\1", raw))
    # The last ideograph of a run stands alone in the index, where it begins words; here it says nothing new.
    return tuple(
        word
        for before, word in zip(("", *words), words, strict=False)
        if not (len(word) == 1 and len(before) == 2 and before[1] == word and is_unspaced(word))
    )


def spelled_out(raw: str) -> tuple[str, ...]:
    """Return how a token with umlauts is written without them, folded: `größe` is `groesse`."""
    if raw.isascii():
        return ()
    lowered = raw.casefold()
    spelled = lowered.translate(_UMLAUTS)
    return (shorten(fold(spelled)),) if spelled != lowered else ()


def _pairs(folded: str) -> Iterator[str]:
    for part in _UNSPACED.split(folded):
        if _UNSPACED.match(part):
            yield from (part[at : at + 2] for at in range(len(part)))
        else:
            yield shorten(part)


class _Tokens(dict[str, str | tuple[str, ...]]):
    """Maps a token to its word, or to a tuple where it is none or several."""

    def __init__(self, words: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self._words_of = words

    def __missing__(self, raw: str) -> str | tuple[str, ...]:
        if len(self) > _CACHE_SIZE:
            self.clear()
        words = self._words_of(raw)
        self[raw] = found = words[0] if len(words) == 1 else words
        return found


class Analyser:
    """Splits, folds and stems text; remembers every distinct word, so that one should serve many texts.

    Not for use by several threads at once.
    """

    def __init__(self) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        self._tokens = _Tokens(self.words)
        self._accented: dict[str, set[str]] = {}
        self._stems: dict[tuple[str, str], tuple[str, ...]] = {}
        self._stemmers: dict[str, Stem | None] = {}

    def counts(self, text: str) -> dict[str, int]:
        """Count the folded words of cleaned `text`, in order of first sight."""
        # Folding and counting both run inside the interpreter's C code, a third of the time of a loop.
        found = Counter(map(self._tokens.__getitem__, WORD.findall(text)))
        counts: dict[str, int] = {}
        for several in [key for key in found if key.__class__ is tuple]:
            times = found.pop(several)
            for word in several:
                counts[word] = counts.get(word, 0) + times
        for word, times in counts.items():
            found[word] += times
        return cast("dict[str, int]", found)

    def spans(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield start, end (characters, half-open) and folded words of every token of cleaned `text`."""
        known = self._words
        for match in WORD.finditer(text):
            raw = match.group()
            yield match.start(), match.end(), known.get(raw) or self.words(raw)

    def words(self, raw: str) -> tuple[str, ...]:
        """Fold one token into all words that it is found by, the joined and spelled-out forms last.

        `E-Mail` is found by `e`, `mail` and `email`; `Größe` by `grosse` and `groesse`.
        """
        found = self._words.get(raw)
        if found is None:
            if len(self._words) > _CACHE_SIZE:
                self._words.clear()
            forms = dict.fromkeys((*split(raw), *typed_words(raw), *self._other_forms(raw)))
            found = self._words[raw] = tuple(filter(None, forms))
        return found

    def _other_forms(self, raw: str) -> Iterator[str]:
        pieces = _JOINTS.split(raw)
        if _APOSTROPHES.search(raw):
            # `can't` is `cant`, and also `can` and `t`, as it is typed with a space.
            yield from (shorten(fold(part)) for part in _APOSTROPHES.split(raw) if part)
        elif len(pieces) > 1:
            yield from split("".join(pieces))
        if raw.isascii():
            return
        for piece in pieces:
            yield from spelled_out(piece)
            lowered, folded = piece.casefold(), fold(piece)
            if folded != lowered and len(self._accented) < _CACHE_SIZE:
                self._accented.setdefault(folded, set()).add(lowered)
                for lang in self._stemmers:
                    self._stems.pop((lang, folded), None)

    def stems(self, word: str, lang: str | None) -> tuple[str, ...]:
        """Stem a folded word in a base language; empty when there is no stemmer for it.

        Stemmers need the accents, so each accented form in which the word was seen gives its stem too.
        """
        if lang is None or not word[:1].isalpha():
            return ()
        key = (lang, word)
        found = self._stems.get(key)
        if found is None:
            if lang not in self._stemmers:
                self._stemmers[lang] = stemmer(lang)
            stem = self._stemmers[lang]
            forms = (word, *sorted(self._accented.get(word, ())))
            found = tuple(dict.fromkeys(shorten(fold(stem(form))) for form in forms)) if stem else ()
            self._stems[key] = found
        return found
