"""What the index keeps of an article for its row in the list of hits."""

import re
from dataclasses import dataclass
from datetime import date

from kbassist.search.analysis import WORD, clean, typed_words
from kbassist.search.document import IndexedDocument
from kbassist.search.results import ReplyLabel

# Splitting at control characters takes a quarter of the time of JSON, and 40 rows are read a keystroke.
_VALUE, _ITEM, _PART = "\x1f", "\x1e", "\x1d"
_SEPARATORS = re.compile("[\x1d-\x1f]")

REVISION_DIGITS = 16
"""So much of a checksum is kept in a row: enough to tell one text of an article from the next."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is shown of an article without opening it; `revision` is the beginning of its bytes' SHA-256."""

    id: str
    path: str
    title: str
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lang: str | None = None
    owner: str | None = None
    verified: date | None = None
    sensitive: bool = False
    replies: tuple[ReplyLabel, ...] = ()
    revision: str = ""
    copy_of: str | None = None
    copy_from: str | None = None
    copy_revision: str | None = None


def pack_row(document: IndexedDocument) -> bytes:
    """Pack what a row shows."""
    article = document.article
    replies = (
        _PART.join(map(_plain, (r.id, r.title, r.channel, r.tone, r.lang, r.shortcut)))
        for r in document.replies
    )
    values = (
        _plain(article.id),
        _plain(article.path),
        _plain(article.title),
        _ITEM.join(map(_plain, article.aliases)),
        _ITEM.join(map(_plain, article.tags)),
        _plain(article.lang),
        _plain(article.owner),
        str(article.verified.toordinal()) if article.verified else "",
        "1" if article.sensitive else "",
        _ITEM.join(replies),
        article.revision.sha256[:REVISION_DIGITS] if article.revision else "",
        _plain(article.copy_of),
        _plain(article.copy_from),
        _plain(article.copy_revision),
    )
    return _VALUE.join(values).encode("utf-8", "replace")


def unpack_row(packed: bytes) -> Row:
    """Unpack a row; ValueError when `packed` is not one."""
    values = packed.decode("utf-8", "replace").split(_VALUE)
    id_, path, title, aliases, tags, lang, owner, verified, sensitive, replies, *rest = values
    revision, copy_of, copy_from, copy_revision = rest
    return Row(
        id_,
        path,
        title,
        tuple(aliases.split(_ITEM)) if aliases else (),
        tuple(tags.split(_ITEM)) if tags else (),
        lang or None,
        owner or None,
        date.fromordinal(int(verified)) if verified else None,
        bool(sensitive),
        tuple(map(_label, replies.split(_ITEM))) if replies else (),
        revision,
        copy_of or None,
        copy_from or None,
        copy_revision or None,
    )


def pack_title(document: IndexedDocument) -> bytes:
    """Pack the folded words of title and aliases for comparing them with what was typed.

    The title comes first, each word after a space and one more at the end, then the aliases in the same
    form, each between bars: ` refund to another card |where is my money |`. No folded word holds a bar.
    """
    aliases = "".join(f"{_words(alias)}|" for alias in document.article.aliases)
    packed = _words(document.article.title) + ("|" + aliases if aliases else "")
    return packed.encode("utf-8", "replace")


def _words(text: str) -> str:
    return "".join(f" {word}" for raw in WORD.findall(clean(text)) for word in typed_words(raw)) + " "


def _label(packed: str) -> ReplyLabel:
    id_, title, channel, tone, lang, shortcut = packed.split(_PART)
    return ReplyLabel(id_, title, channel or None, tone, lang or None, shortcut or None)


def _plain(text: str | None) -> str:
    return _SEPARATORS.sub(" ", text) if text else ""
