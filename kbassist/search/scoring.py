"""What a word's occurrence is worth: BM25F parts by field, and the rarity of words over all segments."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_K1 = 1.2
# Impacts are kept as whole 1/1024ths in 16 bits: half the size of floats, and as quick to turn into them.
IMPACT_UNIT = 1 / 1024
# A segment of one saved article has no averages of its own: so many usual documents are mixed in.
_PRIOR_DOCUMENTS = 256


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """How much a field counts, how far its length matters (BM25's b), and its usual length in words."""

    boost: float
    b: float
    usual_length: float


FIELD_WEIGHTS = {
    "title": FieldWeight(8.0, 0.75, 7),
    "aliases": FieldWeight(6.0, 0.3, 6),
    "shortcut": FieldWeight(8.0, 0.0, 1),
    "tags": FieldWeight(3.0, 0.3, 3),
    "headings": FieldWeight(0.5, 0.5, 15),
    "replies": FieldWeight(0.6, 0.5, 120),
    "body": FieldWeight(1.0, 0.6, 250),
}


def field_impacts(
    field: str, times: NDArray[Any], lengths: NDArray[Any], sizes: NDArray[Any]
) -> NDArray[np.float32]:
    """Return boost x BM25 part (without idf) of every posting of a field.

    `times` has one entry a posting, document by document; `lengths` (in words) and `sizes` (distinct words)
    have one a document that has the field. The average length is that of these documents only: over all of
    them a sparse field such as aliases would be crushed.
    """
    weight = FIELD_WEIGHTS[field]
    usual = _PRIOR_DOCUMENTS * weight.usual_length
    average = (float(lengths.sum()) + usual) / (len(lengths) + _PRIOR_DOCUMENTS)
    norms = _K1 * (1 - weight.b + weight.b * lengths.astype(np.float32) / np.float32(average))
    frequency = times.astype(np.float32)
    parts = frequency * np.float32(weight.boost * (_K1 + 1)) / (frequency + np.repeat(norms, sizes))
    return parts.astype(np.float32)


def packed(impacts: NDArray[Any]) -> NDArray[np.uint16]:
    """Return impacts in units of IMPACT_UNIT; what is above 0 stays above 0."""
    units = np.ceil(impacts / IMPACT_UNIT)
    return np.minimum(units, 65535).astype(np.uint16)


def rarity(documents: int, total: int) -> float:
    """Return the idf of a word that is in `documents` of `total`; never below a small positive value."""
    return max(0.05, math.log(1 + (total - documents + 0.5) / (documents + 0.5)))
