"""Makes one text of a file and of what else became of it: a service's copy, or an edit that git kept."""

from datetime import datetime
from typing import NoReturn

from kbassist.articles.drafts import Draft
from kbassist.system.errors import NotSaved
from kbassist.workspace.reviewed import Reviewed
from kbassist.workspace.syncing import Syncing
from kbassist.workspace.writing import Writing
from kbassist.workspace.written import ConflictOpened, Opened, PairOpened, SaveOutcome


def settle(writing: Writing, pair: PairOpened, text: str, now: datetime) -> Reviewed:
    """Save `text` over the original and remove the copy; undoing makes both again.

    Raises NotSaved, also when somebody saved what does not fit meanwhile: the text is then kept as a draft.
    """
    original, copy = pair.original, pair.copy
    result = writing.settle(original, text, copy)
    path = original.file.path
    if result.outcome is SaveOutcome.CONFLICT:
        _keep_draft(writing, original, text, now)

    def undo() -> tuple[str, ...]:
        back = writing.save(result.opened, original.text)
        if back.outcome is SaveOutcome.CONFLICT:
            raise NotSaved(f"{path} was changed meanwhile; the history has what stood there before.")
        writing.create(copy.file, copy.text)
        return back.notes

    return Reviewed(" ".join((f"Settled: {path} holds what you took of both.", *result.notes)), undo)


def settle_met(
    writing: Writing, syncing: Syncing, opened: ConflictOpened, text: str, now: datetime
) -> Reviewed:
    """Save `text`, made of what is published and of the kept edit; undoing lets both wait again.

    Raises as `settle`.
    """
    original = opened.original
    result = syncing.settle_conflict(opened.pending, original, text)
    path = original.file.path
    if result.outcome is SaveOutcome.CONFLICT:
        _keep_draft(writing, original, text, now)

    def undo() -> tuple[str, ...]:
        if not original.revision.sha256:  # there was none, so it was made, unless nothing was taken
            if result.opened.revision.sha256:
                writing.trash(result.opened.file)
            syncing.keep_conflict(opened.pending)
            return ()
        back = writing.save(result.opened, original.text)
        if back.outcome is SaveOutcome.CONFLICT:
            raise NotSaved(f"{path} was changed meanwhile; the history has what stood there before.")
        syncing.keep_conflict(opened.pending)
        return back.notes

    return Reviewed(" ".join((f"Settled: {path} holds what you took of both.", *result.notes)), undo)


def _keep_draft(writing: Writing, original: Opened, text: str, now: datetime) -> NoReturn:
    """Keep what somebody chose, since others were faster. Raises NotSaved."""
    writing.keep_draft(Draft(original.file, text, original.content, original.revision.sha256, 0, now))
    raise NotSaved(
        f"{original.file.path} was not saved: somebody else changed the same lines meanwhile. Your text is"
        " kept as a draft; open the conflict again to see what stands there now."
    )
