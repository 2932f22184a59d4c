"""The sample library reaches a folder that the user may write, and never over anything."""

import pytest

from kbassist.articles.folder import LibraryFolder
from kbassist.articles.sample import copy_sample
from kbassist.system.errors import UsageError


def test_sample_is_copied_whole_and_writable(tmp_path):
    target = copy_sample(tmp_path / "new" / "sample")
    listing = LibraryFolder(target).scan()
    assert listing.files
    assert "_library.yaml" in listing.meta
    assert [path.name for path in target.parent.iterdir()] == ["sample"]
    assert all(path.stat().st_mode & 0o200 for path in target.rglob("*"))


def test_sample_fills_an_empty_folder(tmp_path):
    assert any(copy_sample(tmp_path).iterdir())


def test_sample_leaves_alone_what_is_there(tmp_path):
    (tmp_path / "mine.md").write_text("mine")
    assert copy_sample(tmp_path) == tmp_path
    assert [path.name for path in tmp_path.iterdir()] == ["mine.md"]


def test_sample_cannot_go_into_a_file(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be copied"):
        copy_sample(tmp_path / "file" / "sample")
