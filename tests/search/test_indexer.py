"""The indexing process and its client: progress, cancel, death on either side, a second copy."""

import io
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import cast

import pytest

from kbassist.search import child
from kbassist.search.index import LibraryIndex
from kbassist.search.indexer import Indexer
from kbassist.search.report import Progress
from kbassist.system.errors import IndexBusy, IndexUnusable, LibraryOffline, WorkCancelled
from tests.search.small_library import article_path, found


def test_builds_then_follows(indexer: Indexer, cache: Path, library: Path) -> None:
    told: list[Progress] = []
    report = indexer.update(library, progress=told.append)
    assert (report.articles, len(report.added), report.rebuilt) == (30, 30, True)
    assert told[-1] == Progress(30, 30)
    index = LibraryIndex(cache, library)
    index.open()
    (library / article_path(3)).write_text("The zebra is here.")
    assert indexer.update(library, [article_path(3)]).changed == {article_path(3)}
    assert index.reload()
    assert found(index, "zebra") == {article_path(3)}


def test_serves_several_libraries(indexer: Indexer, library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.md").write_text("Text.")
    assert [indexer.update(root).articles for root in (library, other, library)] == [30, 1, 30]


def test_hands_on_what_went_wrong(indexer: Indexer, library: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryOffline, match="absent"):
        indexer.update(tmp_path / "absent")
    assert indexer.update(library).articles == 30


def test_can_be_cancelled(indexer: Indexer, library: Path) -> None:
    for number in range(600):
        (library / f"{number}.md").write_text(f"Text {number}")
    with pytest.raises(WorkCancelled):
        indexer.update(library, cancelled=lambda: True)
    assert indexer.update(library).articles == 630


def test_a_second_copy_reads_while_the_first_one_writes(indexer: Indexer, cache: Path, library: Path) -> None:
    indexer.update(library)
    second = Indexer(cache)
    with pytest.raises(IndexBusy):
        second.update(library)
    index = LibraryIndex(cache, library)
    index.open()
    (library / article_path(3)).write_text("The zebra is here.")
    indexer.update(library)
    assert index.reload()
    assert found(index, "zebra") == {article_path(3)}
    indexer.close()
    assert second.update(library).articles == 30
    second.close()


def test_a_killed_process_is_replaced(indexer: Indexer, library: Path) -> None:
    indexer.update(library)
    assert indexer._child is not None
    indexer._child.kill()
    (library / article_path(3)).write_text("The zebra is here.")
    assert indexer.update(library).modified == (article_path(3),)


def test_a_process_that_dies_each_time_is_given_up(
    indexer: Indexer, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kbassist.search.indexer._COMMAND", (sys.executable, "-c", "raise ValueError"))
    with pytest.raises(IndexUnusable):
        indexer.update(library)


def test_closing_ends_an_update_of_another_thread(indexer: Indexer, library: Path) -> None:
    for number in range(600):
        (library / f"{number}.md").write_text(f"Text {number}")
    started = threading.Event()
    ended: list[BaseException] = []

    def work() -> None:
        try:
            indexer.update(library, progress=lambda _progress: started.set())
        except WorkCancelled as error:
            ended.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    assert started.wait(30)
    indexer.close()
    thread.join(30)
    assert len(ended) == 1
    with pytest.raises(WorkCancelled):
        indexer.update(library)


_PARENT = """
import os, sys
from pathlib import Path
from kbassist.search.indexer import Indexer
indexer = Indexer(Path(sys.argv[1]))
indexer.update(Path(sys.argv[2]))
print(indexer._child._process.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_dies_with_the_program(cache: Path, library: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PARENT, str(cache), str(library)], stdout=subprocess.PIPE, check=False
    )
    child = int(done.stdout)
    # The right to write is free exactly when the process has gone.
    indexer = Indexer(cache)
    for _ in range(1000):
        try:
            assert indexer.update(library).articles == 30
        except IndexBusy:
            continue
        break
    indexer.close()
    assert not Path(f"/proc/{child}/cmdline").exists() or not Path(f"/proc/{child}/cmdline").read_bytes()


def test_a_callback_that_fails_does_not_spoil_the_next_update(indexer: Indexer, library: Path) -> None:
    def fail(progress: Progress) -> None:
        raise RuntimeError(progress)

    with pytest.raises(RuntimeError):
        indexer.update(library, progress=fail)
    report = indexer.update(library)
    assert (report.articles, report.rebuilt) == (30, True)


def test_takes_no_module_from_the_current_folder(
    indexer: Indexer, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library / "json.py").write_text("raise SystemExit('a file of the library was run')")
    (library / "whoosh.py").write_text("raise SystemExit('a file of the library was run')")
    monkeypatch.chdir(library)
    assert indexer.update(library).articles == 30


@pytest.mark.slow
def test_merges_when_nobody_asks(indexer: Indexer, cache: Path, library: Path) -> None:
    indexer.update(library)
    for number in range(9):
        (library / article_path(number)).write_text(f"The zebra{number} is here.")
        indexer.update(library, [article_path(number)])
    index = LibraryIndex(cache, library)
    assert len(index.open().tables) == 10
    deadline = time.monotonic() + 20
    while not index.reload() and time.monotonic() < deadline:
        pass
    index.verify()
    assert index.snapshot is not None
    assert len(index.snapshot.tables) == 2
    assert found(index, "zebra3") == {article_path(3)}
    assert not indexer.update(library).changed


@pytest.mark.parametrize(("works", "said"), [(True, b'{"beat": true}\n'), (False, b"")])
def test_what_works_long_is_alive_and_what_waits_is_not(
    works: bool, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = io.BytesIO()
    process = child.IndexingProcess(cast("child.Requests", None), told)

    def work(_seconds: float) -> None:
        until = time.process_time() + 0.02
        while works and time.process_time() < until:
            pass

    monkeypatch.setattr(child.time, "sleep", work)
    process.beat()
    assert told.getvalue() == said


def test_a_folder_that_hangs_is_offline_and_can_be_stopped(
    indexer: Indexer, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexer.update(library)
    assert indexer._child is not None
    hanging = indexer._child._process
    hanging.send_signal(signal.SIGSTOP)
    monkeypatch.setattr("kbassist.search.indexer.START_S", 0.3)
    with pytest.raises(LibraryOffline, match="does not answer"):
        indexer.update(library)
    assert hanging.wait(5)
    monkeypatch.setattr("kbassist.search.indexer.START_S", 120)
    monkeypatch.setattr("kbassist.search.indexer.STOP_S", 0.3)
    assert indexer.update(library).articles == 30
    indexer._child._process.send_signal(signal.SIGSTOP)
    with pytest.raises(WorkCancelled):
        indexer.update(library, cancelled=lambda: True)
    assert indexer.update(library).articles == 30
