"""Builds the lookup table of one index segment: sorted arrays that answer a keystroke by slicing."""

from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kbassist.search.analysis import Analyser
from kbassist.search.array_file import write_arrays
from kbassist.search.columns import Arrays, Blobs, FieldPostings, KeyLists, Numbers, merge_postings
from kbassist.search.document import FIELDS, HEAD_FIELDS, IndexedDocument
from kbassist.search.row import pack_row, pack_title
from kbassist.search.spelling import letter_set
from kbassist.search.tables import DAYS, DRAFT, FILTER_BYTES, PRESENT, TABLE_FORMAT, TABLE_NAME, id_hash


class TableWriter:
    """Collects the documents of one segment and writes their table into `folder`.

    `folder` must exist; the one file written in it is TABLE_NAME. `analyser` should be the one that made the
    documents: it knows their stems.
    """

    def __init__(self, folder: Path, analyser: Analyser) -> None:
        self._path = folder / TABLE_NAME
        self._analyser = analyser
        self._words = Numbers()
        self._postings = {name: FieldPostings(name) for name in FIELDS}
        self._vocabulary: dict[str, set[str]] = {}
        self._filters = KeyLists()
        self._rows = Blobs()
        self._titles = Blobs()
        self._texts = Blobs()
        self._facts: dict[int, tuple[int, ...]] = {}

    def add(self, number: int, document: IndexedDocument) -> None:
        """Take a document; `number` is its number in the segment, from 0, each one once."""
        article = document.article
        for name, counts in document.terms.items():
            self._postings[name].add(number, counts, self._words)
        for lang, words in document.vocabulary.items():
            self._vocabulary.setdefault(lang, set()).update(words)
        self._filters.add(document.filters, number)
        self._rows[number] = pack_row(document)
        self._titles[number] = pack_title(document)
        self._texts[number] = document.text.encode("utf-8", "replace")
        days = (_ordinal(getattr(article, name)) for name in DAYS)
        flags = PRESENT | (DRAFT if article.draft else 0)
        self._facts[number] = (id_hash(article.id), flags, *days)

    def finish(self) -> None:
        """Sort what was collected and write the file; the writer is of no use afterwards.

        Raises OSError when the disk is full or the folder gone.
        """
        count = max(self._facts, default=-1) + 1
        lexicon, rank = self._words.lexicon()
        heads = [self._postings[name] for name in FIELDS if name in HEAD_FIELDS]
        texts = [self._postings[name] for name in FIELDS if name not in HEAD_FIELDS]
        arrays: Arrays = {
            "words": lexicon,
            **_shapes(self._words, rank),
            **merge_postings(heads, texts, rank, count),
            **self._stems(rank),
            **self._filters.arrays("filter", FILTER_BYTES),
            **self._document_facts(count),
            **self._rows.arrays("row", count),
            **self._titles.arrays("title", count),
            **self._texts.arrays("text", count),
        }
        facts = {"format": TABLE_FORMAT, "count": count, "languages": sorted(self._vocabulary)}
        write_arrays(self._path, facts, arrays)

    def _stems(self, rank: NDArray[np.int64]) -> Arrays:
        """List the words of every stem, as places in the lexicon, and the stems of every word."""
        stems = KeyLists()
        for lang, words in self._vocabulary.items():
            for word in words:
                if word in self._words:
                    stems.add(self._analyser.stems(word, lang), int(rank[self._words[word]]))
        arrays = stems.arrays("stem")
        groups = np.repeat(np.arange(len(arrays["stem_keys"])), np.diff(arrays["stem_ptr"]))
        order = np.argsort(arrays["stem_values"], kind="stable")
        starts = np.searchsorted(arrays["stem_values"][order], np.arange(len(rank) + 1))
        return {
            **arrays,
            "word_stem_ptr": starts.astype(np.int64),
            "word_stem_values": groups[order].astype(np.int32),
        }

    def _document_facts(self, count: int) -> Arrays:
        absent = (0,) * (2 + len(DAYS))
        rows = [self._facts.get(number, absent) for number in range(count)]
        hashes = np.array([row[0] for row in rows], np.uint64)
        order = np.argsort(hashes, kind="stable")
        days = np.array([row[2:] for row in rows], np.int32).reshape(count, len(DAYS))
        return {
            "id_hashes": hashes[order],
            "id_numbers": order.astype(np.int32),
            "flags": np.array([row[1] for row in rows], np.uint8),
            **{name: np.ascontiguousarray(days[:, at]) for at, name in enumerate(DAYS)},
        }


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _shapes(words: Numbers, rank: NDArray[np.int64]) -> Arrays:
    """Return length in characters and set of letters (32 bits) of every word, for finding typos."""
    lengths = np.zeros(len(rank), np.uint8)
    letters = np.zeros(len(rank), np.uint32)
    places = rank[: len(words)]
    lengths[places] = [min(len(word), 255) for word in words]
    letters[places] = [letter_set(word) for word in words]
    return {"word_lengths": lengths, "word_letters": letters}
