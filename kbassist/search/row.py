"""What the index keeps of an article for its row in the list of hits."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from kbassist.articles.article import Article
from kbassist.search.document import IndexedDocument
from kbassist.search.results import ReplyLabel


@dataclass(frozen=True, slots=True)
class Row:
    """An article without its text, and the labels of its replies."""

    article: Article
    replies: tuple[ReplyLabel, ...]


def row_bytes(document: IndexedDocument) -> bytes:
    """Pack what a row shows as a JSON list."""
    article = document.article
    values = [
        article.id,
        article.path,
        article.title,
        article.aliases,
        article.tags,
        article.lang,
        article.owner,
        [
            _ordinal(day)
            for day in (
                article.verified,
                article.due,
                article.active_from,
                article.active_to,
                article.pinned_until,
            )
        ],
        article.draft,
        article.sensitive,
        [[r.id, r.title, r.channel, r.tone, r.lang, r.shortcut] for r in document.replies],
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def read_row(packed: bytes) -> Row:
    """Unpack a row; raises ValueError or TypeError when `packed` is not one."""
    id_, path, title, aliases, tags, lang, owner, days, draft, sensitive, replies = json.loads(packed)
    verified, due, active_from, active_to, pinned_until = map(_day, days)
    article = Article(
        id=id_,
        path=path,
        title=title,
        aliases=tuple(aliases),
        tags=tuple(tags),
        lang=lang,
        owner=owner,
        verified=verified,
        due=due,
        active_from=active_from,
        active_to=active_to,
        pinned_until=pinned_until,
        draft=draft,
        sensitive=sensitive,
    )
    return Row(article, tuple(ReplyLabel(*reply) for reply in replies))


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _day(ordinal: Any) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
