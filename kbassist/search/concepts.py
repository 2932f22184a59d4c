"""Concepts: words that mean nearly the same to somebody who answers customers, in several languages."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kbassist.search.analysis import WORD, clean, spelled_out, split

LANGUAGES = ("en", "de", "fr", "es")  # the columns of the files


class Concepts:
    """Tells which concepts some words touch; `count` says how many there are, numbered from 0.

    Every language is looked at: a message may be in another one than the article that answers it.
    """

    def __init__(self, folder: Path, stems: Callable[[str, str], str]) -> None:
        """Read all files in `folder`; `stems` gives the folded stem of a word in a language."""
        self._stems = stems
        self._single: dict[tuple[str, str], set[int]] = {}
        self._joined: dict[str, list[tuple[frozenset[str], int]]] = {}
        self.count = 0
        for path in sorted(folder.glob("*.txt")):
            for line in path.read_text("utf-8").splitlines():
                if line.strip() and not line.startswith("#"):
                    self._take(line, self.count)
                    self.count += 1

    def of_word(self, word: str) -> frozenset[int]:
        """Return the concepts that one folded word stands for."""
        single = self._single
        return frozenset().union(
            *(single.get((lang, self._stems(word, lang)), frozenset()) for lang in LANGUAGES)
        )

    def of_pairs(self, words: Iterable[str]) -> frozenset[int]:
        """Return the concepts that need several words, all of which are there."""
        there = {word for word in words if word in self._joined}
        return frozenset(number for word in there for needed, number in self._joined[word] if needed <= there)

    def _take(self, line: str, number: int) -> None:
        for lang, column in zip(LANGUAGES, line.split("|"), strict=False):
            for entry in column.split():
                parts = [part for piece in entry.split("+") for part in _folded(piece)]
                if "+" in entry:
                    needed = frozenset(parts)
                    for part in needed:
                        self._joined.setdefault(part, []).append((needed, number))
                else:
                    for part in parts:
                        self._single.setdefault((lang, self._stems(part, lang)), set()).add(number)


def _folded(piece: str) -> Iterator[str]:
    for raw in WORD.findall(clean(piece)):
        yield from split(raw)
        yield from spelled_out(raw)
