"""`stall`: the longest gap in a 5 ms timer of the window while a library is being indexed."""

import argparse
import tempfile
from pathlib import Path

from tests.bench.figures import note, percentile, print_result
from tests.bench.window import GapMeter, Watched, live

TYPED = ("refund", "where is my order", "password reset", "invoice", "connect the board")


def run(arguments: argparse.Namespace) -> int:
    """Index from nothing with the window open, twice: left alone, and typed into every 80 ms."""
    root = Path(arguments.library).resolve()
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as scratch:
        note("indexing, nobody types")
        alone = _index(root, Path(scratch, "alone"), typing=False)["indexing"]
        note("indexing while somebody types")
        typed = _index(root, Path(scratch, "typed"), typing=True)
    timers = {"indexing": alone, "indexing, typing": typed["indexing"], "typing": typed["typing"]}
    print_result({"timers": timers}, arguments.json, "timers", ("longest_ms", "p99_ms", "p50_ms", "ticks"))
    return 0


def _index(root: Path, home: Path, typing: bool) -> dict[str, dict[str, float]]:
    """Return the gaps while the library is indexed and, where there is typing, those of typing alone."""
    window = Watched(root, home)
    page, meter = window.page(), GapMeter()
    measured = {}
    meter.start()
    if typing:
        _type_until(window, page, lambda: _indexed(window))
    else:
        window.wait(lambda: _indexed(window))
    meter.stop()
    measured["indexing"] = _gaps(sorted(meter.gaps_ms))
    if typing:
        meter.start()
        turns = iter(range(60))
        _type_until(window, page, lambda: next(turns, None) is None)
        meter.stop()
        measured["typing"] = _gaps(sorted(meter.gaps_ms))
    window.close()
    return measured


def _indexed(window: Watched) -> bool:
    from kbassist.workspace.values import IndexState

    current = window.program._session.current
    assert current is not None
    libraries = current.workspace.status().libraries
    return all(library.index is IndexState.READY for library in libraries)


def _type_until(window: Watched, page: object, done: object) -> None:
    from PySide6.QtTest import QTest

    from kbassist.ui.answer.page import AnswerPage

    assert isinstance(page, AnswerPage)
    assert callable(done)
    while True:
        for text in TYPED:
            page.search.clear()
            for letter in text:
                if done():
                    return
                QTest.keyClick(page.search, letter)
                live(80)


def _gaps(ordered: list[float]) -> dict[str, float]:
    return {
        "longest_ms": round(ordered[-1], 1),
        "p99_ms": round(percentile(ordered, 99), 1),
        "p50_ms": round(percentile(ordered, 50), 1),
        "ticks": len(ordered),
    }
