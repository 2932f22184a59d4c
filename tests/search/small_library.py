"""A small library, and short ways to index it and to look into its index."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from kbassist.search.index import LibraryIndex, Snapshot
from kbassist.search.library_writer import LibraryWriter
from kbassist.search.report import Watch

TODAY = date(2026, 11, 22)
_NOBODY = 65534
_WORDS = (
    "account address bank card carrier change checkout complaint contact coupon customer delay delivery "
    "discount email error exchange garantie invoice label login newsletter number order parcel password "
    "phone pickup price question receipt refund return review shipping stock store tracking warranty"
)


def article_path(number: int) -> str:
    """Return the path of article `number`."""
    return f"{number % 7}/article-{number:03d}.md"


def write_article(root: Path, number: int) -> str:
    """Write article `number`, which alone holds the word `only{number}x`, and return its path."""
    rng = random.Random(number)
    words = rng.choices(_WORDS.split(), k=60)
    path = article_path(number)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(
        f"---\ntitle: {' '.join(words[:4])}\ntags: [{words[4]}]\n---\n\n"
        f"{' '.join(words)} only{number}x\n\n"
        f"## Answer {{.reply channel=chat}}\n\nDear customer, {words[5]}.\n"
    )
    return path


def build(cache: Path, library: Path) -> None:
    """Bring the index of `library` up to date in this process."""
    writer = LibraryWriter(cache, library)
    writer.update(None, False, Watch())
    writer.close()


def found(index: LibraryIndex, text: str) -> set[str]:
    """Search the open snapshot and return the paths of the hits."""
    assert index.snapshot is not None
    return found_in(index.snapshot, text)


def found_in(snapshot: Snapshot, text: str) -> set[str]:
    """Search a snapshot and return the paths of the hits."""
    return {hit.path for hit in snapshot.searcher.search(text, today=TODAY, limit=1000).hits}


def generation_files(index: LibraryIndex) -> list[Path]:
    """Return all files of the generation that is open, the manifest among them, sorted."""
    assert index.snapshot is not None
    return sorted(path for path in index.snapshot.folder.rglob("*") if path.is_file())


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up root's rights, which no permission stops, until the block ends."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
