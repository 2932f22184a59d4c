"""Which documents of one segment match, and how well: merging and intersecting slices of postings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kbassist.search.tables import Postings

Numbers = NDArray[np.integer[Any]]
Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Slice:
    """A run of postings, worth `factor` times their impact; `ordered` when it is that of one word."""

    postings: Postings
    start: int
    end: int
    factor: float
    ordered: bool

    @property
    def documents(self) -> Numbers:
        """The documents, ascending and each once only when `ordered`."""
        return self.postings.documents[self.start : self.end]

    @property
    def impacts(self) -> Scores:
        """The impacts, not yet times `factor`."""
        return self.postings.impacts[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Group:
    """All that one typed word stands for in one segment; a document matches when it is in any slice."""

    slices: tuple[Slice, ...]
    size: int

    @classmethod
    def of(cls, slices: Sequence[Slice]) -> "Group":
        """Join slices, leaving out empty ones."""
        kept = tuple(part for part in slices if part.end > part.start)
        return cls(kept, sum(part.end - part.start for part in kept))


@dataclass(frozen=True, slots=True)
class Matches:
    """Matching documents, ascending, with their scores."""

    documents: Numbers
    scores: Scores


def spread(group: Group, count: int) -> Scores:
    """Return the score of each of `count` documents for a group; 0 where it does not match."""
    scores = np.zeros(count, np.float32)
    for part in group.slices:
        impacts = part.impacts if part.factor == 1.0 else part.impacts * np.float32(part.factor)
        np.add.at(scores, part.documents, impacts)
    return scores


def gather(group: Group, count: int) -> Matches:
    """Return the documents of a group; the smaller of two ways, by sorting or by spreading out."""
    if len(group.slices) == 1 and group.slices[0].ordered:
        only = group.slices[0]
        return Matches(only.documents, only.impacts * np.float32(only.factor))
    if group.size * 12 > count:
        scores = spread(group, count)
        documents = (scores > 0).nonzero()[0]
        return Matches(documents, scores[documents])
    if not group.slices:
        return Matches(np.empty(0, np.int32), np.empty(0, np.float32))
    documents = np.concatenate([part.documents for part in group.slices])
    impacts = np.concatenate([part.impacts * np.float32(part.factor) for part in group.slices])
    order = documents.argsort(kind="stable")
    documents = documents[order]
    first = np.empty(len(documents), np.bool_)
    first[0] = True
    np.not_equal(documents[1:], documents[:-1], out=first[1:])
    starts = first.nonzero()[0]
    return Matches(documents[starts], np.add.reduceat(impacts[order], starts))


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
        scores[found] += part.impacts[places[found]] * np.float32(part.factor)
    return scores


def match_all(groups: Sequence[Group], weights: Sequence[float], factors: Scores) -> Matches:
    """Return the documents that match every group, each group's score times its weight, times `factors`.

    The smallest group leads, so the others are only asked about what is left. A document whose factor is 0
    is no match.
    """
    count = len(factors)
    order = sorted(range(len(groups)), key=lambda at: groups[at].size)
    lead = order[0]
    if len(order) == 1 and groups[lead].size * 12 > count:
        # The commonest heavy case, a prefix alone: stay spread out as long as possible.
        scores = spread(groups[lead], count)
        scores *= factors
        there = (scores > 0).nonzero()[0]
        return Matches(there, scores[there] * np.float32(weights[lead]))
    found = gather(groups[lead], count)
    documents = found.documents
    scores = found.scores * np.float32(weights[lead])
    for at in order[1:]:
        if not len(documents):
            break
        more = scores_at(groups[at], documents, count)
        kept = more.nonzero()[0]
        if len(kept) < len(documents):
            documents, scores, more = documents[kept], scores[kept], more[kept]
        scores = scores + more * np.float32(weights[at])
    return drop_hidden(Matches(documents, scores), factors)


def drop_hidden(found: Matches, factors: Scores) -> Matches:
    """Multiply scores by the documents' factors and leave out those with factor 0."""
    at = factors[found.documents]
    kept = (at > 0).nonzero()[0]
    if len(kept) == len(found.documents):
        return Matches(found.documents, found.scores * at)
    return Matches(found.documents[kept], found.scores[kept] * at[kept])


def best(scores: Scores, limit: int) -> Numbers:
    """Return the places of the `limit` highest scores, the highest first, ties in order of place.

    A floor taken from a sample leaves few to sort: partitioning 100,000 scores takes NumPy 2 ms when many
    of them are equal.
    """
    if len(scores) > 2 * limit:
        sample = scores[:: max(1, len(scores) // 2048)]
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

    Words count by their weight; what has less than two thirds of the best document's words is left out.
    """
    count = len(factors)
    scores = np.zeros(count, np.float32)
    covered = np.zeros(count, np.float32)
    for group, weight in zip(groups, weights, strict=True):
        part = spread(group, count)
        covered += (part > 0) * np.float32(weight)
        scores += part * np.float32(weight)
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
