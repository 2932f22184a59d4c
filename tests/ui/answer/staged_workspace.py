"""A workspace whose answers come when the test lets them, so that being late needs no waiting."""

import threading
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256

from kbassist.articles.article import Article, ArticleRef, Field, FieldType, Problem, Reply, Severity
from kbassist.articles.library import Library
from kbassist.messages.message import Ask, FoundValue, Message, MessagePart, PartKind
from kbassist.render.pages import RenderedPage
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import FilledReply, Leftover, Placeholder, Wish
from kbassist.replies.stack import Stack
from kbassist.search.results import Hit, ReplyLabel, SearchResult, Snippet
from kbassist.system.errors import ArticleNotFound, IndexUnusable, KbError
from kbassist.usage.requests import VariantRequest
from kbassist.workspace.values import AnsweredAsk, Home, IndexState, LibraryStatus, Status, Suggestions
from tests.ui.fake_workspace import FakeOwnCopies, FakeReviewing

ROOT = "/articles"
NO_WISH = Wish()
Libraries = frozenset[str] | None
NAME = Field("customer.name", "Name")
ORDER = Field("order.id", "Order number", pattern=r"\d{5,}", example="10432")
KIND = Field("order.kind", "Kind", FieldType.CHOICE, choices=("parcel", "letter"))
NOTE = Field("note", "Note", FieldType.LONGTEXT)
VARIANTS = (("chat", "warm", "en"), ("email", "calm", "en"), ("chat", "neutral", "de"))


@dataclass
class Stage:
    """What the next answers look like, and whether they come."""

    asks: tuple[Field, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    error: str = ""
    hits: int = 12
    replies: bool = True
    problems: tuple[Problem, ...] = ()
    failure: KbError | None = None
    sensitive: bool = False
    questions: tuple[str, ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    fits: bool = True
    tail: str = ""
    authored: str = ""


@dataclass
class StagedWorkspace:
    """Answers `word` with the hits `word-1`, `word-2` and so on; each reply says which one it is."""

    stage: Stage = field(default_factory=Stage)
    calls: Counter[str] = field(default_factory=Counter)
    favourites: set[ArticleRef] = field(default_factory=set)
    copied: list[str] = field(default_factory=list)
    learnt: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    asked_for: list[VariantRequest] = field(default_factory=list)
    reviewing: FakeReviewing = field(default_factory=FakeReviewing)
    own_copies: FakeOwnCopies = field(default_factory=FakeOwnCopies)
    opened: tuple[LibraryStatus, ...] = (LibraryStatus(ROOT, "Team library", 45, IndexState.READY),)
    asked: list[Libraries] = field(default_factory=list)
    search_gate: threading.Event = field(default_factory=threading.Event)
    compose_gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.open_gates()

    def open_gates(self) -> None:
        self.search_gate.set()
        self.compose_gate.set()

    def forget_asked(self) -> None:
        self.calls["forget_asked"] += 1

    @property
    def libraries(self) -> tuple[Library, ...]:
        return (Library(ROOT, "Team library", languages=("en", "de"), fields=(NAME, ORDER)),)

    def status(self) -> Status:
        return Status(self.opened)

    def search(
        self, text: str, wish: Wish = NO_WISH, limit: int = 20, libraries: Libraries = None
    ) -> SearchResult:
        self.calls["search"] += 1
        self.asked.append(libraries)
        assert self.search_gate.wait(20)
        if text.startswith("broken"):
            raise IndexUnusable("The index cannot be read.")
        if text.startswith("nothing"):
            return SearchResult(text, did_you_mean="refund")
        return SearchResult(
            text, tuple(hit(f"{text}-{n}") for n in range(1, self.stage.hits + 1)), self.stage.hits
        )

    def suggest(
        self, text: str, wish: Wish = NO_WISH, limit: int = 20, libraries: Libraries = None
    ) -> Suggestions:
        """Answer as `search` does by the first word; an ask is answered by the hits of its own first word."""
        self.calls["suggest"] += 1
        stage = self.stage
        assert self.search_gate.wait(20)
        hits = tuple(hit(f"{text.split(maxsplit=1)[0]}-{n}") for n in range(1, stage.hits + 1))
        asks = []
        for words in stage.questions:
            start = text.find(words)
            if start >= 0 and text != words:
                best = None if words.startswith("nobody") else hit(f"{words.split()[0]}-1")
                asks.append(AnsweredAsk(Ask(words, start, start + len(words)), best))
        found = [(name, value, text.find(value)) for name, value in stage.found]
        values = tuple(FoundValue(n, v, at, at + len(v), "Order number") for n, v, at in found if at >= 0)
        message = Message(text, (MessagePart(PartKind.BODY, 0, len(text)),), lang="en")
        result = SearchResult(text, hits, stage.hits, fits=stage.fits)
        return Suggestions(message, result, values, tuple(asks))

    def home(self, limit: int = 12, libraries: Libraries = None) -> Home:
        return Home((hit("pinned-1"),), tuple(hit(ref.id) for ref in self.favourites), (hit("recent-1"),))

    def read(self, ref: ArticleRef) -> Article:
        if self.stage.failure:
            raise self.stage.failure
        labels = hit(ref.article_id).replies if self.stage.replies else ()
        replies = tuple(Reply(r.id, r.title, "Hi [name]", r.channel, r.tone, r.lang) for r in labels)
        return Article(
            ref.article_id, f"{ref.article_id}.md", f"Title {ref.article_id}", replies=replies,
            problems=self.stage.problems, verified=date(2026, 10, 3), owner="dana",
        )  # fmt: skip

    def show(self, ref: ArticleRef) -> RenderedPage:
        return RenderedPage(
            f'<p>Knowledge of {ref.article_id}, see <a href="kb:article/other-1">other</a></p>', ""
        )

    def compose(
        self, ref: ArticleRef, conversation: Conversation, wish: Wish = NO_WISH, variant: str | None = None
    ) -> FilledReply:
        self.calls["compose"] += 1
        assert self.compose_gate.wait(20)
        article = self.read(ref)
        if variant == f"{article.id}#article":
            return FilledReply(
                replace(ref, id=variant), article.title, "own text", preview_html="<p>own text</p>"
            )
        reply = next((r for r in article.replies if r.id == variant), None) or next(
            (r for r in article.replies if (r.channel, r.tone) == (wish.channel, wish.tone)),
            article.replies[0],
        )
        asked = tuple(self._placeholder(asks, conversation) for asks in self.stage.asks)
        text = f"{reply.id}: " + ", ".join(f"{p.name}={p.value}" for p in asked) + words_of_its_own(reply.id)
        text += self.stage.tail
        boxes = "".join(f'<a class="missing" href="kb:field/{p.name}">{p.field.label}</a> ' for p in asked)
        return FilledReply(
            replace(ref, id=reply.id), article.title, text, f"<p>{text}</p>", f"**{text}**",
            f"<p>Hi [name] {boxes}</p>", asked, self.stage.leftovers,
            () if wish.lang in (None, "en") else ("lang",), reply.channel, reply.tone, reply.lang,
            self.stage.sensitive, self.stage.error, authored=self.stage.authored,
        )  # fmt: skip

    def compose_edited(
        self, ref: ArticleRef, text: str, conversation: Conversation, wish: Wish = NO_WISH
    ) -> FilledReply:
        self.calls["compose_edited"] += 1
        base = self.compose(ref, conversation, wish, ref.id)
        return replace(
            base, plain=text, html=f"<p>{text}</p>", markdown=text, preview_html=f"<p>{text}</p>",
            placeholders=(), is_edited=True,
        )  # fmt: skip

    def compose_stack(self, stack: Stack, conversation: Conversation, wish: Wish = NO_WISH) -> FilledReply:
        filled = [self.compose(piece.ref, conversation, wish, piece.ref.id) for piece in stack.pieces]
        texts = [p.edit.text if p.edit else f.plain for p, f in zip(stack.pieces, filled, strict=True)]
        text = "\n".join(texts)
        return replace(
            filled[0], title="Message", plain=text, html=f"<p>{text}</p>", markdown=text,
            preview_html=f"<p>{text}</p>", pieces=tuple(reply.ref for reply in filled),
        )  # fmt: skip

    def requests(self) -> tuple[VariantRequest, ...]:
        return tuple(self.asked_for)

    def request_variant(
        self, ref: ArticleRef, channel: str | None = None, tone: str | None = None, lang: str | None = None
    ) -> int:
        number = len(self.asked_for) + 1
        self.asked_for.append(VariantRequest(number, ref, channel, tone, lang, datetime.now(UTC)))
        return number

    def withdraw_request(self, number: int) -> bool:
        kept = [asked for asked in self.asked_for if asked.number != number]
        found = len(kept) < len(self.asked_for)
        self.asked_for[:] = kept
        return found

    def is_favourite(self, ref: ArticleRef) -> bool:
        return ref in self.favourites

    def set_favourite(self, ref: ArticleRef, on: bool) -> None:
        (self.favourites.add if on else self.favourites.discard)(ref)

    def learn(self, question: str, ref: ArticleRef, conversation: Conversation) -> bool:
        known = tuple(sorted(value.text for value in conversation.values.values()))
        self.learnt.append((question, ref.id.partition("#")[0], known))
        return True

    def record_copied(self, filled: FilledReply) -> None:
        self.copied.append(filled.ref.id)

    def _placeholder(self, asked: Field, conversation: Conversation) -> Placeholder:
        value = conversation.values.get(asked.name)
        wrong = value is not None and asked is ORDER and len(value.text) < 5
        problem = "Order number should look like 10432." if wrong else ""
        return Placeholder(asked.name, asked, value.text if value else None, "", value is None, problem)


def words_of_its_own(reply: str) -> str:
    """Make five words that no other reply has, as replies of different articles differ."""
    letters = "".join(chr(ord("g") + int(digit, 16)) for digit in sha256(reply.encode()).hexdigest())
    return " – " + " ".join(letters[at : at + 6] for at in range(0, 30, 6))


def hit(name: str) -> Hit:
    if name.startswith("gone"):
        raise ArticleNotFound("gone")
    replies = tuple(ReplyLabel(f"{name}#{c}-{t}-{la}", t, c, t, la) for c, t, la in VARIANTS)
    return Hit(
        ArticleRef(ROOT, name), f"Title {name}", f"{name}.md", 1.0, snippet=Snippet("a passage"),
        replies=replies, verified=date(2026, 10, 3), owner="dana",
    )  # fmt: skip


BROKEN = Problem("x.md", 12, "fields", Severity.WARNING, "The field is declared twice. Remove one of them.")
