"""Fixtures for articles: a library with its defaults, an empty folder, and reading a text as an article."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.articles.article import Article
from kbassist.articles.library import Library
from kbassist.articles.parse import parse_article

Read = Callable[..., Article]


@pytest.fixture
def library() -> Library:
    return Library(root="/library", name="Library")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return an empty folder for a library, inside one that is not part of it."""
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


@pytest.fixture
def read(library: Library) -> Read:
    """Read a text, or bytes, as the article at `path`."""

    def read_text(text: str | bytes, path: str = "topic/refund.md") -> Article:
        return parse_article(text.encode() if isinstance(text, str) else text, path, library, None)

    return read_text
