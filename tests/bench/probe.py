"""Started by `start`: opens the window, searches, and prints when each was there."""

import sys
import time
from pathlib import Path

from tests.bench.window import PaintMeter, Watched, live


def main() -> None:
    """Print when window, first hits and first preview were there, as `time.monotonic` tells it."""
    root, home, *rest = sys.argv[1:]
    window = Watched(Path(root), Path(home))
    shown = PaintMeter(window.program.window)
    window.wait(lambda: shown.painted_at > 0)
    window_at = time.monotonic()
    page = window.page()
    while True:
        window.type(page, "re")
        window.wait(lambda: page._searching.settled)
        if page.panel.hits.hit is not None:
            break
        live(20)  # a busier hand would slow down what it waits for
    search_at = time.monotonic()
    window.wait(lambda: page.settled)
    preview_at = time.monotonic()
    if rest:
        workspace = window.program._session.current
        assert workspace is not None
        window.wait(lambda: not workspace.workspace.search("re").titles_only)
        window.wait(lambda: workspace.sync.busy is False)
    print(window_at, search_at, preview_at)
    window.close()


if __name__ == "__main__":
    main()
