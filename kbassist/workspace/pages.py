"""An article as the preview shows it, with the pictures that it names."""

from kbassist.articles.article import Article, Reading
from kbassist.render.pages import RenderedPage
from kbassist.render.requests import ArticleRequest
from kbassist.render.worker import RenderWorker, plain_page
from kbassist.replies.placeholders import Fields
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable, LibraryOffline
from kbassist.workspace.session import LibrarySession

_TOO_LARGE = "Shown as plain text: the file is too large to lay out."
_NOT_READ = "Only the name of this file is known."


def page_of(session: LibrarySession, article: Article, worker: RenderWorker) -> RenderedPage:
    """Render the knowledge of an article; what was not read whole is shown as plain text."""
    if article.reading is Reading.LISTED:
        reasons = [problem.message for problem in article.problems]
        return plain_page("", " ".join(reasons) or _NOT_READ)
    if article.reading is Reading.PLAIN:
        return plain_page(article.body, _TOO_LARGE)

    def picture(path: str) -> bytes | None:
        try:
            return session.folder.read_bytes(path)[0]
        except (ArticleNotFound, ArticleUnreadable, LibraryOffline):
            return None

    facts = {fact.name: fact.value for fact in session.lent.facts}
    labels = Fields.of(article, session.lent).labels()
    request = ArticleRequest(article.body, article.path, article.title, article.lang, facts, labels)
    return worker.article(request, picture)
