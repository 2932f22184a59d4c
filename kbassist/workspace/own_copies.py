"""An agent's own copies of articles of other libraries: making them, and joining them with the originals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.articles.front_matter_edit import form_values, with_key
from kbassist.articles.history import Occasion
from kbassist.articles.links import links_in, target_of
from kbassist.articles.merge import Merge, merge, merge_without_base
from kbassist.articles.names import is_article_name, without_suffix
from kbassist.articles.text_edits import edited
from kbassist.articles.text_file import TextFile
from kbassist.search.copies import CopiedFrom
from kbassist.search.scope import CopyState
from kbassist.system.errors import (
    ArticleNotFound,
    ArticleUnreadable,
    KbError,
    LibraryOffline,
    NotKept,
    NotSaved,
    PersonalLibraryLacking,
)
from kbassist.workspace.beginning import free_path
from kbassist.workspace.lookups import Lookups
from kbassist.workspace.parts import Parts
from kbassist.workspace.saving import Saving
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.written import Opened

COPY_OF, COPY_FROM, COPY_REVISION = "copy_of", "copy_from", "copy_revision"
# Of what an article shows; more is no set of pictures.
MOST_ATTACHMENTS = 50
_LACKING = "Say in the settings which of your libraries is personal; your own copies are kept in it."


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """A copy in the agent's own library; `notes` are sentences on what could not come along."""

    file: FileRef
    ref: ArticleRef
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyOpened:
    """A copy with its original: in `merge` the copy is mine and the original theirs.

    `original` is what the copy would be if it were made now, `label` the name of its library. With
    `joined` the merge knows what both were once; without, every difference is asked about.
    """

    copy: Opened
    original: str
    label: str
    merge: Merge
    joined: bool


class OwnCopies:
    """Copies articles into the agent's own library; may be called from any thread."""

    def __init__(
        self,
        sessions: Mapping[str, LibrarySession],
        saving: Saving,
        lookups: Lookups,
        parts: Callable[[], Parts],
    ) -> None:
        self._sessions = sessions
        self._saving = saving
        self._lookups = lookups
        self._parts = parts
        self._history = parts().history
        self._now = parts().now
        self.lend()

    def lend(self) -> None:
        """Let the agent's own library, and no other, use what the others have; call when it is another."""
        own = self._parts().personal
        for name, session in self._sessions.items():
            others = (other for other in self._sessions.values() if other is not session)
            session.lenders = tuple(others) if name == own else ()

    def followed(self, ref: ArticleRef) -> ArticleRef:
        """Return where a link to `ref` leads.

        What there is a copy of leads to the copy; what the agent's own library lacks, to where it is.
        """
        today = self._now().date()
        if (copy := self.shown_for(ref)) != ref:
            return copy
        if ref.library == self._parts().personal and self._lookups.hit(ref, today) is None:
            others = (ArticleRef(name, ref.id) for name in self._sessions)
            return next((other for other in others if self._lookups.hit(other, today)), ref)
        return ref

    def shown_for(self, ref: ArticleRef) -> ArticleRef:
        """Return the copy that is shown in the place of an article, else `ref` itself; replies stay such."""
        original = ArticleRef(ref.library, ref.article_id)
        copy = self._lookups.copies(self._now().date()).shown.get(original)
        return ref if copy is None else ArticleRef(copy.library, copy.id + ref.id[len(ref.article_id) :])

    def make(self, ref: ArticleRef) -> OwnCopy:
        """Copy the article of `ref`, with what it shows, or return the copy that there is already.

        Raises PersonalLibraryLacking when no open library is the agent's own, ArticleNotFound,
        ArticleUnreadable, LibraryOffline, and NotSaved.
        """
        own = self._sessions.get(self._parts().personal)
        if own is None:
            raise PersonalLibraryLacking(_LACKING)
        library = str(own.root)
        if ref.library == library:
            raise NotSaved("This article is in your own library already.")
        session = self._session(ref.library)
        known = self._lookups.copies(self._now().date()).shown.get(ArticleRef(ref.library, ref.article_id))
        if known is not None and known.library == library:
            return OwnCopy(FileRef(library, own.path_of(known.id)), known)
        path = session.path_of(ref.article_id)
        opened = self._saving.open(FileRef(ref.library, path))
        self._saving.keep(opened, Occasion.BEFORE)  # what both were once, for when the original changes
        text = copied(opened.text, CopiedFrom(ref.article_id, session.library.name, opened.revision.sha256))
        target = path
        if own.folder.has(path):
            target = free_path(
                own, form_values(opened.text).text("title") or without_suffix(path), "", frozenset()
            )
        made = self._saving.create(FileRef(library, target), text)
        notes = self._attachments(session, path, own, target, opened.text)
        return OwnCopy(made.file, ArticleRef(library, without_suffix(target)), notes)

    def open(self, file: FileRef) -> CopyOpened:
        """Read a copy and its original as they are now.

        Raises ArticleNotFound when it is no copy or its original is gone, and as `make`.
        """
        copy = self._saving.open(file)
        values = form_values(copy.text)
        told = CopiedFrom(values.text(COPY_OF), values.text(COPY_FROM), values.text(COPY_REVISION))
        original = self._original(file, told)
        session = self._session(original.library)
        where = FileRef(original.library, session.path_of(original.article_id))
        theirs = self._saving.open(where)
        now = copied(
            theirs.text, replace(told, library=session.library.name, revision=theirs.revision.sha256)
        )
        base = self._base(where, told.revision)
        if base is None:
            joined = merge_without_base(copy.text, now)
        else:
            joined = merge(copied(base, told), copy.text, now)
        return CopyOpened(copy, now, session.library.name, joined, base is not None)

    def state(self, ref: ArticleRef) -> CopyState:
        """Tell how an article stands as a copy, by what the index knows; reads no file."""
        return self._lookups.copies(self._now().date()).state(ArticleRef(ref.library, ref.article_id))

    def _original(self, file: FileRef, told: CopiedFrom) -> ArticleRef:
        found = self._lookups.originals(told)
        if not found:
            raise ArticleNotFound(f"The original of {file.path} is in no open library any more.")
        if len(found) > 1:
            where = " and ".join(self._session(ref.library).library.name for ref in found)
            raise ArticleNotFound(
                f"{file.path} may be a copy of the article in {where}; say so in {COPY_FROM}."
            )
        return found[0]

    def _base(self, original: FileRef, sha256: str) -> str | None:
        """Return what the original held when it was copied; None where this machine does not have it."""
        for kept in self._history.of(original):
            if kept.sha256 == sha256:
                try:
                    return TextFile.of(self._history.content(original, kept.id)).text
                except (NotKept, NotSaved):
                    return None
        return None

    def _attachments(
        self, session: LibrarySession, path: str, own: LibrarySession, target: str, text: str
    ) -> tuple[str, ...]:
        """Copy the pictures and files that an article shows; tell of those that could not be."""
        failed: list[str] = []
        for source, wanted in attachments(text, path, target):
            try:
                if not own.folder.has(wanted):
                    content = session.folder.read_bytes(source)[0]
                    self._saving.create_from(FileRef(str(own.root), wanted), content)
            except (ArticleNotFound, ArticleUnreadable, LibraryOffline, NotSaved):
                failed.append(source)
        return (f"Not copied, so they are not shown: {', '.join(failed)}.",) if failed else ()

    def _session(self, library: str) -> LibrarySession:
        session = self._sessions.get(library)
        if session is None:
            raise ArticleNotFound(f"The library {library} is not open.")
        return session


def copied(text: str, origin: CopiedFrom) -> str:
    """Return an article's text as a copy of it: without an id of its own, and with where it is from."""
    told = (
        (COPY_REVISION, origin.revision),
        (COPY_FROM, origin.library or None),
        (COPY_OF, origin.article_id),
    )
    for key, value in (("id", None), *told):
        try:
            text = edited(text, with_key(text, key, value))
        except KbError as error:
            raise NotSaved(f"It was not copied: {error}") from error
    return text


def attachments(text: str, path: str, target: str) -> tuple[tuple[str, str], ...]:
    """List the files that an article at `path` shows, each with where a copy at `target` looks for it."""
    found: dict[str, str] = {}
    for link in links_in(text):
        source, wanted = target_of(path, link.href), target_of(target, link.href)
        name = (source or "").rpartition("/")[2]
        if source and wanted and "." in name and not is_article_name(name):
            found[source] = wanted
    return tuple(found.items())[:MOST_ATTACHMENTS]
