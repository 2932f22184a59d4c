"""The words of Review's queues and entries; what can be done with them says the workspace."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kbassist.articles.article import Problem, Severity
from kbassist.replies.reply import Wish
from kbassist.ui.answer.labels import day_of, wish_words
from kbassist.ui.widgets.library_mark import LibraryMark, Marks
from kbassist.usage.aside import Aside
from kbassist.usage.requests import VariantRequest
from kbassist.workspace.reviewed import QueueId, ReviewEntry
from kbassist.workspace.values import Learned
from kbassist.workspace.written import CopyPair


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: `title` is its article's, `text` what it is about, `note` stands on the right.

    `mark` is that of its library, None where only one is open, or where it belongs to none.
    """

    title: str
    text: str
    note: str
    found: ReviewEntry
    mark: LibraryMark | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What a queue is called, what it says when it is `empty`, and what removing is called, if it can be."""

    title: str
    empty: tuple[str, str]
    remove: str = ""


QUEUES: Mapping[QueueId, Words] = {
    QueueId.OVERDUE: Words(
        "Overdue",
        ("Nothing is overdue", "Articles come here when the time set by review_every has passed."),
        "Dismiss",
    ),
    QueueId.PROBLEMS: Words(
        "Problems",
        ("No problems", "Dead links, unknown placeholders and whatever else the checks find come here."),
        "Dismiss",
    ),
    QueueId.CONFLICTS: Words(
        "Conflicts",
        ("No conflicts", "What two people made of the same lines at once comes here, with both texts."),
        "Dismiss",
    ),
    QueueId.PUBLISH: Words(
        "To publish",
        (
            "Nothing waits to be published",
            "Where a team wants a review, what its authors have sent comes here, and a lead publishes it.",
        ),
    ),
    QueueId.COPIES: Words(
        "Your copies",
        ("Your copies are up to date", "Own copies of articles come here when their originals have changed."),
        "Dismiss",
    ),
    QueueId.CHANGED: Words(
        "Changed",
        ("Nothing has changed", "What others changed since you caught up comes here, with what it was."),
        "Seen",
    ),
    QueueId.DRAFTS: Words(
        "Drafts",
        ("No drafts", "What was typed and not saved comes here, and articles that agents do not see yet."),
        "Dismiss",
    ),
    QueueId.REQUESTS: Words(
        "Requests",
        (
            "Nobody lacks a reply",
            "Where an article has no reply for the wished channel, tone or language, agents can ask for it.",
        ),
        "Done",
    ),
    QueueId.GAPS: Words(
        "Gaps",
        (
            "Every question had an answer",
            "What was asked and led to no copy comes here in single words, without names and numbers.",
        ),
        "Dismiss",
    ),
    QueueId.LEARNED: Words(
        "Learned questions",
        (
            "Nothing is learnt yet",
            "When a reply is copied for a message, its telling words come here, without names and numbers.",
        ),
        "Forget",
    ),
    QueueId.ASIDE: Words(
        "Put aside",
        ("Nothing is put aside", "What you put off or dismiss stays here, to be put back."),
        "Put back",
    ),
}


def entry_of(found: ReviewEntry, today: date, marks: Marks) -> Entry:
    """Word an entry, with the mark of its library."""
    text = found.text
    if isinstance(found.subject, VariantRequest):
        asked = found.subject
        text = f"Wanted: {wish_words(Wish(asked.channel, asked.tone, asked.lang))}"
    note = _note(found, today)
    library = found.file.library if found.file else found.ref.library if found.ref else ""
    yours = f"yours · {note}" if found.mine and note else note
    return Entry(found.title, text, yours, found, marks.get(library))


def _note(found: ReviewEntry, today: date) -> str:
    """Say when, or how much it matters."""
    when = day_of(found.day, today) if found.day else ""
    match found.subject:
        case Problem() as problem:
            can = " · can be mended" if problem.fix else ""
            return ("error" if problem.severity is Severity.ERROR else "warning") + can
        case CopyPair() as pair:
            return pair.service
        case Learned() as learned:
            times = "used once" if learned.uses == 1 else f"used {learned.uses} times"
            return f"{times}, last {when}"
        case Aside() as aside:
            return f"{QUEUES[QueueId(aside.queue)].title} · " + (f"until {when}" if when else "dismissed")
    if found.queue is QueueId.OVERDUE:
        return f"verified {when}" if when else "never verified"
    words = {QueueId.REQUESTS: "asked", QueueId.GAPS: "last", QueueId.CONFLICTS: "git ·"}.get(found.queue, "")
    return f"{words} {when}".strip()
