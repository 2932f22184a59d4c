"""Merging and intersecting postings, against plain Python."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.search.matching import (
    Group,
    Matches,
    Slice,
    best,
    gather,
    holds,
    match_all,
    match_some,
    refine,
    scores_at,
)
from kbassist.search.scoring import IMPACT_UNIT
from kbassist.search.tables import Postings

COUNT = 60


@st.composite
def groups(draw):
    """A group of up to three words and perhaps a range of words, as lists of (document, worth)."""
    lists = draw(
        st.lists(st.dictionaries(st.integers(0, COUNT - 1), st.integers(1, 900), max_size=40), max_size=5)
    )
    ordered = draw(st.integers(0, len(lists)))
    return lists, ordered


def group(lists, ordered):
    """Make a group of the first `ordered` lists one by one and of the others as one run."""
    documents, heads, ends = [], [], [0]
    for one in lists:
        documents += sorted(one)
        heads += [one[document] for document in sorted(one)]
        ends.append(len(documents))
    postings = Postings(
        np.array(ends, np.int64), np.array(documents, np.int32), np.array(heads, np.uint16),
        np.zeros(len(heads), np.uint16),
    )  # fmt: skip
    slices = [Slice(postings, ends[at], ends[at + 1], 1.0, 1.0, True) for at in range(ordered)]
    return Group.of([*slices, Slice(postings, ends[ordered], ends[-1], 0.5, 0.5, False)])


def expected(lists, ordered):
    scores: dict[int, float] = {}
    for at, one in enumerate(lists):
        for document, worth in one.items():
            score = worth * IMPACT_UNIT * (1.0 if at < ordered else 0.5)
            scores[document] = max(score, scores.get(document, 0.0))
    return scores


def as_dict(matches):
    assert (np.diff(matches.documents) > 0).all()
    return dict(zip(matches.documents.tolist(), matches.scores.tolist(), strict=True))


@given(groups())
def test_a_group_counts_the_best_of_its_words(drawn):
    assert as_dict(gather(group(*drawn), COUNT)) == pytest.approx(expected(*drawn))


@given(groups(), st.sets(st.integers(0, COUNT - 1)))
def test_scores_at_some_documents(drawn, asked):
    documents = np.array(sorted(asked), np.int32)
    scores = scores_at(group(*drawn), documents, COUNT)
    known = expected(*drawn)
    assert scores.tolist() == pytest.approx([known.get(document, 0.0) for document in sorted(asked)])


@given(st.lists(groups(), min_size=1, max_size=4), st.sets(st.integers(0, COUNT - 1)))
def test_all_groups_must_match(drawn, hidden):
    factors = np.array([0.0 if at in hidden else 2.0 for at in range(COUNT)], np.float32)
    parts = [expected(*one) for one in drawn]
    wanted = {
        document: 2 * sum(part[document] for part in parts)
        for document in set.intersection(*(set(part) for part in parts)) - hidden
    }
    made = [group(*one) for one in drawn]
    assert as_dict(match_all(made, factors)) == pytest.approx(wanted)
    if len(made) > 1:
        assert as_dict(refine(match_all(made[:-1], factors), made[-1], factors)) == pytest.approx(wanted)


@given(st.lists(groups(), min_size=1, max_size=3))
def test_some_groups_must_match(drawn):
    found = match_some([group(*one) for one in drawn], [1.0] * len(drawn), np.ones(COUNT, np.float32))
    parts = [expected(*one) for one in drawn]
    covered = {document: sum(document in part for part in parts) for document in range(COUNT)}
    most = max(covered.values())
    assert found.documents.tolist() == [
        document for document, parts in covered.items() if parts and parts > most * 0.66
    ]


@given(groups(), st.integers(0, COUNT - 1))
def test_whether_a_document_is_in_a_group(drawn, document):
    assert holds(group(*drawn), document) == (document in expected(*drawn))


@given(st.lists(st.integers(0, 5), max_size=300), st.integers(1, 40))
def test_the_best_come_first_and_ties_stay_in_order(numbers, limit):
    scores = np.array(numbers, np.float32)
    order = sorted(range(len(numbers)), key=lambda at: (-numbers[at], at))
    assert best(scores, limit).tolist() == order[:limit]


@pytest.mark.parametrize("limit", [20, 3000])
def test_the_best_of_many(limit):
    scores = np.random.default_rng(1).integers(0, 500, 10_000).astype(np.float32)
    order = np.lexsort((np.arange(len(scores)), -scores))
    assert best(scores, limit).tolist() == order[:limit].tolist()


def test_nothing_matches_nothing():
    empty = Matches(np.empty(0, np.int32), np.empty(0, np.float32))
    assert as_dict(refine(empty, group([{1: 1}], 1), np.ones(COUNT, np.float32))) == {}
