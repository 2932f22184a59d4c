"""Finds what takes back what a machine told of words: only what was told, and so that it counts."""

from collections.abc import Iterable, Sequence
from datetime import date

from kbassist.usage.shared_line import LineKind, SharedLine


def taken_back(
    told: Iterable[SharedLine], words: Sequence[str], article: str, today: date
) -> tuple[SharedLine, ...]:
    """Return the lines that take back what was told of these words of an article, or of a gap for "".

    Of a question only a part may have been told. A line that was written while the clock was fast is taken
    back on its own day, since what is younger than the word that takes it back counts.
    """
    kind, wanted = LineKind.LEARNED if article else LineKind.GAP, set(words)
    found: dict[tuple[str, ...], date] = {}
    for line in told:
        if line.kind is kind and line.article == article and wanted.issuperset(line.words):
            found[line.words] = max(line.day, found.get(line.words, today))
    exact = tuple(sorted(wanted))
    days = {exact: found[exact]} if exact in found else found
    return tuple(SharedLine(LineKind.FORGOTTEN, day, each, article) for each, day in sorted(days.items()))
