"""The folder of an index: private, pointed at in one step, and rid of what is left over."""

import stat
from pathlib import Path

import pytest

from kbassist.search.place import IndexPlace, replace_file
from kbassist.system.errors import IndexUnusable


@pytest.fixture
def place(cache: Path, library: Path) -> IndexPlace:
    place = IndexPlace.of(cache, library)
    place.make()
    return place


def test_belongs_to_the_user_alone(place: IndexPlace) -> None:
    place.folder.chmod(0o755)
    place.make()
    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.new_generation("abc").stat().st_mode) == 0o700


def test_each_library_has_its_own(cache: Path, library: Path) -> None:
    assert IndexPlace.of(cache, library) != IndexPlace.of(cache, library / "0")


def test_follows_the_pointer(place: IndexPlace) -> None:
    first, second = place.new_generation("abc"), place.new_generation("abc")
    for generation in (first, second):
        place.point_to(generation)
        assert place.current() == generation


@pytest.mark.parametrize("content", [b"", b"abc-1\xff", b"../../etc", b"abc-2", b"abc-1/.."])
def test_refuses_a_pointer_that_names_no_generation(place: IndexPlace, content: bytes) -> None:
    place.new_generation("abc")
    place.pointer.write_bytes(content)
    with pytest.raises(IndexUnusable):
        place.current()


def test_removes_older_foreign_and_half_built_generations(place: IndexPlace) -> None:
    keep = place.new_generation("new")
    for stamp in ("old", "new", "0.1"):
        (place.new_generation(stamp) / "file").touch()
    (place.folder / ".left.new").touch()
    place.remove_others(keep)
    assert [entry.name for entry in place.folder.iterdir()] == [keep.name]


def test_a_failed_replacement_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    with pytest.raises(OSError):
        replace_file(tmp_path / "file", b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
