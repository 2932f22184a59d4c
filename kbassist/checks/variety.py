"""For which channels and in which languages articles have replies."""

from collections import Counter
from collections.abc import Sequence

from kbassist.articles.article import Article
from kbassist.articles.library import Library

_MOST = 0.7
"""The share of articles with replies from which on it is an oversight to lack a channel or language."""
_LEAST_ARTICLES = 5


def usual_variants(library: Library, articles: Sequence[Article]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the declared channels and languages that most of the articles, all with replies, have."""
    if len(articles) < _LEAST_ARTICLES:
        return (), ()
    channels = Counter(name for a in articles for name in library.channels if has_channel(a, name))
    languages = Counter(lang for article in articles for lang in languages_of(article))
    least = _MOST * len(articles)
    declared = dict.fromkeys(map(bare_language, library.languages))
    return (
        tuple(name for name in library.channels if least <= channels[name]),
        tuple(name for name in declared if least <= languages[name]),
    )


def has_channel(article: Article, channel: str) -> bool:
    """Tell whether an article has a reply for a channel, or one for any."""
    return any(reply.channel in (channel, None) for reply in article.replies)


def languages_of(article: Article) -> frozenset[str]:
    """Return the languages of an article's replies, "" where none is named."""
    return frozenset(bare_language(reply.lang) for reply in article.replies)


def bare_language(tag: str | None) -> str:
    """Return a language without its region."""
    return (tag or "").partition("-")[0]
