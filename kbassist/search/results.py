"""What a search answers with; frozen values that the window and the terminal show as they are."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kbassist.articles.article import ArticleRef, Standing
from kbassist.articles.freshness import Freshness
from kbassist.search.scope import CopyState


@dataclass(frozen=True, slots=True)
class Snippet:
    """An excerpt that shows why a hit matched; `marks` are half-open character ranges in `text`."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyLabel:
    """What a hit's row shows of a reply."""

    id: str
    title: str
    channel: str | None
    tone: str
    lang: str | None
    shortcut: str | None = None


class Hit(NamedTuple):
    """One article that answers the query.

    A named tuple because twenty are made at every keystroke: a frozen dataclass takes four times as long.
    `why` holds short sentences such as `alias "closed card"` or `1 typo in "refnud"`, the weightiest
    first. `best_reply` is the id of the reply that a typed shortcut or the wish for a channel names;
    None leaves the choice to the variants. `title_marks` are half-open ranges in `title`. `freshness` is
    that of the day on which was searched.
    """

    ref: ArticleRef
    title: str
    path: str
    score: float
    why: tuple[str, ...] = ()
    snippet: Snippet = Snippet("")
    title_marks: tuple[tuple[int, int], ...] = ()
    replies: tuple[ReplyLabel, ...] = ()
    tags: tuple[str, ...] = ()
    standing: Standing = Standing.CURRENT
    verified: date | None = None
    owner: str | None = None
    best_reply: str | None = None
    due: date | None = None
    freshness: Freshness = Freshness.NEVER
    copy: CopyState = CopyState.NONE


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one query.

    `total` counts all articles that match, `hits` holds the first of them. `did_you_mean` is a query
    that would find something; None when this one did or none is known. `titles_only` says that the
    index is not there yet and only titles were looked at. `fits` is False when the hits of a customer's
    message are no better than guesses: nothing fits well. `unknown` are the names behind `in:` that no open
    library has, `named` the folders of those that are meant by others; None where no library was named.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    elapsed_ms: float = 0.0
    did_you_mean: str | None = None
    titles_only: bool = False
    fits: bool = True
    unknown: tuple[str, ...] = ()
    named: frozenset[str] | None = None
