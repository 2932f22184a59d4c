"""What was put off or dismissed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kbassist.usage import aside as module
from kbassist.usage.aside import Aside, AsideStore, open_aside

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def store(tmp_path: Path):
    store = open_aside(tmp_path / "aside.db", NOW).store
    yield store
    store.close()


def aside(key: str, until: date | None = None, at: datetime = NOW) -> Aside:
    return Aside("problems", key, "Refund", "line 3", "not true here", until, at)


def test_what_is_put_off_comes_back_on_its_day(store: AsideStore) -> None:
    store.put(aside("a", TODAY + timedelta(1)))
    store.put(aside("b"))
    assert {one.key for one in store.all(TODAY)} == {"a", "b"}
    assert [one.key for one in store.all(TODAY + timedelta(1))] == ["b"]
    store.forget_past(TODAY + timedelta(1))
    assert [one.key for one in store.all(TODAY)] == ["b"]


def test_an_entry_is_aside_once_and_can_be_taken_back(store: AsideStore) -> None:
    first, second = aside("a"), aside("a", TODAY + timedelta(7))
    assert store.put(first) is None
    assert store.put(second) == first
    assert store.all(TODAY) == (second,)
    assert store.take("problems", "a") == second
    assert store.take("problems", "a") is None


def test_the_oldest_make_room(store: AsideStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    for days in range(3):
        store.put(aside(str(days), at=NOW + timedelta(days)))
    assert [one.key for one in store.all(TODAY)] == ["2", "1"]
