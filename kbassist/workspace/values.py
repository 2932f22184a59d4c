"""What the workspace tells its two faces besides hits, articles and replies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kbassist.articles.article import ArticleRef
from kbassist.messages.message import Ask, FoundValue, Message
from kbassist.search.results import Hit, SearchResult


class IndexState(StrEnum):
    """How the search of a library stands."""

    READY = "ready"
    BUILDING = "building"  # titles answer, or yesterday's index
    READING = "reading"  # another running copy writes; this one reads along
    FAILED = "failed"  # no index can be written: titles answer


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Articles that are gone from a folder all at once and stay in the index until somebody decides.

    `count` of `of` articles are gone since `since`; `examples` are titles of some.
    """

    count: int
    of: int
    since: datetime
    examples: tuple[str, ...] = ()

    @property
    def gone(self) -> str:
        """`25 of 40 articles are gone`, for a sentence that says where from."""
        articles = "article" if self.of == 1 else "articles"
        return f"{self.count:,} of {self.of:,} {articles} {'is' if self.count == 1 else 'are'} gone"


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """How one open library stands; `notice` is a sentence for the user, "" when all is well.

    `offline_since` is None while the folder can be reached. `read_only` tells that nothing can be made in it.
    `colour` is its place among the open libraries, from 0, and `label` its name, told apart from the others'.
    """

    root: str
    name: str
    articles: int = 0
    index: IndexState = IndexState.BUILDING
    offline: bool = False
    notice: str = ""
    offline_since: datetime | None = None
    held_back: HeldBack | None = None
    read_only: bool = False
    colour: int = 0
    label: str = ""
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """How all open libraries stand, in their order; `notices` concern the program as a whole."""

    libraries: tuple[LibraryStatus, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def articles(self) -> int:
        """Count the articles that can be found."""
        return sum(library.articles for library in self.libraries)

    @property
    def offline(self) -> tuple[str, ...]:
        """Name the folders that cannot be reached."""
        return tuple(library.root for library in self.libraries if library.offline)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a look at the folders found: `changed` maps a library's root to paths that are not as before.

    `facts_changed` tells that facts, parts or shared fields changed, so any reply may read differently.
    `copies_changed` tells that a conflict copy has come or gone.
    """

    status: Status
    changed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facts_changed: bool = False
    copies_changed: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """What an empty search box shows, each list the most wanted first.

    `starters` are for those who have not used anything yet; empty once there is any of the others.
    """

    pinned: tuple[Hit, ...] = ()
    favourites: tuple[Hit, ...] = ()
    recent: tuple[Hit, ...] = ()
    starters: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class AnsweredAsk:
    """One of a message's asks with the hit that answers it best; None when nothing fits."""

    ask: Ask
    hit: Hit | None = None


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What a customer's message leads to: hits for the whole of it, its values, and its asks.

    `asks` is empty when the message asks one thing only: `result` answers that.
    """

    message: Message
    result: SearchResult
    values: tuple[FoundValue, ...] = ()
    asks: tuple[AnsweredAsk, ...] = ()


@dataclass(frozen=True, slots=True)
class Learned:
    """A learned question for those who look through them: `number` is what it is forgotten by.

    `title` is the article's, its id when no open library has it. `weight` is 1 for one use just now.
    `alias` is what it would become, for a writer to put into words.
    """

    number: int
    ref: ArticleRef
    title: str
    words: tuple[str, ...]
    weight: float
    uses: int
    last_used: datetime
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Promoted:
    """What became of a learned question: an alias in the file at `path`; `notes` are sentences to tell."""

    alias: str
    path: str
    notes: tuple[str, ...] = ()
