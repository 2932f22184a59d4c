"""Guides of the open libraries: their questions with facts filled, and the replies to which they lead."""

from kbassist.articles.article import ArticleRef
from kbassist.articles.guides import GuideTree, guide_tree
from kbassist.replies.guide_replies import filled_guide, guided_reply, target_path
from kbassist.replies.placeholders import Fields
from kbassist.replies.reply import Wish
from kbassist.system.errors import ArticleNotFound
from kbassist.workspace.session import LibrarySession

_SUFFIXES = (".md", ".markdown")


def guides_of(session: LibrarySession, ref: ArticleRef) -> tuple[GuideTree, ...]:
    """Read the guides of an article. Raises ArticleNotFound and LibraryOffline."""
    article = session.read(ref)
    facts = {fact.name: fact.value for fact in session.lent.facts}
    labels = Fields.of(article, session.lent).labels()
    return tuple(filled_guide(guide_tree(guide), facts, labels) for guide in article.guides)


def reply_led_to(session: LibrarySession, ref: ArticleRef, target: str, wish: Wish) -> ArticleRef:
    """Find the reply that `target`, a link in a guide of `ref`, means for an agent with this wish.

    Raises ArticleNotFound, also where the article is there and the reply is not, and LibraryOffline.
    """
    article = session.read(ref)
    path, slug = target_path(article.path, target)
    if path != article.path:
        suffix = next((suffix for suffix in _SUFFIXES if path.lower().endswith(suffix)), "")
        article = session.read(ArticleRef(ref.library, path[: len(path) - len(suffix)]))
    reply = guided_reply(article, slug, wish, session.library)
    if reply is None:
        raise ArticleNotFound(f"There is no reply {target} in {session.library.name}.")
    return ArticleRef(ref.library, reply.id)
