"""Searching all open libraries as one, by their indexes or, where there is none yet, by their titles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from kbassist.articles.article import ArticleRef
from kbassist.replies.reply import Wish
from kbassist.search.learned_model import LearnedModel
from kbassist.search.results import Hit, SearchResult
from kbassist.search.searcher import Searcher
from kbassist.search.suggest import Suggester
from kbassist.workspace.session import LibrarySession

# Of a large library a part will do to begin with.
MOST_STARTERS = 100


@dataclass(frozen=True, slots=True)
class _Joined:
    """What answers for the searchers `parts` as if they were one."""

    parts: tuple[Searcher, ...]
    searcher: Searcher
    suggester: Suggester


class Lookups:
    """Joins the indexes of the sessions into one searcher, and joins them anew when one has moved on."""

    def __init__(self, sessions: Sequence[LibrarySession], learned: LearnedModel) -> None:
        self._sessions = tuple(sessions)
        self._learned = learned
        self._lock = Lock()
        self._joined = _Joined((), Searcher("", ()), Suggester((), learned))

    def search(
        self, text: str, wish: Wish, today: date, boosts: dict[str, float], limit: int, snippets: bool
    ) -> SearchResult:
        """Answer what was typed; libraries without an index answer with titles, below the others."""
        result = self._current().searcher.search(
            text, today=today, lang=wish.lang, boosts=boosts, limit=limit, snippets=snippets
        )
        return self._with_titles(result, text, limit)

    def suggest(
        self, text: str, wish: Wish, today: date, boosts: dict[str, float], limit: int, snippets: bool
    ) -> SearchResult:
        """Answer what a customer wrote; libraries without an index answer with titles, below the others."""
        result = self._current().suggester.suggest(
            text, today=today, lang=wish.lang, boosts=boosts, limit=limit, snippets=snippets
        )
        return self._with_titles(result, text, limit)

    def knows(self, word: str) -> bool:
        """Tell whether any article has this word."""
        return self._current().searcher.knows(word)

    def forget(self) -> None:
        """Let go of the words of all queries and messages."""
        joined = self._current()
        for searcher in {joined.searcher, *joined.parts}:
            searcher.forget()
        joined.suggester.forget()

    def prepare(self) -> None:
        """Load what the first message would wait for; meant for the background."""
        self._current().suggester.prepare()

    def pinned(self, today: date, limit: int) -> tuple[Hit, ...]:
        """List the articles that are happening now."""
        return self._current().searcher.search("is:pinned", today=today, limit=limit, snippets=False).hits

    def starters(self, channels: Iterable[str], today: date, limit: int) -> tuple[Hit, ...]:
        """List the articles with the most replies: what a library is about is written in many variants."""
        searcher = self._current().searcher
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

    def _with_titles(self, result: SearchResult, text: str, limit: int) -> SearchResult:
        for session in self._sessions:
            if session.snapshot is None and session.titles is not None:
                found = session.titles.search(text, limit)
                hits = (*result.hits, *found.hits)[:limit]
                result = replace(result, hits=hits, total=result.total + found.total, titles_only=True)
        return result

    def _current(self) -> _Joined:
        snapshots = (session.snapshot for session in self._sessions)
        searchers = tuple(snapshot.searcher for snapshot in snapshots if snapshot)
        with self._lock:
            if self._joined.parts != searchers:
                searcher = searchers[0] if len(searchers) == 1 else Searcher.over(searchers)
                self._joined = _Joined(searchers, searcher, Suggester(searchers, self._learned))
            return self._joined
