"""Searching all open libraries as one, by their indexes or, where there is none yet, by their titles."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock

from kbassist.articles.article import ArticleRef
from kbassist.replies.reply import Wish
from kbassist.search.copies import CopiedFrom, Shelves, copies_of, originals_of
from kbassist.search.learned_model import LearnedModel
from kbassist.search.results import Hit, SearchResult
from kbassist.search.scope import Copies, Scope
from kbassist.search.searcher import Searcher
from kbassist.search.suggest import Suggester
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.several import names_of, statuses

# Of a large library a part will do to begin with.
MOST_STARTERS = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What counts beside the words: the wish, the day, how much articles were used, and the libraries.

    `libraries` are those that are asked, None asks all.
    """

    wish: Wish
    today: date
    boosts: Mapping[ArticleRef, float] = field(default_factory=dict)
    libraries: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class _Joined:
    """What answers for the searchers `parts` as if they were one."""

    parts: tuple[Searcher, ...]
    searcher: Searcher
    suggester: Suggester


@dataclass(frozen=True, slots=True)
class _Copied:
    """The copies among the articles of a searcher, as they count on a day."""

    searcher: Searcher
    shelves: Shelves
    day: date
    copies: Copies


class Lookups:
    """Joins the indexes of the sessions into one searcher, and joins them anew when one has moved on."""

    def __init__(
        self, sessions: Sequence[LibrarySession], learned: LearnedModel, personal: Callable[[], str]
    ) -> None:
        """Join the sessions; `personal` names the folder of the agent's own library, "" for none."""
        self._sessions = tuple(sessions)
        self._personal = personal
        self._learned = learned
        self._lock = Lock()
        joined = _Joined((), Searcher("", ()), Suggester((), learned))
        self._joined = joined
        self._copied = _Copied(joined.searcher, Shelves(), date.min, Copies())

    def search(self, text: str, asked: Asked, limit: int, snippets: bool) -> SearchResult:
        """Answer what was typed; libraries without an index answer with titles, below the others."""
        scope = self.scope(asked.today, asked.libraries)
        result = self._current().searcher.search(
            text,
            today=asked.today,
            lang=asked.wish.lang,
            boosts=asked.boosts,
            scope=scope,
            limit=limit,
            snippets=snippets,
        )
        return self._with_titles(result, text, limit, scope)

    def suggest(self, text: str, asked: Asked, limit: int, snippets: bool) -> SearchResult:
        """Answer what a customer wrote; libraries without an index answer with titles, below the others."""
        scope = self.scope(asked.today, asked.libraries)
        result = self._current().suggester.suggest(
            text,
            today=asked.today,
            lang=asked.wish.lang,
            boosts=asked.boosts,
            scope=scope,
            limit=limit,
            snippets=snippets,
        )
        return self._with_titles(result, text, limit, scope)

    def scope(self, today: date, libraries: frozenset[str] | None = None) -> Scope:
        """Return what is asked: these libraries, or all for None, with their names and their copies.

        Libraries that are not open are left out; where none is left, all are asked.
        """
        names = names_of(statuses(self._sessions, self._personal()))
        asked = libraries and libraries.intersection(names)
        return Scope(asked or None, names, self.copies(today))

    def copies(self, today: date) -> Copies:
        """Return which articles of the agent's own library are copies of others."""
        searcher, shelves = self._current().searcher, self._shelves()
        copied = self._copied
        if copied.searcher is not searcher or (copied.shelves, copied.day) != (shelves, today):
            copies = copies_of(searcher.parts, shelves, today)
            copied = self._copied = _Copied(searcher, shelves, today, copies)
        return copied.copies

    def originals(self, told: CopiedFrom) -> tuple[ArticleRef, ...]:
        """Return what a copy that tells this of itself may be of; several where nobody knows."""
        found = originals_of(self._current().searcher.parts, self._shelves(), told)
        return tuple(ArticleRef(library, row.id) for library, row in found)

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

    def pinned(self, today: date, limit: int, libraries: frozenset[str] | None = None) -> tuple[Hit, ...]:
        """List the articles that are happening now."""
        return (
            self._current()
            .searcher.search(
                "is:pinned", today=today, scope=self.scope(today, libraries), limit=limit, snippets=False
            )
            .hits
        )

    def starters(
        self, channels: Iterable[str], today: date, limit: int, libraries: frozenset[str] | None = None
    ) -> tuple[Hit, ...]:
        """List the articles with the most replies: what a library is about is written in many variants."""
        searcher, scope = self._current().searcher, self.scope(today, libraries)
        wanted = (
            searcher.search(
                f"channel:{channel}", today=today, scope=scope, limit=MOST_STARTERS, snippets=False
            ).hits
            for channel in channels
        )
        found = {hit.ref: hit for hits in wanted for hit in hits}
        return tuple(sorted(found.values(), key=lambda hit: (-len(hit.replies), hit.title))[:limit])

    def hit(self, ref: ArticleRef, today: date) -> Hit | None:
        """Return the article of `ref` as a hit; None when no open library has it in its index."""
        for session in self._sessions:
            if str(session.root) == ref.library:
                hit = session.hit(ref.article_id, today)
                return hit and hit._replace(copy=self.copies(today).state(hit.ref))
        return None

    def _with_titles(self, result: SearchResult, text: str, limit: int, scope: Scope) -> SearchResult:
        for session in self._sessions:
            if not scope.asks(str(session.root)):
                continue
            if session.snapshot is None and session.titles is not None:
                found = session.titles.search(text, limit)
                hits = (*result.hits, *found.hits)[:limit]
                result = replace(result, hits=hits, total=result.total + found.total, titles_only=True)
        return result

    def _shelves(self) -> Shelves:
        names = {str(session.root): session.library.name for session in self._sessions}
        return Shelves(self._personal(), names)

    def _current(self) -> _Joined:
        snapshots = (session.snapshot for session in self._sessions)
        searchers = tuple(snapshot.searcher for snapshot in snapshots if snapshot)
        with self._lock:
            if self._joined.parts != searchers:
                searcher = searchers[0] if len(searchers) == 1 else Searcher.over(searchers)
                self._joined = _Joined(searchers, searcher, Suggester(searchers, self._learned))
            return self._joined
