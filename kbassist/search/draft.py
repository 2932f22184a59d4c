"""A segment in the making: Whoosh's postings, our table and the catalogue, filled article by article."""

import shutil
from pathlib import Path

from kbassist.articles.article import Article, Problem
from kbassist.articles.library import Library
from kbassist.articles.listing import FileStat
from kbassist.search.analysis import Analyser
from kbassist.search.catalogue import SEGMENTS, Entry, write_entries, write_problems
from kbassist.search.document import IndexedDocument
from kbassist.search.store import SegmentWriter
from kbassist.search.table_writer import TableWriter

# Each step runs over so many articles before the next one: its dictionaries stay in the processor's cache.
_AT_ONCE = 256


class Draft:
    """Collects the articles of one commit; `finish` writes our files, the generation commits them.

    The files of segment ID lie in `segments/ID` of the generation.
    """

    def __init__(self, generation: Path, writer: SegmentWriter, analyser: Analyser) -> None:
        self.writer = writer
        self.folder = generation / SEGMENTS / writer.id
        self.folder.mkdir(parents=True)
        self.entries: list[Entry] = []
        self._problems: dict[int, tuple[Problem, ...]] = {}
        self._analyser = analyser
        self._waiting: list[tuple[Article, Library]] = []
        self._table = TableWriter(self.folder, analyser)

    @property
    def id(self) -> str:
        """The id of the new segment."""
        return self.writer.id

    def add(self, article: Article, library: Library, stat: FileStat) -> None:
        """Add an article, read from a file that looked like `stat` before."""
        number = len(self.entries)
        self._waiting.append((article, library))
        digest = article.revision.sha256 if article.revision else ""
        self.entries.append(Entry(article.path, stat.size_bytes, stat.mtime_ns, stat.inode, digest))
        if article.problems:
            self._problems[number] = article.problems
        if len(self._waiting) >= _AT_ONCE:
            self._take()

    def cancel(self) -> None:
        """Give up; nothing is left but what the next commit sweeps."""
        self.writer.cancel()
        shutil.rmtree(self.folder, ignore_errors=True)

    def finish(self) -> None:
        """Write our files; without any article nothing is left."""
        if not self.entries:
            self.folder.rmdir()
            return
        self._take()
        self._table.finish()
        del self._table  # its arrays are as large as those that Whoosh's postings are sorted in next
        write_entries(self.folder, self.entries)
        write_problems(self.folder, self._problems)

    def _take(self) -> None:
        """Analyse the articles that wait and hand them on."""
        documents = [
            IndexedDocument.of(article, library, self._analyser) for article, library in self._waiting
        ]
        self._waiting.clear()
        numbered = [(self.writer.add(document), document) for document in documents]
        for number, document in numbered:
            self._table.add(number, document)
