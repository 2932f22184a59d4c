"""Whatever befalls an index on its disk is noticed, and a rebuild beside it mends it.

Each fault is a real one: files cut, flipped, deleted, a disk that is full, a cache that may not be
written, processes killed. Search must answer right, or not at all until titles take over; never wrong.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.search import versions
from kbassist.search.index import IndexState, LibraryIndex
from kbassist.search.indexer import Child, Indexer
from kbassist.search.library_writer import LibraryWriter
from kbassist.search.place import IndexPlace
from kbassist.search.report import Watch
from kbassist.system.errors import IndexBusy, IndexUnusable, IndexUnwritable
from tests.search.small_library import article_path, as_nobody, build, found, generation_files

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the faults are made with POSIX means")

_SOAK = (pytest.mark.slow, pytest.mark.timeout(3600))


def _assert_whole(cache: Path, library: Path) -> None:
    index = LibraryIndex(cache, library)
    index.open()
    index.verify()
    assert index.state is IndexState.VERIFIED
    for number in range(30):
        assert found(index, f"only{number}x") == {article_path(number)}


def _assert_rebuilt(cache: Path, library: Path, *, full: bool = False) -> None:
    writer = LibraryWriter(cache, library)
    assert writer.update(None, full, Watch()).rebuilt
    writer.close()
    _assert_whole(cache, library)


@pytest.mark.parametrize("damage", ["empty", "half", "missing", "longer"])
@pytest.mark.parametrize(
    "name", ["manifest", "entries", "problems", "table", "*.toc", "*.trm", "*.pst", "*.col"]
)
def test_half_written_files_are_noticed_at_once(
    built: LibraryIndex, cache: Path, library: Path, name: str, damage: str
) -> None:
    assert len(generation_files(built)) == 8
    path = next(path for path in generation_files(built) if path.match(name))
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        new = {"empty": b"", "half": content[: len(content) // 2], "longer": content + b"x"}[damage]
        path.with_name("new").write_bytes(new)
        path.with_name("new").replace(path)
    with pytest.raises(IndexUnusable):
        LibraryIndex(cache, library).open()
    assert found(built, "only7x") == {article_path(7)}
    _assert_rebuilt(cache, library)
    assert built.reload()


@pytest.mark.parametrize("flips", [600, pytest.param(20_000, marks=_SOAK)])
def test_no_flipped_bit_escapes(built: LibraryIndex, cache: Path, library: Path, flips: int) -> None:
    rng = random.Random(flips)
    files = [*generation_files(built), IndexPlace.of(cache, library).pointer]
    sizes = [path.stat().st_size for path in files]
    flipped = 0
    for _ in range(flips):
        path = rng.choices(files, sizes)[0] if flipped % 2 else rng.choice(files)
        if path.stat().st_size == 0:
            continue
        with path.open("r+b") as file:
            at, bit = rng.randrange(path.stat().st_size), 1 << rng.randrange(8)
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ bit]))
            file.flush()
            index = LibraryIndex(cache, library)
            with pytest.raises(IndexUnusable):
                index.open()
                index.verify()
            assert index.snapshot is None
            file.seek(at)
            file.write(bytes([byte]))
        flipped += 1
    assert flipped > flips * 0.9
    _assert_whole(cache, library)


def test_a_damaged_index_is_rebuilt_when_asked_to(built: LibraryIndex, cache: Path, library: Path) -> None:
    table = next(path for path in generation_files(built) if path.name == "table")
    content = bytearray(table.read_bytes())
    content[len(content) // 2] ^= 4
    table.write_bytes(content)
    with pytest.raises(IndexUnusable):
        built.verify()
    assert (built.snapshot, built.state) == (None, IndexState.DAMAGED)
    _assert_rebuilt(cache, library, full=True)
    assert built.reload()
    built.verify()


def test_another_version_has_another_index(
    built: LibraryIndex, cache: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert built.snapshot is not None
    for module in ("library_writer", "index"):
        monkeypatch.setattr(f"kbassist.search.{module}.stamp", lambda: "0123456789ab")
    newer = LibraryIndex(cache, library)
    with pytest.raises(IndexUnusable, match="version"):
        newer.open()
    _assert_rebuilt(cache, library)
    assert not built.snapshot.folder.exists()


def test_another_whoosh_builds_its_own(
    built: LibraryIndex, cache: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("library_writer", "generation"):
        monkeypatch.setattr(f"kbassist.search.{module}.WHOOSH_VERSION", "3.54.0")
    assert not built.reload()
    _assert_rebuilt(cache, library)
    assert built.reload()


@pytest.mark.parametrize("constant", ["FORMAT", "TABLE_FORMAT", "__version__"])
def test_every_version_shows_in_the_stamp(constant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = versions.stamp()
    monkeypatch.setattr(versions, constant, "another")
    assert versions.stamp() != before


def test_what_earlier_versions_and_dead_processes_left_goes_at_the_first_update(
    built: LibraryIndex, cache: Path, library: Path
) -> None:
    assert built.snapshot is not None
    generation = built.snapshot.folder
    shutil.copytree(generation, generation.with_name("0a1b2c-7"))
    (generation / "whoosh" / "MAIN_dead.pst").touch()
    (generation / "whoosh" / "_MAIN_9.toc").touch()
    (generation / "whoosh" / "MAIN.tmp").mkdir()
    (generation / "segments" / "MAIN_dead").mkdir()
    (generation / ".dead.new").touch()
    before = set(generation_files(built)) - set(generation.rglob("*dead*")) - set(generation.rglob("*_9.toc"))
    build(cache, library)
    assert set(generation_files(built)) == before
    assert {entry.name for entry in generation.parent.iterdir()} == {generation.name, "current", "lock"}
    assert not (generation / "whoosh" / "MAIN.tmp").exists()


@pytest.mark.parametrize(
    "deleted", ["cache", "place", "generation", "whoosh", "table", "manifest", "pointer"]
)
def test_deleted_while_running(indexer: Indexer, cache: Path, library: Path, deleted: str) -> None:
    indexer.update(library)
    index = LibraryIndex(cache, library)
    snapshot = index.open()
    place = IndexPlace.of(cache, library)
    victim = {
        "cache": cache,
        "place": place.folder,
        "generation": snapshot.folder,
        "whoosh": snapshot.folder / "whoosh",
        "table": next(snapshot.folder.rglob("table")),
        "manifest": snapshot.folder / "manifest",
        "pointer": place.pointer,
    }[deleted]
    if victim.is_dir():
        shutil.rmtree(victim)
    else:
        victim.unlink()
    assert found(index, "only7x") == {article_path(7)}
    if deleted not in ("whoosh", "table"):
        with pytest.raises(IndexUnusable):
            index.reload()
    assert found(index, "only7x") == {article_path(7)}
    (library / article_path(3)).write_text("The zebra is here. only3x")
    assert indexer.update(library).articles == 30
    assert index.reload()
    assert found(index, "zebra") == {article_path(3)}
    index.verify()


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process")
@pytest.mark.parametrize("size_bytes", [0, 10, 100, 600, 1000, 2000, 4000, 8000, 16_000])
def test_a_write_that_fails_leaves_the_index_as_it_was(
    indexer: Indexer, cache: Path, library: Path, size_bytes: int
) -> None:
    """Let each file of a commit in turn be the one that does not fit: they differ in size."""
    indexer.update(library)
    assert indexer._child is not None
    process = indexer._child._process.pid
    unlimited = resource.prlimit(process, resource.RLIMIT_FSIZE)
    index = LibraryIndex(cache, library)
    index.open()
    for number in range(10):
        (library / article_path(number)).write_text(f"The zebra is here. only{number}x")
    for full in (True, False):
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size_bytes, unlimited[1]))
        try:
            indexer.update(library, full=full)
        except IndexUnwritable:
            assert not index.reload()
        else:
            assert size_bytes >= 4000
        index.verify()
        LibraryIndex(cache, library).open()
    resource.prlimit(process, resource.RLIMIT_FSIZE, unlimited)
    indexer.update(library)
    assert indexer._child._process.pid == process
    _assert_whole(cache, library)


def test_a_full_disk(library: Path, small_disk: Callable[[int], Path]) -> None:
    cache = small_disk(700)
    indexer = Indexer(cache)
    indexer.update(library)
    index = LibraryIndex(cache, library)
    index.open()
    filler = cache / "filler"
    with pytest.raises(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    (library / article_path(3)).write_text("The zebra is here. only3x")
    for _ in range(3):
        for full in (False, True):
            with pytest.raises(IndexUnwritable, match="full"):
                indexer.update(library, full=full)
        assert found(index, "only3x") == {article_path(3)}
        LibraryIndex(cache, library).open()
    filler.unlink()
    assert indexer.update(library).modified == (article_path(3),)
    assert index.reload()
    index.verify()
    assert found(index, "zebra") == {article_path(3)}
    indexer.close()


def test_a_cache_that_may_not_be_written_is_still_read(library: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        build(cache, library)
        for path in (Path(folder), *Path(folder).rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        with as_nobody():
            index = LibraryIndex(cache, library)
            index.open()
            index.verify()
            assert found(index, "only7x") == {article_path(7)}
            with pytest.raises(OSError):
                LibraryWriter(cache, library).update(None, False, Watch())
            with pytest.raises(OSError):
                LibraryWriter(cache / "new", library).update(None, False, Watch())
        for path in (Path(folder), *Path(folder).rglob("*")):
            path.chmod(0o700)


def _race(cache: Path, library: Path, count: int) -> list[object]:
    """Let so many first starts build the index of `library` at once and return what each came to."""
    results: list[object] = []
    ready = threading.Barrier(count)

    def start() -> None:
        indexer = Indexer(cache)
        indexer.warm()
        ready.wait(30)
        try:
            results.append(indexer.update(library).articles)
        except IndexBusy as error:
            results.append(error)
        finally:
            indexer.close()

    threads = [threading.Thread(target=start) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.mark.parametrize("rounds", [3, pytest.param(60, marks=_SOAK)])
def test_first_starts_at_the_same_time(cache: Path, library: Path, rounds: int) -> None:
    for number in range(rounds):
        results = _race(cache / str(number), library, 2)
        assert 30 in results
        assert all(result == 30 or isinstance(result, IndexBusy) for result in results)
        _assert_whole(cache / str(number), library)


@pytest.mark.parametrize("kills", [20, pytest.param(400, marks=_SOAK)])
def test_killed_at_any_moment(cache: Path, library: Path, kills: int) -> None:
    """Kill the writer while it builds or updates: what is read is the state before, or the one after."""
    rng = random.Random(kills)
    index = LibraryIndex(cache, library)
    took_s = {full: _seconds_of(cache, library, full) for full in (True, False)}
    interrupted = 0
    for number in range(kills):
        target = article_path(number % 30)
        (library / target).write_text(f"The zebra{number} is here. only{number % 30}x")
        child = _warm_child(cache, library)
        killer = threading.Timer(rng.uniform(0, took_s[bool(number % 2)]), child.kill)
        killer.start()
        try:
            answer = child.ask(_ask(cache, library, full=bool(number % 2)), None, None)
            assert "report" in answer
        except EOFError:
            interrupted += 1
        killer.join()
        child.close()
        _assert_a_legal_state(index, number, target)
    assert interrupted > kills // 4
    build(cache, library)
    _assert_whole(cache, library)


def _warm_child(cache: Path, library: Path) -> Child:
    child = Child()
    child.ask(_ask(cache, library.parent / "absent", False), None, None)
    return child


def _seconds_of(cache: Path, library: Path, full: bool) -> float:
    """Measure an update that nobody interrupts: how fast a machine is decides when to kill."""
    (library / article_path(0)).write_text(f"The zebra is here, {full}. only0x")
    child = _warm_child(cache, library)
    started = time.perf_counter()
    child.ask(_ask(cache, library, full), None, None)
    took_s = time.perf_counter() - started
    child.close()
    return took_s


def _ask(cache: Path, root: Path, full: bool) -> dict[str, object]:
    where = {"cache": str(cache), "root": str(root), "paths": None}
    how = {"full": full, "accept": False, "own": [], "thorough": False}
    return {"do": "update", "request": 1, **where, **how}


def _assert_a_legal_state(index: LibraryIndex, number: int, target: str) -> None:
    try:
        index.reload()
    except IndexUnusable:
        assert index.state is IndexState.ABSENT  # never after the first build
        return
    index.verify()
    assert index.snapshot is not None
    assert index.snapshot.articles == 30
    assert found(index, f"only{number % 30}x") == {target}
    assert found(index, f'"zebra{number}"') in ({target}, set())


def test_a_child_stopped_by_hand_does_not_take_the_program_along(indexer: Indexer, library: Path) -> None:
    indexer.update(library)
    assert indexer._child is not None
    os.kill(indexer._child._process.pid, signal.SIGTERM)
    assert indexer.update(library).articles == 30


def test_the_read_side_never_imports_whoosh_or_unpickles(
    built: LibraryIndex, cache: Path, library: Path
) -> None:
    code = """
import pickle, sys
pickle.load = pickle.loads = pickle.Unpickler = None
from pathlib import Path
from kbassist.search.index import LibraryIndex
index = LibraryIndex(Path(sys.argv[1]), Path(sys.argv[2]))
index.open()
index.verify()
print(index.snapshot.searcher.search("only7x", today=__import__("datetime").date.today()).total)
sys.exit(any(name.split(".")[0] == "whoosh" for name in sys.modules))
"""
    command = [sys.executable, "-c", code, str(cache), str(library)]
    assert subprocess.run(command, check=True, capture_output=True).stdout == b"1\n"
