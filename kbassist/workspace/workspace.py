"""The calls that the window and the terminal make; neither of them holds rules of its own."""

import contextlib
from collections.abc import Callable
from dataclasses import replace

from kbassist.articles.article import Article, ArticleRef, Reply
from kbassist.articles.drafts import Drafts
from kbassist.articles.guides import GuideTree
from kbassist.articles.library import Library
from kbassist.render.pages import RenderedPage
from kbassist.replies.agent import Agent
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import FilledReply, Wish
from kbassist.replies.stack import Stack
from kbassist.search.learned_model import LearnedModel
from kbassist.search.report import IndexReport, Progress
from kbassist.system.errors import ArticleNotFound, LibraryOffline, NotKept
from kbassist.system.http import Http
from kbassist.usage.requests import VariantRequest
from kbassist.workspace.answering import Answering
from kbassist.workspace.authoring import Authoring
from kbassist.workspace.checking import Checking
from kbassist.workspace.composing import Composing
from kbassist.workspace.following import followed, indexed
from kbassist.workspace.guides import guides_of, reply_led_to
from kbassist.workspace.learning import Learning
from kbassist.workspace.lookups import Lookups
from kbassist.workspace.outside import Outside
from kbassist.workspace.own_copies import OwnCopies
from kbassist.workspace.pages import page_of
from kbassist.workspace.parts import Parts
from kbassist.workspace.presence import FAREWELL_LIMITS, Presence
from kbassist.workspace.previewing import Previewing
from kbassist.workspace.promoting import promote, proposed_alias
from kbassist.workspace.queues import Sources
from kbassist.workspace.reviewing import Reviewing
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.several import dressed
from kbassist.workspace.sharing import Sharing
from kbassist.workspace.spelling import Spelling
from kbassist.workspace.suggesting import Suggesting
from kbassist.workspace.syncing import Syncing, SyncStores
from kbassist.workspace.values import Learned, Promoted, Refreshed, Status
from kbassist.workspace.writing import Writing

_NOBODY = Wish()


class Workspace:
    """All open libraries and what works on them; may be called from any thread.

    `refresh` and `index` are for one lane at a time, since they follow the folders.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._sessions = {str(session.root): session for session in parts.sessions}
        model = LearnedModel()
        self._lookups = Lookups(parts.sessions, model, lambda: self._parts.personal)
        self.sharing = Sharing(self._sessions, model, lambda: self._parts)
        self._suggesting = Suggesting(parts.sessions, self._lookups)
        answering = Answering(
            parts.sessions, self._lookups, self._suggesting, parts.usage, parts.now, self.sharing
        )
        self.search, self.suggest, self.home = answering.search, answering.suggest, answering.home
        self._learning = Learning(parts.learned, model, self._lookups.knows, self.sharing)
        self.writing = Writing(
            self._sessions, parts.history, Drafts(parts.data / "drafts"), parts.now, self._follow
        )
        stores = SyncStores(parts.git, parts.credentials, parts.data)
        self.syncing = Syncing(self._sessions, stores, self.writing, lambda: self._parts.agent, parts.now)
        self.presence = Presence(self._sessions, parts.data, lambda: self._parts.agent.name)
        self.authoring = Authoring(self._sessions, parts.worker, parts.now, lambda: self._parts.personal)
        self.previewing = Previewing(self._sessions, parts.worker, lambda: self._parts.agent, parts.now)
        self.spelling = Spelling(self._sessions, parts.data)
        self.own_copies = OwnCopies(self._sessions, self.writing.saving, self._lookups, lambda: self._parts)
        outside = Outside(Http(), parts.cache.path / "addresses.json", parts.now)
        self.checking = Checking(self._sessions, parts.worker, parts.now, outside)
        self.reviewing = Reviewing(
            Sources(
                self._sessions, self._lookups, self._suggesting, self._learning, self.writing,
                self.authoring, self.checking, self.syncing, lambda: self._parts, self.sharing,
            )
        )  # fmt: skip

    @property
    def libraries(self) -> tuple[Library, ...]:
        """The open libraries as they describe themselves, in the order in which they are searched."""
        return tuple(session.library for session in self._parts.sessions)

    def status(self) -> Status:
        """Tell how the libraries stand."""
        status = Status(tuple(session.status for session in self._parts.sessions), self._parts.notices)
        return dressed(status, self._parts.personal)

    def read(self, ref: ArticleRef) -> Article:
        """Read an article as it stands in its folder. Raises ArticleNotFound and LibraryOffline."""
        return self._session(ref).read(ref)

    def variants(self, ref: ArticleRef) -> tuple[Reply, ...]:
        """List the replies of an article, in its order. Raises as `read`."""
        return self.read(ref).replies

    def show(self, ref: ArticleRef) -> RenderedPage:
        """Render the knowledge of an article. Raises as `read`."""
        session = self._session(ref)
        return page_of(session, session.read(ref), self._parts.worker)

    def guides(self, ref: ArticleRef) -> tuple[GuideTree, ...]:
        """Read the guides of an article, with the library's facts in them. Raises as `read`."""
        return guides_of(self._session(ref), ref)

    def guided_reply(self, ref: ArticleRef, target: str, wish: Wish = _NOBODY) -> ArticleRef:
        """Find the reply to which a guide of `ref` leads by the link `target`. Raises as `read`."""
        return reply_led_to(self._session(ref), ref, target, wish)

    def compose(
        self, ref: ArticleRef, conversation: Conversation, wish: Wish = _NOBODY, variant: str | None = None
    ) -> FilledReply:
        """Fill the reply that `ref` or `variant` names, else the one that fits `wish` best.

        Raises as `read`; what stops the reply from being copied stands in the answer.
        """
        wanted = ref if variant is None else replace(ref, id=variant)
        return self._composing(conversation, wish).filled(wanted)

    def compose_edited(
        self, ref: ArticleRef, text: str, conversation: Conversation, wish: Wish = _NOBODY
    ) -> FilledReply:
        """Return what an agent made of the reply `ref`: Markdown, never Liquid. Raises as `read`."""
        return self._composing(conversation, wish).edited(ref, text)

    def compose_stack(self, stack: Stack, conversation: Conversation, wish: Wish = _NOBODY) -> FilledReply:
        """Join several replies into one message that greets and signs off once. Raises as `read`."""
        return self._composing(conversation, wish).stacked(stack)

    def is_favourite(self, ref: ArticleRef) -> bool:
        """Tell whether the article is among the favourites."""
        return ArticleRef(ref.library, ref.article_id) in self._parts.usage.favourites()

    def set_favourite(self, ref: ArticleRef, on: bool) -> None:
        """Mark or unmark the article as a favourite."""
        self._parts.usage.set_favourite(ref, on, self._parts.now())

    def record_copied(self, filled: FilledReply) -> None:
        """Remember that a reply was used, so that it ranks a little higher for a while."""
        self._parts.usage.record(filled.ref, self._parts.now())
        self.sharing.used(filled.ref)

    def learn(self, question: str, ref: ArticleRef, conversation: Conversation) -> bool:
        """Remember by a few scrubbed words that a reply of `ref` answered a message or query.

        Tells whether anything was learnt; never raises for what the question is.
        """
        read = self._suggesting.read(question, self._parts.now())
        return self._learning.learn(read, ref, self.title(ref), conversation, self._parts.agent)

    def learned(self, ref: ArticleRef | None = None) -> tuple[Learned, ...]:
        """List what was learnt of an article, or of all; what counts most first. Raises NotKept."""
        return self._learning.listed(self._parts.now(), self.title, ref)

    def forget_learned(self, number: int) -> bool:
        """Remove a learned question; tell whether it was there. Raises NotKept."""
        return self._learning.forget(number)

    def forget_all_learned(self) -> int:
        """Remove all learned questions and return how many there were. Raises NotKept."""
        return self._learning.forget_all()

    def promote(self, number: int, alias: str | None = None) -> Promoted:
        """Make a learned question, or `alias` in its place, an alias in its article's file.

        The question is forgotten then. Raises NotSaved and NotKept, and as `read`.
        """
        kept = self._learning.find(number, self._parts.now())
        wanted = alias or proposed_alias(kept.words)
        promoted = promote(self._session(kept.ref), kept.ref.article_id, wanted)
        self._learning.forget(number)
        return promoted

    def request_variant(
        self, ref: ArticleRef, channel: str | None = None, tone: str | None = None, lang: str | None = None
    ) -> int:
        """Note for the writers that a variant is lacking; return the request's number. Raises NotKept."""
        return self._parts.requests.add(ref, channel, tone, lang, self._parts.now())

    def requests(self) -> tuple[VariantRequest, ...]:
        """List the variants that were asked for, the newest first. Raises NotKept."""
        return self._parts.requests.all()

    def withdraw_request(self, number: int) -> bool:
        """Remove a request; tell whether it was there. Raises NotKept."""
        return self._parts.requests.withdraw(number)

    def title(self, ref: ArticleRef) -> str:
        """Return the title of the article of `ref`; its id when no open library has it."""
        hit = self._lookups.hit(ref, self._parts.now().date())
        if hit:
            return hit.title
        try:
            return self.read(ref).title
        except (ArticleNotFound, LibraryOffline):
            return ref.article_id

    def refresh(
        self,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        library: str | None = None,
        *,
        accept: bool = False,
        thorough: bool = False,
    ) -> Refreshed:
        """Follow the folder of one library, or of all; `accept` lets go what is held back there.

        A slow folder is spared, unless `thorough`. Raises WorkCancelled.
        """
        self._learning.follow(self._parts.now())
        refreshed = followed(self._sessions, self.status, progress, cancelled, library, accept, thorough)
        self.presence.look(library)
        self.sharing.follow(self._parts.now(), library)
        return refreshed

    def index(
        self,
        rebuild: bool = False,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        accept: bool = False,
    ) -> IndexReport:
        """Bring the indexes up to date, or build them anew, and sum up. Raises WorkCancelled."""
        return indexed(self._sessions, progress, cancelled, rebuild, accept)

    def forget_asked(self) -> None:
        """Let go of the words of queries and messages, which are remembered to answer the next sooner."""
        self._lookups.forget()

    def answer_as(self, agent: Agent) -> None:
        """Fill replies in the name of this agent from now on."""
        self._parts = replace(self._parts, agent=agent)

    def keep_own_in(self, personal: str) -> None:
        """Take the library of this folder for the agent's own from now on, "" for none."""
        self._parts = replace(self._parts, personal=personal)
        self.own_copies.lend()

    def warm(self) -> tuple[str, ...]:
        """Start the child processes in the background, so that nobody waits for them.

        Returns sentences on files that were put right after a save that was cut off.
        """
        self._parts.worker.warm()
        for session in self._parts.sessions:
            session.warm()
        self._learning.follow(self._parts.now())
        self._lookups.prepare()
        self.presence.recover()
        return self.writing.recover()

    def let_go(self) -> None:
        """Wait for no folder any more: the program ends, and one of them may hang."""
        for session in self._parts.sessions:
            session.let_go()

    def close(self) -> None:
        """End the child processes and let go of files."""
        self.presence.close()
        self.sharing.write(self._parts.now(), FAREWELL_LIMITS)
        for session in self._parts.sessions:
            session.close()
        self._parts.worker.close()
        self._parts.usage.close()
        self._learning.close()
        self._parts.requests.close()
        self.reviewing.close()
        self.spelling.close()
        self._parts.cache.close()

    def _composing(self, conversation: Conversation, wish: Wish) -> Composing:
        parts = self._parts
        return Composing(self._session, conversation, wish, parts.agent, parts.now(), parts.worker)

    def _follow(self, old: ArticleRef, new: ArticleRef) -> None:
        """Let favourites, uses and learned questions follow an article that was moved."""
        with contextlib.suppress(NotKept):
            self._parts.usage.move(old, new)
            self._learning.move(old, new, self._parts.now())

    def _session(self, ref: ArticleRef) -> LibrarySession:
        session = self._sessions.get(ref.library)
        if session is None:
            raise ArticleNotFound(f"The library {ref.library} is not open.")
        return session
