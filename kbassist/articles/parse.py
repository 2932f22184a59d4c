"""Turns the bytes of a file into an article, with whatever is wrong as problems and never as an error."""

import re
from dataclasses import replace

from kbassist.articles.article import Article, Heading, Reading, Revision
from kbassist.articles.decoding import decode, title_text
from kbassist.articles.findings import Findings
from kbassist.articles.frontmatter import FrontMatter, split_front_matter
from kbassist.articles.headings import MOST_HEADINGS, Outline, Section, Slugs, outline, slug_of
from kbassist.articles.library import Library
from kbassist.articles.metadata import Metadata, read_metadata
from kbassist.articles.names import id_of, title_of
from kbassist.articles.replies import SectionReader

FULL_BYTES = 2 * 1024 * 1024
PLAIN_BYTES = 1024 * 1024
LISTED_BYTES = 20 * 1024 * 1024

_FIRST_TITLE = re.compile(r"^ {0,3}#[ \t]+(\S[^\n]*)", re.MULTILINE)
_TITLE_WITHIN = 4096


def parse_article(data: bytes, path: str, library: Library, revision: Revision | None) -> Article:
    """Read `data`, the whole content of the file at `path` (relative to the library, with `/`).

    Never raise for content: what is wrong stands in the article's problems.
    """
    if len(data) > LISTED_BYTES:
        return listed_article(path, len(data), revision)
    findings = Findings(path)
    whole = len(data) <= FULL_BYTES
    decoded = decode(data) if whole else decode(data[:PLAIN_BYTES], complete=False)
    if decoded is None:
        findings.error(0, "not-text", "This is not a text file; rename it, or move it to _attachments.")
        return _unread(path, findings, revision)
    if decoded.encoding == "cp1252":
        findings.inform(
            0, "encoding", "The file is not UTF-8 and was read as Windows-1252; save it as UTF-8."
        )
    front = split_front_matter(decoded.text, findings)
    meta = read_metadata(front.items, findings)
    base = _described(path, front, meta, decoded.encoding, revision)
    if whole:
        return _with_sections(base, meta, library, findings)
    size = f"{len(data) / 1024 / 1024:.1f} MB"
    findings.warn(
        0, "large", f"The file has {size}: it is shown as plain text, its first 1 MB is searched. Split it."
    )
    first = _FIRST_TITLE.search(front.body[:_TITLE_WITHIN])
    title = meta.title or (title_text(first[1]) if first else "") or title_of(path)
    return replace(base, title=title, reading=Reading.PLAIN, problems=findings.problems)


def listed_article(path: str, size_bytes: int, revision: Revision | None = None) -> Article:
    """Make the article of a file that is too large to be read at all."""
    findings = Findings(path)
    findings.warn(
        0, "huge", f"The file has {size_bytes / 1024 / 1024:,.0f} MB: only its name is known. Split it."
    )
    return _unread(path, findings, revision)


def unreadable_article(path: str, reason: str) -> Article:
    """Make the article of a file that is there and cannot be read, for the `reason` in a sentence."""
    findings = Findings(path)
    findings.error(0, "unreadable", reason)
    return _unread(path, findings, None)


def _unread(path: str, findings: Findings, revision: Revision | None) -> Article:
    return Article(
        id=id_of(path),
        path=path,
        title=title_of(path),
        problems=findings.problems,
        reading=Reading.LISTED,
        revision=revision,
    )


def _described(
    path: str, front: FrontMatter, meta: Metadata, encoding: str, revision: Revision | None
) -> Article:
    return Article(
        id=meta.id or id_of(path),
        path=path,
        title=meta.title or "",
        body=front.body,
        body_line=front.body_line,
        aliases=meta.aliases,
        tags=meta.tags,
        lang=meta.lang,
        owner=meta.owner,
        verified=meta.verified,
        due=meta.due,
        active_from=meta.active_from,
        active_to=meta.active_to,
        pinned_until=meta.pinned_until,
        updated=meta.updated,
        draft=meta.draft,
        sensitive=meta.sensitive,
        fields=meta.fields,
        source=meta.source,
        copy_of=meta.copy_of,
        copy_from=meta.copy_from,
        copy_revision=meta.copy_revision,
        encoding=encoding,
        revision=revision,
    )


def _with_sections(base: Article, meta: Metadata, library: Library, findings: Findings) -> Article:
    lines = base.body.split("\n")
    found = outline(lines)
    first = next((section for section in found.sections if section.level == 1 and section.text), None)
    title = base.title or (first.text if first else "") or title_of(base.path)
    reader = SectionReader(replace(base, title=title), lines, library, findings)
    replies, guides = reader.read(found.sections, found.end)
    if meta.reply is not None:
        if replies:
            findings.warn(
                meta.reply_line,
                "reply-twice",
                "`reply` makes the whole file a reply; remove it or the .reply headings.",
            )
        else:
            replies = (reader.whole(meta.reply, meta.reply_line, _naming_heading(first, title)),)
    _note_slips(found, base.body_line, findings)
    return replace(
        base,
        title=title,
        headings=_headings(found.sections, base.body_line),
        replies=replies,
        guides=guides,
        problems=findings.problems,
    )


def _naming_heading(first: Section | None, title: str) -> Section | None:
    return first if first and first.text == title else None


def _headings(sections: tuple[Section, ...], body_line: int) -> tuple[Heading, ...]:
    slugs = Slugs()
    return tuple(
        Heading(
            section.level,
            section.text,
            slugs.take(section.attributes.id or slug_of(section.text, "section")),
            body_line + section.first,
        )
        for section in sections
    )


def _note_slips(found: Outline, body_line: int, findings: Findings) -> None:
    for index in found.slips:
        findings.warn(
            body_line + index,
            "reply-unread",
            "This heading begins no reply; write ## Title {.reply channel=chat}.",
        )
    for index in found.open_fences:
        findings.inform(
            body_line + index, "fence-open", "This code fence is never closed; add a line with its sign."
        )
    if len(found.sections) >= MOST_HEADINGS:
        findings.warn(
            body_line + found.end,
            "headings-many",
            f"The file has more than {MOST_HEADINGS} headings; replies below are not found. Split it.",
        )
