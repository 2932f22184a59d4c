"""Searching all open libraries as one, by their indexes or, where there is none yet, by their titles."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from threading import Lock

from kbassist.articles.article import ArticleRef
from kbassist.replies.reply import Wish
from kbassist.search.results import Hit, SearchResult
from kbassist.search.searcher import Searcher
from kbassist.workspace.session import LibrarySession

# Of a large library a part will do to begin with.
MOST_STARTERS = 100


class Lookups:
    """Joins the indexes of the sessions into one searcher, and joins them anew when one has moved on."""

    def __init__(self, sessions: Sequence[LibrarySession]) -> None:
        self._sessions = tuple(sessions)
        self._lock = Lock()
        self._joined: tuple[tuple[Searcher, ...], Searcher] = ((), Searcher("", ()))

    def search(
        self, text: str, wish: Wish, today: date, boosts: dict[str, float], limit: int, snippets: bool
    ) -> SearchResult:
        """Answer what was typed; libraries without an index answer with titles, below the others."""
        result = self._searcher().search(
            text, today=today, lang=wish.lang, boosts=boosts, limit=limit, snippets=snippets
        )
        for session in self._sessions:
            if session.snapshot is None and session.titles is not None:
                found = session.titles.search(text, limit)
                hits = (*result.hits, *found.hits)[:limit]
                result = replace(result, hits=hits, total=result.total + found.total, titles_only=True)
        return result

    def pinned(self, today: date, limit: int) -> tuple[Hit, ...]:
        """List the articles that are happening now."""
        return self._searcher().search("is:pinned", today=today, limit=limit, snippets=False).hits

    def starters(self, channels: Iterable[str], today: date, limit: int) -> tuple[Hit, ...]:
        """List the articles with the most replies: what a library is about is written in many variants."""
        searcher = self._searcher()
        wanted = (
            searcher.search(f"channel:{channel}", today=today, limit=MOST_STARTERS, snippets=False).hits
            for channel in channels
        )
        found = {hit.ref: hit for hits in wanted for hit in hits}
        return tuple(sorted(found.values(), key=lambda hit: (-len(hit.replies), hit.title))[:limit])

    def hit(self, ref: ArticleRef, today: date) -> Hit | None:
        """Return the article of `ref` as a hit; None when no open library has it in its index."""
        for session in self._sessions:
            if str(session.root) == ref.library:
                return session.hit(ref.article_id, today)
        return None

    def _searcher(self) -> Searcher:
        snapshots = (session.snapshot for session in self._sessions)
        searchers = tuple(snapshot.searcher for snapshot in snapshots if snapshot)
        if len(searchers) == 1:
            return searchers[0]
        with self._lock:
            if self._joined[0] != searchers:
                self._joined = (searchers, Searcher.over(searchers))
            return self._joined[1]
