"""Plans to move an article into another library; what the move would break is told, or mended, before."""

import re
from collections.abc import Iterator
from datetime import date

from kbassist.articles.article import FileRef
from kbassist.articles.changes import AttachedCopy, ChangePlan, FileChange
from kbassist.articles.links import after_move, leads_to, links_in, may_link, target_of
from kbassist.articles.names import is_article_name
from kbassist.articles.text_edits import TextEdit, edited
from kbassist.system.errors import NotSaved
from kbassist.workspace.own_copies import attachments
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.texts import Texts

_PARTS = re.compile(r"\{%-?\s*(?:render|include)\s+[\"']([^\"']+)[\"']")
_FACTS = re.compile(r"\bfacts\.([\w-]+)")
_MOST_TOLD = 4


def plan_move_out(
    source: LibrarySession, target: LibrarySession, texts: Texts, file: FileRef, new_path: str, today: date
) -> ChangePlan:
    """Plan to give a file to another library, with what it shows.

    No link can lead from one library into another: links to the file keep their words and lead nowhere any
    more, those that cannot be changed so are told, and so is what the file needs and the other library
    lacks. Raises NotSaved when the name is taken or the file is no article, and as reading does.
    """
    name = target.library.name
    if file.path.startswith("_") or not is_article_name(file.path.rpartition("/")[2]):
        raise NotSaved(f"{file.path} stays: only articles can be moved into another library.")
    if target.folder.has(new_path):
        raise NotSaved(f"There is a file {new_path} in {name} already; choose another name.")
    text, seen = texts.read(file.path)
    own = edited(text, after_move(text, file.path, file.path, new_path))
    library = str(target.root)
    changes = [FileChange(file, text, own, seen, new_path, library)]
    notes: list[str] = []
    for other, before, revision in texts.all(today):
        if other.path == file.path or not may_link(before, file.path):
            continue
        edits = tuple(_without_links(before, other.path, file.path))
        if edits:
            changes.append(FileChange(other, before, edited(before, edits), revision))
        left = sum(leads_to(other.path, link.href, file.path) for link in links_in(before)) - len(edits)
        if left:
            notes.append(f"{other.path} has {left} links to it that you have to change yourself.")
    notes += _lacking(text, file.path, target)
    carried = tuple(
        AttachedCopy(FileRef(file.library, was), FileRef(library, wanted))
        for was, wanted in attachments(text, file.path, file.path)
        if source.folder.has(was) and not target.folder.has(wanted)
    )
    return ChangePlan(f"Move {file.path} to {name}", tuple(changes), tuple(notes), carried)


def _without_links(text: str, path: str, file: str) -> Iterator[TextEdit]:
    """Say how the links of the text at `path` to `file` become their words alone."""
    for link in links_in(text):
        if not leads_to(path, link.href, file):
            continue
        before = text.rfind("](", 0, link.start + 1)
        first, end = _opening(text, before), text.find(")", link.end)
        if before < 0 or first < 0 or end < 0 or "\n" in text[link.end : end] or before + 3 < link.start:
            continue
        start = first - 1 if first and text[first - 1] == "!" else first
        yield TextEdit(start, end + 1, text[first + 1 : before])


def _opening(text: str, closing: int) -> int:
    """Return where the bracket opens that closes at `closing`; -1 where it does not."""
    depth = 0
    for at in range(closing, max(-1, closing - 1_000), -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if depth == 0:
            return at
    return -1


def _lacking(text: str, path: str, target: LibrarySession) -> Iterator[str]:
    """Say what a text needs and its new library does not have."""
    library = target.lent
    parts = set(_PARTS.findall(text)) - {part.name for part in library.parts}
    facts = set(_FACTS.findall(text)) - {fact.name for fact in library.facts}
    links = {
        wanted
        for link in links_in(text)
        if (wanted := target_of(path, link.href)) and _is_article(wanted) and not _has(target, wanted)
    }
    for names, what in ((parts, "parts"), (facts, "facts"), (links, "articles it links to")):
        if names:
            yield f"{library.name} lacks {what}: {_told(names)}."


def _is_article(path: str) -> bool:
    name = path.rpartition("/")[2]
    return bool(name) and ("." not in name or is_article_name(name))


def _has(target: LibrarySession, path: str) -> bool:
    return any(target.folder.has(path + suffix) for suffix in ("", ".md", ".markdown"))


def _told(names: set[str]) -> str:
    shown = sorted(names)[:_MOST_TOLD]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return ", ".join(shown) + more
