"""Makes one view of what many machines share, in which no machine counts for more than its share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kbassist.usage.gaps import HALF_LIFE as GAP_HALF_LIFE
from kbassist.usage.learned import HALF_LIFE as LEARNED_HALF_LIFE
from kbassist.usage.log import HALF_LIFE as USED_HALF_LIFE
from kbassist.usage.shared_line import LineKind, SharedLine

MOST_OF_MACHINE = 3.0
"""So much can one machine give to a question, an article or a gap, however often it tells of it."""

MOST_TIMES_OF_MACHINE = 100
"""So often at most has one machine asked for a gap, or used an article, whatever it tells."""

MOST_QUESTIONS_OF_MACHINE = 1_000
MOST_OF_ARTICLE = 20
"""So many questions of one machine count for an article, the strongest."""

MOST_QUESTIONS = 5_000
MOST_GAPS = 1_000
WORTH = 0.5
"""What others learned counts beside what this agent learned."""

_LEAST = 0.05

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedQuestion:
    """Words that led others to an article; `weight` as of a learned question."""

    article: str
    words: Words
    weight: float
    machines: int


@dataclass(frozen=True, slots=True)
class SharedGap:
    """Words for which others found nothing; `weight` is 1 for once just now."""

    words: Words
    times: int
    machines: int
    weight: float
    last: date


@dataclass(frozen=True, slots=True)
class Merged:
    """What others share in one library: questions and gaps, what counts most first, and uses by article.

    A use counts 1, and half of that after each half-life; `times` are those that were told, by article, of
    each machine no more than its share.
    """

    questions: tuple[SharedQuestion, ...] = ()
    gaps: tuple[SharedGap, ...] = ()
    uses: Mapping[str, float] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)
    machines: int = 0


@dataclass(slots=True)
class _Sum:
    weight: float = 0.0
    times: int = 0
    machines: int = 0
    last: date = date.min


_OfMachine = tuple[dict[tuple[str, Words], _Sum], dict[Words, _Sum], dict[str, _Sum]]


class Merging:
    """Joins anew only what has changed: of machines whose very lines come again the sums are kept.

    `now` is what was joined last.
    """

    def __init__(self) -> None:
        self.now = Merged()
        self._day = date.min
        self._lines: dict[str, Sequence[SharedLine]] = {}
        self._sums: dict[str, _OfMachine] = {}

    def take(self, lines: Mapping[str, Sequence[SharedLine]], today: date) -> bool:
        """Join the lines of several machines, each at its worth on this day; tell whether anything is new."""
        fresh = {
            name for name, told in lines.items() if self._day != today or self._lines.get(name) is not told
        }
        if not fresh and len(lines) == len(self._lines):
            return False
        sums = {
            name: _of_machine(told, today) if name in fresh else self._sums[name]
            for name, told in lines.items()
        }
        self._lines, self._sums, self._day = dict(lines), sums, today
        self.now = _joined(sums)
        return True


def merged(lines: Mapping[str, Sequence[SharedLine]], today: date) -> Merged:
    """Join the lines of several machines once."""
    merging = Merging()
    merging.take(lines, today)
    return merging.now


def _joined(machines: Mapping[str, _OfMachine]) -> Merged:
    questions: dict[tuple[str, Words], _Sum] = {}
    gaps: dict[Words, _Sum] = {}
    uses: dict[str, _Sum] = {}
    for learned, lacking, used in machines.values():
        for key, one in learned.items():
            _add(questions.setdefault(key, _Sum()), one)
        for words, one in lacking.items():
            _add(gaps.setdefault(words, _Sum()), one)
        for article, one in used.items():
            _add(uses.setdefault(article, _Sum()), one)
    best = sorted(questions.items(), key=lambda item: (-item[1].weight, item[0]))[:MOST_QUESTIONS]
    worst = sorted(gaps.items(), key=lambda item: (-item[1].weight, item[0]))[:MOST_GAPS]
    return Merged(
        tuple(
            SharedQuestion(article, words, WORTH * one.weight, one.machines) for (article, words), one in best
        ),
        tuple(SharedGap(words, one.times, one.machines, one.weight, one.last) for words, one in worst),
        {article: one.weight for article, one in uses.items()},
        {article: one.times for article, one in uses.items()},
        len(machines),
    )


def _of_machine(lines: Iterable[SharedLine], today: date) -> _OfMachine:
    learned: dict[tuple[str, Words], _Sum] = {}
    lacking: dict[Words, _Sum] = {}
    used: dict[str, _Sum] = {}
    # By day, so that what was forgotten takes back what was told before it.
    for line in sorted(lines, key=lambda line: (line.day, line.kind is LineKind.FORGOTTEN)):
        match line.kind:
            case LineKind.LEARNED:
                _count(learned.setdefault((line.article, line.words), _Sum()), line, today, LEARNED_HALF_LIFE)
            case LineKind.GAP:
                _count(lacking.setdefault(line.words, _Sum()), line, today, GAP_HALF_LIFE)
            case LineKind.USED:
                _count(used.setdefault(line.article, _Sum()), line, today, USED_HALF_LIFE)
            case LineKind.FORGOTTEN if line.article:
                learned.pop((line.article, line.words), None)
            case LineKind.FORGOTTEN:
                lacking.pop(line.words, None)
    return _strongest(learned), lacking, used


def _count(one: _Sum, line: SharedLine, today: date, half_life: timedelta) -> None:
    age = max(timedelta(), today - line.day) / half_life
    one.weight = min(MOST_OF_MACHINE, one.weight + line.times * 0.5**age)
    one.times = min(MOST_TIMES_OF_MACHINE, one.times + line.times)
    one.machines = 1
    one.last = max(one.last, line.day)


def _add(one: _Sum, other: _Sum) -> None:
    one.weight += other.weight
    one.times += other.times
    one.machines += other.machines
    one.last = max(one.last, other.last)


def _strongest(learned: Mapping[tuple[str, Words], _Sum]) -> dict[tuple[str, Words], _Sum]:
    """Keep of one machine what counts most, of each article no more than its share."""
    kept: dict[tuple[str, Words], _Sum] = {}
    of_article: dict[str, int] = {}
    for key, one in sorted(learned.items(), key=lambda item: (-item[1].weight, item[0])):
        seen = of_article[key[0]] = of_article.get(key[0], 0) + 1
        if seen <= MOST_OF_ARTICLE and one.weight >= _LEAST and len(kept) < MOST_QUESTIONS_OF_MACHINE:
            kept[key] = one
    return kept
