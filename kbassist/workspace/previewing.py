"""Shows a text that is not saved yet as agents and customers would see it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from kbassist.articles.article import Article, ArticleRef, FileRef, Reply
from kbassist.articles.library import Library
from kbassist.articles.library_files import PARTS_FOLDER
from kbassist.articles.parse import parse_article
from kbassist.render.pages import RenderedPage
from kbassist.render.worker import RenderWorker, plain_page
from kbassist.render.writers import PreviewWriter
from kbassist.replies.agent import Agent
from kbassist.replies.compose import compose
from kbassist.replies.examples import example_conversation
from kbassist.replies.placeholders import Fields
from kbassist.replies.reply import FilledReply, Wish
from kbassist.system.errors import ArticleNotFound
from kbassist.workspace.page_pieces import PageOfPieces
from kbassist.workspace.pages import page_of
from kbassist.workspace.previewed import ARTICLE, Preview, PreviewVariant, PreviewWish
from kbassist.workspace.session import LibrarySession

_TEXT_SUFFIXES = (".md", ".markdown")


class Previewing:
    """Fills replies with sample values and renders articles from text; may be called from any thread."""

    def __init__(
        self,
        sessions: Mapping[str, LibrarySession],
        worker: RenderWorker,
        agent: Callable[[], Agent],
        now: Callable[[], datetime],
    ) -> None:
        """`agent` returns the agent in whose name replies are filled at the time."""
        self._sessions = sessions
        self._worker = worker
        self._agent = agent
        self._now = now
        self._pieces = PageOfPieces()

    def forget(self) -> None:
        """Look at pictures again, which may be others now."""
        self._pieces.forget()

    def preview(self, file: FileRef, text: str, wish: PreviewWish) -> Preview:
        """Show `text`, as if it stood in `file`, with the sample values of its fields.

        A variant that is not there any more is shown as the article. Raises ArticleNotFound when the library
        is not open.
        """
        session = self._sessions.get(file.library)
        if session is None:
            raise ArticleNotFound(f"The library {file.library} is not open.")
        if not file.path.lower().endswith(_TEXT_SUFFIXES):
            return Preview(file.path, ARTICLE, plain_page(text, "").html, text)
        article = parse_article(text.encode("utf-8", "surrogatepass"), file.path, session.library, None)
        if file.path.startswith(f"{PARTS_FOLDER}/") and not article.replies:
            article = replace(article, replies=(_whole(article),))
        frame = Preview(
            article.title,
            ARTICLE,
            "",
            variants=_variants(article),
            headings=article.headings,
            channels=session.library.channels,
        )
        shown = frame.variant_at(wish.line) if wish.variant is None else wish.variant
        if shown not in (ARTICLE, *(reply.id for reply in article.replies)):
            shown = ARTICLE
        frame = replace(frame, shown=shown)
        if shown == ARTICLE:

            def render(piece: Article) -> RenderedPage:
                return page_of(session, piece, self._worker)

            page = self._pieces.page(_frame(file, article, session.lent), article, render)
            notes = (page.badge,) if page.badge else ()
            return replace(frame, html=page.html, plain=page.plain, pictures=page.pictures, notes=notes)
        filled = self._filled(session, article, shown, wish.channel)
        plain_html = f'<p style="white-space: pre-wrap">{PreviewWriter().words(filled.plain)}</p>'
        return replace(
            frame,
            html=filled.preview_html,
            plain=filled.plain,
            plain_html=plain_html,
            notes=_notes(filled),
        )

    def _filled(
        self, session: LibrarySession, article: Article, shown: str, channel: str | None
    ) -> FilledReply:
        if channel is not None:
            replies = (replace(r, channel=channel) if r.id == shown else r for r in article.replies)
            article = replace(article, replies=tuple(replies))
        agent, now = self._agent(), self._now()
        values = example_conversation(Fields.of(article, session.lent), agent.values(), now.date())
        ref = ArticleRef(str(session.root), shown)
        return compose(article, session.lent, ref, values, Wish(), agent, now, self._worker)


def _frame(file: FileRef, article: Article, library: Library) -> object:
    """Return what the look of a section depends on besides its text."""
    return file, article.lang, article.fields, library.fields, library.facts


def _whole(article: Article) -> Reply:
    """Return the text of a part without replies as the reply that it is drawn in as."""
    return Reply(
        f"{article.id}#reply",
        article.title,
        article.body.strip("\n"),
        lang=article.lang,
        line=article.body_line,
    )


def _variants(article: Article) -> tuple[PreviewVariant, ...]:
    """Find the lines of each reply: up to the next heading of the same or a higher level."""
    last = article.body_line + article.body.count("\n")
    levels = {heading.line: heading.level for heading in article.headings}
    found = []
    for reply in article.replies:
        level = levels.get(reply.line)
        ends = (h.line - 1 for h in article.headings if h.line > reply.line and level and h.level <= level)
        found.append(PreviewVariant(reply, reply.line, next(ends, last)))
    return tuple(found)


def _notes(filled: FilledReply) -> tuple[str, ...]:
    """Say what keeps the reply from being copied, besides values that only a customer has."""
    notes = [filled.error, filled.badge]
    notes += [f"{leftover.text} would be sent as it stands. {leftover.hint}" for leftover in filled.leftovers]
    notes += [placeholder.problem for placeholder in filled.placeholders if placeholder.problem]
    return tuple(note.strip() for note in notes if note)
