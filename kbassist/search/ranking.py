"""What raises and lowers a document beside its words: pins, due dates, use, and how the title reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kbassist.articles.article import ArticleRef, Standing
from kbassist.search.matching import Mask, Scores
from kbassist.search.query import Query, State
from kbassist.search.scope import EVERYTHING, Scope
from kbassist.search.tables import DRAFT, PRESENT, Segment, Table, id_hash

_PINNED = 1.25
_DUE = 0.85
_INACTIVE = 0.02
_SPOKEN = 1.1  # in the language that the agent answers in
_USED = 0.4  # added to 1 for an article that was used all the time

_TITLE_IS = 1.6
_TITLE_STARTS = 1.25
_TITLE_HOLDS = 1.12
_STATES = (State.DRAFT, State.INACTIVE, State.PINNED, State.DUE)
_STANDINGS = (Standing.CURRENT, Standing.DRAFT, Standing.INACTIVE, Standing.PINNED, Standing.DUE)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What counts beside the words: the day, how much articles were used (0 - 1), language and libraries."""

    today: date
    boosts: Mapping[ArticleRef, float]
    lang: str | None = None
    scope: Scope = EVERYTHING


def standing_masks(table: Table, today: date) -> dict[State, Mask]:
    """Return which documents are in each state on a day, by the rules of `Article.standing`."""
    day = today.toordinal()
    days = table.days
    draft = (table.flags & DRAFT) != 0
    from_, to = days["active_from"], days["active_to"]
    inactive = ~draft & ((from_ > day) | ((to > 0) & (to < day)))
    current = ~draft & ~inactive
    pinned = current & (days["pinned_until"] >= day)
    due = current & ~pinned & (days["due"] > 0) & (days["due"] < day)
    return {State.DRAFT: draft, State.INACTIVE: inactive, State.PINNED: pinned, State.DUE: due}


def document_factors(
    library: str, segment: Segment, masks: Mapping[State, Mask], circumstances: Circumstances, drafts: bool
) -> Scores:
    """Return what the score of each document of `library` is multiplied with; 0 for those that are gone.

    Drafts are 0 as well unless `drafts`, and so is what is out of the scope.
    """
    table = segment.table
    if not circumstances.scope.asks(library):
        return np.zeros(table.count, np.float32)
    factors = np.where(table.flags & PRESENT, np.float32(1), np.float32(0)).astype(np.float32)
    for state, factor in ((State.PINNED, _PINNED), (State.DUE, _DUE), (State.INACTIVE, _INACTIVE)):
        factors[masks[state]] *= factor
    if not drafts:
        factors[masks[State.DRAFT]] = 0
    if circumstances.lang:
        factors[table.filters.get(f"lang:{circumstances.lang.lower()}")] *= _SPOKEN
    if hidden := circumstances.scope.hidden(library):
        factors[table.numbers_of(np.array([id_hash(name) for name in hidden], np.uint64))[1]] = 0
    boosts = {ref.id: boost for ref, boost in circumstances.boosts.items() if ref.library == library}
    if boosts:
        hashes = np.array([id_hash(name) for name in boosts], np.uint64)
        amounts = np.array([min(1.0, max(0.0, boost)) for boost in boosts.values()])
        there, numbers = table.numbers_of(hashes)
        factors[numbers] *= (1 + _USED * amounts[there]).astype(np.float32)
    if segment.deleted is not None:
        factors[: len(segment.deleted)][segment.deleted[: len(factors)]] = 0
    return factors


def title_factor(title: str, typed: str, whole: str) -> float:
    """Return what a title is worth that is, starts with, or holds what was typed, word for word.

    `title` is in the form of `row.pack_title` and holds `typed`, which is in that of `typed_text`; `whole`
    is the same with its last word complete.
    """
    if title.startswith(typed):
        size = len(whole)
        if len(title) == size or title[size] == "|":
            return _TITLE_IS if title.startswith(whole) else _TITLE_STARTS
        return _TITLE_STARTS
    return _TITLE_IS if f"|{whole}|" in title else _TITLE_HOLDS


def typed_text(query: Query) -> str:
    """Return the typed words, each after a space, with one more at the end when the last is complete."""
    text = "".join(" " + word.text for word in query.words)
    return text + " " if query.words and query.words[-1].last and not query.words[-1].growing else text


def _state_numbers(masks: Mapping[State, Mask]) -> NDArray[np.uint8]:
    numbers = np.zeros(len(masks[State.DRAFT]), np.uint8)
    for number, state in enumerate(_STATES, start=1):
        numbers[masks[state]] = number
    return numbers


class Factors:
    """The factors and standings of all documents; those of the last circumstances are kept."""

    def __init__(self, parts: Sequence[tuple[str, Segment]]) -> None:
        """Rank the segments, each with the folder of its library."""
        self._parts = parts
        self._last: dict[bool, tuple[Circumstances, list[Scores]]] = {}
        self._day: date | None = None
        self._masks: list[dict[State, Mask]] = []
        self._states: list[NDArray[np.uint8]] = []

    def of(self, circumstances: Circumstances, drafts: bool) -> list[Scores]:
        """Return an array for each segment, see `document_factors`."""
        known = self._last.get(drafts)
        if known is None or known[0] != circumstances:
            masks = self.masks(circumstances.today)
            factors = [
                document_factors(library, segment, masks[at], circumstances, drafts)
                for at, (library, segment) in enumerate(self._parts)
            ]
            # A copy: whoever counts the uses may go on counting in the same mapping.
            kept = replace(circumstances, boosts=dict(circumstances.boosts))
            known = self._last[drafts] = (kept, factors)
        return known[1]

    def masks(self, today: date) -> list[dict[State, Mask]]:
        """Return which documents of each segment are in which state."""
        if self._day != today:
            self._masks = [standing_masks(segment.table, today) for _, segment in self._parts]
            self._states = [_state_numbers(masks) for masks in self._masks]
            self._day = today
        return self._masks

    def standings(self, today: date) -> Callable[[int, int], Standing]:
        """Return what tells the standing of a document by its segment's place and its number."""
        self.masks(today)
        states = self._states
        return lambda segment, document: _STANDINGS[states[segment].item(document)]
