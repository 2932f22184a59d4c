"""What Review works through, and what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kbassist.articles.article import ArticleRef, FileRef, Problem
from kbassist.articles.differences import DiffLine
from kbassist.articles.drafts import Draft
from kbassist.search.lookup import Listed
from kbassist.team.git.branch_join import BranchChange
from kbassist.team.git.pending import PendingConflict
from kbassist.team.git.review_branches import AuthorBranch
from kbassist.usage.aside import Aside
from kbassist.usage.gaps import Gap
from kbassist.usage.requests import VariantRequest
from kbassist.usage.seen import Seen
from kbassist.workspace.values import Learned
from kbassist.workspace.written import CopyPair


class QueueId(StrEnum):
    """The queues, in the order in which they are worth working through."""

    OVERDUE = "overdue"
    PROBLEMS = "problems"
    CONFLICTS = "conflicts"
    PUBLISH = "publish"
    COPIES = "copies"
    CHANGED = "changed"
    DRAFTS = "drafts"
    REQUESTS = "requests"
    GAPS = "gaps"
    LEARNED = "learned"
    ASIDE = "aside"


class Act(StrEnum):
    """What can be done with an entry besides reading it."""

    VERIFY = "verify"  # somebody vouches for the article from today on
    ASSIGN = "assign"  # another owner
    FIX = "fix"  # what a check knows how to mend
    POSTPONE = "postpone"
    DISMISS = "dismiss"  # for as long as it is the same, with a reason
    REMOVE = "remove"  # it is done with
    FORGET = "forget"  # nothing of it is kept
    PROMOTE = "promote"  # a learned question becomes an alias
    PUBLISH = "publish"  # what an author sent becomes everybody's


ACTS: Mapping[QueueId, frozenset[Act]] = {
    QueueId.OVERDUE: frozenset({Act.VERIFY, Act.ASSIGN, Act.POSTPONE, Act.DISMISS}),
    QueueId.PROBLEMS: frozenset({Act.FIX, Act.ASSIGN, Act.POSTPONE, Act.DISMISS}),
    QueueId.CONFLICTS: frozenset({Act.POSTPONE, Act.DISMISS}),
    QueueId.PUBLISH: frozenset({Act.PUBLISH, Act.POSTPONE}),
    QueueId.COPIES: frozenset({Act.POSTPONE, Act.DISMISS}),
    QueueId.CHANGED: frozenset({Act.REMOVE}),
    QueueId.DRAFTS: frozenset({Act.ASSIGN, Act.POSTPONE, Act.DISMISS}),
    QueueId.REQUESTS: frozenset({Act.REMOVE, Act.POSTPONE}),
    QueueId.GAPS: frozenset({Act.POSTPONE, Act.DISMISS, Act.FORGET}),
    QueueId.LEARNED: frozenset({Act.REMOVE, Act.PROMOTE}),
    QueueId.ASIDE: frozenset({Act.REMOVE}),
}


class ChangeKind(StrEnum):
    """What became of a file since it was looked at."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that is not as it was looked at last; `before` and `after` None where it was, or is, not there.

    `at` is when it was written, as its folder tells; for one that is gone, when that was noticed.
    """

    kind: ChangeKind
    at: datetime
    before: Seen | None
    after: Seen | None
    moved_from: str = ""


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A file and what was seen of it, by all lines; `note` says why there is nothing to compare."""

    lines: tuple[DiffLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What an author's branch makes of one file."""

    branch: AuthorBranch
    change: BranchChange


Conflict = CopyPair | PendingConflict


@dataclass(frozen=True, slots=True)
class ChangedCopy:
    """An own copy whose `original` has changed since it was made."""

    original: ArticleRef


Subject = (
    ChangedCopy
    | Listed
    | Problem
    | Conflict
    | Unpublished
    | Draft
    | ChangedFile
    | VariantRequest
    | Gap
    | Learned
    | Aside
)


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """One thing to work through: `text` says what it is about, `title` is its article's.

    `key` names it within its queue for as long as it is the same. `line` counts from 1, 0 is the file.
    `subject` is what the queue knows it by.
    """

    queue: QueueId
    key: str
    title: str
    text: str
    subject: Subject
    file: FileRef | None = None
    ref: ArticleRef | None = None
    line: int = 0
    day: date | None = None
    owner: str = ""
    mine: bool = False

    @property
    def acts(self) -> frozenset[Act]:
        """What can be done with this entry."""
        acts = ACTS[self.queue]
        if not isinstance(self.subject, Problem) or self.subject.fix is None:
            acts -= {Act.FIX}
        if isinstance(self.subject, Gap) and self.subject.number < 0:
            acts -= {Act.FORGET}  # only who told it can take it back
        return acts - {Act.ASSIGN} if self.ref is None else acts


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Something that was done; `undo` takes it back and returns sentences on what else there is to know."""

    sentence: str
    undo: Callable[[], tuple[str, ...]]
