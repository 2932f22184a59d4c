"""Answers what was typed from the tables of one or more libraries: the part that runs at every keystroke."""

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kbassist.articles.article import ArticleRef
from kbassist.search.analysis import WORD, Analyser, fold, typed_words
from kbassist.search.filters import narrow
from kbassist.search.hits import HitMaker, Seen
from kbassist.search.matching import Scores
from kbassist.search.query import MAX_CHARS, Query, State, parse
from kbassist.search.ranking import Circumstances, Factors
from kbassist.search.results import SearchResult
from kbassist.search.scope import EVERYTHING, Scope
from kbassist.search.selection import Candidate, Selection, Selector
from kbassist.search.tables import Segment
from kbassist.search.understanding import Understanding

_SHORTCUT = "shortcut:"
_SHORTCUT_SCORE = 1000.0


class Searcher:
    """Searches the segments of a library, or of several (`over`), as if they were one.

    Immutable apart from what it remembers to be quick; safe to call from several threads, one at a time
    gets its answer. A changed index needs a new one, which costs next to nothing.
    """

    def __init__(self, library: str, segments: Sequence[Segment]) -> None:
        """Search `segments` of the library whose folder is `library` (absolute)."""
        self._take([(library, segment) for segment in segments])

    @classmethod
    def over(cls, searchers: Iterable["Searcher"]) -> "Searcher":
        """Join the segments of several searchers."""
        joined = cls("", ())
        joined._take([part for searcher in searchers for part in searcher._parts])
        return joined

    def _take(self, parts: list[tuple[str, Segment]]) -> None:
        self._parts = parts
        self._tables = [segment.table for _, segment in parts]
        self._factors = Factors(parts)
        self._has_shortcuts = any(len(table.filters.starting(_SHORTCUT)) for table in self._tables)
        self._lock = threading.Lock()
        self._look_up()

    def _look_up(self) -> None:
        """Begin with nothing remembered of any query."""
        analyser = Analyser()
        self._understanding = Understanding(self._tables, analyser)
        self._selector = Selector(self._tables, self._understanding)
        self._hits = HitMaker([root for root, _ in self._parts], self._tables, analyser)

    def forget(self) -> None:
        """Let go of the words of all queries; the next one is a little slower."""
        with self._lock:
            self._look_up()

    @property
    def parts(self) -> tuple[tuple[str, Segment], ...]:
        """The segments that are searched, each with the folder of its library."""
        return tuple(self._parts)

    def prepare(self) -> None:
        """Load what the first misspelt word would wait 50 ms for; meant for the background."""
        with self._lock:
            self._understanding.prepare()

    def knows(self, word: str) -> bool:
        """Tell whether any article has this word, however it is written."""
        return any(table.find(piece) >= 0 for piece in typed_words(word) for table in self._tables)

    def search(
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
        """Return the best hits for what was typed; never raises for what it is.

        `boosts` says of articles how much they were used lately, 0 to 1; `lang` is the language that the
        agent answers in; `scope` are the libraries that are asked, unless the query names others. Without
        `snippets` hits have neither excerpts nor marks, in a fraction of the time.
        """
        started = time.perf_counter()
        query = parse(text)
        if query.is_empty or not self._tables or limit < 1:
            return SearchResult(text)
        circumstances = Circumstances(today, boosts or {}, lang, scope.narrowed(query))
        with self._lock:
            selection = self._select(query, circumstances, limit, query.asks(State.DRAFT))
            seen = Seen.of(query, selection, circumstances, snippets)
            hits = self._hits.make(seen, self._factors.standings(today), today)
            meant = self._did_you_mean(text, selection)
        elapsed_ms = (time.perf_counter() - started) * 1000
        unknown, asked = scope.unknown(query), circumstances.scope
        named = None if asked is scope else asked.libraries
        return SearchResult(text, hits, selection.total, elapsed_ms, meant, unknown=unknown, named=named)

    def find_all(self, text: str, today: date, scope: Scope = EVERYTHING) -> frozenset[tuple[str, str]]:
        """Return library and path of every article that what was typed finds, drafts among them.

        Nothing typed finds nothing.
        """
        query = parse(text)
        count = sum(table.count for table in self._tables)
        if query.is_empty or not count:
            return frozenset()
        circumstances = Circumstances(today, {}, scope=scope.narrowed(query))
        with self._lock:
            found = self._select(query, circumstances, count, drafts=True).candidates
        return frozenset(
            (self._parts[segment][0], self._tables[segment].row(number).path) for _, segment, number in found
        )

    def _select(self, query: Query, circumstances: Circumstances, limit: int, drafts: bool) -> Selection:
        factors = self._factors.of(circumstances, drafts)
        if query.filters or query.without:
            masks = self._factors.masks(circumstances.today)
            factors = narrow(query, self._tables, masks, self._understanding, factors)
        selection = self._selector.select(query, factors, limit)
        if not (self._has_shortcuts and query.first):
            return selection
        named = self._by_shortcut(query.first, factors)
        places = {candidate[1:] for candidate in named}
        others = [candidate for candidate in selection.candidates if candidate[1:] not in places]
        total = selection.total + len(named) - (len(selection.candidates) - len(others))
        candidates = [*named, *others][:limit]
        return replace(selection, candidates=candidates, total=total, named=min(limit, len(named)))

    def _by_shortcut(self, typed: str, factors: Sequence[Scores]) -> list[Candidate]:
        """Return the documents with a reply whose shortcut was typed first."""
        key = f"{_SHORTCUT}{typed}"
        return [
            (_SHORTCUT_SCORE * float(factors[at][document]), at, document)
            for at, table in enumerate(self._tables)
            for document in table.filters.get(key).tolist()
            if factors[at][document] > 0
        ]

    def _did_you_mean(self, text: str, selection: Selection) -> str | None:
        """Return what was typed with known words in the place of mistaken ones; None when there are none."""
        instead = {meaning.word.text: meaning.instead for meaning in selection.meanings if meaning.instead}
        if not selection.total:
            unknown = (meaning.word for meaning in selection.meanings if meaning.is_nothing)
            instead |= {word.text: guess for word in unknown if (guess := self._understanding.guess(word))}
        if not instead:
            return None
        return WORD.sub(lambda match: instead.get(fold(match.group()), match.group()), text[:MAX_CHARS])
