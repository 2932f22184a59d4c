"""Plans changes of several files of one library, which are looked at before they are made."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from kbassist.articles.article import FileRef, Revision
from kbassist.articles.changes import ChangePlan, FileChange
from kbassist.articles.front_matter_edit import with_key
from kbassist.articles.library_files import PARTS_FOLDER
from kbassist.articles.links import after_move, leads_to, links_in, renamed_part
from kbassist.articles.names import without_suffix
from kbassist.articles.text_edits import TextEdit, edited
from kbassist.articles.text_file import TextFile
from kbassist.articles.word_search import Search
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable, NotSaved
from kbassist.workspace.authored import Mention
from kbassist.workspace.outlining import outline_of
from kbassist.workspace.session import LibrarySession

_LONGEST_LINE = 2000


def plan_key(
    session: LibrarySession, file: FileRef, key: str, value: str | Sequence[str] | None
) -> ChangePlan:
    """Plan to set one key of a file's front matter. Raises NotSaved, and as reading does."""
    text, seen = _read(session, file.path)
    after = edited(text, with_key(text, key, value))
    change = (FileChange(file, text, after, seen),) if after != text else ()
    return ChangePlan(f"Set `{key}` of {file.path}", change)


def plan_move(session: LibrarySession, file: FileRef, new_path: str, today: date) -> ChangePlan:
    """Plan to give a file another path, with every link to it and out of it kept right.

    Raises NotSaved when the name is taken or the file is no text, and as reading does.
    """
    if session.folder.has(new_path):
        raise NotSaved(f"There is a file {new_path} already; choose another name.")
    text, seen = _read(session, file.path)
    own = edited(text, after_move(text, file.path, file.path, new_path))
    changes = [FileChange(file, text, own, seen, new_path)]
    old_part, new_part = _part_name(file.path), _part_name(new_path)
    for other, before, revision in _texts(session, today):
        if other.path == file.path:
            continue
        edits = after_move(before, other.path, file.path, new_path)
        if old_part and new_part:
            edits += renamed_part(before, old_part, new_part)
        if edits:
            changes.append(FileChange(other, before, edited(before, edits), revision))
    return ChangePlan(f"Rename {file.path} to {new_path}", tuple(changes))


def plan_replace(
    session: LibrarySession,
    replaced: Callable[[str], str],
    sentence: str,
    files: Collection[FileRef] | None,
    today: date,
) -> ChangePlan:
    """Plan to put what `replaced` makes of each text in its place; files that are no text are skipped."""
    changes = []
    for file, before, seen in _texts(session, today):
        if files is None or file in files:
            after = replaced(before)
            if after != before:
                changes.append(FileChange(file, before, after, seen))
    return ChangePlan(sentence, tuple(changes))


def replacing(find: str, put: str, *, regex: bool, case: bool, whole_words: bool) -> Callable[[str], str]:
    """Return what replaces in one text. Raises NotSaved for a pattern that is broken or may take too long."""
    search = Search(find, regex, case, whole_words)
    pattern = search.pattern()
    if regex:
        try:
            pattern.sub(put, "")
            re.compile(rf"(?:{pattern.pattern})|").sub(put, "")
        except (re.error, IndexError) as error:
            raise NotSaved(f"The pattern cannot be used: {error}. Mend it.") from error

    def line(text: str) -> str:
        if len(text) > _LONGEST_LINE and regex:
            return text
        return pattern.sub(put if regex else lambda _: put, text)

    return lambda text: "\n".join(map(line, text.split("\n"))) if regex else line(text)


def mentions_of(session: LibrarySession, file: FileRef, today: date) -> Iterator[Mention]:
    """List the lines of other files that link to `file`, or draw it in when it is a part."""
    part = _part_name(file.path)
    for other, text, _ in _texts(session, today):
        if other.path == file.path:
            continue
        starts = [link.start for link in links_in(text) if leads_to(other.path, link.href, file.path)]
        drawn: tuple[TextEdit, ...] = renamed_part(text, part, part) if part else ()
        for at in sorted({*starts, *(edit.start for edit in drawn)}):
            line = text.count("\n", 0, at)
            yield Mention(other, line + 1, text.split("\n")[line].strip())


def _part_name(path: str) -> str:
    folder, _, name = path.partition("/")
    return without_suffix(name) if folder == PARTS_FOLDER else ""


def _read(session: LibrarySession, path: str) -> tuple[str, Revision]:
    content, revision = session.folder.read_bytes(path)
    return TextFile.of(content).text, revision


def _texts(session: LibrarySession, today: date) -> Iterator[tuple[FileRef, str, Revision]]:
    """Read the texts of a library; those that cannot be read are left out. Raises LibraryOffline."""
    root = str(session.root)
    paths = {row.file.path for row in outline_of(session, today)} | set(session.folder.scan().files)
    for path in sorted(paths):
        try:
            text, seen = _read(session, path)
        except (ArticleNotFound, ArticleUnreadable, NotSaved):
            continue
        yield FileRef(root, path), text, seen
