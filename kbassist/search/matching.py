"""Which documents of one segment match, and how well: merging and intersecting slices of postings."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kbassist.search.scoring import IMPACT_UNIT
from kbassist.search.tables import Postings

Numbers = NDArray[np.integer[Any]]
Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]


class Slice(NamedTuple):
    """A run of postings; `ordered` when it is that of one word.

    A posting is worth its impact in head fields times `head` plus that in text fields times `text`.
    """

    postings: Postings
    start: int
    end: int
    head: float
    text: float
    ordered: bool

    @property
    def documents(self) -> Numbers:
        """The documents, ascending and each once only when `ordered`."""
        return self.postings.documents[self.start : self.end]

    def worth(self) -> Scores:
        """Return what each posting is worth."""
        postings, start, end, head, text, _ = self
        scores = postings.heads[start:end] * np.float32(head * IMPACT_UNIT)
        if postings.texts is not None:
            scores += postings.texts[start:end] * np.float32(text * IMPACT_UNIT)
        return scores

    def worth_at(self, places: Numbers) -> Scores:
        """Return what the postings at `places` of this run are worth."""
        postings, start, end, head, text, _ = self
        scores = postings.heads[start:end][places] * np.float32(head * IMPACT_UNIT)
        if postings.texts is not None:
            scores += postings.texts[start:end][places] * np.float32(text * IMPACT_UNIT)
        return scores


class Group(NamedTuple):
    """All that one typed word stands for in one segment; a document matches when it is in any slice."""

    slices: tuple[Slice, ...]
    size: int

    @classmethod
    def of(cls, slices: Sequence[Slice]) -> "Group":
        """Join slices, leaving out empty ones."""
        kept = tuple([part for part in slices if part.end > part.start])
        return cls(kept, sum([part.end - part.start for part in kept]))


class Matches(NamedTuple):
    """Matching documents, ascending, with their scores."""

    documents: Numbers
    scores: Scores


def spread(group: Group, count: int) -> Scores:
    """Return the score of each of `count` documents for a group; 0 where it does not match.

    A document counts the best of its words: a beginning such as `pro` stands for dozens of words, whose sum
    would put the longest articles on top.
    """
    scores = np.zeros(count, np.float32)
    for part in group.slices:
        np.maximum.at(scores, part.documents, part.worth())
    return scores


def gather(group: Group, count: int) -> Matches:
    """Return the documents of a group; the smaller of two ways, by sorting or by spreading out."""
    if len(group.slices) == 1 and group.slices[0].ordered:
        only = group.slices[0]
        return Matches(only.documents, only.worth())
    if group.size * 12 > count:
        scores = spread(group, count)
        documents = (scores > 0).nonzero()[0]
        return Matches(documents, scores[documents])
    if not group.slices:
        return Matches(np.empty(0, np.int32), np.empty(0, np.float32))
    documents = np.concatenate([part.documents for part in group.slices])
    worth = np.concatenate([part.worth() for part in group.slices])
    order = documents.argsort(kind="stable")
    documents = documents[order]
    first = np.empty(len(documents), np.bool_)
    first[0] = True
    np.not_equal(documents[1:], documents[:-1], out=first[1:])
    starts = first.nonzero()[0]
    return Matches(documents[starts], np.maximum.reduceat(worth[order], starts))


def scores_at(group: Group, documents: Numbers, count: int) -> Scores:
    """Return the scores of a group at some ascending documents; 0 where it does not match."""
    if len(documents) * 10 > group.size or not all(part.ordered for part in group.slices):
        return spread(group, count)[documents]
    scores = np.zeros(len(documents), np.float32)
    for part in group.slices:
        known = part.documents
        places = known.searchsorted(documents)
        places[places == len(known)] = 0
        found = (known[places] == documents).nonzero()[0]
        scores[found] = np.maximum(scores[found], part.worth_at(places[found]))
    return scores


def match_all(groups: Sequence[Group], factors: Scores) -> Matches:
    """Return the documents that match every group, with the sum of its scores times `factors`.

    The smallest group leads, so the others are only asked about what is left. A document whose factor is 0
    is no match.
    """
    if len(groups) == 1:
        return _match_one(groups[0], factors)
    order = sorted(groups, key=attrgetter("size"))
    matches = drop_hidden(gather(order[0], len(factors)), factors)
    for group in order[1:]:
        matches = refine(matches, group, factors)
    return matches


def _match_one(group: Group, factors: Scores) -> Matches:
    count = len(factors)
    if group.size * 12 <= count:
        return drop_hidden(gather(group, count), factors)
    # The commonest heavy case, a prefix alone: stay spread out as long as possible.
    scores = spread(group, count)
    scores *= factors
    there = (scores > 0).nonzero()[0]
    return Matches(there, scores[there])


def refine(matches: Matches, group: Group, factors: Scores) -> Matches:
    """Return the matches that match one more group, with its score added."""
    documents, scores = matches
    if group.size * 8 < len(documents):
        # The new word is the rarer one: find its documents among the others.
        found = gather(group, len(factors))
        places = documents.searchsorted(found.documents)
        places[places == len(documents)] = 0
        kept = (documents[places] == found.documents).nonzero()[0]
        there = found.documents[kept]
        more = found.scores[kept] * factors[there]
        return Matches(there, scores[places[kept]] + more)
    more = scores_at(group, documents, len(factors)) if len(documents) else scores
    kept = (more > 0).nonzero()[0]  # comparing first is ten times as quick as nonzero() of floats
    if len(kept) < len(documents):
        documents, scores, more = documents[kept], scores[kept], more[kept]
    return Matches(documents, scores + more * factors[documents])


def drop_hidden(found: Matches, factors: Scores) -> Matches:
    """Multiply scores by the documents' factors and leave out those with factor 0."""
    if not len(found.documents):
        return found
    at = factors[found.documents]
    if at.min() > 0:
        return Matches(found.documents, found.scores * at)
    kept = (at > 0).nonzero()[0]
    return Matches(found.documents[kept], found.scores[kept] * at[kept])


def best(scores: Scores, limit: int) -> Numbers:
    """Return the places of the `limit` highest scores, the highest first, ties in order of place.

    A floor taken from a sample leaves few to sort: partitioning 100,000 scores takes NumPy 2 ms when many
    of them are equal.
    """
    if len(scores) > max(400, 2 * limit):  # below, sorting all is quicker
        sample = scores[:: max(1, min(len(scores) // 2048, len(scores) // limit))]
        floor = np.partition(sample, len(sample) - limit)[len(sample) - limit]
        above = (scores > floor).nonzero()[0]
        if len(above) < limit:
            # Only as many of those on the floor as are needed, the first ones: there may be thousands.
            level = (scores == floor).nonzero()[0][: limit - len(above)]
            above = np.concatenate((above, level))
        highest: Numbers = above[(-scores[above]).argsort(kind="stable")]
        return highest[:limit]
    order: Numbers = (-scores).argsort(kind="stable")
    return order[:limit]


def match_some(groups: Sequence[Group], weights: Sequence[float], factors: Scores) -> Matches:
    """Return the documents that match the weightiest part of the groups, scored by how much they match.

    What has less than two thirds of the best document's weight of words is left out.
    """
    count = len(factors)
    scores = np.zeros(count, np.float32)
    covered = np.zeros(count, np.float32)
    for group, weight in zip(groups, weights, strict=True):
        part = spread(group, count)
        covered += (part > 0) * np.float32(weight)
        scores += part
    covered *= factors > 0
    most = covered.max(initial=0)
    if not most:
        return Matches(np.empty(0, np.int32), np.empty(0, np.float32))
    documents = (covered > most * np.float32(0.66)).nonzero()[0]
    share = covered[documents] / np.float32(sum(weights))
    return Matches(documents, scores[documents] * share * share * factors[documents])


def holds(group: Group, document: int) -> bool:
    """Tell whether a document is in a group."""
    for part in group.slices:
        known = part.documents
        if part.ordered:
            place = int(known.searchsorted(document))
            if place < len(known) and known[place] == document:
                return True
        elif (known == document).any():
            return True
    return False
