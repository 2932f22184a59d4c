"""Reads what the front matter of an article says: title, tags, dates, flags and fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kbassist.articles.article import Field
from kbassist.articles.decoding import one_line
from kbassist.articles.fields import read_fields
from kbassist.articles.findings import Findings
from kbassist.articles.keys import FOREIGN, OWN
from kbassist.articles.values import NO, Reader
from kbassist.articles.yaml_text import Item

_TITLE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Metadata:
    """The typed values of a front matter.

    `reply` is None when the body is no reply as a whole, else the attributes of that reply.
    """

    title: str | None = None
    id: str | None = None
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lang: str | None = None
    owner: str | None = None
    verified: date | None = None
    due: date | None = None
    active_from: date | None = None
    active_to: date | None = None
    pinned_until: date | None = None
    updated: date | None = None
    draft: bool = False
    sensitive: bool = False
    fields: tuple[Field, ...] = ()
    source: tuple[tuple[str, str], ...] = ()
    reply: Mapping[str, str] | None = None
    reply_line: int = 0
    copy_of: str | None = None
    copy_from: str | None = None
    copy_revision: str | None = None


def read_metadata(items: Mapping[str, Item], findings: Findings) -> Metadata:
    """Read the values by their keys; foreign keys stand in where the own one is absent."""
    if not items:
        return Metadata()
    reader = Reader(items, findings)
    _note_slips(items, findings)
    verified = reader.day("verified") or reader.day("last_reviewed_on", foreign=True)
    return Metadata(
        title=_shortened(reader.text("title")),
        id=_read_id(reader, findings),
        aliases=_read_aliases(reader),
        tags=_read_tags(reader),
        lang=reader.language("lang"),
        owner=reader.text("owner"),
        verified=verified,
        due=_read_due(reader, verified),
        active_from=reader.day("active_from") or reader.day("publishDate", foreign=True),
        active_to=reader.day("active_to") or reader.day("expiryDate", foreign=True),
        pinned_until=reader.day("pinned_until"),
        updated=reader.day("lastmod", foreign=True),
        # What cannot be read must not bring a draft, or a sensitive text, into the open.
        draft=bool(reader.flag("draft", unclear=True)) or _is_unpublished(items.get("published")),
        sensitive=bool(reader.flag("sensitive", unclear=True)),
        fields=read_fields(items.get("fields"), findings),
        source=_read_source(items.get("source"), reader),
        reply=read_reply(items.get("reply"), reader),
        reply_line=reader.line("reply"),
        copy_of=reader.text("copy_of"),
        copy_from=reader.text("copy_from"),
        copy_revision=reader.text("copy_revision"),
    )


def _shortened(title: str | None) -> str | None:
    return title[: _TITLE_LENGTH - 1].rstrip() + "…" if title and len(title) > _TITLE_LENGTH else title


def _read_id(reader: Reader, findings: Findings) -> str | None:
    found = reader.text("id")
    if found and "#" in found:
        findings.warn(
            reader.line("id"),
            "id-unfit",
            "An id cannot hold the sign #, which leads to a reply; the path is used.",
        )
        return None
    return found


def _read_tags(reader: Reader) -> tuple[str, ...]:
    tags = (tag.lstrip("#").strip("/ ") for tag in reader.texts("tags", "tag"))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _read_aliases(reader: Reader) -> tuple[str, ...]:
    # Hugo's aliases are the addresses that lead to the page: no words that anyone looks for.
    return tuple(alias for alias in reader.texts("aliases", "alias", "keywords") if not alias.startswith("/"))


def _read_source(item: Item | None, reader: Reader) -> tuple[tuple[str, str], ...]:
    """Read the map under `source`; a single text, as Obsidian's clipper writes it, is its address."""
    if item is not None and isinstance(item.value, str):
        return (("url", one_line(item.value)),) if item.value.strip() else ()
    return _pairs(reader.mapping("source"))


def _is_unpublished(item: Item | None) -> bool:
    """Tell whether Jekyll's `published` says no; others write a date there."""
    return item is not None and isinstance(item.value, str) and item.value.strip().casefold() in NO


def _read_due(reader: Reader, verified: date | None) -> date | None:
    period = reader.period("review_every") or reader.period("review_in", foreign=True)
    return period.after(verified) if period and verified else None


def read_reply(item: Item | None, reader: Reader) -> Mapping[str, str] | None:
    """Return the attributes of the reply that a whole article is; None where it is none."""
    if item is None or item.value is None:
        return None
    if isinstance(item.value, Mapping):
        return dict(_pairs(item.value))
    return {} if reader.flag("reply", unclear=False) else None


def _pairs(entries: Mapping[str, Item]) -> tuple[tuple[str, str], ...]:
    return tuple((key, item.value) for key, item in entries.items() if isinstance(item.value, str))


def _note_slips(items: Mapping[str, Item], findings: Findings) -> None:
    for key, item in items.items():
        if key in OWN or key in FOREIGN:
            continue
        meant = OWN.meant(key)
        if meant and meant not in items:
            findings.warn(item.line, "key-slip", f"kbassist does not know `{key}`; `{meant}` was meant?")
