"""Indexes are kept in the cache folder, or for this session only where that cannot be written."""

import os
import stat
import tempfile
from pathlib import Path

import pytest

from kbassist.search.cache_folder import CacheFolder
from kbassist.search.index import LibraryIndex
from tests.search.small_library import as_nobody, build, found


def test_takes_the_folder_that_was_wanted(tmp_path: Path) -> None:
    folder = CacheFolder(tmp_path / "cache")
    assert (folder.path, folder.notice) == (tmp_path / "cache", "")
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    folder.close()
    assert folder.path.is_dir()


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX ones here")
def test_goes_elsewhere_for_this_session_when_it_may_not_write(library: Path) -> None:
    with tempfile.TemporaryDirectory() as wanted:
        Path(wanted).chmod(0o555)
        with as_nobody():
            folder = CacheFolder(Path(wanted))
            assert wanted in folder.notice
            assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
        build(folder.path, library)
        index = LibraryIndex(folder.path, library)
        index.open()
        assert found(index, "only7x")
        folder.close()
        assert not folder.path.exists()


def test_a_file_in_its_place_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    folder = CacheFolder(tmp_path / "cache")
    assert folder.notice
    folder.close()
