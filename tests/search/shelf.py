"""Searchers over a few articles that a test writes down in place."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kbassist.articles.library import Library
from kbassist.articles.parse import parse_article
from kbassist.search.analysis import Analyser
from kbassist.search.document import IndexedDocument
from kbassist.search.results import SearchResult
from kbassist.search.searcher import Searcher
from kbassist.search.table_writer import TableWriter
from kbassist.search.tables import Segment, Table

TODAY = date(2026, 11, 22)
LIBRARY = Library("/library", "Library", languages=("en",))


def documents(articles: Mapping[str, str], analyser: Analyser) -> list[IndexedDocument]:
    """Parse and analyse Markdown texts by path."""
    return [
        IndexedDocument.of(parse_article(text.encode(), path, LIBRARY, None), LIBRARY, analyser)
        for path, text in articles.items()
    ]


def table(folder: Path, articles: Mapping[str, str]) -> Table:
    """Write the table of some articles, numbered in their order, and open it."""
    folder.mkdir(parents=True, exist_ok=True)
    analyser = Analyser()
    writer = TableWriter(folder, analyser)
    for number, document in enumerate(documents(articles, analyser)):
        writer.add(number, document)
    writer.finish()
    return Table.open(folder)


def searcher(folder: Path, articles: Mapping[str, str]) -> Searcher:
    """Search some articles."""
    return Searcher("/library", [Segment(table(folder, articles))])


def search(where: Searcher, typed: str, **options: object) -> SearchResult:
    """Search on TODAY."""
    return where.search(typed, today=TODAY, **options)  # type: ignore[arg-type]


def paths(where: Searcher, typed: str, **options: object) -> list[str]:
    """Return the paths of the hits without their ending, the best first."""
    return [hit.path.removesuffix(".md") for hit in search(where, typed, **options).hits]
