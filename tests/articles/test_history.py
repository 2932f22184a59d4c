"""What files held is kept within limits."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kbassist.articles.article import FileRef
from kbassist.articles.history import History, HistoryLimits, Occasion
from kbassist.system.errors import NotKept

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FILE = FileRef("/library", "topic/a.md")


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "history", HistoryLimits())


def test_versions_come_back_the_youngest_first(history):
    first = history.keep(FILE, b"one\r\n", Occasion.BEFORE, NOW)
    second = history.keep(FILE, b"two", Occasion.SAVED, NOW)
    assert history.of(FILE) == (second, first)
    assert history.content(FILE, first.id) == b"one\r\n"
    assert (first.size_bytes, first.occasion, first.at) == (5, Occasion.BEFORE, NOW)
    assert history.of(FileRef("/library", "b.md")) == ()


def test_the_same_is_kept_once(history):
    history.keep(FILE, b"one", Occasion.SAVED, NOW)
    history.keep(FILE, b"one", Occasion.SAVED, NOW)
    history.keep(FILE, b"two", Occasion.SAVED, NOW)
    history.keep(FILE, b"one", Occasion.BEFORE, NOW)
    assert len(history.of(FILE)) == 2
    history.keep(FILE, b"one", Occasion.SAVED, NOW)
    assert len(history.of(FILE)) == 3


def test_only_so_many_are_kept_one_a_day_of_the_older(tmp_path):
    history = History(tmp_path, HistoryLimits(versions=6))
    for hours in range(0, 120, 8):
        history.keep(FILE, b"%d" % hours, Occasion.SAVED, NOW + timedelta(hours=hours))
    texts = [history.content(FILE, kept.id) for kept in history.of(FILE)]
    assert texts[:3] == [b"112", b"104", b"96"]
    days = [kept.at.date() for kept in history.of(FILE)[3:]]
    assert len(texts) <= 6
    assert len(set(days)) == len(days)


def test_the_oldest_go_when_there_is_too_much(tmp_path):
    history = History(tmp_path, HistoryLimits(size_mb=1))
    other = FileRef("/library", "other.md")
    history.keep(other, b"only one", Occasion.SAVED, NOW)
    noise = [
        bytes((index * seed * 2654435761 >> 13) & 255 for index in range(150_000)) for seed in range(1, 13)
    ]
    for number, content in enumerate(noise, 1):
        history.keep(FILE, content, Occasion.SAVED, NOW + timedelta(minutes=number))
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.z")) <= 1_000_000
    assert history.content(FILE, history.of(FILE)[0].id) == noise[-1]
    assert len(history.of(other)) == 1


def test_damage_is_told(history, tmp_path):
    kept = history.keep(FILE, b"one", Occasion.SAVED, NOW)
    (place,) = tmp_path.rglob("*.z")
    place.write_bytes(place.read_bytes()[:-3])
    with pytest.raises(NotKept, match="damaged"):
        history.content(FILE, kept.id)
    for version in ("../../secret", "", "20261122T090000.000000Z-saved-3-abc"):
        with pytest.raises(NotKept):
            history.content(FILE, version)


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "history").write_bytes(b"")
    with pytest.raises(NotKept, match="could not be kept"):
        History(tmp_path / "history", HistoryLimits()).keep(FILE, b"one", Occasion.SAVED, NOW)


def test_versions_join_those_of_the_path_that_a_file_is_moved_to(history):
    other = FileRef("/library", "topic/b.md")
    history.keep(other, b"old b", Occasion.SAVED, NOW)
    history.keep(FILE, b"a", Occasion.SAVED, NOW + timedelta(hours=1))
    history.follow(FILE, other)
    assert [history.content(other, kept.id) for kept in history.of(other)] == [b"a", b"old b"]
    assert history.of(FILE) == ()
