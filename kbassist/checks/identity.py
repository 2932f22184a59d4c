"""Names that must be told apart: ids, shortcuts, titles."""

from collections.abc import Iterator

from kbassist.articles.article import Problem
from kbassist.checks.codes import CODES
from kbassist.checks.shelf import Shelf, titled
from kbassist.checks.subject import Digest


def duplicate_ids(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find an article with the id of an earlier one: only one of them can be opened by it."""
    first = _earlier(shelf.by_id.get(digest.article.id, ()), digest.path)
    if first:
        sentence = f"The id {digest.article.id!r} is also that of {first}; change one of them."
        yield CODES["duplicate-id"].at(digest.path, digest.key_place("id"), sentence)


def duplicate_titles(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find an article with the title of an earlier one in its language: agents cannot tell them apart."""
    first = _earlier(shelf.by_title.get(titled(digest.article), ()), digest.path)
    if first:
        sentence = f"{first} has the same title; give one of them another, or join the two."
        yield CODES["duplicate-title"].at(digest.path, digest.key_place("title"), sentence)


def duplicate_shortcuts(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find replies that share a shortcut with an earlier article: only one of them can win."""
    for reply in digest.article.replies:
        first = reply.shortcut and _earlier(shelf.by_shortcut.get(reply.shortcut.casefold(), ()), digest.path)
        if first:
            sentence = f"The shortcut {reply.shortcut!r} is also used in {first}; choose another."
            yield CODES["duplicate-shortcut"].at(digest.path, (reply.line, 1), sentence)


def _earlier(paths: list[str] | tuple[()], path: str) -> str | None:
    """Return the first of the paths when it stands before `path`."""
    return paths[0] if paths and paths[0] < path else None
