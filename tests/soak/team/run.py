"""Runs worlds by their seeds: on all cores, each world apart, with what failed made short enough to read."""

import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.soak.team.service import MANNERS
from tests.soak.team.stores import Drive, Replicas, Store, Stuck
from tests.soak.team.world import Lost, Step, World

MACHINES = 5
STEPS_A_WORLD = 250
SHRINKING_S = 60.0
_SAME = 20
"""So many signs of a sentence tell that what went wrong is the same."""
FOLDERS = (*MANNERS, "drive-locking", "drive-exchanging", "drive-renaming")
GIT = ("git",)
# How often each is done; `sync` is also what looks at a network drive.
_WEIGHTS = {
    "edit": 46, "fact": 3, "create": 4, "move": 4, "trash": 2, "picture": 2, "foreign": 8, "sync": 18,
    "crash": 2, "offline": 2, "online": 4, "clock": 1, "resume": 3, "settle": 3, "hand": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one world; `said` is a sentence on what is lost or stuck, "" when nothing is."""

    kind: str
    seed: str
    steps: int
    said: str = ""
    is_stuck: bool = False


def store_of(kind: str) -> Store:
    """Make the store that a kind of world has."""
    if kind.startswith("drive-"):
        return Drive()
    return Replicas(kind)


def world_of(kind: str, folder: Path, machines: int) -> World:
    """Make a world; network drives differ in whether they lock, and exchange two files in one step."""
    return World(
        folder,
        store_of(kind),
        machines,
        locks=kind not in ("drive-exchanging", "drive-renaming"),
        exchanges=kind != "drive-renaming",
    )


def steps_of(seed: str, count: int, machines: int = MACHINES) -> list[Step]:
    """Think up what a team does."""
    chance = random.Random(seed)
    whats = chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()), k=count)
    return [Step(what, chance.randrange(machines), chance.randrange(10**9)) for what in whats]


def scratch() -> Path | None:
    """Return a folder in memory, where a save that is made safe from a power loss costs nothing."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else None


def lived(kind: str, steps: Sequence[Step], machines: int = MACHINES) -> str:
    """Live through the steps in a world of its own; return what is wrong at the end, "" when nothing."""
    folder = Path(tempfile.mkdtemp(prefix="team-", dir=scratch()))
    try:
        world = world_of(kind, folder, machines)
        with world.running():
            for step in steps:
                world.do(step)
            world.finish()
    except (Lost, Stuck) as error:
        return f"{type(error).__name__.lower()}: {error}"
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"stuck: {type(error).__name__} in {where.filename}:{where.lineno}: {error}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return ""


def live(kind: str, seed: str, count: int) -> Outcome:
    """Live one world through."""
    said = lived(kind, steps_of(seed, count))
    return Outcome(kind, seed, count, said, said.startswith("stuck"))


def shrunk(kind: str, steps: list[Step]) -> list[Step]:
    """Leave out steps as long as what is left still goes wrong, for a minute."""
    until, size, said = time.monotonic() + SHRINKING_S, len(steps) // 2, lived(kind, steps)[:_SAME]
    while size and time.monotonic() < until:
        at = 0
        while at < len(steps) and time.monotonic() < until:
            fewer = steps[:at] + steps[at + size :]
            if said and lived(kind, fewer).startswith(said):
                steps = fewer
            else:
                at += size
        size //= 2
    return steps


def worlds(steps: int, seed: int) -> Iterator[tuple[str, str, int]]:
    """Share the steps out among worlds of all kinds."""
    kinds = FOLDERS
    for number in range(-(-steps // STEPS_A_WORLD)):
        count = min(STEPS_A_WORLD, steps - number * STEPS_A_WORLD)
        yield kinds[number % len(kinds)], f"{seed}-{number}", count


def run(steps: int, seed: int, jobs: int) -> int:
    """Run all worlds and tell how they ended; 1 when anything was lost or is stuck."""
    done = lost = stuck = 0
    begun = time.monotonic()
    with ProcessPoolExecutor(jobs) as pool:
        for outcome in pool.map(live, *zip(*worlds(steps, seed), strict=True)):
            done += outcome.steps
            lost += bool(outcome.said) and not outcome.is_stuck
            stuck += outcome.is_stuck
            if outcome.said:
                tell(outcome)
            if sys.stderr.isatty() or not done % (STEPS_A_WORLD * 40):
                sys.stderr.write(f"{done} steps, {time.monotonic() - begun:.0f} s\n")
    sys.stdout.write(f"{done} steps, {MACHINES} machines, 2 stores: lost {lost}, stuck {stuck}\n")
    return 1 if lost or stuck else 0


def tell(outcome: Outcome) -> None:
    """Say what went wrong, by as few steps as a minute's search finds, and how to see it again."""
    sys.stdout.write(f"{outcome.kind}: {outcome.said}\n")
    again = f"python -m tests.soak team --world {outcome.kind} --seed {outcome.seed} --steps {outcome.steps}"
    sys.stdout.write(f"  again: {again}\n")
    sys.stdout.flush()


def replay(kind: str, seed: str, count: int) -> int:
    """Live one world through again, and show the few steps that matter."""
    steps = steps_of(seed, count)
    said = lived(kind, steps)
    sys.stdout.write(f"{said or 'nothing is lost or stuck'}\n")
    if not said:
        return 0
    few = shrunk(kind, steps)
    sys.stdout.write(f"{lived(kind, few)}\n  after {len(few)} steps:\n")
    for step in few:
        sys.stdout.write(f"  {step}\n")
    return 1
