"""Proposes texts and changes to writers; of all files only pictures are written here."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from threading import Lock

from kbassist.articles.article import FileRef
from kbassist.articles.changes import ChangePlan
from kbassist.articles.front_matter_edit import FormValues, form_values, with_key
from kbassist.articles.text_edits import TextEdit
from kbassist.messages.reading import read_message
from kbassist.render.worker import RenderWorker
from kbassist.search.lookup import living_rows
from kbassist.search.query import parse
from kbassist.search.scope import Scope
from kbassist.search.searcher import Searcher
from kbassist.system.errors import ArticleNotFound
from kbassist.workspace.authored import Mention, OutlineRow, ProposedReply, TemplateText, Vocabulary
from kbassist.workspace.beginning import (
    duplicate,
    first_line,
    free_path,
    new_text,
    quoted,
    templates_of,
    text_for,
    titled,
)
from kbassist.workspace.moving_out import plan_move_out
from kbassist.workspace.outlining import named_in, outline_of
from kbassist.workspace.picturing import store_picture
from kbassist.workspace.planning import mentions_of, plan_key, plan_move, plan_replace, replacing
from kbassist.workspace.sent_replies import propose_reply
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.several import names_of, statuses
from kbassist.workspace.texts import Texts
from kbassist.workspace.vocabulary import vocabulary_of


class Authoring:
    """Proposes texts and changes; writes nothing but pictures. May be called from any thread."""

    def __init__(
        self,
        sessions: Mapping[str, LibrarySession],
        worker: RenderWorker,
        now: Callable[[], datetime],
        personal: Callable[[], str] = str,
    ) -> None:
        """Propose for the libraries of `sessions`; `personal` names the agent's own one, "" for none."""
        self._personal = personal
        self._sessions = sessions
        self._worker = worker
        self._now = now
        self._lock = Lock()
        self._texts: dict[str, Texts] = {}
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
        scope = Scope(names=names_of(statuses(tuple(self._sessions.values()), self._personal())))
        found = {FileRef(*place) for place in self._searcher().find_all(text, self._today(), scope)}
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

    def plan_key(self, file: FileRef, key: str, value: str | Sequence[str] | None) -> ChangePlan:
        """Plan to set a key of a file's front matter. Raises NotSaved, and as reading does."""
        return plan_key(self._texts_of(file.library), file, key, value)

    def plan_move(self, file: FileRef, new_path: str, library: str = "") -> ChangePlan:
        """Plan to rename or move a file; every link stays right. Raises NotSaved, and as reading does.

        `library` is the folder of the one that it goes to, "" for its own; see `plan_move_out`.
        """
        texts = self._texts_of(file.library)
        if library and library != file.library:
            source, target = self._session(file.library), self._session(library)
            return plan_move_out(source, target, texts, file, new_path, self._today())
        return plan_move(self._session(file.library), texts, file, new_path, self._today())

    def plan_replace(
        self,
        library: str,
        find: str,
        put: str,
        *,
        regex: bool = False,
        case: bool = True,
        whole_words: bool = False,
        files: Collection[FileRef] | None = None,
    ) -> ChangePlan:
        """Plan to replace words in all texts of a library, or in some. Raises NotSaved and LibraryOffline."""
        replaced = replacing(find, put, regex=regex, case=case, whole_words=whole_words)
        sentence = f"Replace {find} with {put}" if put else f"Remove {find}"
        return plan_replace(self._texts_of(library), replaced, sentence, files, self._today())

    def links_to(self, file: FileRef) -> tuple[Mention, ...]:
        """List the lines that lead to a file. Raises LibraryOffline."""
        return tuple(mentions_of(self._texts_of(file.library), file, self._today()))

    def templates(self, library: str) -> tuple[TemplateText, ...]:
        """List the texts that new articles of a library may begin with."""
        return templates_of(self._session(library))

    def new_text(self, template: TemplateText, *, title: str, lang: str | None, owner: str | None) -> str:
        """Begin with a template. Raises NotSaved where its front matter is broken."""
        return new_text(template.text, self._today(), title=title, lang=lang, owner=owner)

    @staticmethod
    def titled(text: str, title: str) -> str:
        """Put another title in the place of the heading that says it. Raises NotSaved."""
        return titled(text, title)

    @staticmethod
    def text_for_gap(words: str) -> str:
        """Begin with what somebody looked for in vain."""
        return text_for(words[:1].upper() + words[1:], aliases=(words,))

    @staticmethod
    def text_for_message(message: str) -> str:
        """Begin with what a customer wrote; it stands there as a quotation, to be taken out again."""
        return text_for(first_line(read_message(message).body or message), quoted(message))

    @staticmethod
    def text_for_selection(text: str) -> str:
        """Begin with a piece of another article."""
        return text_for(first_line(text), text)

    @staticmethod
    def duplicate(file_text: str, lang: str | None = None, tone: str | None = None) -> str:
        """Begin with a copy in another language or tone. Raises NotSaved."""
        return duplicate(file_text, lang, tone)

    def reply_from(self, library: str, sent: str) -> ProposedReply:
        """Propose a reply of a text that was sent; `template_of` puts the placeholders in their places."""
        return propose_reply(self._session(library), sent, self._today())

    def free_path(self, library: str, title: str, folder: str) -> str:
        """Return a path for a new article of this title. Raises ArticleNotFound."""
        session = self._session(library)
        taken = frozenset(row.file.path.casefold() for row in outline_of(session, self._today()))
        return free_path(session, title, folder, taken)

    def store_picture(self, file: FileRef, content: bytes, alt: str) -> str:
        """Store a picture for an article; return the Markdown that shows it. Raises NotSaved."""
        return store_picture(self._session(file.library), self._worker, file, content, alt)

    def _today(self) -> date:
        return self._now().date()

    def _session(self, library: str) -> LibrarySession:
        session = self._sessions.get(library)
        if session is None:
            raise ArticleNotFound(f"The library {library} is not open.")
        return session

    def _texts_of(self, library: str) -> Texts:
        session = self._session(library)
        with self._lock:
            return self._texts.setdefault(library, Texts(session))

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
