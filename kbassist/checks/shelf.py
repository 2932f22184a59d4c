"""All files of a library beside each other, for the checks that look across."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar
from unicodedata import normalize
from urllib.parse import unquote

from kbassist.articles.article import Article
from kbassist.articles.library import Library
from kbassist.checks.source import is_part
from kbassist.checks.subject import Digest
from kbassist.checks.variety import usual_variants

# What more articles than these share is boilerplate and tells nothing.
_BOILERPLATE = 40

_Key = TypeVar("_Key", bound=Hashable)


class Shelf:
    """The digests of a library by path, with the look-ups that rules share.

    `files` are all other files, attachments and what else lies there; `described` holds the texts of
    `_library.yaml` and `_facts.yaml` by path. `elsewhere` are paths in other libraries that links lead on to.
    """

    def __init__(
        self,
        library: Library,
        digests: Mapping[str, Digest],
        files: frozenset[str],
        today: date,
        described: Mapping[str, str],
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        self.library = library
        self.digests = digests
        self.files = files
        self.today = today
        self.described = described
        self.elsewhere = elsewhere

    @cached_property
    def articles(self) -> Mapping[str, Digest]:
        """The digests of articles alone, by path and in the order of the paths."""
        return {path: self.digests[path] for path in sorted(self.digests) if not is_part(path)}

    @cached_property
    def by_id(self) -> Mapping[str, list[str]]:
        """The paths of the articles with an id, sorted."""
        return _grouped((digest.article.id, path) for path, digest in self.articles.items())

    @cached_property
    def by_title(self) -> Mapping[tuple[str | None, str], list[str]]:
        """The paths of the articles with a title in a language, sorted."""
        return _grouped((titled(digest.article), path) for path, digest in self.articles.items())

    @cached_property
    def by_shortcut(self) -> Mapping[str, list[str]]:
        """The paths of the articles with a shortcut, sorted."""
        return _grouped(
            (shortcut, path)
            for path, digest in self.articles.items()
            for shortcut in dict.fromkeys(shortcuts(digest.article))
        )

    @cached_property
    def by_name(self) -> Mapping[str, list[str]]:
        """The paths of articles and other files with a name, whatever its case."""
        return _grouped((PurePosixPath(path).name.casefold(), path) for path in (*self.articles, *self.files))

    @cached_property
    def by_bare_path(self) -> Mapping[str, list[str]]:
        """The paths of articles and other files by what is left without capitals and escapes."""
        return _grouped((bare_path(path), path) for path in (*self.articles, *self.files))

    @cached_property
    def owned_share(self) -> float:
        """The share of articles that have an owner, from 0 to 1."""
        owned = sum(1 for digest in self.articles.values() if digest.article.owner)
        return owned / len(self.articles) if self.articles else 0.0

    @cached_property
    def asked(self) -> frozenset[str]:
        """The names of all values that some text has."""
        return frozenset(name for digest in self.digests.values() for name in digest.asked)

    @cached_property
    def asked_by_parts(self) -> frozenset[str]:
        """The names of all values that some part has."""
        parts = (digest for path, digest in self.digests.items() if is_part(path))
        return frozenset(name for digest in parts for name in digest.asked)

    @cached_property
    def by_run(self) -> Mapping[int, list[str]]:
        """The paths of the articles with a run of words, by its hash; boilerplate is left out."""
        runs = _grouped((run, path) for path, digest in self.articles.items() for run in digest.sketch)
        return {run: paths for run, paths in runs.items() if 1 < len(paths) <= _BOILERPLATE}

    @cached_property
    def usual_variants(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The declared channels and languages that most of the articles with replies have."""
        articles = [digest.article for digest in self.articles.values() if digest.article.replies]
        return usual_variants(self.library, articles)

    def described_at(self, path: str, name: str) -> tuple[int, int]:
        """Return where a describing file names something, else its beginning."""
        text = self.described.get(path, "")
        found = re.search(rf"(?:^|[\s{{,])[\"']?({re.escape(name)})[\"']?[ \t]*:", text, re.MULTILINE)
        if not found:
            return 1, 1
        return text.count("\n", 0, found.start(1)) + 1, found.start(1) - text.rfind("\n", 0, found.start(1))

    def has(self, path: str, *, is_picture: bool) -> bool:
        """Tell whether a link to `path` leads somewhere: to a file, or to a folder when it is no picture."""
        there = path in self.articles or path in self.files
        return there or (not is_picture and (path in self._folders or path in self.elsewhere))

    @cached_property
    def _folders(self) -> frozenset[str]:
        paths = map(PurePosixPath, (*self.digests, *self.files))
        return frozenset(str(folder) for path in paths for folder in path.parents)

    def describes(self, path: str, text: str) -> bool:
        """Tell whether `text` is what stood in the describing file at `path`."""
        return self.described.get(path) == text

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is known yet that a file could be held against."""
        return not self.digests


def bare_path(path: str) -> str:
    """Return a path without capitals and escapes, its accents in one form, and all slashes alike."""
    return normalize("NFC", unquote(path)).replace("\\", "/").casefold()


def titled(article: Article) -> tuple[str | None, str]:
    """Return what must differ among articles: language and title."""
    return article.lang, article.title.casefold()


def shortcuts(article: Article) -> list[str]:
    """Return the shortcuts of an article's replies, whatever their case."""
    return [reply.shortcut.casefold() for reply in article.replies if reply.shortcut]


def _grouped(pairs: Iterable[tuple[_Key, str]]) -> dict[_Key, list[str]]:
    groups: dict[_Key, list[str]] = defaultdict(list)
    for key, path in pairs:
        groups[key].append(path)
    return dict(groups)
