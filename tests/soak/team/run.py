"""Runs worlds by their seeds: on all cores, each world apart, with what failed made short enough to read."""

import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.soak.team.git_store import Clones
from tests.soak.team.service import MANNERS
from tests.soak.team.stores import Drive, Replicas, Store, Stuck
from tests.soak.team.world import Lost, Step, World

MACHINES = 5
STEPS_A_WORLD = 250
SHRINKING_S = 60.0
_SAME = 20
"""So many signs of a sentence tell that what went wrong is the same."""
FOLDERS = (*MANNERS, "drive-locking", "drive-exchanging", "drive-renaming")
GIT = ("git", "git-below")
STEPS_A_CLONED_WORLD = 500
"""To come to rest takes a sync as long as all steps before it."""
# How often each is done; `sync` is also what looks at a network drive.
_WEIGHTS = {
    "edit": 46, "fact": 3, "create": 4, "move": 4, "trash": 2, "picture": 2, "foreign": 8, "sync": 18,
    "crash": 2, "offline": 2, "online": 4, "clock": 1, "resume": 3, "settle": 3, "hand": 2,
}  # fmt: skip
# A sync takes as long as fifty saves.
_WEIGHTS_OF_GIT = _WEIGHTS | {"sync": 6, "hand": 3, "foreign": 5, "edit": 60}


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
    if kind.startswith("git"):
        return Clones("team" if kind == "git-below" else "")
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


def steps_of(kind: str, seed: str, count: int, machines: int = MACHINES) -> list[Step]:
    """Think up what a team does."""
    chance, weights = random.Random(seed), _WEIGHTS_OF_GIT if kind in GIT else _WEIGHTS
    whats = chance.choices(list(weights), list(weights.values()), k=count)
    return [Step(what, chance.randrange(machines), chance.randrange(10**9)) for what in whats]


def scratch() -> Path | None:
    """Return a folder in memory, where a save that is made safe from a power loss costs nothing."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else None


def lived(kind: str, steps: Sequence[Step], machines: int = MACHINES) -> str:
    """Live through the steps in a world of its own; return what is wrong at the end, "" when nothing."""
    folder, world = Path(tempfile.mkdtemp(prefix="team-", dir=scratch())), None
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
        if world is not None:
            world.store.close()
        shutil.rmtree(folder, ignore_errors=True)
    return ""


def live(kind: str, seed: str, count: int) -> Outcome:
    """Live one world through."""
    said = lived(kind, steps_of(kind, seed, count))
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


def worlds(steps: int, seed: int, kinds: Sequence[str]) -> list[tuple[str, str, int]]:
    """Share the steps out among worlds of all kinds, half of them to plain folders and half to git."""
    shared: list[tuple[str, str, int]] = []
    stores = [
        (named, size)
        for names, size in ((FOLDERS, STEPS_A_WORLD), (GIT, STEPS_A_CLONED_WORLD))
        if (named := [kind for kind in names if kind in kinds])
    ]
    for number, (named, size) in enumerate(stores):
        left = steps // len(stores) + (steps % len(stores) if not number else 0)
        for at in range(-(-left // size)):
            shared.append((named[at % len(named)], f"{seed}-{at}", min(size, left - at * size)))
    # The long ones first, so that no core waits for one in the end.
    return sorted(shared, key=lambda world: world[0] not in GIT)


def run(steps: int, seed: int, jobs: int, kinds: Sequence[str] = (*FOLDERS, *GIT)) -> int:
    """Run all worlds and tell how they ended; 1 when anything was lost or is stuck."""
    done = lost = stuck = 0
    stores = any(kind in FOLDERS for kind in kinds) + any(kind in GIT for kind in kinds)
    begun = time.monotonic()
    with ProcessPoolExecutor(jobs) as pool:
        for number, outcome in enumerate(pool.map(live, *zip(*worlds(steps, seed, kinds), strict=True)), 1):
            done += outcome.steps
            lost += bool(outcome.said) and not outcome.is_stuck
            stuck += outcome.is_stuck
            if outcome.said:
                tell(outcome)
            if sys.stderr.isatty() or not number % 20:
                sys.stderr.write(f"{done} steps, {time.monotonic() - begun:.0f} s\n")
    sys.stdout.write(f"{done} steps, {MACHINES} machines, {stores} stores: lost {lost}, stuck {stuck}\n")
    return 1 if lost or stuck else 0


def tell(outcome: Outcome) -> None:
    """Say what went wrong, by as few steps as a minute's search finds, and how to see it again."""
    sys.stdout.write(f"{outcome.kind}: {outcome.said}\n")
    again = f"python -m tests.soak team --world {outcome.kind} --seed {outcome.seed} --steps {outcome.steps}"
    sys.stdout.write(f"  again: {again}\n")
    sys.stdout.flush()


def replay(kind: str, seed: str, count: int) -> int:
    """Live one world through again, and show the few steps that matter."""
    steps = steps_of(kind, seed, count)
    said = lived(kind, steps)
    sys.stdout.write(f"{said or 'nothing is lost or stuck'}\n")
    if not said:
        return 0
    few = shrunk(kind, steps)
    sys.stdout.write(f"{lived(kind, few)}\n  after {len(few)} steps:\n")
    for step in few:
        sys.stdout.write(f"  {step}\n")
    return 1
