"""The manifest: what it says comes back, and nothing that was changed is believed."""

from dataclasses import replace
from pathlib import Path

import pytest

from kbassist.articles.listing import FileStat
from kbassist.search.manifest import NAME, FileSum, Manifest, SegmentEntry
from kbassist.system.errors import IndexUnusable


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    (tmp_path / "a").write_bytes(b"first")
    (tmp_path / "b").write_bytes(b"second")
    segment = SegmentEntry("x", 5, (1, 3), {"a": FileSum.of(tmp_path / "a")})
    return Manifest(
        "stamp",
        "2.7.4",
        "/library",
        "digest",
        commit=7,
        segments=(segment,),
        files={"b": FileSum.of(tmp_path / "b")},
        touched={"naïve \udcff.md": FileStat(1, 2, 3)},
    )


def test_comes_back_as_it_was_saved(manifest: Manifest, tmp_path: Path) -> None:
    manifest.save(tmp_path)
    assert Manifest.load(tmp_path) == manifest
    assert manifest.articles == 3


def test_refuses_every_flipped_bit_and_every_cut(manifest: Manifest, tmp_path: Path) -> None:
    manifest.save(tmp_path)
    whole = (tmp_path / NAME).read_bytes()
    damaged = [whole[:length] for length in range(len(whole))]
    for at in range(len(whole)):
        damaged.append(whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :])
    for content in damaged:
        (tmp_path / NAME).write_bytes(content)
        with pytest.raises(IndexUnusable):
            Manifest.load(tmp_path)


@pytest.mark.parametrize("name", ["a", "b"])
@pytest.mark.parametrize("content", [b"", b"firs", b"longer than before", None])
def test_sizes_tell_missing_and_cut_files(
    manifest: Manifest, tmp_path: Path, name: str, content: bytes | None
) -> None:
    manifest.check_sizes(tmp_path)
    if content is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(content)
    for check in (manifest.check_sizes, manifest.check_sums):
        with pytest.raises(IndexUnusable):
            check(tmp_path)


def test_sums_tell_what_sizes_do_not(manifest: Manifest, tmp_path: Path) -> None:
    manifest.check_sums(tmp_path)
    (tmp_path / "a").write_bytes(b"fIrst")
    manifest.check_sizes(tmp_path)
    with pytest.raises(IndexUnusable):
        manifest.check_sums(tmp_path)
    manifest.check_sums(tmp_path, known_good={"a"})
    manifest.check_sums(tmp_path, cancelled=lambda: True)


def test_counts_what_is_left(manifest: Manifest) -> None:
    assert replace(manifest, segments=()).articles == 0
