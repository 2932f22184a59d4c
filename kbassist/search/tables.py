"""The lookup table of one index segment, read through memory mapping: what a keystroke is answered from.

Arrays of the file, all little-endian; N documents, W words, K keys of a list:

- `words` S: the folded, unstemmed words, sorted by their UTF-8 bytes; a prefix is a slice.
- `all_ptr` W+1, `all_documents` int32, `all_heads` and `all_texts` uint16: the postings of word `w` are
  those from `all_ptr[w]` to `all_ptr[w+1]`, documents ascending; those of a prefix are one slice as well.
  Heads is what the word is worth in title, aliases, shortcut and tags, texts in the other fields, see
  `scoring`: a word is often common in texts and rare in titles.
- `head_ptr`, `head_documents`, `head_heads`: those postings again whose word is in a head field.
- `word_lengths` uint8 (characters), `word_letters` uint32: see `spelling`.
- `stem_keys`, `stem_ptr`, `stem_values`: the words of each stem; `word_stem_ptr`, `word_stem_values`: the
  stems of each word.
- `filter_keys`, `filter_ptr`, `filter_values`: the documents of `tag:billing`, `lang:de` and so on.
- `id_hashes` uint64 sorted, `id_numbers`: documents by the hash of the article's id.
- `flags` uint8, `due`, `active_from`, `active_to`, `pinned_until` int32 (proleptic ordinals, 0: none).
- `row_ptr`, `row_bytes`, `title_ptr`, `title_bytes`: see `row`; `text_ptr`, `text_bytes`: plain text.
"""

import hashlib
import mmap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kbassist.search.array_file import is_whole, read_arrays
from kbassist.search.row import Row, unpack_row
from kbassist.system.errors import IndexUnusable

TABLE_NAME = "table"
TABLE_FORMAT = 2
FILTER_BYTES = 160
DAYS = ("due", "active_from", "active_to", "pinned_until")
_KEPT = 16384  # rows and titles that are kept decoded, of each table
PRESENT = 1
DRAFT = 2

_DAMAGED = "The search index is damaged; it is being built again."


def id_hash(article_id: str) -> int:
    """Hash an article's id to 64 bits, the same on every machine."""
    digest = hashlib.blake2b(article_id.encode("utf-8", "replace"), digest_size=8)
    return int.from_bytes(digest.digest(), "little")


class Lists:
    """Sorted keys and a list of ascending numbers for each."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], name: str) -> None:
        self.keys = arrays[f"{name}_keys"]
        self._ptr = arrays[f"{name}_ptr"]
        self._values = arrays[f"{name}_values"]
        if len(self._ptr) != len(self.keys) + 1 or self._ptr[-1] != len(self._values):
            raise IndexUnusable(_DAMAGED)

    def get(self, key: str) -> NDArray[np.int32]:
        """Return the list of `key`; empty when there is none."""
        place = find(self.keys, key.encode("utf-8", "replace"))
        return self.at(place) if place >= 0 else self._values[:0]

    def at(self, place: int) -> NDArray[np.int32]:
        """Return the list of the key at `place`."""
        return self._values[self._ptr.item(place) : self._ptr.item(place + 1)]

    def starting(self, prefix: str) -> NDArray[np.int32]:
        """Return the lists of all keys that start so, one after the other."""
        start, end = prefix_range(self.keys, prefix.encode("utf-8", "replace"))
        return self._values[self._ptr[start] : self._ptr[end]]


@dataclass(frozen=True, slots=True)
class Postings:
    """Postings by word: documents (ascending within a word) and impacts in head and text fields.

    `texts` None means that the text fields are left out.
    """

    ptr: NDArray[np.int64]
    documents: NDArray[np.int32]
    heads: NDArray[np.uint16]
    texts: NDArray[np.uint16] | None

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], name: str, words: int) -> "Postings":
        """Take them from a file's arrays; IndexUnusable when their lengths do not fit."""
        documents, texts = arrays[f"{name}_documents"], arrays.get(f"{name}_texts")
        postings = cls(arrays[f"{name}_ptr"], documents, arrays[f"{name}_heads"], texts)
        lengths = {len(documents), len(postings.heads), len(documents if texts is None else texts)}
        if len(postings.ptr) != words + 1 or lengths != {int(postings.ptr[-1])}:
            raise IndexUnusable(_DAMAGED)
        return postings


class Table:
    """One segment's table. Nothing is decoded when it opens; rows are decoded as they are shown.

    Rows and titles stay decoded for the next keystroke and for the searchers that share the table: those of
    an index before and after a commit. `titles` holds those that `title` was asked for.
    """

    def __init__(
        self, facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]], mapped: mmap.mmap
    ) -> None:
        if facts.get("format") != TABLE_FORMAT:
            raise IndexUnusable("The search index is of another version; it is being built again.")
        self._mapped = mapped
        self.count = int(facts["count"])
        self.languages: tuple[str, ...] = tuple(facts["languages"])
        self.words = arrays["words"]
        self.all = Postings.of(arrays, "all", len(self.words))
        self.head = Postings.of(arrays, "head", len(self.words))
        self.word_lengths = arrays["word_lengths"]
        self.word_letters = arrays["word_letters"]
        self.stems = Lists(arrays, "stem")
        self.filters = Lists(arrays, "filter")
        self.flags = arrays["flags"]
        self.days = {name: arrays[name] for name in DAYS}
        self._word_stems = (arrays["word_stem_ptr"], arrays["word_stem_values"])
        self.titles: dict[int, str] = {}
        self._decoded: dict[int, Row] = {}
        self._ids = (arrays["id_hashes"], arrays["id_numbers"])
        self._rows = (arrays["row_ptr"], arrays["row_bytes"])
        self._titles = (arrays["title_ptr"], arrays["title_bytes"])
        self._texts = (arrays["text_ptr"], arrays["text_bytes"])
        if not len(self.flags) == len(self._rows[0]) - 1 == len(self._texts[0]) - 1 == self.count:
            raise IndexUnusable(_DAMAGED)

    @classmethod
    def open(cls, folder: Path) -> "Table":
        """Map the table in `folder`; IndexUnusable when it is missing, damaged or of another version."""
        try:
            facts, arrays, mapped = read_arrays(folder / TABLE_NAME)
            return cls(facts, arrays, mapped)
        except (KeyError, ValueError, TypeError, IndexError) as error:
            raise IndexUnusable(_DAMAGED) from error

    @property
    def is_whole(self) -> bool:
        """Tell whether no piece of the file was cut off since: to read on would end the process."""
        return is_whole(self._mapped)

    def find(self, word: str) -> int:
        """Return the place of a folded word in the lexicon; -1 when it is not there."""
        return find(self.words, word.encode("utf-8", "replace"))

    def prefix(self, start: str) -> tuple[int, int]:
        """Return the half-open range of places whose words start so."""
        return prefix_range(self.words, start.encode("utf-8", "replace"))

    def word(self, place: int) -> str:
        """Return the word at a place."""
        word: bytes = self.words[place]
        return word.decode("utf-8", "replace")

    def relatives(self, place: int) -> NDArray[np.int32]:
        """Return the places of all words that share a stem with the one at `place`, it among them."""
        ptr, values = self._word_stems
        first, end = ptr.item(place), ptr.item(place + 1)
        if end == first + 1:
            return self.stems.at(values.item(first))
        lists = [self.stems.at(stem) for stem in values[first:end].tolist()]
        return np.unique(np.concatenate(lists)) if lists else values[:0]

    def row(self, number: int) -> Row:
        """Decode what the row of a document shows; IndexUnusable when it is damaged."""
        known = self._decoded.get(number)
        if known is not None:
            return known
        if len(self._decoded) >= _KEPT:
            self._decoded.clear()
        try:
            row = self._decoded[number] = unpack_row(_blob(self._rows, number))
        except (ValueError, OverflowError) as error:
            raise IndexUnusable(_DAMAGED) from error
        return row

    def day(self, name: str, number: int) -> date | None:
        """Return one of the `DAYS` of a document; IndexUnusable when it is damaged."""
        ordinal = self.days[name].item(number)
        try:
            return date.fromordinal(ordinal) if ordinal else None
        except (ValueError, OverflowError) as error:
            raise IndexUnusable(_DAMAGED) from error

    def title(self, number: int) -> str:
        """Return the folded words of title and aliases, see `row.pack_title`."""
        known = self.titles.get(number)
        if known is None:
            if len(self.titles) >= _KEPT:
                self.titles.clear()
            known = self.titles[number] = _blob(self._titles, number).decode("utf-8", "replace")
        return known

    def text(self, number: int, most_bytes: int | None = None) -> str:
        """Return a document's plain text, or the part of it that begins with so many bytes."""
        return _blob(self._texts, number, most_bytes).decode("utf-8", "ignore")

    def numbers_of(self, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return which of `hashes` (see `id_hash`) are here, as places in it, and their documents."""
        known, numbers = self._ids
        if not len(known):
            return np.empty(0, np.int64), numbers
        places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
        there = np.flatnonzero(known[places] == hashes)
        return there, numbers[places[there]]


@dataclass(frozen=True, slots=True)
class Segment:
    """A table and which of its documents are gone; None when none is."""

    table: Table
    deleted: NDArray[np.bool_] | None = None


def find(words: NDArray[Any], word: bytes) -> int:
    """Return the place of `word` in sorted `words`; -1 when it is not there."""
    # A key wider than the rows would make NumPy copy the whole lexicon.
    if len(word) > words.dtype.itemsize:
        return -1
    place = int(words.searchsorted(word))
    return place if place < len(words) and words[place] == word else -1


def prefix_range(words: NDArray[Any], start: bytes) -> tuple[int, int]:
    """Return the half-open range of places in sorted `words` that start so."""
    width = words.dtype.itemsize
    if len(start) > width:
        return 0, 0
    first = int(words.searchsorted(start))
    if len(start) == width:
        return first, first + int(first < len(words) and words[first] == start)
    # 0xFF is no byte of UTF-8: it sorts behind every word that starts so.
    return first, int(words.searchsorted(start + b"\xff"))


def _blob(
    blobs: tuple[NDArray[np.int64], NDArray[np.uint8]], number: int, most_bytes: int | None = None
) -> bytes:
    ptr, content = blobs
    start, end = ptr.item(number), ptr.item(number + 1)
    return content[start : end if most_bytes is None else min(end, start + most_bytes)].tobytes()
