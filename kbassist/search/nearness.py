"""How many typing mistakes lie between a word and many others, all at once."""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray


def codes_of(words: NDArray[Any]) -> NDArray[Any]:
    """Return a row of character codes for each UTF-8 word, filled up with 0."""
    codes = words.view(np.uint8).reshape(len(words), -1)
    if (codes < 128).all():
        return codes
    decoded = np.char.decode(words, "utf-8", "replace")
    return decoded.view(np.uint32).reshape(len(words), -1)


def promising(codes: NDArray[Any], word: str, mistakes: int) -> NDArray[np.bool_]:
    """Tell which rows may be near: so few mistakes leave a half, or of two a third, of `word` as it is.

    Every part but the first may stand a little aside. A swap right on a border breaks two parts, so the
    borders are tried once more a letter further on. This leaves a twentieth of the rows.
    """
    columns = np.ascontiguousarray(codes.T)
    shifts = range(-mistakes, mistakes + 1)
    same = {
        (shift, at): columns[at + shift] == ord(letter)
        for shift in shifts
        for at, letter in enumerate(word)
        if 0 <= at + shift < len(columns)
    }
    size, parts = len(word), mistakes + 1
    found = np.zeros(len(codes), np.bool_)
    for further in (0, 1):
        borders = [0, *(size * part // parts + further for part in range(1, parts)), size]
        for start, end in pairwise(borders):
            for shift in shifts if start else (0,):
                whole = [same[shift, at] for at in range(start, end) if (shift, at) in same]
                if len(whole) == end - start:
                    found |= np.logical_and.reduce(whole)
    return found


def distances_of(codes: NDArray[Any], word: str, lengths: NDArray[Any], growing: bool) -> NDArray[np.int16]:
    """Return the restricted Damerau-Levenshtein distance of `word` to every row of `codes` at once.

    Row by row of the usual matrix, for all words together; that a step to the right depends on its left
    neighbour is solved by a running minimum. With `growing`, the distance to the nearest beginning.
    """
    columns = np.arange(codes.shape[1] + 1, dtype=np.int16)
    before_last = last = np.broadcast_to(columns, (len(codes), len(columns)))
    for row, letter in enumerate(map(ord, word)):
        current = np.empty((len(codes), len(columns)), np.int16)
        current[:, 0] = row + 1
        differs = codes != letter
        np.minimum(last[:, 1:] + 1, last[:, :-1] + differs, out=current[:, 1:])
        if row:
            swapped = (codes[:, 1:] == ord(word[row - 1])) & ~differs[:, :-1]
            np.minimum(
                current[:, 2:], np.where(swapped, before_last[:, :-2] + 1, np.int16(99)), out=current[:, 2:]
            )
        current -= columns
        np.minimum.accumulate(current, axis=1, out=current)
        current += columns
        before_last, last = last, current
    if growing:
        behind = columns > lengths[:, None]
        return np.asarray(np.where(behind, np.int16(99), last).min(axis=1))
    return np.asarray(last[np.arange(len(codes)), lengths])
