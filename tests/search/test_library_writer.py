"""The writer of one library's index: what it notices, what it leaves alone, and what stops it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbassist.search.index import LibraryIndex
from kbassist.search.library_writer import LibraryWriter
from kbassist.search.report import Progress, Watch
from kbassist.system.errors import IndexBusy, LibraryOffline, WorkCancelled
from tests.search.small_library import article_path, found


@pytest.fixture
def writer(cache: Path, library: Path) -> Iterator[LibraryWriter]:
    """A writer that has built the index of 30 articles."""
    writer = LibraryWriter(cache, library)
    writer.update(None, False, Watch())
    yield writer
    writer.close()


@pytest.fixture
def index(cache: Path, library: Path, writer: LibraryWriter) -> LibraryIndex:
    index = LibraryIndex(cache, library)
    index.open()
    return index


def _say(library: Path, path: str, word: str) -> None:
    (library / path).write_text(f"# About {word}\n\nThe {word} is here.\n")


@pytest.mark.parametrize("by_path", [True, False])
def test_follows_what_is_added_and_modified(
    writer: LibraryWriter, index: LibraryIndex, library: Path, by_path: bool
) -> None:
    known = article_path(3)
    _say(library, known, "zebra")
    _say(library, "new file.md", "giraffe")
    report = writer.update([known, "new file.md"] if by_path else None, False, Watch())
    assert (report.added, report.modified, report.removed) == (("new file.md",), (known,), ())
    assert report.articles == 31
    assert index.reload()
    assert (found(index, "zebra"), found(index, "giraffe")) == ({known}, {"new file.md"})
    assert found(index, "only3x") == set()


@pytest.mark.parametrize("by_path", [True, False])
def test_follows_what_is_removed(
    writer: LibraryWriter, index: LibraryIndex, library: Path, by_path: bool
) -> None:
    gone = article_path(3)
    (library / gone).unlink()
    report = writer.update([gone] if by_path else None, False, Watch())
    assert (report.removed, report.articles) == ((gone,), 29)
    index.reload()
    assert found(index, "only3x") == set()
    assert found(index, "only4x") == {article_path(4)}


def test_an_empty_library_has_an_empty_index(cache: Path, tmp_path: Path) -> None:
    root = tmp_path / "empty"
    root.mkdir()
    writer = LibraryWriter(cache, root)
    assert writer.update(None, False, Watch()).articles == 0
    index = LibraryIndex(cache, root)
    index.open()
    index.verify()
    assert found(index, "anything") == set()
    _say(root, "first.md", "zebra")
    assert writer.update(None, False, Watch()).added == ("first.md",)
    index.reload()
    assert found(index, "zebra") == {"first.md"}
    writer.close()


def test_many_articles_make_several_segments(
    cache: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kbassist.search.library_writer.SEGMENT_ARTICLES", 7)
    writer = LibraryWriter(cache, library)
    told: list[Progress] = []
    assert writer.update(None, False, Watch(told.append)).articles == 30
    assert [step.done for step in told] == list(range(31))
    index = LibraryIndex(cache, library)
    assert len(index.open().tables) == 5
    index.verify()
    for number in range(30):
        assert found(index, f"only{number}x") == {article_path(number)}
        _say(library, article_path(number), "zebra")
    assert not writer.update(None, False, Watch()).rebuilt
    for number in range(8):
        _say(library, f"new{number}.md", "zebra")
    assert writer.update(None, False, Watch()).rebuilt
    writer.close()


def test_does_nothing_when_nothing_changed(writer: LibraryWriter, index: LibraryIndex) -> None:
    assert not writer.update(None, False, Watch()).changed
    assert not index.reload()


def test_opens_what_another_process_wrote(cache: Path, library: Path, writer: LibraryWriter) -> None:
    writer.close()
    second = LibraryWriter(cache, library)
    _say(library, article_path(1), "zebra")
    report = second.update(None, False, Watch())
    assert (report.rebuilt, report.modified) == (False, (article_path(1),))
    second.close()


def test_a_file_saved_again_without_a_change_is_remembered_and_not_indexed(
    cache: Path, library: Path, writer: LibraryWriter, index: LibraryIndex
) -> None:
    touched = library / article_path(1)
    os.utime(touched, ns=(1, 1))
    assert not writer.update(None, False, Watch()).changed
    writer.close()
    again = LibraryWriter(cache, library)
    read: list[Progress] = []
    assert not again.update(None, False, Watch(progress=read.append)).changed
    assert read == []
    again.close()


def test_notices_new_text_under_the_old_time_and_size(
    writer: LibraryWriter, index: LibraryIndex, library: Path
) -> None:
    path = library / article_path(3)
    before = path.stat()
    other = library / "incoming"
    other.write_text(path.read_text().replace("only3x", "zebras"))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)
    assert path.stat().st_size == before.st_size
    writer.update(None, False, Watch())
    index.reload()
    assert found(index, "zebras") == {article_path(3)}


def test_an_edit_of_the_library_file_reads_everything_anew(
    writer: LibraryWriter, index: LibraryIndex, library: Path
) -> None:
    (library / "_library.yaml").write_text("languages: [de, en]\n")
    assert writer.update(None, False, Watch()).rebuilt
    assert index.reload()
    assert len(found(index, "customer")) == 30


def test_an_edit_of_a_fact_is_found_in_the_articles_that_say_it(
    writer: LibraryWriter, index: LibraryIndex, library: Path
) -> None:
    (library / "return.md").write_text("# Return\n\nWithin {{ facts.days }} days.\n")
    for value in ("fourteen", "thirty"):
        (library / "_facts.yaml").write_text(f"days: {value}\n")
        assert writer.update(None, False, Watch()).rebuilt
        index.reload()
        assert found(index, value) == {"return.md"}
    assert "return.md" not in found(index, "fourteen")


def test_articles_that_cannot_be_read_well_are_indexed_and_named(
    writer: LibraryWriter, index: LibraryIndex, library: Path
) -> None:
    (library / "broken.md").write_text("---\ntitle: [\n---\n\nThe giraffe is here.\n")
    report = writer.update(None, False, Watch())
    assert (report.added, report.failed) == (("broken.md",), ("broken.md",))
    index.reload()
    assert found(index, "giraffe") == {"broken.md"}
    assert index.snapshot is not None
    assert "broken.md" in {problem.path for problem in index.snapshot.problems()}


@pytest.mark.parametrize("full", [True, False])
def test_a_folder_that_is_gone_or_empty_is_offline_and_not_deleted(
    writer: LibraryWriter, index: LibraryIndex, library: Path, full: bool
) -> None:
    library.rename(library.with_name("elsewhere"))
    for _ in range(2):
        with pytest.raises(LibraryOffline):
            writer.update(None, full, Watch())
        with pytest.raises(LibraryOffline):
            writer.update([article_path(1)], full, Watch())
        library.mkdir(exist_ok=True)
    assert not index.reload()
    library.rmdir()
    library.with_name("elsewhere").rename(library)
    assert not writer.update(None, False, Watch()).removed


@pytest.mark.parametrize("full", [True, False])
def test_a_cancelled_update_leaves_the_index_as_it_was(
    writer: LibraryWriter, index: LibraryIndex, library: Path, full: bool
) -> None:
    for number in range(10):
        _say(library, article_path(number), "zebra")
    read: list[Progress] = []
    with pytest.raises(WorkCancelled):
        writer.update(None, full, Watch(read.append, lambda: len(read) == 5))
    assert [(step.done, step.total) for step in read] == [(done, 30 if full else 10) for done in range(5)]
    assert not index.reload()
    assert index.snapshot is not None
    assert [path.name for path in index.snapshot.folder.parent.glob("*-*")] == [index.snapshot.folder.name]
    assert len(writer.update(None, full, Watch()).changed) >= 10
    index.reload()
    index.verify()
    assert len(found(index, "zebra")) == 10


def test_only_one_writes(cache: Path, library: Path, writer: LibraryWriter) -> None:
    second = LibraryWriter(cache, library)
    with pytest.raises(IndexBusy):
        second.update(None, True, Watch())
    writer.close()
    assert second.update(None, False, Watch()).articles == 30
    second.close()


def test_a_copy_that_a_sync_service_left_is_no_article(writer: LibraryWriter, library: Path) -> None:
    path = article_path(3)
    copy = path.replace(".md", ".sync-conflict-20261122-101010-ABCDEFG.md")
    (library / copy).write_text((library / path).read_text())
    assert not writer.update([copy], False, Watch()).added


def test_merges_small_segments_without_a_change_to_what_is_found(
    writer: LibraryWriter, index: LibraryIndex, library: Path
) -> None:
    for number in range(9):
        _say(library, article_path(number), f"zebra{number}")
        writer.update([article_path(number)], False, Watch())
    index.reload()
    assert index.snapshot is not None
    assert len(index.snapshot.tables) == 10
    _say(library, article_path(8), "changed meanwhile")
    assert not writer.merge(lambda: True)
    assert writer.merge(lambda: False)
    index.reload()
    index.verify()
    assert len(index.snapshot.tables) < 10
    assert [found(index, f"zebra{number}") for number in range(9)] == [{article_path(n)} for n in range(9)]
    assert index.snapshot.articles == 30
    assert not writer.merge(lambda: False)


def test_no_hostile_article_stops_the_others(cache: Path, library: Path, shared: Path) -> None:
    hostile = list((shared / "hostile").glob("*.md"))
    for path in hostile:
        (library / path.name).write_bytes(path.read_bytes())
    writer = LibraryWriter(cache, library)
    assert writer.update(None, False, Watch()).articles == 30 + len(hostile)
    index = LibraryIndex(cache, library)
    index.open()
    index.verify()
    for number in range(30):
        assert found(index, f"only{number}x") == {article_path(number)}
    writer.close()
