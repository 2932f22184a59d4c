"""Finds the agent's own copies whose originals are not what they were when they were copied."""

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.search.lookup import find_row
from kbassist.workspace.queues import Sources, key_of
from kbassist.workspace.reviewed import ChangedCopy, QueueId, ReviewEntry


def changed_copies(sources: Sources) -> tuple[ReviewEntry, ...]:
    """List them by title; each comes back when its original has changed once more."""
    today = sources.now().date()
    copies = sources.lookups.copies(today)
    found = []
    for ref in copies.changed:
        hit, original = sources.lookups.hit(ref, today), copies.originals[ref]
        if hit is None or original is None:
            continue
        name = sources.sessions[original.library].library.name
        found.append(
            ReviewEntry(
                QueueId.COPIES,
                key_of(ref.library, ref.id, _revision(sources, original)),
                hit.title,
                f"The original in {name} has changed since you copied it",
                ChangedCopy(original),
                FileRef(ref.library, hit.path),
                ref,
                mine=True,
            )
        )
    return tuple(sorted(found, key=lambda entry: (entry.title.casefold(), entry.key)))


def _revision(sources: Sources, ref: ArticleRef) -> str:
    snapshot = sources.sessions[ref.library].snapshot
    row = find_row(snapshot.segments, ref.article_id) if snapshot else None
    return row[0].revision if row else ""
