"""Finds the entries of Review's queues; what was put aside is still among them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.replies.agent import Agent
from kbassist.replies.reply import Wish
from kbassist.search.results import Hit
from kbassist.usage.gaps import Gap, GapStore
from kbassist.usage.requests import VariantRequest, VariantRequests
from kbassist.workspace.learning import Learning
from kbassist.workspace.look_back import LookBack
from kbassist.workspace.lookups import Lookups
from kbassist.workspace.ownership import is_owner, owner_of
from kbassist.workspace.reviewed import QueueId, ReviewEntry
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.suggesting import Suggesting
from kbassist.workspace.values import Learned

MOST = 500
NOBODY = "Nobody answers for it"


@dataclass(frozen=True, slots=True)
class Sources:
    """What the queues are found in; `agent` tells who answers at this machine now."""

    sessions: Mapping[str, LibrarySession]
    lookups: Lookups
    suggesting: Suggesting
    learning: Learning
    requests: VariantRequests
    gaps: GapStore
    look_back: LookBack
    agent: Callable[[], Agent]
    now: Callable[[], datetime]

    @property
    def owner(self) -> str:
        """The owner that the agent is; "" when that is not known."""
        libraries = (session.library for session in self.sessions.values())
        return owner_of(self.agent(), (owner for library in libraries for owner in library.owners))

    def title(self, ref: ArticleRef) -> str:
        """Return the title of an article; its id when the index does not have it."""
        hit = self.lookups.hit(ref, self.now().date())
        return hit.title if hit else ref.article_id

    def hits(self, query: str) -> tuple[Hit, ...]:
        """Return what a search finds, without excerpts."""
        return self.lookups.search(query, Wish(), self.now().date(), {}, MOST, False).hits


def key_of(*parts: object) -> str:
    """Return a short key for what an entry is about."""
    return sha256("\0".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:32]


def _overdue(sources: Sources) -> tuple[ReviewEntry, ...]:
    who = sources.owner
    found = (_of_hit(QueueId.OVERDUE, hit, who, hit.verified, hit.due) for hit in sources.hits("is:due"))
    return tuple(sorted(found, key=lambda entry: (not entry.mine, entry.day or date.min, entry.title)))


def _drafts(sources: Sources) -> tuple[ReviewEntry, ...]:
    who = sources.owner
    found = (_of_hit(QueueId.DRAFTS, hit, who, None) for hit in sources.hits("is:draft"))
    return tuple(sorted(found, key=lambda entry: (not entry.mine, entry.title)))


def _of_hit(queue: QueueId, hit: Hit, who: str, day: date | None, *state: object) -> ReviewEntry:
    return ReviewEntry(
        queue,
        key_of(hit.ref.library, hit.ref.id, day, *state),
        hit.title,
        hit.owner or NOBODY,
        hit,
        FileRef(hit.ref.library, hit.path),
        hit.ref,
        day=day,
        owner=hit.owner or "",
        mine=is_owner(hit.owner, who),
    )


def _requests(sources: Sources) -> tuple[ReviewEntry, ...]:
    return tuple(_request(sources, asked) for asked in sources.requests.all()[:MOST])


def _request(sources: Sources, asked: VariantRequest) -> ReviewEntry:
    wanted = " · ".join(filter(None, (asked.channel, asked.tone, asked.lang and asked.lang.upper())))
    hit = sources.lookups.hit(asked.ref, sources.now().date())
    return ReviewEntry(
        QueueId.REQUESTS,
        key_of(asked.ref.library, asked.ref.article_id, asked.channel, asked.tone, asked.lang),
        hit.title if hit else asked.ref.article_id,
        f"Wanted: {wanted[:1].upper()}{wanted[1:]}",
        asked,
        FileRef(asked.ref.library, hit.path) if hit else None,
        asked.ref,
        day=asked.at.astimezone().date(),
        owner=(hit and hit.owner) or "",
        mine=is_owner(hit.owner, sources.owner) if hit else False,
    )


def _gaps(sources: Sources) -> tuple[ReviewEntry, ...]:
    return tuple(_gap(gap) for gap in sources.gaps.all(sources.now())[:MOST])


def _gap(gap: Gap) -> ReviewEntry:
    times = "once" if gap.times == 1 else f"{gap.times} times"
    # Dismissed, it comes back when it has been asked three times as often.
    key = key_of(*gap.words, len(f"{gap.times:b}") // 2)
    text = f"Asked {times}, and nothing was used"
    return ReviewEntry(QueueId.GAPS, key, " · ".join(gap.words), text, gap, day=gap.last.astimezone().date())


def _learned(sources: Sources) -> tuple[ReviewEntry, ...]:
    listed = sources.learning.listed(sources.now(), sources.title)
    return tuple(_question(sources, question) for question in listed[:MOST])


def _question(sources: Sources, question: Learned) -> ReviewEntry:
    hit = sources.lookups.hit(question.ref, sources.now().date())
    return ReviewEntry(
        QueueId.LEARNED,
        key_of(question.number),
        question.title,
        " · ".join(question.words),
        question,
        FileRef(question.ref.library, hit.path) if hit else None,
        question.ref,
        day=question.last_used.astimezone().date(),
    )


FINDERS: Mapping[QueueId, Callable[[Sources], tuple[ReviewEntry, ...]]] = {
    QueueId.OVERDUE: _overdue,
    QueueId.DRAFTS: _drafts,
    QueueId.REQUESTS: _requests,
    QueueId.GAPS: _gaps,
    QueueId.LEARNED: _learned,
}
