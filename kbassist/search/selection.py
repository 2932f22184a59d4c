"""Chooses the documents that answer a query; when none has all words, the nearest to it."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kbassist.search.matching import Matches, Scores, best, match_all, match_some, scores_at, spread
from kbassist.search.meaning import Meaning
from kbassist.search.phrases import PhraseCheck
from kbassist.search.query import Phrase, Query, Word
from kbassist.search.ranking import title_factor, typed_text
from kbassist.search.tables import Table
from kbassist.search.understanding import Understanding

_PHRASE_SECONDS = 0.015
_SPARE = 20  # so many more than wanted are compared by title


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that is to be shown: its segment's place, its number there, its score.

    `by_shortcut` says that its shortcut was typed: it comes first whatever else was typed.
    """

    segment: int
    document: int
    score: float
    by_shortcut: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """The best documents, the best first.

    `meanings` are what the typed words were taken for; `partial` says that no document has all of them.
    `total` counts all that match.
    """

    meanings: tuple[Meaning, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    total: int = 0
    partial: bool = False


class Selector:
    """Selects documents from the tables of all segments."""

    def __init__(self, tables: Sequence[Table], understanding: Understanding) -> None:
        self._tables = tables
        self._understanding = understanding

    def select(self, query: Query, factors: Sequence[Scores], limit: int) -> Selection:
        """Return the best documents of a query.

        `factors` has an array for each segment, with 0 for every document that is out of the question.
        """
        alone = len(query.words) + len(query.phrases) == 1
        meanings = tuple(self._understanding.of(word, alone) for word in query.words)
        demanded = [meaning for meaning in meanings if not (meaning.optional or meaning.is_nothing)]
        extra = [meaning for meaning in meanings if meaning.optional and not meaning.is_nothing]
        if not demanded:
            demanded, extra = extra, []
        quoted = [meaning for phrase in query.phrases for meaning in self._quoted(phrase)]
        partial = any(meaning.is_nothing and not meaning.optional for meaning in meanings)
        if demanded or quoted:
            found = self._all_of([*demanded, *quoted], factors)
            if not any(map(_size, found)) and len(demanded) > 1:
                partial = True
                found = self._some_of(demanded, quoted, factors)
        elif query.words or query.phrases:
            return Selection(meanings)
        else:
            found = [_everything(factor) for factor in factors]
        if extra:
            found = [_add(matches, extra, at, len(factors[at])) for at, matches in enumerate(found)]
        return self._choose(query, meanings, found, limit, partial)

    def _quoted(self, phrase: Phrase) -> Iterator[Meaning]:
        end = len(phrase.words) - 1
        for at, text in enumerate(phrase.words):
            growing = phrase.growing and at == end
            word = Word(text, last=growing, growing=growing, plain=not growing)
            yield self._understanding.of(word, alone=True)

    def _all_of(self, meanings: Sequence[Meaning], factors: Sequence[Scores]) -> list[Matches]:
        weights = [meaning.weight for meaning in meanings]
        return [
            match_all([meaning.groups[at] for meaning in meanings], weights, factor)
            for at, factor in enumerate(factors)
        ]

    def _some_of(
        self, meanings: Sequence[Meaning], quoted: Sequence[Meaning], factors: Sequence[Scores]
    ) -> list[Matches]:
        weights = [meaning.weight for meaning in meanings]
        found = []
        for at, factor in enumerate(factors):
            narrowed = factor
            for meaning in quoted:
                narrowed = narrowed * (spread(meaning.groups[at], len(factor)) > 0)
            found.append(match_some([meaning.groups[at] for meaning in meanings], weights, narrowed))
        return found

    def _choose(
        self, query: Query, meanings: tuple[Meaning, ...], found: Sequence[Matches], limit: int, partial: bool
    ) -> Selection:
        """Compare the best by title as well, and check the phrases of those that are to be shown."""
        total = sum(map(_size, found))
        if query.phrases:
            ranked = self._by_title(query, found, total)
            chosen, checked = self._with_phrases(query, ranked, limit)
            return Selection(meanings, chosen, min(total, checked), partial)
        ranked = self._by_title(query, found, limit + _SPARE)
        return Selection(meanings, tuple(ranked[:limit]), total, partial)

    def _by_title(self, query: Query, found: Sequence[Matches], count: int) -> list[Candidate]:
        typed = typed_text(query)
        ranked = []
        for at, matches in enumerate(found):
            table = self._tables[at]
            for place in best(matches.scores, count).tolist():
                document = int(matches.documents[place])
                score = float(matches.scores[place])
                if typed:
                    score *= title_factor(table.title(document), typed)
                ranked.append(Candidate(at, document, score))
        ranked.sort(key=lambda candidate: -candidate.score)
        return ranked

    def _with_phrases(
        self, query: Query, ranked: Sequence[Candidate], limit: int
    ) -> tuple[tuple[Candidate, ...], int]:
        """Keep what holds all phrases, until there is enough or the time is up; return it and the total."""
        checks = [PhraseCheck(phrase) for phrase in query.phrases]
        until = time.perf_counter() + _PHRASE_SECONDS
        kept = []
        for place, candidate in enumerate(ranked):
            table = self._tables[candidate.segment]
            if all(check.holds(table, candidate.document) for check in checks):
                kept.append(candidate)
            if len(kept) >= limit or time.perf_counter() > until:
                return tuple(kept), len(kept) + len(ranked) - place - 1
        return tuple(kept), len(kept)


def _add(matches: Matches, meanings: Sequence[Meaning], segment: int, count: int) -> Matches:
    """Add the scores of words that are not demanded."""
    scores = matches.scores
    for meaning in meanings:
        more = scores_at(meaning.groups[segment], matches.documents, count)
        scores = scores + more * np.float32(meaning.weight)
    return Matches(matches.documents, scores)


def _everything(factors: Scores) -> Matches:
    documents = (factors > 0).nonzero()[0]
    return Matches(documents, factors[documents])


def _size(matches: Matches) -> int:
    return len(matches.documents)
