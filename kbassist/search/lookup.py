"""Finds one article of the index by its id, without searching."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from kbassist.articles.article import Article, ArticleRef
from kbassist.articles.freshness import freshness_of
from kbassist.search.results import Hit
from kbassist.search.row import Row
from kbassist.search.tables import DAYS, DRAFT, Segment, Table, id_hash


def find_row(segments: Sequence[Segment], article_id: str) -> tuple[Row, Table, int] | None:
    """Return the row of an article, with its table and number in it; None when the index has no such id.

    The newest segment wins where an id is used twice.
    """
    wanted = np.array([id_hash(article_id)], np.uint64)
    for segment in reversed(segments):
        for number in segment.table.numbers_of(wanted)[1].tolist():
            if segment.deleted is not None and segment.deleted[number]:
                continue
            row = segment.table.row(number)
            if row.id == article_id:  # a hash may be that of another id
                return row, segment.table, number
    return None


def hit_of(library: str, segments: Sequence[Segment], article_id: str, today: date) -> Hit | None:
    """Return an article as a hit without score or excerpt; None when the index has no such id."""
    found = find_row(segments, article_id)
    if found is None:
        return None
    row, table, number = found
    due, active_from, active_to, pinned_until = (table.day(name, number) for name in DAYS)
    article = Article(
        row.id,
        row.path,
        row.title,
        due=due,
        active_from=active_from,
        active_to=active_to,
        pinned_until=pinned_until,
        draft=bool(table.flags[number] & DRAFT),
    )
    return Hit(
        ArticleRef(library, row.id),
        row.title,
        row.path,
        0.0,
        replies=row.replies,
        tags=row.tags,
        standing=article.standing(today),
        verified=row.verified,
        owner=row.owner,
        due=due,
        freshness=freshness_of(row.verified, due, today),
    )
