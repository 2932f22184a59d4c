"""Articles as they were last looked at."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kbassist.usage.seen import LARGEST_BYTES, Mark, Seen, SeenStore, open_seen

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OLD, NEW = b"Thirty days.\n" * 20, b"Fourteen days.\n" * 20


@pytest.fixture
def store(tmp_path: Path):
    store = open_seen(tmp_path / "seen.db", NOW).store
    yield store
    store.close()


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def mark(content: bytes, at: datetime = NOW) -> Mark:
    return Mark(at, {"a.md": Seen(sha(content), len(content), 1)})


def test_a_mark_keeps_the_texts_of_the_one_before_until_it_is_tidied(store: SeenStore) -> None:
    assert store.mark("/kb") is None
    first, second = mark(OLD), mark(NEW, NOW + timedelta(1))
    store.set_mark("/kb", first, [(sha(OLD), OLD)])
    store.set_mark("/kb", second, [(sha(NEW), NEW)])
    assert store.mark("/kb") == second
    store.put_back("/kb", first)
    assert (store.mark("/kb"), store.content(sha(OLD))) == (first, OLD)
    store.set_mark("/kb", second, ())
    store.set_mark("/other", mark(NEW), ())
    assert store.content(sha(OLD)) == OLD
    store.tidy()
    assert store.content(sha(OLD)) is None


def test_one_file_can_be_looked_at(store: SeenStore) -> None:
    store.set_mark("/kb", mark(OLD), [(sha(OLD), OLD)])
    seen = Seen(sha(NEW), len(NEW), 2)
    store.set_file("/kb", "a.md", seen, NEW)
    kept = store.mark("/kb")
    assert kept is not None
    assert (kept.at, kept.files) == (NOW, {"a.md": seen})
    assert store.content(sha(NEW)) == NEW
    store.set_file("/kb", "a.md", None)
    kept = store.mark("/kb")
    assert kept is not None
    assert kept.files == {}


def test_texts_beyond_the_cap_are_known_by_their_sum_alone(tmp_path: Path, store: SeenStore) -> None:
    huge = b"x" * (LARGEST_BYTES + 1)
    store.set_mark("/kb", mark(huge), [(sha(huge), huge)])
    assert store.content(sha(huge)) is None
    store.close()
    small = open_seen(tmp_path / "small.db", NOW).store
    small._most_bytes = 10
    small.set_mark("/kb", mark(OLD), [(sha(OLD), OLD), (sha(NEW), NEW)])
    assert (small.content(sha(OLD)), small.content(sha(NEW))) == (OLD, None)
    small.close()
