"""The tables against the index that Whoosh keeps: both must know the same articles by the same words."""

import random
from pathlib import Path

import pytest
from whoosh.index import open_dir
from whoosh.query import And, Or, Term

from kbassist.search.index import LibraryIndex
from kbassist.search.library_writer import LibraryWriter
from kbassist.search.report import Watch
from kbassist.search.schema import FILTERS, PATH, WORD_FIELDS
from tests.search.small_library import article_path, build, found, write_article

WORDS = [
    "account",
    "bank",
    "card",
    "customer",
    "delivery",
    "garantie",
    "invoice",
    "order",
    "parcel",
    "refund",
    "stock",
    "warranty",
]


@pytest.fixture
def index(cache: Path, library: Path) -> LibraryIndex:
    """An index of several segments, with articles that were replaced and removed."""
    build(cache, library)
    writer = LibraryWriter(cache, library)
    for number in range(0, 12, 3):
        write_article(library, 100 + number)
        (library / article_path(number)).write_text(f"---\ntags: [card]\n---\nrefund order {number}\n")
        (library / article_path(number + 1)).unlink()
        writer.update(None, False, Watch())
    writer.close()
    index = LibraryIndex(cache, library)
    assert len(index.open().segments) > 2
    return index


def _whoosh_finds(index: LibraryIndex, words: list[str], tags: list[str]) -> set[str]:
    """Ask Whoosh's own searcher for the articles with all words, in any field, and all tags."""
    assert index.snapshot is not None
    parts = [Or([Term(field, word) for field in WORD_FIELDS]) for word in words]
    parts += [Term(FILTERS, f"tag:{tag}") for tag in tags]
    with open_dir(index.snapshot.folder / "whoosh").searcher() as searcher:
        return {searcher.stored_fields(number)[PATH] for number in searcher.docs_for_query(And(parts))}


def test_tables_and_whoosh_find_the_same(index: LibraryIndex) -> None:
    rng = random.Random(8)
    compared = 0
    for _ in range(200):
        words = rng.sample(WORDS, rng.randint(1, 3))
        tags = rng.sample(WORDS, rng.choice((0, 0, 1)))
        expected = _whoosh_finds(index, words, tags)
        if expected or not words:
            compared += 1
            typed = " ".join([*(f"tag:{tag}" for tag in tags), *words, ""])
            assert found(index, typed) == expected, typed
    assert compared > 100
