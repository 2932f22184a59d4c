"""Makes a learned question an alias of its article, in the article's own file."""

from collections.abc import Sequence

from kbassist.articles.edit import with_alias
from kbassist.articles.save import save
from kbassist.search.fillers import every_filler
from kbassist.system.errors import NotSaved
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.values import Promoted


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
    try:
        changed = with_alias(content, alias)
    except NotSaved as error:
        raise NotSaved(f"{path} got no alias. {error}") from error
    if changed == content:
        return Promoted(alias, path)
    return Promoted(alias, path, save(session.root, path, revision, changed).notes)
