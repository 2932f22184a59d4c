"""A small library and the index of it, as the tests of the search room share them."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kbassist.search.index import LibraryIndex
from kbassist.search.indexer import Indexer
from tests.search.small_library import build, write_article


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder of 30 articles."""
    root = tmp_path / "library"
    for number in range(30):
        write_article(root, number)
    return root


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache folder that is not there yet."""
    return tmp_path / "cache"


@pytest.fixture
def indexer(cache: Path) -> Iterator[Indexer]:
    """The client of a child process that writes below `cache`."""
    indexer = Indexer(cache)
    yield indexer
    indexer.close()


@pytest.fixture
def built(cache: Path, library: Path) -> LibraryIndex:
    """The open index of `library`; nobody holds the right to write it any more."""
    build(cache, library)
    index = LibraryIndex(cache, library)
    index.open()
    return index


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Mount a disk of so many KiB; skips where that is not allowed."""
    mounted: list[Path] = []

    def mount(size_kib: int) -> Path:
        where = tmp_path / f"disk-{len(mounted)}"
        where.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size_kib}k", "none", str(where)]
        if os.name != "posix" or os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("only root may mount a small disk")
        mounted.append(where)
        return where

    yield mount
    for where in mounted:
        subprocess.run(["umount", "-l", str(where)], check=True)
