"""One sync is cut off everywhere: at each call, after each byte, by a full disk; the next one goes on."""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from unittest import mock

import psutil

from kbassist.articles import leftovers
from kbassist.articles.beside_names import BESIDE
from kbassist.articles.conflicts import conflict_copy
from kbassist.team.git.pending import PendingConflicts
from kbassist.team.git.program import GitProgram
from kbassist.team.git.standing import SyncReport, SyncState
from kbassist.team.git.sync import GitSync
from kbassist.team.git.syncing import SyncParts
from tests.soak.tally import Tally
from tests.soak.team.git_store import Keys
from tests.soak.team.run import scratch
from tests.soak.team.service import files_below
from tests.soak.team.wire import Killed, Wire
from tests.team.git_server import GitServer, git, tidy_environ

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)
START = "".join(f"part {number}\n\n" for number in range(8))
MOST = 2000
WORST_WAIT_S = 0.3
WORDS = ("ours-apart", "ours-new", "theirs-apart", "theirs-new")
CONTENDED = ("ours-same", "theirs-same")


def _nothing(_said: object) -> None:
    """Neither watch nor wait."""


class Pair:
    """Two clones that both have something to send, of which the second has sent it; put back at will."""

    def __init__(self, folder: Path) -> None:
        self._live, self._kept = folder / "live", folder / "kept"
        self._live.mkdir()
        self.server = GitServer(self._live / "served")
        self.server.make()
        self.tops = [self._live / side for side in ("ours", "theirs")]
        self.watch: Callable[[str], None] = _nothing
        for number, top in enumerate(self.tops):
            git(self._live, "init", "-q", str(top))
            git(top, "remote", "add", "origin", self.server.url())
            if not number:
                self._begin(top)
            report = self.sync(number)
            assert report.standing.state is SyncState.READY, report
        self._change()
        shutil.copytree(self._live, self._kept)

    def put_back(self) -> None:
        """Let all be as it was before the first sync that may fail."""
        shutil.rmtree(self._live)
        shutil.copytree(self._kept, self._live)

    def sync(self, side: int) -> SyncReport:
        """Sync one of the two, as a program that has just been started."""
        home = self._live / f"home-{side}"
        parts = SyncParts(
            GitProgram(tidy_environ(home), Keys()),
            PendingConflicts(home / "pending"),
            lambda: NOW,
            partial(str, ("ann", "ben")[side]),
            watch=self.watch,
            wait=_nothing,
        )
        return GitSync(self.tops[side], parts).sync()

    def looked_at(self) -> Tally:
        """Start anew, sync both without any fault, and look what is lost, torn or stuck."""
        self.watch = _nothing
        with mock.patch.object(leftovers, "_lives", lambda _: False):
            leftovers.recover(self.tops[0], lambda _path, _sha256: False)
        states = [self.sync(side).standing.state for side in (0, 1, 0)]
        ours, theirs = (self._files(top) for top in self.tops)
        shown = "".join(ours.values())
        pending = b"".join(
            conflict.mine
            for side in (0, 1)
            for conflict in PendingConflicts(self._live / f"home-{side}/pending").all()
        )
        kept = shown + pending.decode()
        lost = sum(word not in shown for word in WORDS) + sum(word not in kept for word in CONTENDED)
        missing = sum(f"part {number}" not in ours.get("a.md", "") for number in range(8))
        is_torn = ours != theirs or "<<<<<<<" in shown or "d.md" in ours or "topic/c.md" in ours
        stuck = sum(state is not SyncState.READY for state in states)
        return Tally(1, lost, int(is_torn), missing, stuck, sum(1 for _ in self.tops[0].rglob(f"{BESIDE}*")))

    @staticmethod
    def _files(top: Path) -> dict[str, str]:
        """Return the texts of all articles, but not what a cut off save kept beside them."""
        files = ((path, file) for path, file in files_below(top) if BESIDE not in path)
        return {path: file.read_text() for path, file in files if conflict_copy(path[:-3]) is None}

    @staticmethod
    def _begin(top: Path) -> None:
        for path in ("a.md", "topic/b.md", "topic/c.md", "d.md"):
            (top / path).parent.mkdir(exist_ok=True)
            (top / path).write_text(f"# {path}\n\n{START}")

    def _change(self) -> None:
        """Change on both sides: apart, in the same place, a removal, a new file, a new name."""
        for top, who, place in zip(self.tops, ("ours", "theirs"), ("part 1", "part 6"), strict=True):
            for path, old, word in (("a.md", place, "apart"), ("topic/b.md", "part 3", "same")):
                text = (top / path).read_text()
                (top / path).write_text(text.replace(old, f"{old} {who}-{word}"))
            (top / f"{who}.md").write_text(f"{who}-new\n")
        (self.tops[1] / "topic/c.md").rename(self.tops[1] / "moved.md")
        (self.tops[1] / "d.md").unlink()
        report = self.sync(1)
        assert report.sent == 1, report


@contextmanager
def pair() -> Iterator[Pair]:
    """Give two clones and their server."""
    folder = Path(tempfile.mkdtemp(prefix="team-", dir=scratch()))
    made = Pair(folder)
    try:
        yield made
    finally:
        made.server.stop()
        shutil.rmtree(folder)


def cut_calls(made: Pair, how: str, every: int) -> Tally:
    """End the program, or let the disk be full, at each `every`th call of a sync that changes something."""
    total = Tally()
    for at in range(1, MOST, every):
        made.put_back()
        wire = Wire()
        with wire.laid():
            getattr(wire, how)(at)
            with suppress(Killed):
                made.sync(0)
            came = wire.rest()
        if not came:
            break
        total += told(made.looked_at(), f"{how} at call {at}")
    return total


def cut_lines(made: Pair, every: int) -> Tally:
    """Let the line break off after each `every`th byte of what is exchanged."""
    total = Tally()
    for size in range(0, 10**6, every):
        made.put_back()
        made.server.cut_after = size
        made.sync(0)
        came = made.server.cut_after is None
        made.server.cut_after = None
        if not came:
            break
        total += told(made.looked_at(), f"line cut after {size} bytes")
    return total


def stop_servers(made: Pair) -> Tally:
    """Stop the server before each step of a sync, and start it again after it."""
    total = Tally()
    for at in range(1, 30):
        made.put_back()
        phases: list[str] = []

        def stop(phase: str, at: int = at, phases: list[str] = phases) -> None:
            phases.append(phase)
            if len(phases) == at:
                made.server.stop()

        made.watch = stop
        made.sync(0)
        if len(phases) < at:
            break
        made.server.start()
        total += told(made.looked_at(), f"server stopped before {phases[at - 1]}")
    return total


def kill_children(made: Pair, count: int) -> Tally:
    """Kill a child that syncs, at random moments, with all that it has started or without."""
    total, chance = Tally(), random.Random(count)
    for turn in range(count):
        made.put_back()
        child = os.fork()
        if child == 0:
            try:
                made.sync(0)
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0, WORST_WAIT_S))
        started = psutil.Process(child).children(recursive=True)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for process in started * (turn % 2):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        # The git of a killed program comes to its end all the same.
        psutil.wait_procs(started)
        total += told(made.looked_at(), f"child {turn} killed")
    return total


def told(tally: Tally, how: str) -> Tally:
    """Say what went wrong with one."""
    if not tally.is_clean:
        sys.stdout.write(f"{how}: {tally}\n")
    return tally


def cut_off(short: bool) -> Tally:
    """Do all of it."""
    total = Tally()
    with pair() as made:
        for name, part in (
            ("killed calls", lambda: cut_calls(made, "kill", 23 if short else 1)),
            ("full disk", lambda: cut_calls(made, "fill", 47 if short else 1)),
            ("cut lines", lambda: cut_lines(made, 1500 if short else 40)),
            ("stopped servers", lambda: stop_servers(made)),
            ("killed processes", lambda: kill_children(made, 3 if short else 300)),
        ):
            tally = part()
            sys.stdout.write(f"{name}: {tally}\n")
            sys.stdout.flush()
            total += tally
    return total
