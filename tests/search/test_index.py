"""The read side: opened at once, verified once, reloaded when something newer is there."""

from pathlib import Path

import pytest

from kbassist.search import manifest
from kbassist.search.index import IndexState, LibraryIndex
from kbassist.search.library_writer import LibraryWriter
from kbassist.search.manifest import FileSum
from kbassist.search.report import Watch
from kbassist.system.errors import IndexUnusable
from tests.search.small_library import article_path, build, found, found_in, generation_files


def _write(library: Path, number: int, word: str) -> None:
    (library / article_path(number)).write_text(f"The {word} is here.\n")


def test_nothing_there_is_said_and_nothing_is_made(cache: Path, library: Path) -> None:
    index = LibraryIndex(cache, library)
    with pytest.raises(IndexUnusable):
        index.open()
    with pytest.raises(IndexUnusable):
        index.reload()
    index.verify()
    assert (index.state, index.snapshot, cache.exists()) == (IndexState.ABSENT, None, False)


def test_answers_before_and_after_it_is_verified(built: LibraryIndex) -> None:
    assert built.state is IndexState.OPEN
    assert found(built, "only7x") == {article_path(7)}
    built.verify()
    assert built.state is IndexState.VERIFIED


def test_a_reload_opens_only_what_is_new(built: LibraryIndex, cache: Path, library: Path) -> None:
    assert built.snapshot is not None
    old = built.snapshot
    assert not built.reload()
    _write(library, 7, "zebra")
    build(cache, library)
    assert built.reload()
    assert found(built, "zebra") == {article_path(7)}
    assert built.snapshot is not old
    assert [old.tables[name] is built.snapshot.tables[name] for name in old.tables] == [True]
    assert found_in(old, "only7x") == {article_path(7)}


def test_checksums_of_unchanged_files_are_not_computed_again(
    built: LibraryIndex, cache: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.verify()
    first = {path.name for path in generation_files(built)}
    read: list[str] = []
    original = FileSum.of.__func__  # type: ignore[attr-defined]

    def noted(cls: type[FileSum], path: Path, durable: bool = False) -> FileSum:
        read.append(path.name)
        return original(cls, path, durable)

    monkeypatch.setattr(manifest.FileSum, "of", classmethod(noted))
    writer = LibraryWriter(cache, library)
    writer.update(None, False, Watch())
    read.clear()
    _write(library, 7, "zebra")
    writer.update([article_path(7)], False, Watch())
    writer.close()
    built.reload()
    assert built.state is IndexState.OPEN
    written = sorted(read)
    read.clear()
    built.verify()
    assert built.state is IndexState.VERIFIED
    assert sorted(read) == written
    assert not {name for name in read if name.startswith("MAIN_")} & first


def test_a_full_rebuild_is_taken_up(built: LibraryIndex, cache: Path, library: Path) -> None:
    assert built.snapshot is not None
    old = built.snapshot
    writer = LibraryWriter(cache, library)
    assert writer.update(None, True, Watch()).rebuilt
    writer.close()
    assert built.reload()
    built.verify()
    assert built.snapshot.folder != old.folder
    assert not old.folder.exists()
    assert found_in(old, "only7x") == {article_path(7)}


def test_verifying_goes_on_in_the_newer_state_when_a_commit_sweeps_files(
    built: LibraryIndex, cache: Path, library: Path
) -> None:
    for number in range(30):
        _write(library, number, "zebra")
    build(cache, library)
    built.verify()
    assert built.state is IndexState.VERIFIED
    assert len(found(built, "zebra")) == 30


def test_the_problems_of_live_articles_are_known(built: LibraryIndex, cache: Path, library: Path) -> None:
    (library / article_path(3)).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (library / article_path(4)).write_text("---\ntitle: [\n---\n\nText.\n")
    build(cache, library)
    built.reload()
    assert built.snapshot is not None
    assert {problem.path for problem in built.snapshot.problems()} == {article_path(3), article_path(4)}
    _write(library, 4, "zebra")
    build(cache, library)
    built.reload()
    assert {problem.path for problem in built.snapshot.problems()} == {article_path(3)}


def test_whoosh_finds_what_the_tables_find(built: LibraryIndex) -> None:
    from whoosh import index, query

    assert built.snapshot is not None
    with index.open_dir(built.snapshot.folder / "whoosh").searcher() as searcher:
        for word in ("refund", "parcel", "garantie", "only12x", "absent"):
            hits = searcher.search(
                query.Or([query.Term(f, word) for f in ("title", "body", "tags")]), limit=None
            )
            assert {hit["path"] for hit in hits} == found(built, f'"{word}"')
