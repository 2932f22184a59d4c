"""Makes a learned question an alias of its article, in the article's own file."""

from collections.abc import Sequence

from kbassist.articles.changes import ChangePlan, FileChange
from kbassist.articles.edit import with_alias
from kbassist.articles.save import save
from kbassist.articles.text_file import TextFile
from kbassist.search.fillers import every_filler
from kbassist.system.errors import NotSaved
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.values import Promoted
from kbassist.workspace.written import Opened


def proposed_alias(words: Sequence[str]) -> str:
    """Return the words of a learned question that say what it is about; all where none of them does."""
    fillers = every_filler()
    return " ".join([word for word in words if word not in fillers] or words)


def promote(session: LibrarySession, article_id: str, alias: str) -> Promoted:
    """Write `alias` into the front matter of an article; one that is there already is left as it is.

    Raises NotSaved, ArticleNotFound, ArticleUnreadable and LibraryOffline; the file is then as it was.
    """
    path = session.path_of(article_id)
    content, revision = session.folder.read_bytes(path)
    changed = _changed(path, content, alias)
    if changed == content:
        return Promoted(alias, path)
    return Promoted(alias, path, save(session.root, path, revision, changed).notes)


def plan_alias(opened: Opened, alias: str) -> ChangePlan:
    """Plan to write `alias` into the front matter of an article that may have it. Raises NotSaved."""
    file, changed = opened.file, _changed(opened.file.path, opened.content, alias)
    after = TextFile.of(changed).text
    change = FileChange(file, opened.text, after, opened.revision)
    return ChangePlan(f"Give {file.path} the alias {alias}", (change,) if changed != opened.content else ())


def _changed(path: str, content: bytes, alias: str) -> bytes:
    try:
        return with_alias(content, alias)
    except NotSaved as error:
        raise NotSaved(f"{path} got no alias. {error}") from error
