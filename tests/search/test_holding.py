"""Articles that vanish all at once: what is held back, what goes, and what a restart knows of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbassist.search.holding import FEWEST, WINDOW_S, Held, Holding, held_at
from kbassist.search.index import LibraryIndex
from kbassist.search.library_writer import LibraryWriter
from kbassist.search.report import IndexReport, Watch
from tests.search.small_library import article_path, found, write_article

MANY = 60


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "team"
    for number in range(MANY):
        write_article(root, number)
    return root


@pytest.fixture
def writer(cache: Path, root: Path) -> Iterator[LibraryWriter]:
    writer = LibraryWriter(cache, root)
    writer.update(None, False, Watch())
    yield writer
    writer.close()


def _remove(root: Path, numbers: range) -> None:
    for number in numbers:
        (root / article_path(number)).unlink()


def _look(writer: LibraryWriter, *, full: bool = False, accept: bool = False) -> IndexReport:
    return writer.update(None, full, Watch(), accept)


def _searched(cache: Path, root: Path) -> int:
    index = LibraryIndex(cache, root)
    index.open()
    return sum(article_path(number) in found(index, f"only{number}x") for number in range(MANY))


@pytest.mark.parametrize("full", [True, False])
def test_many_that_are_gone_at_once_stay_in_the_index_until_they_are_let_go(
    writer: LibraryWriter, cache: Path, root: Path, full: bool
) -> None:
    _remove(root, range(30))
    report = _look(writer, full=full)
    assert (len(report.held), report.removed, report.held_of, report.articles) == (30, (), MANY, MANY)
    assert _searched(cache, root) == MANY
    assert held_at(cache, root).paths == set(report.held)
    report = _look(writer, full=full, accept=True)
    assert (report.held, report.articles) == ((), 30)
    assert _searched(cache, root) == 30
    assert held_at(cache, root) == Held()


@pytest.mark.parametrize("count", [12, FEWEST - 1])
def test_fewer_are_simply_gone(writer: LibraryWriter, root: Path, count: int) -> None:
    _remove(root, range(count))
    report = _look(writer)
    assert (len(report.removed), report.held) == (count, ())


@pytest.mark.parametrize("known", [1, 10])
def test_all_that_there_was_is_never_few(tmp_path: Path, known: int) -> None:
    gone = {str(number) for number in range(known)}
    assert Holding(tmp_path).judged(gone, known).paths == gone


def test_nobody_is_asked_about_what_the_program_has_removed(writer: LibraryWriter, root: Path) -> None:
    _remove(root, range(30))
    own = {article_path(number) for number in range(25)}
    report = writer.update(None, False, Watch(), own=own)
    assert (set(report.removed), report.held) == (own | set(report.removed), ())
    assert len(report.removed) == 30
    _remove(root, range(30, 50))
    assert len(_look(writer).held) == 20


def test_what_was_moved_is_not_gone(writer: LibraryWriter, root: Path) -> None:
    moved = root / "elsewhere"
    for folder in [entry for entry in root.iterdir() if entry.is_dir()]:
        shutil.copytree(folder, moved / folder.name)
        shutil.rmtree(folder)
    report = _look(writer)
    assert (len(report.removed), len(report.added), report.held) == (MANY, MANY, ())


def test_a_restart_goes_on_and_single_deletions_do_too(
    writer: LibraryWriter, cache: Path, root: Path
) -> None:
    _remove(root, range(30))
    since = _look(writer).held_since
    writer.close()
    again = LibraryWriter(cache, root)
    _remove(root, range(30, 33))
    write_article(root, 0)
    report = _look(again)
    assert (len(report.removed), len(report.held), report.held_since) == (3, 29, since)
    for number in range(1, 30):
        write_article(root, number)
    assert (_look(again).held, held_at(cache, root)) == ((), Held())
    again.close()


def test_one_saved_article_does_not_end_the_hold(writer: LibraryWriter, root: Path) -> None:
    _remove(root, range(30))
    _look(writer)
    (root / article_path(40)).write_text("# Zebra\n")
    report = writer.update([article_path(40)], False, Watch())
    assert (report.modified, len(report.held)) == ((article_path(40),), 30)


def test_a_changed_fact_does_not_build_an_index_without_them(
    writer: LibraryWriter, cache: Path, root: Path
) -> None:
    (root / "_facts.yaml").write_text("days: 5\n")
    _remove(root, range(30))
    report = _look(writer)
    assert (report.rebuilt, len(report.held)) == (False, 30)
    assert _searched(cache, root) == MANY
    assert _look(writer, accept=True).rebuilt


def test_a_deletion_file_by_file_counts_together(tmp_path: Path) -> None:
    now = [0.0]
    holding = Holding(tmp_path, lambda: now[0])
    for _ in range(2):
        gone = {"1", "2", "3", "4", "5", "6", "7", "8", "9"}
        assert holding.judged(gone, 100) == Held()
        holding.settle(Held(), len(gone))
        now[0] += 5
    assert len(holding.judged({"a", "b", "c"}, 82).paths) == 3
    now[0] += WINDOW_S
    assert holding.judged({"a", "b", "c"}, 82) == Held()


def test_what_goes_while_somebody_is_asked_is_asked_about_anew(writer: LibraryWriter, root: Path) -> None:
    _remove(root, range(20))
    _look(writer)
    _remove(root, range(20, 50))
    report = _look(writer, accept=True)
    assert (len(report.removed), len(report.held)) == (20, 30)
