"""Articles that say nearly the same: found by the smallest hashes of their runs of words.

The share of smallest hashes that two texts have in common estimates the share of runs that they have in
common (A. Broder, On the resemblance and containment of documents, 1997).
"""

import re
from collections import Counter
from collections.abc import Iterator
from zlib import crc32

import numpy as np

from kbassist.articles.article import Problem
from kbassist.checks.codes import CODES
from kbassist.checks.shelf import Shelf
from kbassist.checks.subject import Digest

_RUN = 3
_KEPT = 64
_LEAST_WORDS = 60
# On 3,000 real articles every pair above it says the same of two products or two ways in.
_ALIKE = 0.7
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"\{[{%].{0,2000}?[%}]\}|\]\([^()\n]*\)", re.S)
# Odd, so that no bit of a word is lost; from the splitmix64 generator.
_FACTORS = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def sketch_of(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of a text's runs of words, sorted; none where it is too short to tell."""
    words = _WORD.findall(_TAG.sub(" ", text).casefold())
    if len(words) < _LEAST_WORDS:
        return ()
    hashed = np.fromiter((crc32(word.encode("utf-8", "replace")) for word in words), np.uint64, len(words))
    count = len(words) - _RUN + 1
    runs = np.zeros(count, np.uint64)
    for place, factor in enumerate(_FACTORS):
        runs ^= hashed[place : place + count] * np.uint64(factor) + (runs >> np.uint64(29))
    runs ^= runs >> np.uint64(32)
    return tuple(np.unique(runs * np.uint64(_FACTORS[1]))[:_KEPT].tolist())


def near_duplicates(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find an article that says nearly the same as one before it."""
    if not digest.sketch:
        return
    shared = Counter(
        path for run in digest.sketch for path in shelf.by_run.get(run, ()) if path < digest.path
    )
    best, share = "", 0.0
    for path, count in shared.most_common(5):
        alike = _share(digest.sketch, shelf.articles[path].sketch) if count > _KEPT * _ALIKE / 2 else 0.0
        best, share = (path, alike) if alike > share else (best, share)
    if share >= _ALIKE:
        sentence = (
            f"{share:.0%} of this text stands in {best} as well; join the two, or say in each what differs."
        )
        yield CODES["near-duplicate"].at(digest.path, (1, 1), sentence)


def _share(left: tuple[int, ...], right: tuple[int, ...]) -> float:
    smallest = sorted({*left, *right})[:_KEPT]
    return len({*smallest} & {*left} & {*right}) / len(smallest)
