"""Whoosh segments written in bulk: whole posting lists at a time instead of one posting after another.

Whoosh sorts every single posting as a tuple and hands it through five calls; that is two thirds of its
indexing time. Here the lists come sorted, and go to the posting file block by block. What comes out is an
ordinary segment of Whoosh's W3 codec, which Whoosh's own reader opens.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterable, Mapping
from operator import sub
from typing import Any

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3PostingsWriter, W3TermInfo

from kbassist.search.postings import Collector, PostingList

BLOCK_POSTINGS = 1024
_PROTOCOL = 2
_LENGTH = struct.Struct("!i")
_FIELD_NUMBER = struct.Struct("!H")


class BulkPostings(W3PostingsWriter):  # type: ignore[misc]
    """Whoosh's posting writer, taking whole lists besides."""

    def write_list(self, postings: PostingList, start: int) -> tuple[W3TermInfo, int]:
        """Write the list of one term at `start`; return what the lexicon says of it, and its end.

        A block is its length (negative when it is the last one of its term), then two pickles: (count,
        last document, greatest weight, compression, shortest and longest field), and (gaps between the
        documents, weights, values); weights that are all the same are one number, and None means 1.
        """
        _, numbers, weights = postings
        blocks = [WHOOSH3_HEADER_MAGIC]
        for at in range(0, len(numbers), BLOCK_POSTINGS):
            part, its_weights = numbers[at : at + BLOCK_POSTINGS], weights[at : at + BLOCK_POSTINGS]
            facts = pickle.dumps((len(part), part[-1], max(its_weights), 0, 0, 0), _PROTOCOL)
            content = pickle.dumps((_gaps(part), _brief(its_weights), None), _PROTOCOL)
            size = len(facts) + len(content)
            last = at + BLOCK_POSTINGS >= len(numbers)
            blocks += (_LENGTH.pack(-size if last else size), facts, content)
        content = b"".join(blocks)
        self._postfile.write(content)
        info = W3TermInfo(
            weight=sum(weights), df=len(numbers), maxweight=max(weights), minid=numbers[0], maxid=numbers[-1]
        )
        info.set_extent(start, len(content))
        return info, start + len(content)


class BulkFieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes the lists that were collected behind the postings that Whoosh sorted itself."""

    def __init__(self, codec: BulkCodec, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._collected: dict[str, Collector] = {}

    def collect(self, field: str, number: int, counts: Mapping[str, int]) -> None:
        """Take the terms of a field of document `number`; numbers ascend from call to call."""
        self._collected.setdefault(field, Collector()).add(number, counts)

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Any]) -> None:
        """Write Whoosh's own `items`, then what was collected."""
        super().add_postings(schema, lengths, items)
        for field, collector in sorted(self._collected.items()):
            self.start_field(field, schema[field])
            prefix = _FIELD_NUMBER.pack(self._fieldid)
            end = self._postfile.tell()
            for postings in collector.lists():
                info, end = self._postwriter.write_list(postings, end)
                self._tindex.add(prefix + postings.term, info.to_bytes())
            self.finish_field()
        self._collected.clear()


class BulkCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with bulk posting lists; its files are read by Whoosh's own."""

    # Only scoring by Whoosh would want the lengths; asking for each costs 2 s at 20,000 articles.
    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> BulkFieldWriter:
        """Open the writer of one segment's terms."""
        return BulkFieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> BulkPostings:
        """Open the writer of posting lists."""
        return BulkPostings(dbfile, blocklimit=self._blocklimit, byteids=byteids)


def _gaps(numbers: list[int]) -> tuple[int, ...]:
    return (numbers[0], *map(sub, numbers[1:], numbers))


def _brief(weights: list[float]) -> tuple[float, ...] | float | None:
    first = weights[0]
    if weights.count(first) < len(weights):
        return tuple(weights)
    return None if first == 1.0 else first
