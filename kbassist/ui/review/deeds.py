"""What can be done with an entry, as buttons, and where it leads to."""

from kbassist.articles.article import ArticleRef
from kbassist.team.git.pending import PendingConflict
from kbassist.ui.actions import Actions
from kbassist.ui.review.entry_bar import Deed
from kbassist.ui.review.queues import QUEUES
from kbassist.usage.gaps import Gap
from kbassist.workspace.reviewed import Act, QueueId, ReviewEntry, Unpublished
from kbassist.workspace.written import CopyPair

SHOW = "Show the article"
_WORDS = {
    Act.VERIFY: "Verified today",
    Act.FIX: "Mend",
    Act.ASSIGN: "Assign",
    Act.POSTPONE: "Later",
    Act.PROMOTE: "Make it an alias",
}


def deeds_of(entry: ReviewEntry | None, actions: Actions, *, edits: bool) -> tuple[Deed, ...]:
    """List what the selected entry allows, the most likely first; `edits` where there is an editor."""
    if entry is None:
        return ()
    acts = entry.acts
    deeds: list[tuple[str, str]] = []
    can_edit = edits and entry.file is not None
    goal = goal_of(entry)
    if can_settle(entry):
        deeds.append(("open", "Compare and settle"))
    elif can_edit:
        deeds.append(("open", "Edit the article"))
    elif edits and isinstance(entry.subject, Gap):
        deeds += [("open", "Write an article"), ("show", "Search for it")]
    elif goal:
        deeds.append(("open", SHOW if goal[1] else "Search for it"))
    if isinstance(entry.subject, Unpublished):
        deeds.append(("publish", f"Publish the edits of {entry.subject.branch.author}"))
    deeds += [(act.value, words) for act, words in _WORDS.items() if act in acts]
    if Act.DISMISS in acts or Act.REMOVE in acts:
        deeds.append(("remove", QUEUES[entry.queue].remove))
    if Act.FORGET in acts:
        deeds.append(("forget", "Forget"))
    if entry.queue is QueueId.CHANGED:
        deeds.append(("catch_up", "All seen"))
    if goal and goal[1] and ("open", SHOW) not in deeds:
        deeds.append(("show", "Show"))
    return tuple(Deed(name, text, actions.key(f"review.{name}")) for name, text in deeds)


def can_settle(entry: ReviewEntry) -> bool:
    """Tell whether an entry is a conflict of which both texts are there."""
    subject = entry.subject
    return isinstance(subject, PendingConflict) or (isinstance(subject, CopyPair) and bool(subject.original))


def goal_of(entry: ReviewEntry) -> tuple[str, ArticleRef | None] | None:
    """Return what to search for on the Answer page, and the article to show there; None for neither."""
    if isinstance(entry.subject, Gap):
        return " ".join(entry.subject.words), None
    return (entry.title, entry.ref) if entry.ref is not None else None
