"""What counts beside the words, against the rules of the article itself."""

from datetime import date, timedelta

import numpy as np
import pytest

from kbassist.articles.article import ArticleRef, Standing
from kbassist.articles.parse import parse_article
from kbassist.search.query import State, parse
from kbassist.search.ranking import Circumstances, Factors, standing_masks, title_factor, typed_text
from kbassist.search.tables import Segment
from tests.search.shelf import LIBRARY, TODAY, table

KEYS = ("active_from", "active_to", "pinned_until", "verified")


def article(days, draft):
    lines = [
        f"{key}: {TODAY + timedelta(days=day)}"
        for key, day in zip(KEYS, days, strict=True)
        if day is not None
    ]
    return "\n".join(["---", *lines, "review_every: 10 days", f"draft: {str(draft).lower()}", "---", "# A"])


ARTICLES = {
    f"{at}.md": article(days, at % 7 == 3)
    for at, days in enumerate(
        (first, last, pinned, verified)
        for first in (None, 0, 1)
        for last in (None, 0, -1)
        for pinned in (None, 0, -1)
        for verified in (None, -10, -11)
    )
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return table(tmp_path_factory.mktemp("table"), ARTICLES)


def test_standings_are_those_of_the_articles(made):
    standings = Factors([("kb", Segment(made))]).standings(TODAY)
    for number, (path, text) in enumerate(ARTICLES.items()):
        expected = parse_article(text.encode(), path, LIBRARY, None).standing(TODAY)
        assert standings(0, number) is expected, text
    assert sum(mask.sum() for mask in standing_masks(made, TODAY).values()) == sum(
        standings(0, number) is not Standing.CURRENT for number in range(len(ARTICLES))
    )


def test_factors_follow_the_standing(made):
    factors = Factors([("kb", Segment(made))])
    [plain] = factors.of(Circumstances(TODAY, {}), drafts=False)
    masks = standing_masks(made, TODAY)
    assert (plain[masks[State.DRAFT]] == 0).all()
    assert (plain[masks[State.PINNED]] > 1).all()
    assert (plain[masks[State.DUE]] < 1).all()
    assert plain[masks[State.INACTIVE]].max() < plain[masks[State.DUE]].min() / 10
    [drafts] = factors.of(Circumstances(TODAY, {}), drafts=True)
    assert (drafts > 0).all()


def test_factors_are_kept_until_something_changes(made):
    factors = Factors([("kb", Segment(made))])
    boosts = {ArticleRef("kb", "1"): 0.5}
    first = factors.of(Circumstances(TODAY, boosts), drafts=False)
    assert factors.of(Circumstances(TODAY, {ArticleRef("kb", "1"): 0.5}), drafts=False) is first
    boosts[ArticleRef("kb", "1")] = 1.0
    second = factors.of(Circumstances(TODAY, boosts), drafts=False)
    assert second[0][1] > first[0][1]
    assert factors.of(Circumstances(date(2030, 1, 1), boosts), drafts=False) is not second


def test_odd_boosts_do_no_harm(made):
    odd = {"0": 99.0, "1": -5.0, "nobody": 1.0}
    [factors] = Factors([("kb", Segment(made))]).of(
        Circumstances(TODAY, {ArticleRef("kb", name): boost for name, boost in odd.items()}, lang="xx"),
        drafts=True,
    )
    assert np.isfinite(factors).all()
    assert 1 < factors[0] < 2


@pytest.mark.parametrize(
    ("title", "typed", "rank"),
    [
        (" refund ", "refund", 3),
        (" refund ", "refund ", 3),
        (" refund to card ", "refund", 2),
        (" refund to card ", "refund to c", 2),
        (" refunds ", "refund", 2),
        (" another refund ", "refund", 1),
        (" another refund | closed card |", "closed card", 3),
        (" another refund | closed card |", "closed", 1),
        (" another refund | closed card |", "card clo", 0),
    ],
)
def test_titles_that_read_like_what_was_typed(title, typed, rank):
    text = typed_text(parse(typed))
    factor = title_factor(title, text, text.rstrip() + " ") if text in title else 1.0
    ranks = {1.0: 0, title_factor(" a b ", " b", " b "): 1}
    ranks |= {title_factor(" b c ", " b", " b "): 2, title_factor(" b ", " b", " b "): 3}
    assert ranks[factor] == rank
