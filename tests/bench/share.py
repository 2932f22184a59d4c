"""`share`: what a slow network folder costs: looks at it, the window meanwhile, and opening an article."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.figures import note, print_result

SHIM = Path(__file__).with_name("slow_share.c")
CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE_S = 300.0


def run(arguments: argparse.Namespace) -> int:
    """Index a folder at full speed, then follow it with every call into it delayed."""
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as scratch:
        place = Path(scratch)
        root, shim = place / "team", place / "slow.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim, SHIM, "-ldl"], check=True)
        _fill(root, Path(arguments.library).resolve(), arguments.files)
        command = [sys.executable, "-m", "tests.bench", "share", "--library", str(root), "--inside", scratch]
        slow = {"LD_PRELOAD": str(shim), "SLOW_ROOT": str(root)}
        for us in (0, arguments.delay_ms * 1000):
            note(f"{arguments.files} files, {us} µs a call")
            extra = ["--index-only"] if us == 0 else ["--json"] if arguments.json else []
            environ = {**os.environ, **slow, "SLOW_US": str(us)}
            subprocess.run([*command, *extra], check=True, env=environ, cwd=CHECKOUT)
    return 0


def _fill(root: Path, library: Path, files: int) -> None:
    articles = sorted(path for path in library.rglob("*.md") if not path.name.startswith("_"))
    for number in range(files):
        folder = root / f"folder-{number % 30:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(articles[number % len(articles)], folder / f"article-{number:04d}.md")


def run_inside(arguments: argparse.Namespace) -> int:
    """Measure in the process that feels the delay."""
    from tests.bench.window import Watched

    root = Path(arguments.library)
    window = Watched(root, Path(arguments.inside, "home"))
    window.page()
    session = window.program._session
    assert session.current is not None
    workspace, watch = session.current.workspace, session.current.sync.watch(str(root))
    window.wait(lambda: workspace.status().articles > 0 and not watch.busy)
    if not arguments.index_only:
        figures = {
            "whole look": _look(window, lambda: watch.look_now(thorough=True), watch),
            **{f"spared look {turn}": _look(window, watch.look_now, watch) for turn in range(1, 4)},
            "a replaced file is seen": _replaced(window, root, watch),
            **_reading(window, watch, workspace, root),
        }
        print_result({"looks": figures}, arguments.json, "looks", ("took_s", "longest_gap_ms", "p99_gap_ms"))
    window.close()
    return 0


def _look(window, begin: Callable[[], object], watch) -> dict[str, float]:  # type: ignore[no-untyped-def]
    """Time one look, and the gaps in a 5 ms timer of the window meanwhile."""
    from tests.bench.window import GapMeter

    window.wait(lambda: not watch.busy)
    meter = GapMeter()
    started = time.perf_counter()
    meter.start()
    begin()
    window.wait(lambda: not watch.busy)
    meter.stop()
    gaps = sorted(meter.gaps_ms) or [0.0]
    return {
        "took_s": round(time.perf_counter() - started, 2),
        "longest_gap_ms": round(gaps[-1], 1),
        "p99_gap_ms": round(gaps[int(len(gaps) * 0.99)], 1),
    }


def _replaced(window, root: Path, watch) -> dict[str, float]:  # type: ignore[no-untyped-def]
    """Save an article as a colleague does, and wait for the look that sees it by itself."""
    seen: list[object] = []
    watch.looked.connect(lambda look: seen.extend(look.refreshed.changed))
    window.wait(lambda: not watch.busy)
    other = root / "folder-00" / ".new"
    other.write_text("# A colleague's words\n\nZebra.\n")
    started = time.perf_counter()
    other.replace(root / "folder-00" / "article-0000.md")
    window.wait(lambda: seen)
    return {"took_s": round(time.perf_counter() - started, 2)}


def _reading(window, watch, workspace, root: Path) -> dict[str, dict[str, float]]:  # type: ignore[no-untyped-def]
    """Open articles beside a look and without one, in a thread as the window does."""
    from kbassist.articles.article import FileRef

    def timed(first: int) -> dict[str, float]:
        times: list[float] = []

        def work() -> None:
            for number in range(first, first + 10):
                path = f"folder-{number % 30:02d}/article-{number:04d}.md"
                started = time.perf_counter()
                workspace.writing.open(FileRef(str(root), path))
                times.append(time.perf_counter() - started)

        thread = threading.Thread(target=work)
        thread.start()
        window.wait(lambda: not thread.is_alive())
        return {"took_s": round(statistics.median(times), 3)}

    window.wait(lambda: not watch.busy)
    alone = timed(1)
    watch.look_now(thorough=True)
    beside = timed(11)
    window.wait(lambda: not watch.busy)
    return {"opening a file": alone, "opening a file beside a whole look": beside}
