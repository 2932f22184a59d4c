"""kbassist in the benchmark: the index and the searcher that the window and the terminal use."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from kbassist.articles.article import Article
from kbassist.search.index import LibraryIndex
from kbassist.search.indexer import Indexer
from kbassist.system.errors import LibraryOffline
from tests.bench.engine import LIMIT, Answer


class KbassistEngine:
    """Indexes the folder `root` itself: its build time has the scan and the parsing in it.

    The peers are handed articles that were parsed, and their modules are loaded, before their clock starts.
    """

    name = "kbassist"

    def __init__(self, root: Path, cache: Path) -> None:
        self._root, self._cache = root, cache
        self._today = date.today()
        self._indexer = Indexer(cache)
        self._index = LibraryIndex(cache, root)

    def warm(self) -> None:
        """Start the indexing process and wait for it, as the window does while it opens."""
        with suppress(LibraryOffline):
            self._indexer.update(self._cache / "absent")

    def build(self, articles: list[Article]) -> None:
        report = self._indexer.update(self._root, full=True)
        assert report.articles == len(articles)

    def open(self) -> None:
        self._searcher = self._index.open().searcher

    def ask(self, text: str) -> Answer:
        hits = self._searcher.search(text, today=self._today, limit=LIMIT, snippets=False).hits
        return Answer([hit.path for hit in hits], [hit.title for hit in hits])

    def update(self, article: Article) -> None:
        path = self._root / article.path
        path.write_bytes(path.read_bytes() + b"\nsaved once more\n")
        self._indexer.update(self._root, [article.path])
        self._index.reload()
        assert self._index.snapshot is not None
        self._searcher = self._index.snapshot.searcher

    def close(self) -> None:
        self._indexer.close()
