"""`team`: what a shared folder costs: clone, sync, scan, idling; beside git by hand, a walk and a watcher."""

import argparse
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from kbassist.articles.folder import LibraryFolder
from kbassist.team.git.address import read_address
from kbassist.team.git.clone import clone
from kbassist.team.git.pending import PendingConflicts
from kbassist.team.git.program import GitProgram
from kbassist.team.git.standing import SyncState
from kbassist.team.git.sync import GitSync
from kbassist.team.git.syncing import SyncParts
from tests.bench.figures import note, percentile, print_result
from tests.bench.ours import KbassistEngine
from tests.team.git_server import GitServer, tidy_environ

CLONES, SYNCS, SCANS, COLD_SCANS = 3, 11, 11, 3
IDLE_S = 20.0
WORD = "refund"
COLUMNS = ("p50_ms", "p95_ms", "count", "beside")
_DROP_CACHES = Path("/proc/sys/vm/drop_caches")

Rows = dict[str, Mapping[str, float | str]]


def run(arguments: argparse.Namespace) -> int:
    """Share a library by git on loopback, and measure each thing and what it stands beside in turn."""
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as scratch:
        bench = _Bench(Path(scratch), Path(arguments.library).resolve())
        try:
            rows = {**bench.clones(), **bench.syncs(), **bench.scans(), **bench.idling()}
        finally:
            bench.server.stop()
    print_result({"articles": bench.articles, "team": rows}, arguments.json, "team", COLUMNS)
    return 0


class _Bench:
    """A server with the library, and two clones: one for the program, one for git by hand."""

    def __init__(self, scratch: Path, library: Path) -> None:
        self._scratch = scratch
        self._environ = tidy_environ(scratch / "home")
        self._program = GitProgram(self._environ)
        self._pending = PendingConflicts(scratch / "pending")
        self.server = GitServer(scratch / "served", users={})
        self.server.make()
        note("putting the library on the server")
        first = scratch / "first"
        shutil.copytree(library, first)
        self._git(first, "init", "-q", "-b", "main")
        self._git(first, "add", "-A")
        self._git(first, "commit", "-q", "-m", "Begin")
        self._git(first, "remote", "add", "origin", self.server.url())
        self._git(first, "push", "-q", "-u", "origin", "main")
        self._ours, self._hand = scratch / "clone-ours", scratch / "clone-hand"
        self._paths = sorted(LibraryFolder(first).scan().files)
        self.articles = len(self._paths)

    def clones(self) -> Rows:
        """Clone, and clone until the first search is answered."""
        note("cloning")
        hand, ours, searched = [], [], []
        for number in range(CLONES):
            for place in (self._ours, self._hand):
                shutil.rmtree(place, ignore_errors=True)
            hand.append(
                _timed(lambda: self._git(self._scratch, "clone", "-q", self.server.url(), "clone-hand"))
            )
            began = time.perf_counter()
            clone(self._program, read_address(self.server.url()), self._ours)
            ours.append((time.perf_counter() - began) * 1000)
            engine = KbassistEngine(self._ours, self._scratch / f"cache-{number}")
            engine.warm()
            engine._indexer.update(self._ours, full=True)
            engine.open()
            assert engine.ask(WORD).paths
            searched.append((time.perf_counter() - began) * 1000)
            engine.close()
        return {
            "git clone": _row(hand),
            "our clone": _row(ours, hand),
            "our clone to first search": _row(searched, hand),
        }

    def syncs(self) -> Rows:
        """Send one change and take in another; then do the same with nothing to send or take."""
        note("syncing")
        hand, ours, quiet_hand, quiet_ours = [], [], [], []
        for number in range(SYNCS):
            path = self._paths[number * len(self._paths) // SYNCS]
            _append(self._hand / path, f"by hand {number}\n")
            hand.append(_timed(self._by_hand))
            _append(self._ours / self._paths[-1 - number], f"ours {number}\n")
            ours.append(_timed(self._sync))
            self._by_hand()
            quiet_ours.append(_timed(self._sync))
            quiet_hand.append(_timed(self._by_hand))
        return {
            "add, commit, pull, push": _row(hand),
            "our sync of one change": _row(ours, hand),
            "the same, nothing new": _row(quiet_hand),
            "our sync, nothing new": _row(quiet_ours, quiet_hand),
        }

    def scans(self) -> Rows:
        """Look at all files; where we may, also without what the system remembers of them."""
        note("scanning")
        ways: dict[str, Callable[[], object]] = {
            "os.walk and stat": lambda: _walked(self._ours),
            "our scan": LibraryFolder(self._ours).scan,
            "git status": lambda: self._git(self._ours, "status", "--porcelain"),
        }
        with suppress(ImportError):
            ways["watchdog starts"] = _watcher(self._ours)
        rows: Rows = {}
        for warmth, times in (("warm", SCANS), ("cold", COLD_SCANS)):
            taken: dict[str, list[float]] = {name: [] for name in ways}
            for _ in range(times):
                for name, way in ways.items():
                    if warmth == "warm" or _forget():
                        taken[name].append(_timed(way))
            walked = taken["os.walk and stat"]
            rows |= {f"{name}, {warmth}": _row(took, walked) for name, took in taken.items() if took}
        return rows

    def idling(self) -> Rows:
        """Leave the window open with the library for a while; the CPU time of it and its children."""
        import psutil

        from tests.bench.window import Watched, live

        note("idling")
        window = Watched(self._ours, self._scratch / "window")
        window.page()
        window.wait(lambda: "up to date" in window.program.window.status.state())
        live(3000)
        before, began = _used_s(psutil.Process()), time.monotonic()
        live(int(IDLE_S * 1000))
        spent_ms = (_used_s(psutil.Process()) - before) * 1000
        window.close()
        per_minute = spent_ms * 60 / (time.monotonic() - began)
        return {"CPU of the idle window, a minute": {"p50_ms": round(per_minute, 1), "count": 1}}

    def _sync(self) -> None:
        parts = SyncParts(self._program, self._pending, lambda: datetime.now(UTC), lambda: "Ann")
        report = GitSync(self._ours, parts).sync()
        assert report.standing.state is SyncState.READY, report

    def _by_hand(self) -> None:
        self._git(self._hand, "add", "-A")
        with suppress(subprocess.CalledProcessError):  # there is nothing to commit
            self._git(self._hand, "commit", "-q", "-m", "Some work")
        self._git(self._hand, "pull", "-q", "--no-rebase", "--no-edit")
        self._git(self._hand, "push", "-q")

    def _git(self, folder: Path, *arguments: str) -> None:
        names = ("-c", "user.name=Ben", "-c", "user.email=ben@example.org")
        command = ["git", *names, *arguments]
        subprocess.run(command, cwd=folder, env=self._environ, check=True, capture_output=True)


def _watcher(root: Path) -> Callable[[], None]:
    """Return what a program does that is told of changes: it watches each folder. Raises ImportError."""
    from watchdog.events import FileSystemEventHandler
    from watchdog.observers import Observer

    def watch() -> None:
        observer = Observer()
        observer.schedule(FileSystemEventHandler(), str(root), recursive=True)
        observer.start()
        observer.stop()
        observer.join()

    return watch


def _walked(root: Path) -> int:
    return sum(Path(where, name).stat().st_size for where, _, names in os.walk(root) for name in names)


def _forget() -> bool:
    """Let the system forget what it knows of names and files; False where we may not."""
    try:
        _DROP_CACHES.write_text("2\n")
    except OSError:
        return False
    return True


def _used_s(process: "object") -> float:
    """Return the CPU seconds of a process and all that it has started."""
    import psutil

    assert isinstance(process, psutil.Process)
    times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)


def _timed(way: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    began = time.perf_counter()
    way()
    return (time.perf_counter() - began) * 1000


def _row(taken_ms: list[float], beside_ms: list[float] | None = None) -> Mapping[str, float | str]:
    """Sum up; `beside` is the median as a multiple of that of what it stands beside."""
    row: dict[str, float | str] = {f"p{at}_ms": round(percentile(taken_ms, at), 1) for at in (50, 95)}
    row["count"] = len(taken_ms)
    if beside_ms:
        row["beside"] = f"{percentile(taken_ms, 50) / percentile(beside_ms, 50):.2f}x"
    return row
