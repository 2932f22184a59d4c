"""Plans changes of several files of one library, which are looked at before they are made."""

import re
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from kbassist.articles.article import FileRef
from kbassist.articles.changes import ChangePlan, FileChange
from kbassist.articles.front_matter_edit import with_key
from kbassist.articles.library_files import PARTS_FOLDER
from kbassist.articles.links import after_move, leads_to, links_in, may_link, renamed_part
from kbassist.articles.names import without_suffix
from kbassist.articles.text_edits import TextEdit, edited
from kbassist.articles.word_search import Search
from kbassist.system.errors import NotSaved
from kbassist.workspace.authored import Mention
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.texts import Texts

_BUDGET_S = 10.0
_MOST_TOLD = 3

# What becomes of a text, and the lines, from 1, that were not looked at.
Replaced = tuple[str, tuple[int, ...]]


def plan_key(texts: Texts, file: FileRef, key: str, value: str | Sequence[str] | None) -> ChangePlan:
    """Plan to set one key of a file's front matter. Raises NotSaved, and as reading does."""
    text, seen = texts.read(file.path)
    after = edited(text, with_key(text, key, value))
    change = (FileChange(file, text, after, seen),) if after != text else ()
    return ChangePlan(f"Set `{key}` of {file.path}", change)


def plan_move(session: LibrarySession, texts: Texts, file: FileRef, new_path: str, today: date) -> ChangePlan:
    """Plan to give a file another path, with every link to it and out of it kept right.

    Raises NotSaved when the name is taken or the file is no text, and as reading does.
    """
    if session.folder.has(new_path):
        raise NotSaved(f"There is a file {new_path} already; choose another name.")
    text, seen = texts.read(file.path)
    own = edited(text, after_move(text, file.path, file.path, new_path))
    changes = [FileChange(file, text, own, seen, new_path)]
    old_part, new_part = _part_name(file.path), _part_name(new_path)
    for other, before, revision in texts.all(today):
        if other.path == file.path:
            continue
        edits = after_move(before, other.path, file.path, new_path) if may_link(before, file.path) else ()
        if old_part and new_part:
            edits += renamed_part(before, old_part, new_part)
        if edits:
            changes.append(FileChange(other, before, edited(before, edits), revision))
    return ChangePlan(f"Rename {file.path} to {new_path}", tuple(changes))


def plan_replace(
    texts: Texts,
    replaced: Callable[[str], Replaced],
    sentence: str,
    files: Collection[FileRef] | None,
    today: date,
) -> ChangePlan:
    """Plan to put what `replaced` makes of each text in its place; files that are no text are skipped.

    Raises NotSaved when it takes too long.
    """
    changes, passed, until = [], [], time.monotonic() + _BUDGET_S
    for file, before, seen in texts.all(today):
        if files is not None and file not in files:
            continue
        after, lines = replaced(before)
        passed += [f"{file.path}, line {line}" for line in lines]
        if after != before:
            changes.append(FileChange(file, before, after, seen))
        if time.monotonic() > until:
            raise NotSaved("This pattern takes too long over the whole library; make it say more.")
    return ChangePlan(sentence, tuple(changes), _told(passed))


def _told(passed: Sequence[str]) -> tuple[str, ...]:
    if not passed:
        return ()
    more = f" and {len(passed) - _MOST_TOLD} more" if len(passed) > _MOST_TOLD else ""
    places = "; ".join(passed[:_MOST_TOLD])
    return (f"Too long for a regular expression, so look there yourself: {places}{more}.",)


def replacing(
    find: str, put: str, *, regex: bool, case: bool, whole_words: bool
) -> Callable[[str], Replaced]:
    """Return what replaces in one text. Raises NotSaved for a pattern that is broken or may take too long."""
    search = Search(find, regex, case, whole_words)
    pattern = search.pattern()
    if regex:
        try:
            pattern.sub(put, "")
            re.compile(rf"(?:{pattern.pattern})|").sub(put, "")
        except (re.error, IndexError) as error:
            raise NotSaved(f"The pattern cannot be used: {error}. Mend it.") from error

    def by_lines(text: str) -> Replaced:
        lines = text.split("\n")
        passed = tuple(at for at, line in enumerate(lines, 1) if len(line) > search.longest_line)
        after = (pattern.sub(put, line) if len(line) <= search.longest_line else line for line in lines)
        return "\n".join(after), passed

    return by_lines if regex else lambda text: (pattern.sub(lambda _: put, text), ())


def mentions_of(texts: Texts, file: FileRef, today: date) -> Iterator[Mention]:
    """List the lines of other files that link to `file`, or draw it in when it is a part."""
    part = _part_name(file.path)
    for other, text, _ in texts.all(today):
        if other.path == file.path or not (part or may_link(text, file.path)):
            continue
        starts = [link.start for link in links_in(text) if leads_to(other.path, link.href, file.path)]
        drawn: tuple[TextEdit, ...] = renamed_part(text, part, part) if part else ()
        lines, line, seen = text.split("\n"), 0, 0
        for at in sorted({*starts, *(edit.start for edit in drawn)}):
            line, seen = line + text.count("\n", seen, at), at
            yield Mention(other, line + 1, lines[line].strip())


def _part_name(path: str) -> str:
    folder, _, name = path.partition("/")
    return without_suffix(name) if folder == PARTS_FOLDER else ""
