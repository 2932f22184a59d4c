"""`write`: how far the preview is behind whoever types, and whether the window ever stands still."""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from PySide6.QtTest import QTest

from kbassist.articles.article import FileRef
from kbassist.ui.write.page import WritePage
from tests.bench.figures import note, percentile, print_result
from tests.bench.window import GapMeter, PaintMeter, Watched, live

NAME = "bench-long-article.md"
WORDS = "Your parcel for order {{ order.id }} is on its way and comes on {{ parcel.day }} at the latest."
REPLIES, PARAGRAPHS = 30, 9
# No spaces: one at the end of a line changes nothing that is painted.
TYPED = "snowinthenorthandsomeparcelsarelate"
KEY_MS = 80
COLUMNS = ("p50_ms", "p95_ms", "p99_ms", "longest_ms", "count")


def run(arguments: argparse.Namespace) -> int:
    """Type into an article of 5,000 words with 30 replies beside all articles of a library."""
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as scratch:
        root = Path(scratch, "library")
        shutil.copytree(Path(arguments.library).resolve(), root)
        text = long_article()
        (root / NAME).write_text(text, "utf-8")
        window = Watched(root, Path(scratch, "home"))
        figures = _measure(window, root, arguments.streams)
        window.close()
    result = {"words": len(text.split()), "replies": REPLIES, "write": figures}
    print_result(result, arguments.json, "write", COLUMNS)
    return 0


def long_article() -> str:
    """Return an article as long as writers get to see."""
    replies = (f"## Late {n} {{.reply}}\n\n" + f"{WORDS}\n\n" * PARAGRAPHS for n in range(1, REPLIES + 1))
    return "# A long article\n\n" + "".join(replies)


def _measure(window: Watched, root: Path, keys: int) -> dict[str, dict[str, float]]:
    window.page()
    window.program.window.resize(1600, 1000)  # in a narrow one text and preview take turns
    note("indexing and checking")
    window.wait(lambda: "up to date" in window.program.window.status.state())
    meter, begun = GapMeter(), time.perf_counter()
    meter.start()
    window.program.window.show_page("write")
    page = window.program.window.findChild(WritePage)
    assert isinstance(page, WritePage)
    window.wait(lambda: len(page.outline.files()) > 0)
    listed_ms = (time.perf_counter() - begun) * 1000
    live(200)
    meter.stop()
    figures = {"list opened": _timed([listed_ms]), "window while it opens": _timed(meter.gaps_ms)}
    page.open_file(FileRef(str(root), NAME), line=len(long_article().split("\n")) // 2)
    window.wait(lambda: page.desk.file is not None and page.previews.settled and page.checks.settled)
    note("typing")
    figures |= _type(window, page, keys)
    return figures


def _type(window: Watched, page: WritePage, keys: int) -> dict[str, dict[str, float]]:
    painted, behind, area = PaintMeter(page.preview.browser.viewport()), [], page.card.editor.area
    meter = GapMeter()
    meter.start()
    for number in range(keys):
        begun = time.perf_counter()
        QTest.keyClick(area, TYPED[number % len(TYPED)])
        window.wait(lambda: page.previews.settled and painted.painted_at > begun)  # noqa: B023
        behind.append((painted.painted_at - begun) * 1000)
        live(KEY_MS)
    meter.stop()
    return {"key to painted preview": _timed(behind), "window while typing": _timed(meter.gaps_ms)}


def _timed(taken_ms: list[float]) -> dict[str, float]:
    figures = {f"p{at}_ms": round(percentile(taken_ms, at), 1) for at in (50, 95, 99)}
    return figures | {"longest_ms": round(max(taken_ms), 1), "count": len(taken_ms)}
