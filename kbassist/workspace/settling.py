"""Makes one text of a file and of the copy that a sync service left beside it."""

from datetime import datetime

from kbassist.articles.drafts import Draft
from kbassist.system.errors import NotSaved
from kbassist.workspace.reviewed import Reviewed
from kbassist.workspace.writing import Writing
from kbassist.workspace.written import PairOpened, SaveOutcome


def settle(writing: Writing, pair: PairOpened, text: str, now: datetime) -> Reviewed:
    """Save `text` over the original and remove the copy; undoing makes both again.

    Raises NotSaved, also when somebody saved what does not fit meanwhile: the text is then kept as a draft.
    """
    original, copy = pair.original, pair.copy
    result = writing.settle(original, text, copy)
    path = original.file.path
    if result.outcome is SaveOutcome.CONFLICT:
        base = original.content, original.revision.sha256
        writing.keep_draft(Draft(original.file, text, *base, 0, now))
        raise NotSaved(
            f"{path} was not saved: somebody else changed the same lines meanwhile. Your text is kept as a"
            " draft; open the conflict again to see what stands there now."
        )

    def undo() -> tuple[str, ...]:
        back = writing.save(result.opened, original.text)
        if back.outcome is SaveOutcome.CONFLICT:
            raise NotSaved(f"{path} was changed meanwhile; the history has what stood there before.")
        writing.create(copy.file, copy.text)
        return back.notes

    return Reviewed(" ".join((f"Settled: {path} holds what you took of both.", *result.notes)), undo)
