"""Makes hits of the chosen documents: their rows, what of the title matched, and why they are there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbassist.articles.article import ArticleRef, Standing
from kbassist.search.analysis import WORD, Analyser, fold
from kbassist.search.matching import holds
from kbassist.search.meaning import Meaning
from kbassist.search.query import Filter, Query
from kbassist.search.results import Hit, Snippet
from kbassist.search.row import Row
from kbassist.search.selection import Candidate, Selection
from kbassist.search.snippets import Marker, excerpt
from kbassist.search.tables import Table

_KEPT = 8192
_NO_SNIPPET = Snippet("")


@dataclass(frozen=True, slots=True)
class Seen:
    """What all hits of one answer have in common.

    `remarkable` are the meanings that a hit may have to explain: mistakes and words that it lacks.
    """

    query: Query
    selection: Selection
    marker: Marker
    boosts: Mapping[str, float]
    remarkable: tuple[Meaning, ...]

    @classmethod
    def of(cls, query: Query, selection: Selection, boosts: Mapping[str, float]) -> "Seen":
        """Look at a selection once for all its hits."""
        meanings = selection.meanings
        remarkable = tuple(
            meaning for meaning in meanings if meaning.note or (selection.partial and not meaning.optional)
        )
        return cls(query, selection, Marker.of(meanings), boosts, remarkable)


class HitMaker:
    """Makes hits; keeps decoded rows for the next keystroke."""

    def __init__(self, roots: Sequence[str], tables: Sequence[Table], analyser: Analyser) -> None:
        self._roots = roots  # of each segment's library
        self._tables = tables
        self._analyser = analyser
        self._rows: dict[tuple[int, int], Row] = {}

    def row(self, segment: int, document: int) -> Row:
        """Return the row of a document by its segment's place and its number."""
        key = (segment, document)
        row = self._rows.get(key)
        if row is None:
            if len(self._rows) >= _KEPT:
                self._rows.clear()
            row = self._rows[key] = self._tables[segment].row(document)
        return row

    def make(self, seen: Seen, candidate: Candidate, standing: Standing, snippet: bool) -> Hit:
        """Make the hit of one candidate, with an excerpt of its text if `snippet`."""
        row = self.row(candidate.segment, candidate.document)
        marks = tuple(span[:2] for span in seen.marker.spans(row.title, self._analyser))
        text = self._tables[candidate.segment].text(candidate.document) if snippet else ""
        return Hit(
            ArticleRef(self._roots[candidate.segment], row.id),
            row.title,
            row.path,
            candidate.score,
            tuple(self._why(row, seen, candidate, standing, len(marks))),
            excerpt(text, seen.marker, self._analyser) if text else _NO_SNIPPET,
            marks,
            row.replies,
            row.tags,
            standing,
            row.verified,
            row.owner,
            _best_reply(row, seen.query),
        )

    def _why(
        self, row: Row, seen: Seen, candidate: Candidate, standing: Standing, marked: int
    ) -> Iterator[str]:
        """Yield why the article is there, the weightiest reason first."""
        meanings = seen.selection.meanings
        if candidate.by_shortcut:
            yield f'shortcut "{seen.query.first}"'
        elif row.aliases and marked < len(meanings):
            alias = self._alias(row, meanings)
            if alias:
                yield f'alias "{alias}"'
        for meaning in seen.remarkable:
            there = holds(meaning.groups[candidate.segment], candidate.document)
            if meaning.note and there:
                yield meaning.note
            elif not there and not candidate.by_shortcut:
                yield f'without "{meaning.word.text}"'
        if standing is Standing.PINNED:
            yield "pinned"
        if seen.boosts.get(row.id, 0.0) > 0:
            yield "used recently"

    def _alias(self, row: Row, meanings: Sequence[Meaning]) -> str | None:
        """Return the first alias that holds all typed words."""
        for alias in row.aliases:
            words = [word for match in WORD.finditer(alias) for word in self._analyser.words(match.group())]
            if all(any(meaning.matches(word) for word in words) for meaning in meanings):
                return alias
        return None


def _best_reply(row: Row, query: Query) -> str | None:
    """Return the reply that a shortcut or a channel names; None when nothing was said of it."""
    if query.first:
        for reply in row.replies:
            if reply.shortcut and fold(reply.shortcut) == query.first:
                return reply.id
    channels = [wanted.value for wanted in query.filters if wanted.kind is Filter.CHANNEL]
    return next((reply.id for reply in row.replies if reply.channel in channels), None)
