"""What an engine must offer to run in the benchmark, and the documents that all of them get."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kbassist.articles.article import Article
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.library_files import read_library

LIMIT = 20
WEIGHTS = {"title": 8.0, "aliases": 6.0, "tags": 3.0, "body": 1.0}
"""Field weights that every peer gets; kbassist has its own in `search`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The first hits of one keystroke: paths and titles, the best first."""

    paths: list[str]
    titles: list[str]


class Engine(Protocol):
    """An engine under test."""

    name: str

    def build(self, articles: list[Article]) -> None:
        """Index all articles from nothing."""

    def open(self) -> None:
        """Get ready to answer, as at the start of a program."""

    def ask(self, text: str) -> Answer:
        """Answer one keystroke: text in, up to LIMIT hits with titles out."""

    def update(self, article: Article) -> None:
        """Replace one article; it must be found by the next `ask`."""

    def close(self) -> None:
        """Let go of files and processes."""


def read_articles(root: Path) -> list[Article]:
    """Parse every article below `root`, sorted by path."""
    folder, library = LibraryFolder(root), read_library(root)
    return [folder.read(path, library) for path in sorted(folder.scan().files)]


def size_mb(folder: Path) -> float:
    """Sum the files below `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def memory_mb() -> float:
    """Return what this process holds in memory, pages of mapped files included (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
