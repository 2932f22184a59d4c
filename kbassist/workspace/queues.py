"""Finds the entries of Review's queues; what was put aside is still among them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256

from kbassist.articles.article import ArticleRef, FileRef, Problem, Severity, Standing
from kbassist.articles.drafts import Draft
from kbassist.search.lookup import Listed, all_rows
from kbassist.team.git.pending import PendingConflict
from kbassist.usage.gaps import Gap, GapStore
from kbassist.usage.requests import VariantRequest, VariantRequests
from kbassist.usage.shared_merge import SharedGap
from kbassist.workspace.authored import FileKind, OutlineRow
from kbassist.workspace.authoring import Authoring
from kbassist.workspace.checking import Checking
from kbassist.workspace.learning import Learning
from kbassist.workspace.lookups import Lookups
from kbassist.workspace.ownership import is_owner, owner_of
from kbassist.workspace.parts import Parts
from kbassist.workspace.reviewed import QueueId, ReviewEntry
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.sharing import Sharing
from kbassist.workspace.suggesting import Suggesting
from kbassist.workspace.syncing import Syncing
from kbassist.workspace.values import Learned
from kbassist.workspace.writing import Writing

MOST = 500
NOBODY = "Nobody answers for it"
_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Sources:
    """What the queues are found in; `parts` tells who answers at this machine now."""

    sessions: Mapping[str, LibrarySession]
    lookups: Lookups
    suggesting: Suggesting
    learning: Learning
    writing: Writing
    authoring: Authoring
    checking: Checking
    syncing: Syncing
    parts: Callable[[], Parts]
    sharing: Sharing

    def now(self) -> datetime:
        """Tell the time."""
        return self.parts().now()

    @property
    def requests(self) -> VariantRequests:
        """What agents asked for."""
        return self.parts().requests

    @property
    def gaps(self) -> GapStore:
        """What was asked in vain."""
        return self.parts().gaps

    @property
    def owner(self) -> str:
        """The owner that the agent is; "" when that is not known."""
        libraries = (session.library for session in self.sessions.values())
        return owner_of(self.parts().agent, (owner for library in libraries for owner in library.owners))

    def title(self, ref: ArticleRef) -> str:
        """Return the title of an article; its id when the index does not have it."""
        hit = self.lookups.hit(ref, self.now().date())
        return hit.title if hit else ref.article_id

    def articles(self) -> Iterator[tuple[str, Listed]]:
        """List all articles of all indexes, each with its library, in no order."""
        today = self.now().date()
        for library, session in self.sessions.items():
            snapshot = session.snapshot
            for listed in all_rows(snapshot.segments, today) if snapshot else ():
                yield library, listed


def key_of(*parts: object) -> str:
    """Return a short key for what an entry is about."""
    return sha256("\0".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:32]


def _overdue(sources: Sources) -> tuple[ReviewEntry, ...]:
    """Find what is due: all of it is sorted before it is cut, so that nothing of mine is left out."""
    who = sources.owner
    found = (
        _of_article(QueueId.OVERDUE, library, listed, who, listed.row.verified, listed.due)
        for library, listed in sources.articles()
        if listed.standing is Standing.DUE
    )
    return tuple(sorted(found, key=lambda entry: (not entry.mine, entry.day or date.min, entry.title)))[:MOST]


def _drafts(sources: Sources) -> tuple[ReviewEntry, ...]:
    """Find what was typed and not saved, the newest first, then the articles that are drafts."""
    articles = tuple(sources.articles())
    titles = {(library, listed.row.path): listed.row.title for library, listed in articles}
    kept = [draft for draft in sources.writing.drafts() if draft.file.library in sources.sessions]
    newest_first = sorted(kept, key=lambda draft: draft.kept_at, reverse=True)
    typed = [
        _of_draft(draft, titles.get((draft.file.library, draft.file.path), draft.file.path))
        for draft in newest_first
    ]
    found = (
        _of_article(QueueId.DRAFTS, library, listed, sources.owner, None)
        for library, listed in articles
        if listed.standing is Standing.DRAFT
    )
    return (*typed, *sorted(found, key=lambda entry: (not entry.mine, entry.title)))[:MOST]


def _of_draft(draft: Draft, title: str) -> ReviewEntry:
    return ReviewEntry(
        QueueId.DRAFTS,
        key_of("typed", draft.file.library, draft.file.path, draft.kept_at.timestamp()),
        title,
        "Typed here and not saved yet",
        draft,
        draft.file,
        day=draft.kept_at.astimezone().date(),
        mine=True,
    )


def _problems(sources: Sources) -> tuple[ReviewEntry, ...]:
    """Find what the last check said, article by article: what is mine first, then the worst."""
    rows = {row.file: row for row in sources.authoring.outline()}
    entries: list[tuple[tuple[object, ...], ReviewEntry]] = []
    for library in sources.sessions:
        for path, problems in sources.checking.problems_of(library).items():
            serious = [problem for problem in problems if problem.severity is not Severity.INFO]
            file = FileRef(library, path)
            row = rows.get(file) or OutlineRow(file, None, path, kind=FileKind.PART)
            worst = min((_RANKS[problem.severity] for problem in serious), default=0)
            for entry in _of_file(row, serious, sources.owner):
                entries.append(((not entry.mine, worst, row.title, library, path, entry.line), entry))
    return tuple(entry for _, entry in sorted(entries, key=lambda one: one[0]))[:MOST]


def _conflicts(sources: Sources) -> tuple[ReviewEntry, ...]:
    """Find the edits that met others in git, the oldest first, then the copies of sync services."""
    titles = {row.file: row for row in sources.authoring.outline()}
    met = tuple(_of_met(one, titles.get(one.file)) for one in sources.syncing.conflicts())
    return met + tuple(
        ReviewEntry(
            QueueId.CONFLICTS,
            key_of(pair.copy.library, pair.copy.path, pair.sha256),
            titles[pair.original].title if pair.original in titles else pair.copy.path,
            pair.copy.path if pair.original else f"{pair.copy.path}: what it is a copy of is not there",
            pair,
            pair.copy,
            titles[pair.original].ref if pair.original in titles else None,
            mine=pair.original in titles and is_owner(titles[pair.original].owner, sources.owner),
        )
        for pair in sources.writing.conflict_copies()
    )


def _of_met(conflict: PendingConflict, row: OutlineRow | None) -> ReviewEntry:
    return ReviewEntry(
        QueueId.CONFLICTS,
        conflict.id,
        row.title if row is not None else conflict.file.path,
        f"Your edit met one by {conflict.who or 'somebody else'} in the same lines; both are kept",
        conflict,
        conflict.file,
        row.ref if row is not None else None,
        day=conflict.at.astimezone().date(),
        mine=True,
    )


def _of_file(row: OutlineRow, problems: Sequence[Problem], who: str) -> Iterator[ReviewEntry]:
    alike: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        alike[problem.code, problem.message] += 1
        where = f"Line {problem.line}: " if problem.line else ""
        yield ReviewEntry(
            QueueId.PROBLEMS,
            # Not by its line, which moves with every change above it.
            key_of(
                row.file.library,
                row.file.path,
                alike[problem.code, problem.message],
                problem.code,
                problem.message,
            ),
            row.title,
            where + problem.message,
            problem,
            row.file,
            row.ref,
            problem.line,
            owner=row.owner,
            mine=is_owner(row.owner, who),
        )


def _of_article(
    queue: QueueId, library: str, listed: Listed, who: str, day: date | None, *state: object
) -> ReviewEntry:
    row = listed.row
    return ReviewEntry(
        queue,
        key_of(library, row.id, row.owner, day, *state),
        row.title,
        row.owner or NOBODY,
        listed,
        FileRef(library, row.path),
        ArticleRef(library, row.id),
        day=day,
        owner=row.owner or "",
        mine=is_owner(row.owner, who),
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
    """List what was asked in vain here and, where it is shared, by others."""
    others = {gap.words: gap for gap in sources.sharing.gaps()}
    own = [(gap, others.pop(gap.words, None)) for gap in sources.gaps.all(sources.now())]
    rest = [(_of_others(number, gap), gap) for number, gap in enumerate(others.values(), 1)]
    weighed = sorted((*own, *rest), key=lambda pair: -(pair[0].weight + (pair[1].weight if pair[1] else 0)))
    return tuple(_gap(gap, other) for gap, other in weighed[:MOST])


def _of_others(number: int, gap: SharedGap) -> Gap:
    """Return what only others asked, which weighs nothing here; a number below 0 is in no store."""
    last = datetime.combine(gap.last, time(12), UTC)
    return Gap(-number, gap.words, 0.0, gap.times, last)


def _gap(gap: Gap, others: SharedGap | None) -> ReviewEntry:
    times = "once" if gap.times == 1 else f"{gap.times} times"
    if others is not None:
        who = "one other" if others.machines == 1 else f"{others.machines} others"
        times += f" by {who}" if gap.number < 0 else f", {others.times} more by {who}"
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
    QueueId.PROBLEMS: _problems,
    QueueId.CONFLICTS: _conflicts,
    QueueId.DRAFTS: _drafts,
    QueueId.REQUESTS: _requests,
    QueueId.GAPS: _gaps,
    QueueId.LEARNED: _learned,
}
