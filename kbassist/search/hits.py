"""Makes hits of the chosen documents: their rows, what of the title matched, and why they are there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
_NO_MARKS: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What all hits of one answer have in common.

    `marker` None means that neither marks nor excerpts are wanted. `remarkable` are the meanings that a hit
    may have to explain: mistakes and words that it lacks.
    """

    query: Query
    selection: Selection
    marker: Marker | None
    boosts: Mapping[str, float]
    remarkable: tuple[Meaning, ...]

    @classmethod
    def of(cls, query: Query, selection: Selection, boosts: Mapping[str, float], marked: bool) -> "Seen":
        """Look at a selection once for all its hits."""
        meanings = selection.meanings
        remarkable = tuple(
            meaning for meaning in meanings if meaning.note or (selection.partial and not meaning.optional)
        )
        return cls(query, selection, Marker.of(meanings) if marked else None, boosts, remarkable)


class Shown(NamedTuple):
    """A decoded row and how its article is named."""

    row: Row
    ref: ArticleRef


class HitMaker:
    """Makes hits; keeps decoded rows for the next keystroke."""

    def __init__(self, roots: Sequence[str], tables: Sequence[Table], analyser: Analyser) -> None:
        self._roots = roots  # of each segment's library
        self._tables = tables
        self._analyser = analyser
        self._shown: dict[tuple[int, int], Shown] = {}

    def _show(self, segment: int, document: int) -> Shown:
        """Return the row of a document by its segment's place and its number."""
        key = (segment, document)
        shown = self._shown.get(key)
        if shown is None:
            if len(self._shown) >= _KEPT:
                self._shown.clear()
            row = self._tables[segment].row(document)
            shown = self._shown[key] = Shown(row, ArticleRef(self._roots[segment], row.id))
        return shown

    def make(self, seen: Seen, candidate: Candidate, standing: Standing) -> Hit:
        """Make the hit of one candidate."""
        segment, document, score, by_shortcut = candidate
        row, ref = self._show(segment, document)
        marks, excerpted = _NO_MARKS, _NO_SNIPPET
        if seen.marker is not None:
            marks = tuple([(start, end) for start, end, _ in seen.marker.spans(row.title, self._analyser)])
            excerpted = excerpt(self._tables[segment].text(document), seen.marker, self._analyser)
        plain = not (row.aliases or seen.remarkable or seen.boosts or by_shortcut)
        plain = plain and standing is not Standing.PINNED
        return Hit(
            ref,
            row.title,
            row.path,
            score,
            () if plain else tuple(self._why(row, seen, candidate, standing)),
            excerpted,
            marks,
            row.replies,
            row.tags,
            standing,
            row.verified,
            row.owner,
            _best_reply(row, seen.query) if row.replies else None,
        )

    def _why(self, row: Row, seen: Seen, candidate: Candidate, standing: Standing) -> Iterator[str]:
        """Yield why the article is there, the weightiest reason first."""
        meanings = seen.selection.meanings
        if candidate.by_shortcut:
            yield f'shortcut "{seen.query.first}"'
        elif row.aliases and not self._has_all(row.title, meanings):
            alias = next((alias for alias in row.aliases if self._has_all(alias, meanings)), None)
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

    def _has_all(self, text: str, meanings: Sequence[Meaning]) -> bool:
        """Tell whether a title or an alias holds all typed words."""
        words = [word for raw in WORD.findall(text) for word in self._analyser.words(raw)]
        return all(any(map(meaning.matches, words)) for meaning in meanings)


def _best_reply(row: Row, query: Query) -> str | None:
    """Return the reply that a shortcut or a channel names; None when nothing was said of it."""
    if query.first:
        for reply in row.replies:
            if reply.shortcut and fold(reply.shortcut) == query.first:
                return reply.id
    channels = [wanted.value for wanted in query.filters if wanted.kind is Filter.CHANNEL]
    return next((reply.id for reply in row.replies if reply.channel in channels), None)
