"""A workspace whose answers come when the test lets them, so that being late needs no waiting."""

import threading
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from kbassist.articles.article import Article, ArticleRef, Field, FieldType, Problem, Reply, Severity
from kbassist.articles.library import Library
from kbassist.render.pages import RenderedPage
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import FilledReply, Leftover, Placeholder, Wish
from kbassist.search.results import Hit, ReplyLabel, SearchResult, Snippet
from kbassist.system.errors import ArticleNotFound, IndexUnusable, KbError
from kbassist.workspace.values import Home, IndexState, LibraryStatus, Status

ROOT = "/articles"
NO_WISH = Wish()
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


@dataclass
class StagedWorkspace:
    """Answers `word` with the hits `word-1`, `word-2` and so on; each reply says which one it is."""

    stage: Stage = field(default_factory=Stage)
    calls: Counter[str] = field(default_factory=Counter)
    favourites: set[ArticleRef] = field(default_factory=set)
    copied: list[str] = field(default_factory=list)
    search_gate: threading.Event = field(default_factory=threading.Event)
    compose_gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.open_gates()

    def open_gates(self) -> None:
        self.search_gate.set()
        self.compose_gate.set()

    @property
    def libraries(self) -> tuple[Library, ...]:
        return (Library(ROOT, "Team library", languages=("en", "de"), fields=(NAME, ORDER)),)

    def status(self) -> Status:
        return Status((LibraryStatus(ROOT, "Team library", 45, IndexState.READY),))

    def search(self, text: str, wish: Wish = NO_WISH, limit: int = 20) -> SearchResult:
        self.calls["search"] += 1
        assert self.search_gate.wait(20)
        if text.startswith("broken"):
            raise IndexUnusable("The index cannot be read.")
        if text.startswith("nothing"):
            return SearchResult(text, did_you_mean="refund")
        return SearchResult(
            text, tuple(hit(f"{text}-{n}") for n in range(1, self.stage.hits + 1)), self.stage.hits
        )

    def home(self, limit: int = 12) -> Home:
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
        text = f"{reply.id}: " + ", ".join(f"{p.name}={p.value}" for p in asked)
        boxes = "".join(f'<a class="missing" href="kb:field/{p.name}">{p.field.label}</a> ' for p in asked)
        return FilledReply(
            replace(ref, id=reply.id), article.title, text, f"<p>{text}</p>", f"**{text}**",
            f"<p>Hi [name] {boxes}</p>", asked, self.stage.leftovers,
            () if wish.lang in (None, "en") else ("lang",), reply.channel, reply.tone, reply.lang,
            self.stage.sensitive, self.stage.error,
        )  # fmt: skip

    def is_favourite(self, ref: ArticleRef) -> bool:
        return ref in self.favourites

    def set_favourite(self, ref: ArticleRef, on: bool) -> None:
        (self.favourites.add if on else self.favourites.discard)(ref)

    def record_copied(self, filled: FilledReply) -> None:
        self.copied.append(filled.ref.id)

    def _placeholder(self, asked: Field, conversation: Conversation) -> Placeholder:
        value = conversation.values.get(asked.name)
        wrong = value is not None and asked is ORDER and len(value.text) < 5
        problem = "Order number should look like 10432." if wrong else ""
        return Placeholder(asked.name, asked, value.text if value else None, "", value is None, problem)


def hit(name: str) -> Hit:
    if name.startswith("gone"):
        raise ArticleNotFound("gone")
    replies = tuple(ReplyLabel(f"{name}#{c}-{t}-{la}", t, c, t, la) for c, t, la in VARIANTS)
    return Hit(
        ArticleRef(ROOT, name), f"Title {name}", f"{name}.md", 1.0, snippet=Snippet("a passage"),
        replies=replies, verified=date(2026, 10, 3), owner="dana",
    )  # fmt: skip


BROKEN = Problem("x.md", 12, "fields", Severity.WARNING, "The field is declared twice. Remove one of them.")
