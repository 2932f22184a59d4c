"""Makes hits of the chosen documents: their rows, what of the title matched, and why they are there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kbassist.articles.article import ArticleRef, Standing
from kbassist.articles.freshness import freshness_of
from kbassist.search.analysis import WORD, Analyser, clean, fold
from kbassist.search.matching import holds
from kbassist.search.meaning import Meaning
from kbassist.search.query import Filter, Query
from kbassist.search.ranking import Circumstances
from kbassist.search.results import Hit, Snippet
from kbassist.search.row import Row
from kbassist.search.scope import Copies
from kbassist.search.selection import Selection
from kbassist.search.snippets import Excerpts, Marker
from kbassist.search.tables import Table

_KEPT = 8192
_EXCERPTED_BYTES = 16384  # of a text in which an excerpt is looked for

Marks = tuple[tuple[int, int], ...]

_UNMARKED: tuple[Snippet, Marks] = (Snippet(""), ())


@dataclass(frozen=True, slots=True)
class Seen:
    """What all hits of one answer have in common.

    `marker` None means that neither marks nor excerpts are wanted. `remarkable` are the meanings that a hit
    may have to explain: mistakes and words that it lacks. `channels` are those that were asked for.
    """

    query: Query
    selection: Selection
    marker: Marker | None
    boosts: Mapping[ArticleRef, float]
    remarkable: tuple[Meaning, ...]
    channels: tuple[str, ...]
    copies: Copies = Copies()  # noqa: RUF009 - frozen

    @classmethod
    def of(cls, query: Query, selection: Selection, circumstances: Circumstances, marked: bool) -> "Seen":
        """Look at a selection once for all its hits."""
        meanings = selection.meanings
        remarkable = tuple(
            meaning for meaning in meanings if meaning.note or (selection.partial and not meaning.optional)
        )
        channels = tuple(wanted.value for wanted in query.filters if wanted.kind is Filter.CHANNEL)
        marker = Marker.of(meanings) if marked else None
        copies = circumstances.scope.copies
        return cls(query, selection, marker, circumstances.boosts, remarkable, channels, copies)


class HitMaker:
    """Makes hits; keeps decoded rows for the next keystroke."""

    def __init__(self, roots: Sequence[str], tables: Sequence[Table], analyser: Analyser) -> None:
        self._roots = roots  # of each segment's library
        self._tables = tables
        self._analyser = analyser
        self._excerpts = Excerpts(analyser)
        self._shown: dict[tuple[int, int], tuple[ArticleRef, Row]] = {}

    def make(self, seen: Seen, standings: Callable[[int, int], Standing], today: date) -> tuple[Hit, ...]:
        """Make the hits of a selection; `standings` tells that of a document by its segment and number."""
        explained = bool(seen.remarkable or seen.boosts)
        hits = []
        for place, (score, segment, document) in enumerate(seen.selection.candidates):
            shown = self._shown.get((segment, document))
            ref, row = shown or self._show(segment, document)
            standing = standings(segment, document)
            named = place < seen.selection.named
            why: tuple[str, ...] = ()
            if explained or named or row.aliases or standing is Standing.PINNED:
                why = tuple(self._why(ref, row, seen, place, standing))
            snippet, marks = self._excerpt(seen.marker, segment, document) if seen.marker else _UNMARKED
            reply = _best_reply(row, seen, named) if row.replies else None
            due = self._tables[segment].day("due", document)
            hits.append(
                Hit(
                    ref,
                    row.title,
                    row.path,
                    score,
                    why,
                    snippet,
                    marks,
                    row.replies,
                    row.tags,
                    standing,
                    row.verified,
                    row.owner,
                    reply,
                    due,
                    freshness_of(row.verified, due, today),
                    seen.copies.state(ref),
                )
            )
        return tuple(hits)

    def _show(self, segment: int, document: int) -> tuple[ArticleRef, Row]:
        """Decode the row of a document, by its segment's place and its number."""
        if len(self._shown) >= _KEPT:
            self._shown.clear()
        row = self._tables[segment].row(document)
        shown = self._shown[segment, document] = (ArticleRef(self._roots[segment], row.id), row)
        return shown

    def _excerpt(self, marker: Marker, segment: int, document: int) -> tuple[Snippet, Marks]:
        title = self._shown[segment, document][1].title
        text = self._tables[segment].text(document, _EXCERPTED_BYTES)
        return self._excerpts.cut(text, marker), self._excerpts.title_marks(title, marker)

    def _why(self, ref: ArticleRef, row: Row, seen: Seen, place: int, standing: Standing) -> Iterator[str]:
        """Yield why the article is there, the weightiest reason first."""
        meanings = seen.selection.meanings
        _, segment, document = seen.selection.candidates[place]
        named = place < seen.selection.named
        if named:
            yield f'shortcut "{seen.query.first}"'
        elif row.aliases and not self._has_all(row.title, meanings):
            alias = next((alias for alias in row.aliases if self._has_all(alias, meanings)), None)
            if alias:
                yield f'alias "{alias}"'
        for meaning in seen.remarkable:
            there = holds(meaning.groups[segment], document)
            if meaning.note and there:
                yield meaning.note
            elif not there and not named:
                yield f'without "{meaning.word.text}"'
        if standing is Standing.PINNED:
            yield "pinned"
        if seen.boosts.get(ref, 0.0) > 0:
            yield "used recently"

    def _has_all(self, text: str, meanings: Sequence[Meaning]) -> bool:
        """Tell whether a title or an alias holds all typed words."""
        words = [word for raw in WORD.findall(text) for word in self._analyser.words(raw)]
        return all(any(map(meaning.matches, words)) for meaning in meanings)


def _best_reply(row: Row, seen: Seen, named: bool) -> str | None:
    """Return the reply that a shortcut or a channel names; None when nothing was said of it."""
    if named:
        for reply in row.replies:
            if reply.shortcut and fold(clean(reply.shortcut)) == seen.query.first:
                return reply.id
    if not seen.channels:
        return None
    return next((r.id for r in row.replies if r.channel and fold(r.channel) in seen.channels), None)
