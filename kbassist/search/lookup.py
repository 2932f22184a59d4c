"""Finds one article of the index by its id, or lists them all, without searching."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from kbassist.articles.article import Article, ArticleRef, Standing
from kbassist.articles.freshness import freshness_of
from kbassist.search.ranking import standing_masks
from kbassist.search.results import Hit
from kbassist.search.row import Row
from kbassist.search.tables import DAYS, DRAFT, PRESENT, Segment, Table, id_hash


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


class Listed(NamedTuple):
    """An article of the index with what depends on the day; `due` None means that no review is planned."""

    row: Row
    standing: Standing
    due: date | None


def all_rows(segments: Sequence[Segment], today: date) -> Iterator[Listed]:
    """List all articles in no order; 3,000 take some tens of milliseconds."""
    for segment in segments:
        table = segment.table
        standings = np.full(table.count, Standing.CURRENT, object)
        for state, mask in standing_masks(table, today).items():
            standings[mask] = Standing(state.value)
        due = table.days["due"].tolist()
        for number in _living(segment):
            day = date.fromordinal(due[number]) if due[number] else None
            yield Listed(table.row(number), standings[number], day)


def living_rows(segment: Segment) -> Iterator[Row]:
    """List the rows of a segment's articles, in no order."""
    return map(segment.table.row, _living(segment))


def _living(segment: Segment) -> list[int]:
    there = (segment.table.flags & PRESENT) != 0
    if segment.deleted is not None:
        there &= ~segment.deleted
    numbers: list[int] = there.nonzero()[0].tolist()
    return numbers
