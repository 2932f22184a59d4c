"""Learned questions: counting, fading, bounds, and what is left on the disk of a forgotten one."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef
from kbassist.system.errors import NotKept
from kbassist.usage import learned
from kbassist.usage.learned import HALF_LIFE, LearnedStore, open_learned

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
REFUND = ArticleRef("/kb", "refund")
PARCEL = ArticleRef("/kb", "parcel")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "learned.db"


@pytest.fixture
def store(path: Path) -> Iterator[LearnedStore]:
    opened = open_learned(path, NOW)
    assert opened.notice == ""
    yield opened.store
    opened.store.close()


def words(store: LearnedStore, ref: ArticleRef | None = None) -> list[str]:
    return [" ".join(kept.question.words) for kept in store.questions(NOW, ref)]


def test_a_use_counts_one_whatever_reply_was_copied(store: LearnedStore) -> None:
    question = store.learn(ArticleRef("/kb", "refund#chat"), ("never", "arrived"), NOW).question
    assert (question.ref, question.words, question.weight) == (REFUND, ("arrived", "never"), 1)
    assert [kept.question for kept in store.questions(NOW)] == [question]


def test_the_same_words_again_count_more(store: LearnedStore) -> None:
    first = store.learn(REFUND, ("never", "arrived"), NOW - HALF_LIFE).question
    again = store.learn(REFUND, ("arrived", "never", "never"), NOW).question
    assert (again.number, again.weight) == (first.number, 1.5)
    (kept,) = store.questions(NOW)
    assert (kept.uses, kept.last_used) == (2, NOW)


def test_what_is_not_used_fades_and_is_dropped(store: LearnedStore) -> None:
    store.learn(REFUND, ("never", "arrived"), NOW)
    (kept,) = store.questions(NOW + HALF_LIFE)
    assert kept.question.weight == pytest.approx(0.5)
    later = NOW + 5 * HALF_LIFE
    assert store.questions(later) == ()
    store.forget_faded(later)
    assert store.questions(NOW) == ()


def test_a_clock_that_was_set_back_makes_nothing_heavier(store: LearnedStore) -> None:
    store.learn(REFUND, ("never", "arrived"), NOW)
    assert store.questions(NOW - timedelta(days=900))[0].question.weight == 1


def test_each_can_be_listed_by_article_and_forgotten(store: LearnedStore) -> None:
    first = store.learn(REFUND, ("never", "arrived"), NOW).question
    store.learn(PARCEL, ("late", "snow"), NOW)
    assert words(store, ArticleRef("/kb", "parcel#chat")) == ["late snow"]
    assert store.forget(first.number)
    assert not store.forget(first.number)
    assert words(store) == ["late snow"]
    assert store.forget_all() == 1
    assert words(store) == []


def test_a_number_is_never_given_twice(store: LearnedStore) -> None:
    first = store.learn(REFUND, ("never", "arrived"), NOW).question
    store.forget(first.number)
    assert store.learn(PARCEL, ("late", "snow"), NOW).question.number != first.number


def test_the_weakest_go_beyond_the_bounds(store: LearnedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "MOST_OF_AN_ARTICLE", 3)
    monkeypatch.setattr(learned, "MOST_IN_ALL", 4)
    for days, word in enumerate(["oldest", "older", "old", "new"]):
        store.learn(REFUND, ("money", word), NOW - timedelta(days=9 - days))
    assert words(store) == ["money new", "money old", "money older"]
    for word in ("snow", "rain"):
        store.learn(PARCEL, ("late", word), NOW)
        store.learn(PARCEL, ("late", word), NOW)
    assert words(store) == ["late snow", "late rain", "money new", "money old"]
    weakest = store.questions(NOW)[-1].question
    newest = store.learn(PARCEL, ("late", "ice"), NOW)
    assert newest.dropped == (weakest.number,)
    assert "ice late" in words(store)


def test_what_is_forgotten_is_gone_from_the_disk(store: LearnedStore, path: Path) -> None:
    def on_disk(word: str) -> bool:
        return any(word.encode() in file.read_bytes() for file in path.parent.iterdir())

    question = store.learn(REFUND, ("zanzibar", "arrived"), NOW).question
    assert on_disk("zanzibar")
    store.forget(question.number)
    assert not on_disk("zanzibar")


def test_what_is_kept_is_there_after_reopening(path: Path) -> None:
    first = open_learned(path, NOW).store
    first.learn(REFUND, ("never", "arrived"), NOW)
    first.close()
    second = open_learned(path, NOW).store
    assert words(second) == ["arrived never"]
    second.close()


def test_another_process_is_noticed(store: LearnedStore, path: Path) -> None:
    before = store.foreign_changes()
    store.learn(REFUND, ("never", "arrived"), NOW)
    assert store.foreign_changes() == before
    other = open_learned(path, NOW).store
    other.forget_all()
    other.close()
    assert store.foreign_changes() != before


@pytest.mark.parametrize("damage", [b"not a database" * 100, b""], ids=["foreign", "empty"])
def test_a_damaged_file_stops_nothing(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)
    opened = open_learned(path, NOW)
    opened.store.learn(REFUND, ("never", "arrived"), NOW)
    assert words(opened.store) == ["arrived never"]
    asides = list(path.parent.glob("learned.db.damaged-*"))
    assert [aside.name in opened.notice for aside in asides] == [True] * bool(damage)
    opened.store.close()


def test_damage_in_the_middle_is_seen_at_once(path: Path) -> None:
    first = open_learned(path, NOW).store
    for number in range(400):
        first.learn(ArticleRef("/kb", f"a{number}"), ("never", f"word{number}"), NOW)
    first.close()
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xa5" * 4096
    path.write_bytes(bytes(content))
    opened = open_learned(path, NOW)
    assert "set aside" in opened.notice
    assert words(opened.store) == []
    opened.store.close()


def test_what_cannot_be_written_is_told(store: LearnedStore, path: Path) -> None:
    store.learn(REFUND, ("never", "arrived"), NOW)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("DROP TABLE learned")
    other.close()
    with pytest.raises(NotKept, match="Learned questions cannot be kept"):
        store.learn(REFUND, ("late", "snow"), NOW)


def test_what_was_forgotten_can_be_put_back_as_it_was(store: LearnedStore) -> None:
    store.learn(REFUND, ("never", "arrived"), NOW - HALF_LIFE)
    store.learn(REFUND, ("never", "arrived"), NOW - HALF_LIFE / 2)
    (before,) = store.questions(NOW)
    assert not store.restore(before, NOW)
    store.forget(before.question.number)
    assert store.restore(before, NOW)
    (after,) = store.questions(NOW)
    assert after.question.weight == pytest.approx(before.question.weight)
    assert (after.question.number, after.uses, after.last_used) == (
        before.question.number,
        before.uses,
        before.last_used,
    )
