"""Proposes texts and changes to writers; nothing is written here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from threading import Lock

from kbassist.articles.article import FileRef
from kbassist.articles.front_matter_edit import FormValues, form_values, with_key
from kbassist.articles.text_edits import TextEdit
from kbassist.search.lookup import living_rows
from kbassist.search.query import parse
from kbassist.search.searcher import Searcher
from kbassist.system.errors import ArticleNotFound
from kbassist.workspace.authored import OutlineRow, Vocabulary
from kbassist.workspace.outlining import named_in, outline_of
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.vocabulary import vocabulary_of


class Authoring:
    """Proposes texts and changes; writes nothing. May be called from any thread."""

    def __init__(
        self, sessions: Mapping[str, LibrarySession], data: Path, now: Callable[[], datetime]
    ) -> None:
        self._sessions = sessions
        self._data = data
        self._now = now
        self._lock = Lock()
        self._searchers: tuple[Searcher, ...] = ()
        self._joined = Searcher("", ())

    def outline(self) -> tuple[OutlineRow, ...]:
        """List the files of all libraries in the order of a tree; reads no article."""
        today = self._today()
        return tuple(row for session in self._sessions.values() for row in outline_of(session, today))

    def filter(self, text: str) -> frozenset[FileRef]:
        """Return the files that what was typed finds, as in the search box, and by their names.

        Drafts are among them. Nothing typed finds nothing.
        """
        found = {FileRef(*place) for place in self._searcher().find_all(text, self._today())}
        if not parse(text).filters:
            words = text.casefold().split()
            for session in self._sessions.values():
                found.update(named_in(session, words))
        return frozenset(found)

    def vocabulary(self, library: str) -> Vocabulary:
        """Collect what can be completed in the texts of a library. Raises ArticleNotFound."""
        session = self._session(library)
        snapshot = session.snapshot
        segments = snapshot.segments if snapshot else ()
        return vocabulary_of(session, (row for segment in segments for row in living_rows(segment)))

    @staticmethod
    def front_matter(text: str) -> FormValues:
        """Read the front matter of a text for a form; never raises."""
        return form_values(text)

    @staticmethod
    def with_key(text: str, key: str, value: str | Sequence[str] | None) -> tuple[TextEdit, ...]:
        """Say how a value comes under a key of the front matter; None removes it. Raises NotSaved."""
        return with_key(text, key, value)

    def _today(self) -> date:
        return self._now().date()

    def _session(self, library: str) -> LibrarySession:
        session = self._sessions.get(library)
        if session is None:
            raise ArticleNotFound(f"The library {library} is not open.")
        return session

    def _searcher(self) -> Searcher:
        """Join the indexes as they are now; apart from the agent's, so that neither waits for the other."""
        searchers = tuple(self._current())
        with self._lock:
            if searchers != self._searchers:
                self._searchers, self._joined = searchers, Searcher.over(searchers)
            return self._joined

    def _current(self) -> Iterator[Searcher]:
        for session in self._sessions.values():
            snapshot = session.snapshot
            if snapshot is not None:
                yield snapshot.searcher
