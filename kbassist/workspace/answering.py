"""Answers the search box: what was typed, what a customer wrote, and what is shown while it is empty."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from kbassist.articles.article import ArticleRef, Standing
from kbassist.replies.reply import Wish
from kbassist.search.results import Hit, SearchResult
from kbassist.usage.log import UsageLog
from kbassist.workspace.lookups import Asked, Lookups
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.sharing import Sharing
from kbassist.workspace.suggesting import Suggesting
from kbassist.workspace.values import Home, Suggestions

_NOBODY = Wish()


class Answering:
    """Asks the joined libraries, weighed by what this agent used; may be called from any thread."""

    def __init__(
        self,
        sessions: Sequence[LibrarySession],
        lookups: Lookups,
        suggesting: Suggesting,
        usage: UsageLog,
        now: Callable[[], datetime],
        sharing: Sharing,
    ) -> None:
        self._sessions = tuple(sessions)
        self._lookups = lookups
        self._suggesting = suggesting
        self._usage = usage
        self._now = now
        self._sharing = sharing

    def search(
        self,
        text: str,
        wish: Wish = _NOBODY,
        limit: int = 20,
        snippets: bool = True,
        libraries: frozenset[str] | None = None,
    ) -> SearchResult:
        """Answer what was typed with up to `limit` hits, the best first; excerpts cost half the time.

        `libraries` are the folders of those that are asked, None asks all.
        """
        return self._lookups.search(text, self._asked(wish, self._now(), libraries), limit, snippets)

    def suggest(
        self,
        text: str,
        wish: Wish = _NOBODY,
        limit: int = 20,
        snippets: bool = True,
        libraries: frozenset[str] | None = None,
    ) -> Suggestions:
        """Answer what a customer wrote with up to `limit` hits, the values in it, and a hit for each ask."""
        now = self._now()
        return self._suggesting.suggest(text, self._asked(wish, now, libraries), now, limit, snippets)

    def home(self, limit: int = 12, libraries: frozenset[str] | None = None) -> Home:
        """List what an empty search box shows, up to `limit` of each; a favourite is not listed twice."""
        usage, today = self._usage, self._now().date()
        favourites = usage.favourites()
        recent = [ref for ref in usage.recent(2 * limit + len(favourites)) if ref not in favourites]
        home = Home(
            self._lookups.pinned(today, limit, libraries),
            self._known(favourites, libraries)[:limit],
            self._known(recent, libraries)[:limit],
        )
        if home != Home():
            return home
        channels = dict.fromkeys(name for session in self._sessions for name in session.library.channels)
        return Home(starters=self._lookups.starters(channels, today, limit, libraries))

    def _asked(self, wish: Wish, now: datetime, libraries: frozenset[str] | None) -> Asked:
        boosts: dict[ArticleRef, float] = {}
        for session in self._sessions:
            root = str(session.root)
            used = self._usage.boosts(root, now)
            others = self._sharing.boosts(root)
            for name in {*used, *others}:
                boosts[ArticleRef(root, name)] = min(1.0, used.get(name, 0.0) + others.get(name, 0.0))
        return Asked(wish, now.date(), boosts, libraries)

    def _known(
        self, refs: Collection[ArticleRef], libraries: frozenset[str] | None = None
    ) -> tuple[Hit, ...]:
        """Turn remembered articles into hits; those that are gone, or hidden from agents, are left out.

        In the place of an original stands the copy of it.
        """
        today = self._now().date()
        scope = self._lookups.scope(today, libraries)
        shown = scope.copies.shown
        standing_in = ((ref, shown.get(ref)) for ref in refs)
        wanted = dict.fromkeys(
            copy if copy and scope.asks(copy.library) else ref for ref, copy in standing_in
        )
        hits = (self._lookups.hit(ref, today) for ref in wanted if scope.asks(ref.library))
        return tuple(hit for hit in hits if hit and hit.standing is not Standing.DRAFT)
