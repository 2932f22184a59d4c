"""What the checks look at: one library as it was read, and two questions they may ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kbassist.articles.article import Article, Problem
from kbassist.articles.library import Library
from kbassist.replies.reply import Leftover


@dataclass(frozen=True, slots=True)
class Template:
    """What the template of a reply asks for and leaves behind.

    `asked` holds the dotted names of its values, `parts` the names after `render`; `line` counts from 1
    within the template, 0 where it is not known. `error` is a sentence when it cannot be read at all.
    """

    asked: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    error: str = ""
    line: int = 0


@dataclass(frozen=True)
class Subject:
    """One library under check; `folder_problems` are what the scan of its folder found.

    `attached` tells whether a path that an article names, relative to it, is a file of the library.
    `template` reads one template in a language; it is slow, so each is asked for once.
    """

    library: Library
    articles: tuple[Article, ...]
    folder_problems: tuple[Problem, ...]
    today: date
    attached: Callable[[str, str], bool]
    template: Callable[[str, str | None], Template]

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of all articles."""
        return frozenset(article.path for article in self.articles)

    @cached_property
    def by_path(self) -> dict[str, Article]:
        """The articles by their paths."""
        return {article.path: article for article in self.articles}
