"""A workspace without folders, index or child processes, for tests of the window around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event

from kbassist.articles.article import ArticleRef, Field, FileRef, Reply
from kbassist.articles.library import Library
from kbassist.messages.message import Message
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import FilledReply, Wish
from kbassist.search.report import Progress
from kbassist.search.results import Hit, ReplyLabel, SearchResult, Snippet
from kbassist.search.scope import CopyState
from kbassist.system.errors import KbError
from kbassist.usage.requests import VariantRequest
from kbassist.workspace.own_copies import OwnCopy
from kbassist.workspace.reviewed import QueueId, ReviewEntry
from kbassist.workspace.sharing import SharingState
from kbassist.workspace.values import Home, IndexState, Learned, LibraryStatus, Refreshed, Status, Suggestions
from tests.ui.fake_syncing import FakeSyncing
from tests.ui.fake_writing import FakeAuthoring, FakeChecking, FakePreviewing, FakeSpelling, FakeWriting

ROOT = "/articles"
TEAM = LibraryStatus(ROOT, "Team library", 45, IndexState.READY)
NOBODY = Wish()
Libraries = frozenset[str] | None


class FakeReviewing:
    """Has nothing to review."""

    owner: str = ""
    owners: tuple[str, ...] = ()
    since: datetime | None = None
    changed: int = 0
    count: int = 0

    def __init__(self) -> None:
        self.gaps: list[str] = []

    def found(self, *_: object) -> Mapping[QueueId, tuple[ReviewEntry, ...]]:
        return dict.fromkeys(QueueId, ())

    def check(self, *_: object) -> None: ...

    def waiting(self, *_: object) -> int:
        return self.count

    def changed_since(self, *_: object) -> tuple[datetime | None, int]:
        return self.since, self.changed

    def note_gap(self, question: str, conversation: Conversation) -> bool:
        self.gaps.append(question)
        return True


class FakePresence:
    """Remembers what was said; who is at work elsewhere can be set."""

    def __init__(self) -> None:
        self.said: list[FileRef | None] = []
        self.elsewhere: dict[FileRef, tuple[str, ...]] = {}

    def editing(self, file: FileRef | None) -> None:
        self.said.append(file)

    def others(self) -> Mapping[FileRef, tuple[str, ...]]:
        return self.elsewhere


class FakeSharing:
    """Shares nothing; what it was asked can be seen."""

    def __init__(self) -> None:
        self.stands: tuple[SharingState, ...] = ()
        self.asked: list[tuple[str, str]] = []

    def states(self) -> tuple[SharingState, ...]:
        return self.stands

    def allow(self, library: str, named: bool = False) -> None:
        self.asked.append(("allow with name" if named else "allow", library))
        self.stands = tuple(replace(one, on=True, asks_name=False, machine="1" * 32) for one in self.stands)

    def stop(self, library: str) -> None:
        self.asked.append(("stop", library))

    def texts(self, library: str) -> tuple[tuple[str, str], ...]:
        return ((f"{library}/2026-11.jsonl", '{"kind": "gap"}\n'),)

    def withdraw(self, library: str) -> int:
        self.asked.append(("withdraw", library))
        self.stands = tuple(replace(one, on=False, machine="") for one in self.stands)
        return 2


class FakeOwnCopies:
    """Has no copies."""

    def __init__(self) -> None:
        self.states: dict[ArticleRef, CopyState] = {}
        self.made: list[ArticleRef] = []
        self.error: KbError | None = None

    def state(self, ref: ArticleRef) -> CopyState:
        return self.states.get(ref, CopyState.NONE)

    def make(self, ref: ArticleRef) -> OwnCopy:
        if self.error is not None:
            raise self.error
        self.made.append(ref)
        return OwnCopy(FileRef("/mine", "copy.md"), ArticleRef("/mine", "copy"))

    @staticmethod
    def followed(ref: ArticleRef) -> ArticleRef:
        return ref


@dataclass
class FakeWorkspace:
    """Answers with one article; what a look finds can be set."""

    status_now: Status = field(default_factory=lambda: Status((TEAM,)))
    changed: dict[str, frozenset[str]] = field(default_factory=dict)
    reports: int = 0
    looks: int = 0
    wait_for: dict[str | None, Event] = field(default_factory=dict)
    accepted: list[str | None] = field(default_factory=list)
    searches: int = 0
    closed: bool = False
    recovered: tuple[str, ...] = ()
    on_refresh: Callable[[Callable[[], bool]], object] | None = None
    reviewing: FakeReviewing = field(default_factory=FakeReviewing)
    sharing: FakeSharing = field(default_factory=FakeSharing)
    own_copies: FakeOwnCopies = field(default_factory=FakeOwnCopies)
    authoring: FakeAuthoring = field(default_factory=lambda: FakeAuthoring(ROOT))
    writing: FakeWriting = field(default_factory=FakeWriting)
    checking: FakeChecking = field(default_factory=FakeChecking)
    previewing: FakePreviewing = field(default_factory=FakePreviewing)
    presence: FakePresence = field(default_factory=FakePresence)
    spelling: FakeSpelling = field(default_factory=FakeSpelling)
    syncing: FakeSyncing = field(default_factory=FakeSyncing)

    @property
    def libraries(self) -> tuple[Library, ...]:
        return (Library(ROOT, "Team library", languages=("en", "de"), fields=(Field("order", "Order"),)),)

    def status(self) -> Status:
        return self.status_now

    def refresh(
        self,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        library: str | None = None,
        *,
        accept: bool = False,
        thorough: bool = False,
    ) -> Refreshed:
        self.looks += 1
        if accept:
            self.accepted.append(library)
        for done in range(self.reports):
            progress and progress(Progress(done, self.reports))
        if library in self.wait_for:
            self.wait_for[library].wait(5)
        if self.on_refresh and cancelled:
            self.on_refresh(cancelled)
        return Refreshed(self.status_now, self.changed)

    def hit(self) -> Hit:
        reply = ReplyLabel("refund#chat", "Chat", "chat", "warm", "en")
        return Hit(
            ArticleRef(ROOT, "refund"),
            "Refund has not arrived",
            "refund.md",
            1.0,
            snippet=Snippet("...the refund leaves us the same day", ((7, 13),)),
            replies=(reply,),
        )

    def search(
        self,
        text: str,
        wish: Wish = NOBODY,
        limit: int = 20,
        snippets: bool = True,
        libraries: Libraries = None,
    ) -> SearchResult:
        return SearchResult(text, (self.hit(),), 1)

    def suggest(
        self, text: str, wish: Wish = NOBODY, limit: int = 20, libraries: Libraries = None
    ) -> Suggestions:
        return Suggestions(Message(text), SearchResult(text, (self.hit(),), 1))

    def home(self, limit: int = 12, libraries: Libraries = None) -> Home:
        self.searches += 1
        return Home(recent=(self.hit(),))

    def read(self, ref: ArticleRef) -> object:
        from kbassist.articles.article import Article

        return Article("refund", "refund.md", "Refund has not arrived", replies=self.variants(ref))

    def variants(self, ref: ArticleRef) -> tuple[Reply, ...]:
        return (Reply("refund#chat", "Chat", "Hi", "chat", "warm", "en"),)

    def compose(self, ref: ArticleRef, *_: object, **__: object) -> FilledReply:
        return FilledReply(ref, "Chat", "Hi", "<p>Hi</p>", "Hi", "<p>Hi</p>", channel="chat")

    def learned(self) -> tuple[Learned, ...]:
        return ()

    def requests(self) -> tuple[VariantRequest, ...]:
        return ()

    def is_favourite(self, ref: ArticleRef) -> bool:
        return False

    def record_copied(self, filled: FilledReply) -> None: ...

    def learn(self, question: str, ref: ArticleRef, conversation: Conversation) -> bool:
        return False

    def warm(self) -> tuple[str, ...]:
        return self.recovered

    def forget_asked(self) -> None: ...

    def let_go(self) -> None: ...

    def close(self) -> None:
        self.closed = True

    def stand(self, **changes: object) -> None:
        """Change how the library stands."""
        self.status_now = Status((replace(self.status_now.libraries[0], **changes),))
