"""Which articles a message is like, learned from examples: ridge regression on its nearest examples.

The kernel is `exp(2 (c - 1))`, `c` the cosine of the weighted features and that of the words' vectors, half
and half: it sees pairs of words, and so what their order would say, in a bag of words. The regression is
solved for each message over its nearest examples alone. That is as good as over all of them, an example more
or less costs nothing, and what each example contributes is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kbassist.search.features import Features, Ids, Traits

Floats = NDArray[np.float32]

_NEAREST = 160  # examples that a message is compared with
_OF_ONE_ARTICLE = 10  # of them, so that an article with many leaves room for others
_RIDGE = 0.3
_SHARPNESS = 2.0
_MEANING = 0.5  # of the vectors of words in the likeness of two texts, where there are any
_UNLIKE = 0.15  # the cosine of vectors of texts that have nothing to do with each other is hardly ever more
_SHARES = (0.25, 0.2, 0.55)  # of stems, letters in threes, concepts in the likeness of two texts


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts with the article that each leads to: features of example `i` are `ids[ptr[i]:ptr[i + 1]]`.

    `vectors` has a row for each; the rows are empty where there are no vectors of words.
    """

    ids: Ids
    ptr: NDArray[np.int64]
    owners: NDArray[np.int64]
    weights: Floats
    vectors: Floats

    @classmethod
    def of(
        cls, traits: Sequence[Traits], owners: Sequence[int], weights: Sequence[float], vector_size: int
    ) -> "Examples":
        """Line up examples."""
        lengths = np.fromiter((len(one.ids) for one in traits), np.int64, len(traits))
        ptr = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
        ids = np.concatenate([one.ids for one in traits]) if traits else np.empty(0, np.int32)
        vectors = np.empty((len(traits), vector_size), np.float32)
        for row, one in enumerate(traits):
            vectors[row] = one.vector
        return cls(ids, ptr, np.array(owners, np.int64), np.array(weights, np.float32), vectors)

    def __len__(self) -> int:
        return len(self.owners)

    def joined(self, other: "Examples") -> "Examples":
        """Return these and the others behind them."""
        return Examples(
            np.concatenate((self.ids, other.ids)),
            np.concatenate((self.ptr, other.ptr[1:] + self.ptr[-1])),
            np.concatenate((self.owners, other.owners)),
            np.concatenate((self.weights, other.weights)),
            np.concatenate((self.vectors, other.vectors)),
        )


class Like(NamedTuple):
    """What a message is like: the examples nearest to it and what each contributes to its article.

    `shared` tells which of them have a feature in common with it, rather than only a meaning.
    """

    examples: NDArray[np.int64]
    owners: NDArray[np.int64]
    shares: Floats
    shared: NDArray[np.bool_]
    nearest: float  # the likeness of the nearest one, 0 to 1


class Likeness:
    """Compares messages with examples; immutable."""

    def __init__(self, features: Features, examples: Examples) -> None:
        self._features = features
        self._examples = examples
        self._seen = seen = np.bincount(examples.ids, minlength=features.count)
        self._rarity = (np.log((1 + len(examples)) / (1 + seen)) + 1).astype(np.float32)
        self._values = self._weighted(examples.ids, examples.ptr)
        self._meaning = _MEANING if examples.vectors.shape[1] else 0.0

    def like(self, traits: Traits) -> Like:
        """Compare a message with all examples."""
        ids, none = traits.ids, np.empty(0, np.int64)
        if not len(self._examples) or not len(ids):
            return Like(none, none, np.empty(0, np.float32), np.empty(0, np.bool_), 0.0)
        message = np.zeros(self._features.count, np.float32)
        message[ids] = self._weighted(ids, np.array([0, len(ids)]))
        products = message[self._examples.ids]
        products *= self._values
        ends: NDArray[np.float64] = np.concatenate((np.zeros(1), np.cumsum(products, dtype=np.float64)))
        cosines = (ends[self._examples.ptr[1:]] - ends[self._examples.ptr[:-1]]).astype(np.float32)
        shared = cosines > 0
        if self._meaning:
            cosines *= 1 - self._meaning
            cosines += np.float32(self._meaning) * _alike(self._examples.vectors @ traits.vector)
        near = self._nearest(cosines)
        kernel = np.exp(_SHARPNESS * (self._cosines(near) - 1))
        kernel[np.diag_indices_from(kernel)] += _RIDGE / self._examples.weights[near]
        shares = np.linalg.solve(kernel, np.exp(_SHARPNESS * (cosines[near] - 1)))
        owners = self._examples.owners[near]
        return Like(near, owners, shares.astype(np.float32), shared[near], float(cosines.max()))

    def knows(self, word: str) -> bool:
        """Tell whether all features of a folded word, its stem among them, are those of some example."""
        return bool((self._seen[self._features.of_word(word)] > 0).all())

    def common(self, ids: Ids, example: int) -> Floats:
        """Return how much each feature of a message has in common with an example."""
        first, end = self._examples.ptr[example : example + 2]
        theirs = np.zeros(self._features.count, np.float32)
        theirs[self._examples.ids[first:end]] = self._values[first:end]
        common: Floats = theirs[ids] * self._weighted(ids, np.array([0, len(ids)]))
        return common * np.float32(1 - self._meaning)

    def meant(self, words: Floats, example: int) -> Floats:
        """Return how much each word, a row of what it adds to the message, means as an example does."""
        common: Floats = np.float32(self._meaning) * (words @ self._examples.vectors[example])
        return common

    def _nearest(self, cosines: Floats) -> NDArray[np.int64]:
        """Return the nearest examples, of each article no more than a few."""
        many = min(len(cosines), 4 * _NEAREST)
        near = np.argpartition(-cosines, many - 1)[:many] if many < len(cosines) else np.arange(many)
        near = near[np.argsort(-cosines[near], kind="stable")]
        owners = self._examples.owners[near]
        order = np.argsort(owners, kind="stable")
        starts = np.flatnonzero(np.r_[True, owners[order][1:] != owners[order][:-1]])
        place = np.empty(len(near), np.int64)
        place[order] = np.arange(len(near)) - np.repeat(starts, np.diff(np.r_[starts, len(near)]))
        return near[(place < _OF_ONE_ARTICLE) & (cosines[near] > 0)][:_NEAREST]

    def _cosines(self, near: NDArray[np.int64]) -> Floats:
        """Return the cosine of every two of some examples."""
        ptr = self._examples.ptr
        rows = [np.arange(ptr[example], ptr[example + 1]) for example in near.tolist()]
        places = np.concatenate(rows) if rows else np.empty(0, np.int64)
        ids, columns = np.unique(self._examples.ids[places], return_inverse=True)
        dense = np.zeros((len(near), len(ids)), np.float32)
        dense[np.repeat(np.arange(len(near)), [len(row) for row in rows]), columns] = self._values[places]
        product: Floats = dense @ dense.T
        if self._meaning:
            vectors = self._examples.vectors[near]
            product *= 1 - self._meaning
            product += np.float32(self._meaning) * _alike(vectors @ vectors.T)
        return product

    def _weighted(self, ids: Ids, ptr: NDArray[np.int64]) -> Floats:
        """Return the weights of features: those of each kind together have its share of length 1."""
        values = self._rarity[ids]
        rows = np.repeat(np.arange(len(ptr) - 1), np.diff(ptr)) * len(_SHARES) + self._features.channel[ids]
        lengths = np.bincount(rows, values * values, minlength=(len(ptr) - 1) * len(_SHARES))
        scale = np.tile(np.sqrt(_SHARES), len(ptr) - 1) / np.sqrt(np.maximum(lengths, 1e-9))
        weighted: Floats = (values * scale[rows]).astype(np.float32)
        return weighted


def _alike(cosines: Floats) -> Floats:
    """Return how alike vectors are, 0 to 1, by their cosines: those of unlike texts count nothing."""
    alike: Floats = np.maximum(cosines - np.float32(_UNLIKE), 0) / np.float32(1 - _UNLIKE)
    return alike
