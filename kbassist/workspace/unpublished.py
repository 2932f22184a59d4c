"""What authors have sent and a lead has to publish, as entries of Review."""

from collections.abc import Iterable, Mapping

from kbassist.articles.article import FileRef
from kbassist.articles.differences import differences
from kbassist.team.git.branch_join import BranchChange
from kbassist.team.git.review_branches import AuthorBranch
from kbassist.workspace.authored import OutlineRow
from kbassist.workspace.reviewed import ChangeShown, QueueId, ReviewEntry, Unpublished

Waiting = Iterable[tuple[AuthorBranch, tuple[BranchChange, ...]]]


def unpublished_entries(waiting: Waiting, rows: Mapping[FileRef, OutlineRow]) -> tuple[ReviewEntry, ...]:
    """List the files that the branches change, branch by branch."""
    return tuple(_entry(branch, change, rows) for branch, changes in waiting for change in changes)


def shown(subject: Unpublished) -> ChangeShown:
    """Compare what is published of a file with what publishing makes of it.

    Where it met what was published since, it is compared with what the author wrote: that is to be decided.
    """
    change = subject.change
    before, after = change.before or "", change.after or ""
    if change.wrote is not None:
        after = change.wrote
    note = "" if before != after else "It is no text, or only its name changes."
    lines = tuple(line for block in differences(before, after, None) for line in block.lines)
    return ChangeShown(lines, note)


def _entry(branch: AuthorBranch, change: BranchChange, rows: Mapping[FileRef, OutlineRow]) -> ReviewEntry:
    file = FileRef(branch.library, change.path)
    row = rows.get(file)
    return ReviewEntry(
        QueueId.PUBLISH,
        f"{branch.name} {branch.tip} {change.path}",
        row.title if row is not None else change.new_path,
        f"{change.by or branch.author}: {_deed(change)}",
        Unpublished(branch, change),
        day=branch.at.astimezone().date() if branch.at is not None else None,
    )


def _deed(change: BranchChange) -> str:
    if change.before is None:
        return "a new file"
    if change.after is None:
        return "removed"
    moved = f", moved to {change.new_path}" if change.new_path != change.path else ""
    lacking = "; some of it met what was published since, and waits as a conflict" if change.wrote else ""
    return f"edited{moved}{lacking}"
