"""Questions for which nobody used anything."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kbassist.usage import gaps as module
from kbassist.usage.gaps import HALF_LIFE, GapStore, open_gaps

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path):
    store = open_gaps(tmp_path / "gaps.db", NOW).store
    yield store
    store.close()


def test_questions_alike_are_one_gap_and_counted(store: GapStore) -> None:
    first = store.note(["gift", "wrap", "christmas"], NOW)
    assert store.note(["wrap", "gift"], NOW + timedelta(1)) == first
    other = store.note(["solar", "panel"], NOW)
    gaps = store.all(NOW + timedelta(1))
    assert [(gap.number, gap.words, gap.times) for gap in gaps] == [
        (first, ("christmas", "gift", "wrap"), 2),
        (other, ("panel", "solar"), 1),
    ]
    assert gaps[0].last == NOW + timedelta(1)


def test_what_nobody_asks_any_more_fades_and_goes(store: GapStore) -> None:
    store.note(["solar"], NOW)
    assert store.all(NOW + HALF_LIFE)[0].weight == pytest.approx(0.5)
    assert store.all(NOW + 4 * HALF_LIFE) == ()
    store.note(["wrap"], NOW + 4 * HALF_LIFE)
    assert [gap.words for gap in store.all(NOW)] == [("wrap",)]


def test_a_gap_that_was_forgotten_can_be_put_back(store: GapStore) -> None:
    number = store.note(["solar"], NOW)
    (gap,) = store.all(NOW + timedelta(3))
    assert store.forget(number)
    assert not store.forget(number)
    assert store.restore(gap, NOW + timedelta(3))
    assert not store.restore(gap, NOW + timedelta(3))
    (back,) = store.all(NOW + timedelta(3))
    assert (back.number, back.times, back.last) == (gap.number, gap.times, gap.last)
    assert back.weight == pytest.approx(gap.weight)


def test_the_weakest_make_room_and_never_the_newest(store: GapStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    store.note(["a"], NOW)
    for word in "bbc":
        store.note([word], NOW + timedelta(1))
    assert {gap.words for gap in store.all(NOW + timedelta(1))} == {("b",), ("c",)}
