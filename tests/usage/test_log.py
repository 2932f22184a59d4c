"""The usage log: decay, favourites, and a file that was damaged."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef
from kbassist.usage.log import HALF_LIFE, UsageLog, open_usage

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
REFUND = ArticleRef("/kb", "refund")
PARCEL = ArticleRef("/kb", "parcel")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[UsageLog]:
    opened = open_usage(tmp_path / "usage.db", NOW)
    yield opened.log
    opened.log.close()


def test_use_counts_half_after_the_half_life(log: UsageLog) -> None:
    log.record(ArticleRef("/kb", "refund#chat"), NOW - HALF_LIFE)
    log.record(PARCEL, NOW)
    assert log.boosts("/kb", NOW) == pytest.approx({"refund": 0.5 / 1.5, "parcel": 0.5})


def test_boost_stays_below_one(log: UsageLog) -> None:
    for _ in range(200):
        log.record(REFUND, NOW)
    assert 0.9 < log.boosts("/kb", NOW)["refund"] < 1


def test_other_library_is_not_boosted(log: UsageLog) -> None:
    log.record(REFUND, NOW)
    assert log.boosts("/other", NOW) == {}


def test_old_uses_are_forgotten(log: UsageLog) -> None:
    log.record(REFUND, NOW - timedelta(days=400))
    log.record(PARCEL, NOW)
    assert log.recent(9) == (PARCEL,)


def test_recent_lists_each_article_once_newest_first(log: UsageLog) -> None:
    for minutes, ref in enumerate([REFUND, PARCEL, ArticleRef("/kb", "refund#email")]):
        log.record(ref, NOW + timedelta(minutes=minutes))
    assert log.recent(9) == (REFUND, PARCEL)


def test_favourites_come_and_go(log: UsageLog) -> None:
    log.set_favourite(ArticleRef("/kb", "refund#chat"), True, NOW)
    log.set_favourite(PARCEL, True, NOW + timedelta(seconds=1))
    log.set_favourite(REFUND, True, NOW + timedelta(seconds=2))
    assert log.favourites() == (REFUND, PARCEL)
    log.set_favourite(REFUND, False, NOW)
    assert log.favourites() == (PARCEL,)


def test_uses_are_there_after_reopening(tmp_path: Path) -> None:
    first = open_usage(tmp_path / "usage.db", NOW).log
    first.record(REFUND, NOW)
    first.close()
    second = open_usage(tmp_path / "usage.db", NOW).log
    assert second.recent(1) == (REFUND,)
    second.close()


def test_damaged_file_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "usage.db"
    path.write_bytes(b"not a database" * 100)
    opened = open_usage(path, NOW)
    (aside,) = tmp_path.glob("usage.db.damaged-*")
    assert aside.read_bytes().startswith(b"not a database")
    assert aside.name in opened.notice
    assert opened.log.recent(9) == ()
    opened.log.close()


def test_folder_that_cannot_be_written_keeps_the_session(tmp_path: Path) -> None:
    opened = open_usage(tmp_path / "gone" / "usage.db", NOW)
    opened.log.record(REFUND, NOW)
    assert opened.log.recent(9) == (REFUND,)
    assert "until you quit" in opened.notice
    opened.log.close()
