"""Suggests articles for what a customer wrote: by the words of the articles and by what was learned."""

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from kbassist.search.analysis import Analyser
from kbassist.search.fillers import Fillers
from kbassist.search.hits import HitMaker, Seen
from kbassist.search.learned_model import LearnedModel
from kbassist.search.matching import Scores, best, spread
from kbassist.search.meaning import Meaning
from kbassist.search.message_words import message_words
from kbassist.search.query import Query, Word
from kbassist.search.ranking import Circumstances, Factors
from kbassist.search.results import Hit, SearchResult
from kbassist.search.searcher import Searcher
from kbassist.search.selection import Candidate, Selection
from kbassist.search.snippets import Marker
from kbassist.search.understanding import Understanding

_FILLER = 0.1  # what a word counts that says little of what a message is about
_NAMED = 3  # words that a reason names


class Suggester:
    """Suggests from the segments of one or more libraries; safe to call from several threads.

    Immutable apart from what it remembers to be quick. A changed index needs a new one, which is cheap.
    """

    def __init__(self, searchers: Iterable[Searcher], learned: LearnedModel) -> None:
        """Suggest from what the searchers search; `learned` may go on learning."""
        parts = [part for searcher in searchers for part in searcher.parts]
        analyser = Analyser()
        self._tables = [segment.table for _, segment in parts]
        self._factors = Factors([segment for _, segment in parts])
        self._understanding = Understanding(self._tables, analyser)
        self._fillers = Fillers({lang for table in self._tables for lang in table.languages})
        self._hits = HitMaker([root for root, _ in parts], self._tables, analyser)
        self._learned = learned
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Load what the first message would wait for; meant for the background."""
        self._learned.prepare()
        with self._lock:
            self._understanding.prepare()

    def suggest(
        self,
        text: str,
        *,
        today: date,
        lang: str | None = None,
        boosts: Mapping[str, float] | None = None,
        limit: int = 20,
        snippets: bool = True,
    ) -> SearchResult:
        """Return what answers a message, or one ask of it, best first; never raises for what it is.

        `boosts`, `lang` and `snippets` are as for `Searcher.search`.
        """
        started = time.perf_counter()
        words = message_words(text)
        if not words or not self._tables or limit < 1:
            return SearchResult(text, fits=False)
        circumstances = Circumstances(today, boosts or {}, lang)
        with self._lock:
            found = self._suggest(words, circumstances, limit, snippets)
        elapsed_ms = (time.perf_counter() - started) * 1000
        return SearchResult(text, found, len(found), elapsed_ms, fits=bool(found))

    def _suggest(
        self, words: Sequence[Word], circumstances: Circumstances, limit: int, snippets: bool
    ) -> tuple[Hit, ...]:
        fillers = self._fillers.of([word.text for word in words])
        meanings = [self._understanding.of(word, False) for word in words]
        telling = [meaning for meaning in meanings if not meaning.is_nothing]
        factors = self._factors.of(circumstances, False)
        candidates: list[Candidate] = []
        for at, factor in enumerate(factors):
            scores = np.zeros(len(factor), np.float32)
            for meaning in telling:
                share = _FILLER if meaning.word.text in fillers else 1.0
                scores += spread(meaning.groups[at], len(factor)) * np.float32(share)
            scores *= factor
            candidates += self._best(scores, at, limit)
        candidates.sort(reverse=True)
        candidates = candidates[:limit]
        told = [meaning for meaning in telling if meaning.word.text not in fillers]
        marker = Marker.of(told) if snippets else None
        selection = Selection((), candidates, len(candidates))
        seen = Seen(Query(), selection, marker, {}, (), ())
        hits = self._hits.make(seen, self._factors.standings(circumstances.today))
        return tuple(
            hit._replace(why=(*_because(told, *candidate[1:]), *hit.why))
            for hit, candidate in zip(hits, candidates, strict=True)
        )

    def _best(self, scores: Scores, segment: int, limit: int) -> list[Candidate]:
        return [
            (float(scores[document]), segment, document)
            for document in best(scores, limit).tolist()
            if scores[document] > 0
        ]


def _because(meanings: Sequence[Meaning], segment: int, document: int) -> tuple[str, ...]:
    """Name the words of the message that speak most for a document."""
    worth = []
    for meaning in meanings:
        parts = meaning.groups[segment].slices
        at = [part.worth()[part.documents == document].max(initial=0.0) for part in parts]
        worth.append((float(max(at, default=0.0)), meaning.word.text))
    named = [text for amount, text in sorted(worth, reverse=True)[:_NAMED] if amount > 0]
    return (f"because of: {', '.join(named)}",) if named else ()
