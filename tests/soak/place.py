"""A library with one article, and writers who save in it as the program does."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kbassist.articles.article import FileRef
from kbassist.articles.beside_names import BESIDE
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.workspace import open_workspace
from kbassist.workspace.writing import Writing

PATH = "a.md"
LINE = re.compile(rb"line-\w+-\d+")


@contextmanager
def writer(root: Path, home: Path) -> Iterator[Writing]:
    """Give what one person's program saves with; `home` is that person's own."""
    workspace = open_workspace(Paths.of_user({"KBASSIST_HOME": str(home)}), Settings(), [root])
    try:
        yield workspace.writing
    finally:
        workspace.close()


def article(root: Path) -> FileRef:
    """Name the article that all save."""
    return FileRef(str(root), PATH)


def texts_of(root: Path, homes: list[Path]) -> list[bytes]:
    """Return all that can still be read somewhere: in the library, and in the writers' histories."""
    found = [file.read_bytes() for file in root.rglob("*") if file.is_file()]
    for home in homes:
        with writer(root, home) as writing:
            for version in writing.versions(article(root)):
                found.append(writing.version_text(version).encode())
    return found


def lines_in(texts: list[bytes]) -> set[bytes]:
    """Return the numbered lines that stand in any of the texts."""
    return {line for text in texts for line in LINE.findall(text)}


def left_beside(root: Path) -> int:
    """Count the files that are only ever meant to stand beside another for a moment."""
    return sum(1 for file in root.rglob(f"{BESIDE}*"))
