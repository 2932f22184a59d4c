"""Finds what takes back what a machine told of words: only what was told, and so that it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kbassist.usage.shared_line import LineKind, SharedLine


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Words of a question that led to the article of this id, or of a gap for ""; all that there were.

    Of them only a part may have been told.
    """

    words: tuple[str, ...]
    article: str

    def told_in(self, lines: Iterable[SharedLine]) -> tuple[SharedLine, ...]:
        """Return the lines that tell of these words; where none tells of all, those that tell of some."""
        kind, wanted = LineKind.LEARNED if self.article else LineKind.GAP, set(self.words)
        of_some = [line for line in lines if line.kind is kind and line.article == self.article]
        of_some = [line for line in of_some if wanted.issuperset(line.words)]
        return tuple(line for line in of_some if len(line.words) == len(wanted)) or tuple(of_some)

    def taken_back(self, lines: Iterable[SharedLine], today: date) -> tuple[SharedLine, ...]:
        """Return the lines that take back what these told.

        A line that was written while the clock was fast is taken back on its own day: what is younger than
        the word that takes it back counts.
        """
        days: dict[tuple[str, ...], date] = {}
        for line in self.told_in(lines):
            days[line.words] = max(line.day, days.get(line.words, today))
        return tuple(SharedLine(LineKind.FORGOTTEN, day, words, self.article) for words, day in days.items())
