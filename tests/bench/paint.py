"""`paint`: from a keystroke in the search box to the painted list, in the real window, offscreen."""

import argparse
import tempfile
import time
from pathlib import Path

from PySide6.QtTest import QTest

from tests.bench.engine import read_articles
from tests.bench.figures import note, print_result, spread
from tests.bench.streams import streams
from tests.bench.window import PaintMeter, Watched, live


def run(arguments: argparse.Namespace) -> int:
    """Type streams once the library is indexed."""
    root = Path(arguments.library).resolve()
    asked = streams(read_articles(root), min(arguments.streams, 60))
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as home:
        window = Watched(root, Path(home))
        page = window.page()
        note("indexing")
        window.wait(lambda: window.program._session.current.workspace.search("a").total > 0)  # type: ignore[union-attr]
        window.wait(lambda: not window.program._session.current.workspace.search("a").titles_only)  # type: ignore[union-attr]
        live(1500)
        meter = PaintMeter(page.panel.hits.viewport())
        took_ms: list[float] = []
        for stream in asked:
            page.search.clear()
            window.wait(lambda: page.settled)
            for letter in stream.text:
                start = time.perf_counter()
                QTest.keyClick(page.search, letter)
                if letter.isspace():
                    continue  # asks for nothing new, so nothing is painted
                window.wait(lambda start=start: page._searching.settled and meter.painted_at > start)
                took_ms.append((meter.painted_at - start) * 1000)
        window.close()
    result = {"keystrokes": len(took_ms), "window": {"keystroke to painted list": spread(took_ms)}}
    print_result(result, arguments.json, "window", ("p50_ms", "p95_ms", "p99_ms"))
    return 0
