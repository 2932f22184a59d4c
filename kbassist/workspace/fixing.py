"""Plans the changes that mend problems."""

from bisect import bisect_right
from collections.abc import Callable, Collection

from kbassist.articles.article import FileRef, Fix, Problem
from kbassist.articles.changes import ChangePlan, FileChange
from kbassist.articles.decoding import decode
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.text_edits import TextEdit, edited
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable

Check = Callable[[str, str], Collection[Problem]]
"""Checks the text of the file at a path."""


def plan_fix(folder: LibraryFolder, library: str, problems: Collection[Problem], check: Check) -> ChangePlan:
    """Plan what mends the problems; each fix is held against its file as it stands now."""
    wanted: dict[str, set[Fix]] = {}
    for problem in problems:
        if problem.fix:
            wanted.setdefault(problem.path, set()).add(problem.fix)
    changes = [
        change for path in sorted(wanted) if (change := _change(folder, library, path, wanted[path], check))
    ]
    files = "one file" if len(changes) == 1 else f"{len(changes)} files"
    return ChangePlan(f"Mend {files}", tuple(changes))


def _change(
    folder: LibraryFolder, library: str, path: str, wanted: set[Fix], check: Check
) -> FileChange | None:
    try:
        data, seen = folder.read_bytes(path)
    except (ArticleNotFound, ArticleUnreadable):
        return None
    decoded = decode(data)
    if decoded is None:
        return None
    now = dict.fromkeys(problem.fix for problem in check(path, decoded.text) if problem.fix)
    text = edited(decoded.text, _without_overlaps([fix for fix in now if fix in wanted]))
    return FileChange(FileRef(library, path), decoded.text, text, seen) if text != decoded.text else None


def _without_overlaps(fixes: list[Fix]) -> list[TextEdit]:
    """Return the edits in order, each fix whole or not at all, the first of two that overlap."""
    taken: list[TextEdit] = []
    for fix in fixes:
        if not any(_overlaps(taken, edit) for edit in fix.edits):
            for edit in fix.edits:
                taken.insert(_place(taken, edit), edit)
    return taken


def _overlaps(taken: list[TextEdit], edit: TextEdit) -> bool:
    """Tell whether an edit overlaps one of those in order, of which the first that ends behind it shows."""
    after = _place(taken, edit)
    return after < len(taken) and taken[after].start < edit.end


def _place(taken: list[TextEdit], edit: TextEdit) -> int:
    return bisect_right(taken, edit.start, key=lambda old: old.end)
