"""Fixtures for articles: a library with its defaults, and a shorthand that reads a text as an article."""

from collections.abc import Callable

import pytest

from kbassist.articles.article import Article
from kbassist.articles.library import Library
from kbassist.articles.parse import parse_article

Read = Callable[..., Article]


@pytest.fixture
def library() -> Library:
    return Library(root="/library", name="Library")


@pytest.fixture
def read(library: Library) -> Read:
    """Read a text, or bytes, as the article at `path`."""

    def read_text(text: str | bytes, path: str = "topic/refund.md") -> Article:
        return parse_article(text.encode() if isinstance(text, str) else text, path, library, None)

    return read_text
