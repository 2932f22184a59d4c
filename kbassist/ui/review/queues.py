"""The queues of the Review page, once: their words, and how their entries are found and removed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kbassist.articles.article import ArticleRef
from kbassist.replies.reply import Wish
from kbassist.search.results import Hit
from kbassist.ui.answer.labels import day_of, wish_words
from kbassist.usage.requests import VariantRequest
from kbassist.workspace.values import Learned

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

MOST = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to work through: `title` is its article's, `note` stands on the right.

    `subject` is what the workspace knows it by, and what it is put back with.
    """

    title: str
    text: str
    note: str
    ref: ArticleRef
    subject: Any


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue: `find` lists its entries, `remove` takes one out and `restore` puts it back.

    `remove` is None where an entry leaves by being mended; `done` says what removing is called.
    """

    id: str
    title: str
    empty: tuple[str, str]
    find: Callable[["Workspace", date], tuple[Entry, ...]]
    remove: Callable[["Workspace", Entry], object] | None = None
    restore: Callable[["Workspace", Entry], object] | None = None
    done: str = ""
    removed: str = ""
    promotes: bool = False


def _requests(workspace: "Workspace", today: date) -> tuple[Entry, ...]:
    return tuple(_request(workspace, asked, today) for asked in workspace.requests()[:MOST])


def _request(workspace: "Workspace", asked: VariantRequest, today: date) -> Entry:
    wanted = wish_words(Wish(asked.channel, asked.tone, asked.lang))
    note = f"asked {_local_day(asked.at, today)}"
    return Entry(workspace.title(asked.ref), f"Wanted: {wanted}", note, asked.ref, asked)


def _learned(workspace: "Workspace", today: date) -> tuple[Entry, ...]:
    return tuple(_question(question, today) for question in workspace.learned()[:MOST])


def _question(question: Learned, today: date) -> Entry:
    times = "used once" if question.uses == 1 else f"used {question.uses} times"
    note = f"{times}, last {_local_day(question.last_used, today)}"
    return Entry(question.title, " · ".join(question.words), note, question.ref, question)


def _overdue(workspace: "Workspace", today: date) -> tuple[Entry, ...]:
    hits = workspace.search("is:due", limit=MOST, snippets=False).hits
    oldest_first = sorted(hits, key=lambda hit: (hit.verified or date.min, hit.title))
    return tuple(_due(hit, today) for hit in oldest_first)


def _due(hit: Hit, today: date) -> Entry:
    note = f"verified {day_of(hit.verified, today)}" if hit.verified else "never verified"
    return Entry(hit.title, hit.owner or "Nobody answers for it", note, hit.ref, hit)


def _local_day(at: datetime, today: date) -> str:
    return day_of(at.astimezone().date(), today)


QUEUES = (
    Queue(
        "requests",
        "Requests",
        (
            "Nobody lacks a reply",
            "Where an article has no reply for the wished channel, tone or language, agents can ask for it.",
        ),
        _requests,
        lambda workspace, entry: workspace.withdraw_request(entry.subject.number),
        lambda workspace, entry: workspace.restore_request(entry.subject),
        "Done",
        "No longer asked for",
    ),
    Queue(
        "learned",
        "Learned questions",
        (
            "Nothing is learnt yet",
            "When a reply is copied for a message, its telling words come here, without names and numbers.",
        ),
        _learned,
        lambda workspace, entry: workspace.forget_learned(entry.subject.number),
        lambda workspace, entry: workspace.restore_learned(entry.subject),
        "Forget",
        "Forgotten",
        promotes=True,
    ),
    Queue(
        "overdue",
        "Overdue",
        ("Nothing is overdue", "Articles come here when the time set by review_every has passed."),
        _overdue,
    ),
)
