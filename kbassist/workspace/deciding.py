"""Opens what two people made of the same lines of a file, and saves what somebody decides."""

from kbassist.articles.article import Revision
from kbassist.articles.merge import merge, merge_without_base
from kbassist.articles.text_file import TextFile
from kbassist.system.errors import ArticleNotFound
from kbassist.team.git.pending import PendingConflict, PendingConflicts
from kbassist.workspace.writing import Writing
from kbassist.workspace.written import ConflictOpened, Opened, SaveOutcome, SaveResult


class Deciding:
    """The conflicts that a sync has met; for any thread."""

    def __init__(self, writing: Writing, pending: PendingConflicts) -> None:
        self._writing = writing
        self._pending = pending

    def open(self, pending: PendingConflict) -> ConflictOpened:
        """Read the file of a conflict, and join mine with what stands there. Raises as `Writing.open`.

        A file that was moved or removed since is empty, and is made anew by settling it with any text.
        """
        try:
            opened = self._writing.open(pending.file)
        except ArticleNotFound:
            opened = Opened(pending.file, "", b"", Revision("", 0, 0), "utf-8")
        mine = TextFile.of(pending.mine).text
        if pending.base and opened.revision.sha256:
            joined = merge(TextFile.of(pending.base).text, mine, opened.text)
        else:
            joined = merge_without_base(mine, opened.text)
        return ConflictOpened(pending, opened, joined)

    def settle(self, pending: PendingConflict, opened: Opened, text: str) -> SaveResult:
        """Save what was decided; the conflict goes only once that is saved.

        Raises as `Writing.save`, and NotKept when the conflict stays though the text is saved.
        """
        if opened.revision.sha256:
            result = self._writing.save(opened, text)
        elif text:
            result = self._writing.make(opened.file, text)
        else:
            result = SaveResult(SaveOutcome.SAVED, opened)
        if result.outcome is not SaveOutcome.CONFLICT:
            self._pending.drop(pending.id)
        return result
