"""The folder that a library's articles live in: scan it, read from it, find its attachments."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from kbassist.articles.article import Article, Revision
from kbassist.articles.conflicts import alike
from kbassist.articles.library import Library
from kbassist.articles.listing import Changes, FileStat, Listing, diff
from kbassist.articles.parse import LISTED_BYTES, listed_article, parse_article, unreadable_article
from kbassist.articles.safe_open import native_path, read_inside, size_inside
from kbassist.articles.sparing import Sparing
from kbassist.articles.walk import Walk
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable, LibraryOffline

__all__ = ["Changes", "FileStat", "LibraryFolder", "Listing", "diff"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_COMPARED_BYTES = 256 * 1024
_MOST_COMPARISONS = 10_000


class LibraryFolder:
    """One library's folder; safe to use from several threads, and it never writes."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self._comparisons: dict[tuple[str, FileStat, str, FileStat], bool] = {}

    def scan(self, cancelled: Callable[[], bool] | None = None, sparing: Sparing | None = None) -> Listing:
        """List all articles and what describes the library; with `sparing`, asking for few files.

        Raise LibraryOffline when the folder is out of reach, WorkCancelled when `cancelled` says so.
        A folder that is there and holds no names but hidden ones is told by `Listing.empty_root`.
        """
        if sparing is None:
            return Walk(str(self.root), self._alike, cancelled or _never).listing()
        started = time.perf_counter()
        sparing.begin()
        listing = Walk(str(self.root), self._alike, cancelled or _never, sparing).listing()
        sparing.end(listing.files, time.perf_counter() - started)
        return listing

    def read_bytes(self, path: str) -> tuple[bytes, Revision]:
        """Return the content of the file at `path` (relative, with `/`) and what was seen.

        Raise ArticleNotFound when there is none; ArticleUnreadable when it is larger than 20 MB, no
        regular file, not permitted, or outside of the library; LibraryOffline when the folder is out of
        reach or empty, so that nothing in it can be taken for removed.
        """
        return read_inside(self.root, path, LISTED_BYTES)

    def read(self, path: str, library: Library) -> Article:
        """Return the article at `path`; one that cannot be read has its name and a problem.

        Raise ArticleNotFound when there is none, LibraryOffline when the folder is out of reach.
        """
        try:
            data, revision = self.read_bytes(path)
        except ArticleUnreadable as error:
            size_bytes = size_inside(self.root, path)
            if size_bytes > LISTED_BYTES:
                return listed_article(path, size_bytes)
            return unreadable_article(path, str(error))
        return parse_article(data, path, library, revision)

    def has(self, path: str) -> bool:
        """Tell whether there is a file at `path` inside of the library; False while it is out of reach."""
        try:
            size_inside(self.root, path)
        except (ArticleNotFound, LibraryOffline):
            return False
        return True

    def attachment(self, article_path: str, href: str) -> Path:
        """Return the file that `href` means in the article at `article_path`.

        Raise ArticleNotFound for what is not in the library: other schemes and hosts, paths that begin
        with `/` or leave it, names that begin with a dot.
        """
        path = attachment_path(article_path, href)
        size_inside(self.root, path)
        return Path(native_path(self.root, path))

    def read_attachment(self, article_path: str, href: str, limit_bytes: int) -> bytes:
        """Return the content of what `attachment` names, read as safely as an article.

        Raise ArticleNotFound or ArticleUnreadable.
        """
        return read_inside(self.root, attachment_path(article_path, href), limit_bytes)[0]

    def _alike(self, path: str, stat: FileStat, base: str, base_stat: FileStat) -> bool:
        """Compare two files once for every state of theirs: a scan comes by every few seconds."""
        if not _near(stat.size_bytes, base_stat.size_bytes):
            return False
        key = (path, stat, base, base_stat)
        known = self._comparisons.get(key)
        if known is None:
            known = self._compare(path, base)
            if len(self._comparisons) >= _MOST_COMPARISONS:
                self._comparisons.clear()
            self._comparisons[key] = known
        return known

    def _compare(self, path: str, base: str) -> bool:
        try:
            ours, _ = read_inside(self.root, path, _COMPARED_BYTES)
            theirs, _ = read_inside(self.root, base, _COMPARED_BYTES)
        except (ArticleNotFound, ArticleUnreadable):
            return False
        return alike(ours, theirs)


def attachment_path(article_path: str, href: str) -> str:
    """Resolve `href` against the folder of an article, as a path relative to the library.

    Raise ArticleNotFound for what cannot be inside of it.
    """
    plain = unquote(href.partition("#")[0].partition("?")[0].strip())
    if (
        not plain
        or "\\" in plain
        or "\0" in plain
        or plain.startswith("/")  # the root of some web site, not this library
        or _SCHEME.match(plain)
        or ":" in plain
    ):
        raise ArticleNotFound(f"{href!r} is not in this library.")
    base = article_path.split("/")[:-1]
    for part in plain.split("/"):
        if part == "..":
            if not base:
                raise ArticleNotFound(f"{href!r} leads out of this library.")
            base.pop()
        elif part not in ("", "."):
            base.append(part)
    if not base or any(part.startswith(".") for part in base):
        raise ArticleNotFound(f"{href!r} is not in this library.")
    return "/".join(base)


def _near(left: int, right: int) -> bool:
    return min(left, right) * 2 >= max(left, right)


def _never() -> bool:
    return False
