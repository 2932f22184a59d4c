"""`python -m tests.soak save|team|sync`: does anything get lost when saving, or a team's work, goes wrong?"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.soak.faults import every_fault
from tests.soak.identity import no_op_saves
from tests.soak.kills import kills
from tests.soak.model import many_hands
from tests.soak.race import race
from tests.soak.tally import Tally
from tests.soak.team.cuts import cut_off
from tests.soak.team.run import FOLDERS, GIT, replay, run


def soak_saves(folder: Path, short: bool) -> Tally:
    """Run all of it below `folder` and sum up."""
    total = Tally()
    parts = (
        ("race", lambda place: race(place, processes=4 if short else 8, saves=15 if short else 500)),
        ("kills", lambda place: kills(place, 120 if short else 2000)),
        ("faults", every_fault),
        ("no-op", lambda place: no_op_saves(place, every=40 if short else 1)),
        ("model", lambda place: many_hands(place, 60 if short else 10_000)),
    )
    for name, part in parts:
        place = folder / name
        place.mkdir()
        tally = part(place)
        sys.stdout.write(f"{name}: {tally}\n")
        sys.stdout.flush()
        total += tally
    return total


def main() -> int:
    """Run what is asked for; 1 when anything was lost, or nothing was tried."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    save = commands.add_parser("save", help="one file, and all that can go wrong while it is saved")
    save.add_argument("--short", action="store_true", help="half a minute instead of a quarter of an hour")
    team = commands.add_parser("team", help="many machines with one folder or one repository")
    team.add_argument("--steps", type=int, default=100_000)
    team.add_argument("--seed", default="1", help="another one is another history")
    team.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worlds at once")
    team.add_argument("--kinds", nargs="+", default=[*FOLDERS, *GIT], help="only these kinds of worlds")
    team.add_argument("--world", metavar="KIND", help="live one world through again, and show why it fails")
    sync = commands.add_parser("sync", help="one sync, cut off at each call, after each byte, by a full disk")
    sync.add_argument("--short", action="store_true", help="a minute instead of an hour")
    arguments = parser.parse_args()
    if arguments.what == "sync":
        total = cut_off(arguments.short)
        sys.stdout.write(f"{total}\n")
        return 0 if total.is_clean else 1
    if arguments.what == "team":
        if arguments.world:
            return replay(arguments.world, arguments.seed, arguments.steps)
        return run(arguments.steps, int(arguments.seed), arguments.jobs, arguments.kinds)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        total = soak_saves(Path(folder), arguments.short)
    sys.stdout.write(f"{total}\n")
    return 0 if total.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
