"""The columns of a table while it is being built; each turns into sorted arrays at the end."""

from array import array
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kbassist.search.analysis import MAX_WORD_BYTES
from kbassist.search.scoring import field_impacts, packed

Arrays = dict[str, NDArray[Any]]


class Numbers(dict[str, int]):
    """Gives every new key the next number."""

    def __missing__(self, key: str) -> int:
        number = self[key] = len(self)
        return number

    def lexicon(self, width: int = MAX_WORD_BYTES) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Return the keys as sorted UTF-8, cut to `width` bytes, and the place of each number in them."""
        encoded = [key.encode("utf-8", "replace")[:width] for key in self]
        unsorted = np.array(encoded, dtype=f"S{max(map(len, encoded), default=1)}")
        order = np.argsort(unsorted, kind="stable")
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        return unsorted[order], rank


class FieldPostings:
    """The words of one field in all documents, in the order in which they came."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._words = array("i")
        self._times = array("i")
        self._documents = array("i")  # those that have the field
        self._sizes = array("i")  # distinct words of each
        self._lengths = array("i")  # all words of each

    def add(self, document: int, counts: Mapping[str, int], words: Numbers) -> None:
        """Take the field's words in one document."""
        self._words.extend(map(words.__getitem__, counts))
        times = counts.values()
        self._times.extend(times)
        self._documents.append(document)
        self._sizes.append(len(times))
        self._lengths.append(sum(times))

    def postings(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[np.float32]]:
        """Return word number, document and impact of every posting."""
        sizes = ints(self._sizes)
        impacts = field_impacts(self._field, ints(self._times), ints(self._lengths), sizes)
        return ints(self._words), np.repeat(ints(self._documents), sizes), impacts


class KeyLists:
    """Lists of numbers by key: the documents of a filter, the words of a stem."""

    def __init__(self) -> None:
        self._numbers = Numbers()
        self._keys = array("i")
        self._values = array("i")

    def add(self, keys: Collection[str], value: int) -> None:
        """Put `value` on the list of each of `keys`."""
        self._keys.extend(map(self._numbers.__getitem__, keys))
        self._values.extend([value] * len(keys))

    def arrays(self, name: str, width: int = MAX_WORD_BYTES) -> Arrays:
        """Return the sorted keys, the pointers into the values, and the values, ascending in each list."""
        lexicon, rank = self._numbers.lexicon(width)
        keys, values = rank[ints(self._keys)], ints(self._values)
        order = np.lexsort((values, keys))
        return {
            f"{name}_keys": lexicon,
            f"{name}_ptr": pointers(keys, len(lexicon)),
            f"{name}_values": values[order].astype(np.int32),
        }


class Blobs:
    """Byte strings one after the other, found by document number."""

    def __init__(self) -> None:
        self._parts: dict[int, bytes] = {}

    def __setitem__(self, document: int, blob: bytes) -> None:
        self._parts[document] = blob

    def arrays(self, name: str, count: int) -> Arrays:
        """Return the pointers and the bytes of the documents 0 to `count`."""
        parts = [self._parts.get(document, b"") for document in range(count)]
        ends = np.cumsum(np.array([0, *map(len, parts)], np.int64))
        return {f"{name}_ptr": ends, f"{name}_bytes": np.frombuffer(b"".join(parts), np.uint8)}


def ints(values: "array[int]") -> NDArray[np.int32]:
    """View what was collected as a NumPy array."""
    return np.frombuffer(values, np.int32) if values else np.empty(0, np.int32)


def pointers(keys: NDArray[Any], count: int) -> NDArray[np.int64]:
    """Return where the entries of each of `count` keys start when sorted, and the end."""
    return np.concatenate(([0], np.cumsum(np.bincount(keys, minlength=count)))).astype(np.int64)


def merge_postings(
    heads: list[FieldPostings], texts: list[FieldPostings], rank: NDArray[np.int64], count: int
) -> Arrays:
    """Sum the impacts of head and of text fields by word and document; documents ascend within a word.

    One sort of integers does it; `count` is that of the documents, `rank` the place of each word. The
    postings that are in a head field stand once more by themselves.
    """
    parts = [(*field.postings(), field in heads) for field in (*heads, *texts)]
    keys = np.concatenate([rank[words] * count + documents for words, documents, _, _ in parts])
    in_head = np.concatenate([impacts * is_head for _, _, impacts, is_head in parts])
    in_text = np.concatenate([impacts * (not is_head) for _, _, impacts, is_head in parts])
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else keys
    words, documents = np.divmod(keys[starts], count) if count else (keys, keys)
    head_impacts = packed(_sums(in_head[order], starts))
    head = np.flatnonzero(head_impacts)
    return {
        "all_ptr": pointers(words, len(rank)),
        "all_documents": documents.astype(np.int32),
        "all_heads": head_impacts,
        "all_texts": packed(_sums(in_text[order], starts)),
        "head_ptr": pointers(words[head], len(rank)),
        "head_documents": documents[head].astype(np.int32),
        "head_heads": head_impacts[head],
    }


def _sums(values: NDArray[Any], starts: NDArray[Any]) -> NDArray[Any]:
    return np.add.reduceat(values, starts) if len(starts) else values
