"""How many typing mistakes lie between a word and many others, all at once."""

from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray


def codes_of(words: NDArray[Any], width: int) -> NDArray[Any]:
    """Return the first `width` character codes of each UTF-8 word, filled up with 0."""
    codes: NDArray[Any] = words.view(np.uint8).reshape(len(words), -1)
    if not (codes < 128).all():
        codes = np.char.decode(words, "utf-8", "replace").view(np.uint32).reshape(len(words), -1)
    if codes.shape[1] >= width:
        return codes[:, :width]
    return np.pad(codes, ((0, 0), (0, width - codes.shape[1])))


def one_mistake(codes: NDArray[Any], word: str, lengths: NDArray[Any] | None) -> NDArray[np.bool_]:
    """Tell which rows are `word` but for one letter too many, too few, wrong, or swapped with the next.

    `lengths` (in characters) must fit exactly; None asks which rows merely begin so. `codes` need one column
    more than `word` has letters. Everything before the mistake is as it was, everything behind it stands
    where it was or one aside: a hundred short operations, whatever the number of rows.
    """
    columns = np.ascontiguousarray(codes.T)
    size = len(word)
    every = np.ones(len(codes), np.bool_)
    here = [columns[at] == ord(letter) for at, letter in enumerate(word)]
    right = [columns[at + 1] == ord(letter) for at, letter in enumerate(word)]
    left = [every, *(columns[at - 1] == ord(letter) for at, letter in enumerate(word) if at)]
    before = list(accumulate(here, np.logical_and, initial=every))
    behind, behind_right, behind_left = (
        list(accumulate(reversed(same), np.logical_and, initial=every))[::-1] for same in (here, right, left)
    )
    too_few, too_many, wrong = (np.zeros(len(codes), np.bool_) for _ in range(3))
    for at in range(size):
        too_few |= before[at] & behind_right[at]
        too_many |= before[at] & behind_left[at + 1]
        wrong |= before[at] & behind[at + 1]
    for at in range(size - 1):
        swapped = (columns[at] == ord(word[at + 1])) & (columns[at + 1] == ord(word[at]))
        wrong |= before[at] & swapped & behind[at + 2]
    too_few |= before[size]
    if lengths is None:
        return too_few | too_many | wrong
    fitting: NDArray[np.bool_] = (
        (too_few & (lengths == size + 1)) | (too_many & (lengths == size - 1)) | (wrong & (lengths == size))
    )
    return fitting


def promising(codes: NDArray[Any], word: str, mistakes: int) -> NDArray[np.bool_]:
    """Tell which rows may be near: of three parts of `word`, two mistakes leave one as it is.

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
