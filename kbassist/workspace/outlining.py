"""Lists the files of a library for writers, from its index and its few files with a meaning."""

from collections.abc import Iterator, Sequence
from datetime import date

from kbassist.articles.article import ArticleRef, FileRef, Standing
from kbassist.articles.library_files import FACTS_FILE, LIBRARY_FILE, read_templates
from kbassist.search.lookup import all_rows, living_rows
from kbassist.system.errors import LibraryOffline
from kbassist.workspace.authored import FileKind, OutlineRow
from kbassist.workspace.session import LibrarySession

_FILES = ((FACTS_FILE, "Facts", FileKind.FACTS), (LIBRARY_FILE, "Library", FileKind.LIBRARY))
_KINDS = tuple(FileKind)


def outline_of(session: LibrarySession, today: date) -> list[OutlineRow]:
    """List a library's files: articles by folder and title, then parts, templates, facts and the library."""
    rows = [*_articles(session, today), *_others(session)]
    return sorted(rows, key=_order)


def named_in(session: LibrarySession, words: Sequence[str]) -> Iterator[FileRef]:
    """List the files whose title and path have all of `words`, which are folded; none for no words."""
    if not words:
        return
    snapshot = session.snapshot
    articles = (row for segment in snapshot.segments for row in living_rows(segment)) if snapshot else ()
    for row in articles:
        name = f"{row.title}\n{row.path}".casefold()
        if all(word in name for word in words):
            yield FileRef(str(session.root), row.path)
    for other in _others(session):
        name = f"{other.title}\n{other.file.path}".casefold()
        if all(word in name for word in words):
            yield other.file


def _order(row: OutlineRow) -> tuple[int, tuple[str, ...], str, str]:
    folder = tuple(name.casefold() for name in row.folder)
    return _KINDS.index(row.kind), folder, row.title.casefold(), row.file.path


def _articles(session: LibrarySession, today: date) -> Iterator[OutlineRow]:
    root, snapshot = str(session.root), session.snapshot
    if snapshot is not None:
        for row, standing, due in all_rows(snapshot.segments, today):
            file, ref = FileRef(root, row.path), ArticleRef(root, row.id)
            yield OutlineRow(
                file, ref, row.title, _folder(row.path), row.owner or "", standing, due, row.lang or ""
            )
    elif session.titles is not None:
        for known in session.titles.rows:
            standing = Standing.DRAFT if known.draft else Standing.CURRENT
            file, ref = FileRef(root, known.path), ArticleRef(root, known.id)
            yield OutlineRow(file, ref, known.title, _folder(known.path), standing=standing)


def _others(session: LibrarySession) -> list[OutlineRow]:
    try:
        return session.reach.ask(lambda: list(_other_files(session)))
    except LibraryOffline:
        return []


def _other_files(session: LibrarySession) -> Iterator[OutlineRow]:
    for part in session.library.parts:
        yield _other(session, part.path, part.name, FileKind.PART)
    for template in read_templates(session.root, session.library):
        yield _other(session, template.path, template.title, FileKind.TEMPLATE, template.lang or "")
    for name, title, kind in _FILES:
        if session.folder.has(name):
            yield _other(session, name, title, kind)


def _other(session: LibrarySession, path: str, title: str, kind: FileKind, lang: str = "") -> OutlineRow:
    return OutlineRow(FileRef(str(session.root), path), None, title, _folder(path), lang=lang, kind=kind)


def _folder(path: str) -> tuple[str, ...]:
    return tuple(path.split("/")[:-1])
