"""Answers from file names and titles alone, for as long as there is no index."""

import heapq
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kbassist.articles.article import ArticleRef
from kbassist.articles.decoding import decode, one_line
from kbassist.articles.listing import Listing
from kbassist.articles.names import id_of, native_name, title_of
from kbassist.search.analysis import clean, fold
from kbassist.search.results import Hit, SearchResult

_HEAD_BYTES = 1024
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)(?:\n---[ \t]*(?:\n|\Z)|\Z)", re.DOTALL)
_KEY = re.compile(r"^(title|id|draft):[ \t]*(['\"]?)(.*?)\2[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\{[^{}\n]*\})?$", re.MULTILINE)
_TRUE = frozenset(("true", "yes", "on", "1"))
_WORD = re.compile(r"\w+")


class TitleRow(NamedTuple):
    """What is known of an article by its name and its first lines; `folded` is what is searched."""

    path: str
    id: str
    title: str
    folded: str
    draft: bool = False

    @classmethod
    def of(cls, path: str, title: str) -> "TitleRow":
        """Make the row of a file of which nothing but its path and a title is known."""
        return cls(path, id_of(path), title, _folded(f"{title} {path}"))


class Titles:
    """The articles of one library by title.

    Names answer as soon as the folder was listed; `read` then looks into the files, in the background,
    while `search` goes on.
    """

    def __init__(self, root: Path, listing: Listing) -> None:
        self._root = str(root.absolute())
        self._rows = [TitleRow.of(path, title_of(path)) for path in sorted(listing.files)]

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> tuple[TitleRow, ...]:
        """All articles as far as they are known, by path."""
        return tuple(self._rows)

    def read(self, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Take the titles from the first kilobyte of each file; 20,000 take less than a second."""
        inside = _Folders(self._root)
        for at, row in enumerate(self._rows):
            if cancelled():
                return
            if inside.holds(row.path):
                self._rows[at] = _with_title(row, _head(self._root, row.path))

    def path_of(self, article_id: str) -> str | None:
        """Return the path of an article; None when no file names itself so, as far as was read."""
        return next((row.path for row in self._rows if row.id == article_id), None)

    def search(self, text: str, limit: int = 20) -> SearchResult:
        """Return the articles whose title or path holds every word of `text`, best first."""
        words = _folded(text).split()
        found = [row for row in self._rows if words and not row.draft and all(w in row.folded for w in words)]
        # Sorting 15,000 rows for one letter would keep the window from running for 30 ms.
        first = heapq.nsmallest(limit, found, key=lambda row: _rank(row, words))
        hits = tuple(
            Hit(ArticleRef(self._root, row.id), row.title, row.path, score=1.0 / (1 + at))
            for at, row in enumerate(first)
        )
        return SearchResult(text, hits, len(found), titles_only=True)


class _Folders:
    """Remembers which folders are really inside the library: links may lead anywhere."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._real = os.path.realpath(root)
        self._known: dict[str, bool] = {}

    def holds(self, path: str) -> bool:
        folder = path.rpartition("/")[0]
        known = self._known.get(folder)
        if known is None:
            real = os.path.realpath(os.path.join(self._root, native_name(folder)))  # noqa: PTH118
            known = self._known[folder] = os.path.commonpath((self._real, real)) == self._real
        return known


def _head(root: str, path: str) -> str:
    """Return the first lines of a file; nothing when it is a link or a pipe, or has just gone."""
    try:
        descriptor = os.open(f"{root}/{native_name(path)}", _FLAGS)
    except (OSError, ValueError):
        return ""
    try:
        decoded = decode(os.read(descriptor, _HEAD_BYTES), complete=False)
    except OSError:
        return ""
    finally:
        os.close(descriptor)
    return decoded.text if decoded else ""


def _with_title(row: TitleRow, head: str) -> TitleRow:
    """Read the few keys that matter without YAML, which would take twenty times as long."""
    front = _FRONT_MATTER.match(head)
    keys = {found[1]: found[3] for found in _KEY.finditer(front[1])} if front else {}
    heading = _HEADING.search(head, front.end() if front else 0)
    title = one_line(keys.get("title") or (heading[1] if heading else "")) or row.title
    return TitleRow(
        row.path,
        one_line(keys.get("id", "")) or row.id,
        title,
        _folded(f"{title} {row.path}"),
        keys.get("draft", "").lower() in _TRUE,
    )


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(fold(clean(text[:512]))))


def _rank(row: TitleRow, words: list[str]) -> tuple[int, int, str]:
    """Put titles that begin with the words first, then those in which they begin words, then short ones."""
    padded = f" {row.folded}"
    begun = sum(f" {word}" in padded for word in words)
    return (-int(row.folded.startswith(" ".join(words))) * len(words) - begun, len(row.title), row.path)
