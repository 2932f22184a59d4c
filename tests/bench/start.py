"""`start`: from the start of the process to the first usable search, cold and warm, and without an index."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

from tests.bench.figures import note, print_result

RUNS = 5
_PROBE = "tests.bench.probe"
_LANDMARKS = ("window_s", "search_s", "preview_s")


def run(arguments: argparse.Namespace) -> int:
    """Start the window program as a process of its own, several times each way."""
    root = str(Path(arguments.library).resolve())
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as scratch:
        home = Path(scratch, "home")
        note("without an index: titles")
        first = [_start(root, home) for _ in range(RUNS) if _forget(home)]
        note("indexing")
        _start(root, home, wait_for_index=True)
        note("warm")
        warm = [_start(root, home) for _ in range(RUNS)]
        note("cold: what was read from disk is dropped from the page cache")
        cold = [_start(root, home) for _ in range(RUNS) if _evict(home)]
    starts = {"no index, titles": _medians(first), "warm": _medians(warm), "cold": _medians(cold)}
    print_result({"runs": RUNS, "starts": starts}, arguments.json, "starts", _LANDMARKS)
    return 0


def _start(root: str, home: Path, wait_for_index: bool = False) -> dict[str, float]:
    """Return seconds from before the process was made to its landmarks."""
    command = [sys.executable, "-m", _PROBE, root, str(home), *(["index"] if wait_for_index else [])]
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    times = map(float, done.stdout.split())
    return {name: at - began for name, at in zip(_LANDMARKS, times, strict=True)}


def _medians(starts: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(start[name] for start in starts), 3) for name in _LANDMARKS}


def _forget(home: Path) -> bool:
    shutil.rmtree(home, ignore_errors=True)
    return True


def _evict(home: Path) -> bool:
    """Drop the index, the program and its packages from the page cache, as far as the system lets us."""
    for folder in (home, Path.cwd() / "kbassist", Path(sysconfig.get_path("purelib"))):
        for path in folder.rglob("*"):
            if path.is_file():
                descriptor = os.open(path, os.O_RDONLY)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(descriptor)
    return True
