"""Which small segments are worth writing anew as one: each costs every keystroke a little."""

from collections.abc import Sequence

from kbassist.search.manifest import SegmentEntry

_FACTOR = 8  # segments of one size class are up to this much apart, and this many wait for each other


def to_merge(segments: Sequence[SegmentEntry]) -> tuple[str, ...]:
    """Return the ids of the segments to write anew as one; empty when all is well.

    Segments wait until eight of about the same size are there, so an article is written anew about once
    for every eightfold of articles. A segment that is mostly deleted goes by itself.
    """
    classes: dict[int, list[SegmentEntry]] = {}
    for segment in segments:
        classes.setdefault(_size_class(segment.live), []).append(segment)
    for size in sorted(classes):
        if len(classes[size]) >= _FACTOR:
            return tuple(segment.id for segment in classes[size])
    return tuple(segment.id for segment in segments if segment.live * 2 < segment.count)[:1]


def _size_class(live: int) -> int:
    size = 0
    while live >= _FACTOR:
        live //= _FACTOR
        size += 1
    return size
