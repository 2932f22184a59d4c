"""Joins what two people made of one file, by lines, in the form in which the repository keeps it."""

from dataclasses import dataclass

from kbassist.articles.merge import HunkKind, merge, merge_without_base
from kbassist.articles.text_file import TextFile
from kbassist.system.errors import NotSaved


@dataclass(frozen=True, slots=True)
class JoinedText:
    """The joined content; where both changed the same lines it has theirs, and `conflicts` counts them."""

    content: bytes
    conflicts: int


def join(base: bytes | None, mine: bytes, theirs: bytes) -> JoinedText:
    """Join two contents made out of `base`, None where each was made anew. Raises NotSaved for no texts.

    Line ends, encoding and byte order mark are mine, unless theirs have changed from the base.
    """
    ours, others = TextFile.of(mine), TextFile.of(theirs)
    first = None if base is None else TextFile.of(base)
    found = (
        merge_without_base(ours.text, others.text)
        if first is None
        else merge(first.text, ours.text, others.text)
    )
    published = {
        number: hunk.theirs for number, hunk in enumerate(found.hunks) if hunk.kind is HunkKind.CONFLICT
    }
    text = found.resolved(published)
    form = others if first is None or _form(others) != _form(first) else ours
    return JoinedText(_encoded(form, text), found.conflicts)


def is_text(content: bytes) -> bool:
    """Tell whether a content can be joined by lines."""
    try:
        TextFile.of(content)
    except NotSaved:
        return False
    return True


def _form(file: TextFile) -> tuple[str, bool]:
    """Return the encoding, and whether lines end as on Windows."""
    return file.encoding, file.content.count(b"\r\n") * 2 > file.content.count(b"\n")


def _encoded(file: TextFile, text: str) -> bytes:
    try:
        return file.with_text(text)
    except NotSaved:
        return file.as_utf8(text)
