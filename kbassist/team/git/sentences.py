"""Writes the messages of commits, for people who read the history later."""

from collections.abc import Callable, Sequence

from kbassist.articles.decoding import one_line
from kbassist.articles.library_files import FACTS_FILE, LIBRARY_FILE, PARTS_FOLDER, TEMPLATES_FOLDER
from kbassist.articles.names import is_article_name, safe_text, title_of, without_suffix
from kbassist.team.git.trees import Change

_LONGEST_SUBJECT = 72
_MOST_LISTED = 100
_NAMES = {LIBRARY_FILE: "The library's settings", FACTS_FILE: "The library's facts"}
_FOLDERS = {PARTS_FOLDER: "Part", TEMPLATES_FOLDER: "Template", "_attachments": "Attachment"}

Titled = Callable[[Change], str]
"""Gives the title of an article that was changed, "" where it has none."""


def own_work(changes: Sequence[Change], titled: Titled) -> str:
    """Write the message for what was changed here; paths are relative to the library."""
    lines = [f"{_name(change, titled)}: {_deed(change)}" for change in changes[:_MOST_LISTED]]
    if len(changes) == 1:
        return _subject(lines[0], _deed(changes[0])) + "\n"
    listed = [f"- {line}" for line in lines]
    if len(changes) > len(lines):
        listed.append(f"- and {len(changes) - len(lines)} more")
    return f"{_summary(changes)}\n\n" + "\n".join(listed) + "\n"


def joined(branch: str, own: int, conflicts: Sequence[str]) -> str:
    """Write the message for joining a branch of the team with so many own commits."""
    subject = f"Join {branch} with {own} own change{'s' if own != 1 else ''}"
    if not conflicts:
        return f"{subject}\n"
    told = "\n".join(f"- {safe_text(path)}" for path in conflicts[:_MOST_LISTED])
    return f"{subject}\n\nThe published lines stand where both changed the same, in:\n{told}\n"


def _summary(changes: Sequence[Change]) -> str:
    deeds = [_deed(change) for change in changes]
    is_articles = all(is_article_name(change.new_path.rpartition("/")[2]) for change in changes)
    what = "articles" if is_articles else "files"
    kinds = {"new": "Add", "edit": "Edit", "removed": "Remove"}
    if len(set(deeds)) == 1 and deeds[0] in kinds:
        return f"{kinds[deeds[0]]} {len(changes)} {what}"
    counts = [(deeds.count(deed), deed) for deed in ("new", "edit", "removed")]
    counts.append((len(deeds) - sum(count for count, _ in counts), "moved"))
    told = ", ".join(f"{count} {'edited' if deed == 'edit' else deed}" for count, deed in counts if count)
    return f"Change {len(changes)} {what}: {told}"


def _deed(change: Change) -> str:
    if change.before is None:
        return "new"
    if change.after is None:
        return "removed"
    if change.path != change.new_path:
        return f"moved from {safe_text(change.path)}"
    return "edit"


def _name(change: Change, titled: Titled) -> str:
    path = safe_text(change.new_path)
    if path in _NAMES:
        return _NAMES[path]
    folder, _, rest = path.partition("/")
    if rest and folder in _FOLDERS:
        return one_line(f"{_FOLDERS[folder]} {without_suffix(rest)}")
    return one_line(titled(change)) or title_of(path)


def _subject(line: str, deed: str) -> str:
    """Cut a line to what fits; what was done stays to be read."""
    if len(line) <= _LONGEST_SUBJECT:
        return line
    tail = f": {deed.split(' ', maxsplit=1)[0]}"
    return f"{line[: _LONGEST_SUBJECT - len(tail) - 1].rstrip()}…{tail}"
