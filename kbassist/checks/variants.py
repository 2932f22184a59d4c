"""Which channels and languages each article has replies for, compared with what the library declares."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kbassist.articles.article import Article, Problem
from kbassist.articles.library import Library
from kbassist.checks.codes import CODES
from kbassist.checks.shelf import Shelf
from kbassist.checks.subject import Digest
from kbassist.checks.variety import bare_language, has_channel, languages_of


class Cover(StrEnum):
    """How an article covers a channel in a language."""

    OWN = "own"  # by a reply written for it
    ANY = "any"  # by a reply for any channel
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An article with replies; `cells` are in the order of the matrix's columns."""

    path: str
    title: str
    cells: tuple[Cover, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The articles with replies against the variants: `columns` are pairs of channel and language.

    Languages and channels are those that the library declares, in its order, without those for which there
    is no reply at all; "" stands for any channel, and for the language where neither library nor replies
    name one.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[MatrixRow, ...]


def matrix_of(shelf: Shelf) -> Matrix:
    """Lay the articles of a library out by the variants of their replies."""
    articles = [digest.article for digest in shelf.articles.values() if digest.article.replies]
    had = {(reply.channel, bare_language(reply.lang)) for article in articles for reply in article.replies}
    channels = [name for name in shelf.library.channels if any(channel == name for channel, _ in had)]
    languages = _languages(shelf.library, [lang for _, lang in had])
    columns = tuple((channel, lang) for lang in languages for channel in channels or [""])
    rows = (MatrixRow(article.path, article.title, _cells(article, columns)) for article in articles)
    return Matrix(columns, tuple(rows))


def missing_variants(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find an article without replies in a channel or language that most of the others have."""
    article = digest.article
    if not article.replies or article.draft:
        return
    channels, languages = shelf.usual_variants
    lacking = [name for name in channels if not has_channel(article, name)]
    lacking += [name for name in languages if name not in languages_of(article)]
    if lacking:
        words = " and ".join([", ".join(lacking[:-1]), lacking[-1]] if len(lacking) > 1 else lacking)
        sentence = f"Most articles have a reply for {words}, and this one has none; write one."
        yield CODES["missing-variant"].at(digest.path, (article.replies[0].line, 1), sentence)


def _languages(library: Library, had: list[str]) -> list[str]:
    declared = [bare_language(tag) for tag in library.languages]
    return list(dict.fromkeys(declared or sorted(had)))


def _cells(article: Article, columns: tuple[tuple[str, str], ...]) -> tuple[Cover, ...]:
    own = {(reply.channel or "", bare_language(reply.lang)) for reply in article.replies}
    return tuple(
        Cover.OWN if (channel, lang) in own else Cover.ANY if ("", lang) in own else Cover.NONE
        for channel, lang in columns
    )
