"""Suggests articles for what a customer wrote: by what their words say and by what was learned."""

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kbassist.articles.article import ArticleRef
from kbassist.search.analysis import Analyser
from kbassist.search.evidence import Evidence
from kbassist.search.examples import ExampleBook
from kbassist.search.hits import HitMaker, Seen
from kbassist.search.learned_model import LearnedModel
from kbassist.search.likeness import Like
from kbassist.search.matching import best
from kbassist.search.message_words import message_words
from kbassist.search.query import Query, Word
from kbassist.search.ranking import Circumstances, Factors
from kbassist.search.reasons import Reasons
from kbassist.search.results import Hit, SearchResult
from kbassist.search.scope import EVERYTHING, Scope
from kbassist.search.searcher import Searcher
from kbassist.search.selection import Candidate, Selection
from kbassist.search.shelves import Shelves
from kbassist.search.snippets import Marker

# What the words of texts count beside what titles, aliases and learned questions say: the less, the nearer
# one of these is. Counted in full they would bury learned questions below long articles.
_TEXTS = 0.1
# A best score below this is a guess. On training halves it refuses from 52 (titles alone) to 3 per cent
# (twenty learned questions each) of what has an answer, and from 94 to 68 of what has none.
_FITTING = 0.17


@dataclass(frozen=True, slots=True)
class Judgement:
    """What speaks for each document, all of them numbered through: their scores and where these come from."""

    scores: NDArray[np.float32]
    like: Like


class Suggester:
    """Suggests from the segments of one or more libraries; safe to call from several threads.

    Immutable apart from what it remembers to be quick. A changed index needs a new one, which is cheap.
    """

    def __init__(self, searchers: Iterable[Searcher], learned: LearnedModel) -> None:
        """Suggest from what the searchers search; `learned` may go on learning."""
        parts = [part for searcher in searchers for part in searcher.parts]
        tables = [segment.table for _, segment in parts]
        self._parts, self._tables = parts, tables
        self._learned = learned
        self._shelves = Shelves(parts)
        self._factors = Factors(parts)
        self._look_up()
        self._book = ExampleBook(self._shelves, tables, learned)
        self._lock = threading.Lock()

    def _look_up(self) -> None:
        """Begin with nothing remembered of any message."""
        analyser = Analyser()
        self._evidence = Evidence(self._tables, analyser)
        self._hits = HitMaker([root for root, _ in self._parts], self._tables, analyser)

    def forget(self) -> None:
        """Let go of the words of all messages; the next one is a little slower."""
        with self._lock:
            self._look_up()
            self._learned.features.forget()

    def prepare(self) -> None:
        """Load what the first message would wait for; meant for the background."""
        with self._lock:
            self._evidence.prepare()
            self._book.likeness()

    def suggest(
        self,
        text: str,
        *,
        today: date,
        lang: str | None = None,
        boosts: Mapping[ArticleRef, float] | None = None,
        scope: Scope = EVERYTHING,
        limit: int = 20,
        snippets: bool = True,
    ) -> SearchResult:
        """Return what answers a message, or one ask of it, best first; never raises for what it is.

        `boosts`, `scope`, `lang` and `snippets` are as for `Searcher.search`.
        """
        started = time.perf_counter()
        words = message_words(text)
        if not words or not len(self._shelves.shown) or limit < 1:
            return SearchResult(text, fits=False)
        circumstances = Circumstances(today, boosts or {}, lang, scope)
        with self._lock:
            words = self._evidence.corrected(words, self._book.likeness().knows)
            judgement = self._judge(words, circumstances)
            hits, has_reason = self._show(words, judgement, circumstances, limit, snippets)
        total = int((judgement.scores > 0).sum())
        # What is alike in nothing but words such as `you` has no reason, however alike it is.
        fits = has_reason and hits[0].score >= _FITTING
        elapsed_ms = (time.perf_counter() - started) * 1000
        return SearchResult(text, hits, total, elapsed_ms, fits=fits)

    def _judge(self, words: Sequence[Word], circumstances: Circumstances) -> Judgement:
        likeness = self._book.likeness()
        like = likeness.like(self._learned.features.traits(word.text for word in words))
        scores = self._evidence.of(words) * np.float32(_TEXTS * (1 - like.nearest) ** 3)
        shares_words = scores > 0
        shares_words[like.owners[like.shared]] = True
        np.add.at(scores, like.owners, like.shares)
        # Some meaning is near to any message: by that alone nothing is worth a guess.
        scores[~shares_words & (scores < _FITTING)] = 0
        factors = np.concatenate(self._factors.of(circumstances, False))
        # Use and pins may tip the scales; they do not make an answer of what is none.
        scores = np.maximum(scores, 0) * np.minimum(factors, np.sqrt(factors))
        return Judgement(scores, like)

    def _show(
        self,
        words: Sequence[Word],
        judgement: Judgement,
        circumstances: Circumstances,
        limit: int,
        snippets: bool,
    ) -> tuple[tuple[Hit, ...], bool]:
        """Return the best hits, and whether anything of the message speaks for the first of them."""
        scores = judgement.scores
        numbers = [number for number in best(scores, limit).tolist() if scores[number] > 0]
        candidates: list[Candidate] = [
            (float(scores[number]), *self._shelves.place(number)) for number in numbers
        ]
        marker = Marker.of(self._evidence.meanings(words)) if snippets else None
        selection = Selection((), candidates, len(candidates))
        seen = Seen(Query(), selection, marker, circumstances.boosts, (), (), circumstances.scope.copies)
        today = circumstances.today
        hits = self._hits.make(seen, self._factors.standings(today), today)
        made = Reasons(self._book, self._evidence, words, judgement.like)
        reasons = [
            made.of(number, *candidate[1:]) for number, candidate in zip(numbers, candidates, strict=True)
        ]
        told = (hit._replace(why=(*why, *hit.why)) for hit, why in zip(hits, reasons, strict=True))
        return tuple(told), bool(reasons) and bool(reasons[0])
