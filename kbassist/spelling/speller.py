"""One dictionary in use: asks spylls within a time limit, for it may take minutes over a long compound."""

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import Any

from spylls.hunspell.algo.lookup import Lookup
from spylls.hunspell.algo.suggest import Suggest
from spylls.hunspell.readers import read_aff, read_dic
from spylls.hunspell.readers.file_reader import BaseReader

WORD_S = 0.25
BATCH_S = 0.25
SUGGEST_S = 1.5
MOST_SUGGESTIONS = 7
# The shares of the time: twisted letters first, they are the commonest and the soonest tried.
_QUICK_SHARE = 0.6


class Overdue(Exception):
    """The time for a word is over."""


class BytesReader(BaseReader):  # type: ignore[misc]  # it has no types
    """Reads a file that is in memory; spylls's own leaves files open. The encoding is that of old ones."""

    def __init__(self, content: bytes, encoding: str = "Windows-1252") -> None:
        self._content = content
        super().__init__(self._opened(encoding))

    def reset_encoding(self, encoding: str) -> None:
        """Go on in another encoding from the same line."""
        self.reset_io(self._opened(encoding))

    def _opened(self, encoding: str) -> TextIOWrapper:
        # Some flags of Hungarian are bytes that are no UTF-8.
        return TextIOWrapper(BytesIO(self._content), encoding=encoding, errors="surrogateescape")


class BoundedLookup(Lookup):  # type: ignore[misc]  # it has no types
    """Gives up at a moment of `monotonic`; every way to look at a word comes by here many times."""

    deadline = 0.0

    def affix_forms(self, *args: Any, **options: Any) -> Iterator[Any]:
        """Raise Overdue when it is time, else do as before."""
        if monotonic() > self.deadline:
            raise Overdue
        yield from super().affix_forms(*args, **options)


class Speller:
    """Knows the words of the dictionary `stem.aff` and `stem.dic`.

    Raises OSError, or whatever spylls stumbles over, where the files are no dictionary.
    """

    def __init__(self, stem: str) -> None:
        aff, context = read_aff(BytesReader(Path(f"{stem}.aff").read_bytes()))
        words = BytesReader(Path(f"{stem}.dic").read_bytes(), context.encoding)
        dic = read_dic(words, aff=aff, context=context)
        # Comparing a German compound with all 75,000 words took 41 s, and found a word of another sense.
        aff.MAXNGRAMSUGS = 0
        self._lookup = BoundedLookup(aff, dic)
        self._suggest = Suggest(aff, dic, self._lookup)

    def verdicts(self, words: Sequence[str], budget_s: float = BATCH_S, word_s: float = WORD_S) -> list[bool]:
        """Tell of as many of the words as the time allows, one at least, whether they are right.

        One that takes too long counts as right.
        """
        end = monotonic() + budget_s
        found: list[bool] = []
        for word in words:
            self._lookup.deadline = monotonic() + word_s
            try:
                found.append(self._is_right(_plain(word)))
            except Overdue:
                found.append(True)
            if monotonic() > end:
                break
        return found

    def suggestions(self, word: str, budget_s: float = SUGGEST_S) -> list[str]:
        """Return what was meant by a word, the likeliest first, as far as it is found within the time."""
        word = _plain(word)
        start, found = monotonic(), dict[str, None]()
        for share, source in ((_QUICK_SHARE, self._near(word)), (1.0, self._suggest(word))):
            self._lookup.deadline = start + budget_s * share
            with suppress(Overdue):
                for suggestion in source:
                    if suggestion.strip("-") == suggestion:
                        found[suggestion] = None
                    if len(found) >= MOST_SUGGESTIONS:
                        return list(found)
        return list(found)

    def _near(self, word: str) -> Iterator[str]:
        """Yield the words that differ by two letters swapped, a letter doubled or one too many.

        spylls tries these for compounds last of all, after seconds.
        """
        places = range(len(word))
        swapped = (word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in places[:-1])
        doubled = (word[:n] + word[n] + word[n:] for n in places)
        dropped = (word[:n] + word[n + 1 :] for n in places)
        for candidate in dict.fromkeys(chain(swapped, doubled, dropped)):
            if candidate != word and len(candidate) > 2 and self._is_right(candidate):
                yield candidate

    def _is_right(self, word: str) -> bool:
        return bool(self._lookup(word)) or ("’" in word and bool(self._lookup(word.replace("’", "'"))))


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).replace("\u00ad", "").replace("‑", "-")
