"""Which segments are merged: many of one size, or a mostly deleted one; never the big one for one edit."""

import random

import pytest

from kbassist.search.manifest import SegmentEntry
from kbassist.search.merging import to_merge


def _segment(name: str, count: int, gone: int = 0) -> SegmentEntry:
    return SegmentEntry(name, count, tuple(range(gone)), {})


@pytest.mark.parametrize(
    ("segments", "merged"),
    [
        ([], ()),
        ([_segment("big", 20_000)], ()),
        ([_segment("big", 20_000, gone=9_000), *(_segment(f"s{n}", 1) for n in range(7))], ()),
        (
            [_segment("big", 20_000), *(_segment(f"s{n}", n) for n in range(8))],
            tuple(f"s{n}" for n in range(8)),
        ),
        ([_segment("big", 20_000), _segment("small", 10, gone=6)], ("small",)),
    ],
)
def test_chooses(segments: list[SegmentEntry], merged: tuple[str, ...]) -> None:
    assert to_merge(segments) == merged


def test_many_saves_leave_few_segments_and_little_rewriting() -> None:
    segments = [_segment("base", 20_000)]
    rewritten = 0
    for number in range(2_000):
        segments.append(_segment(f"n{number}", 1))
        chosen = set(to_merge(segments))
        if chosen:
            live = sum(segment.live for segment in segments if segment.id in chosen)
            segments = [segment for segment in segments if segment.id not in chosen]
            segments.append(_segment(f"m{number}", live))
            rewritten += live
    assert len(segments) <= 30
    assert rewritten <= 5 * 2_000
    assert segments[0].id == "base"


def test_comes_to_rest() -> None:
    rng = random.Random(1)
    segments = [_segment(str(number), rng.randint(1, 500)) for number in range(200)]
    for _ in range(400):
        chosen = set(to_merge(segments))
        if not chosen:
            break
        live = sum(segment.live for segment in segments if segment.id in chosen)
        segments = [s for s in segments if s.id not in chosen] + [_segment(f"m{len(segments)}", live)]
    assert not to_merge(segments)
