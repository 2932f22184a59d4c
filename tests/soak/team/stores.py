"""Where a team keeps its folder: replicas that a sync service carries about, or one drive for all."""

import random
import shutil
from pathlib import Path
from typing import Protocol

from tests.soak.team.machine import Machine
from tests.soak.team.service import MANNERS, Client, Service, files_below

MOST_ROUNDS = 40


class Stuck(Exception):
    """Something does not come to an end, or is left behind."""


class Store(Protocol):
    """What brings the changes of one machine to the others; where the program does, it `is_ours`."""

    is_ours: bool

    def close(self) -> None:
        """Let go of what runs."""

    def roots(self, folder: Path, machines: int) -> list[Path]:
        """Make the machines' folders and return them."""

    def attend(self, machines: list[Machine]) -> None:
        """Serve these machines from now on."""

    def sync(self, machine: Machine, chance: random.Random) -> None:
        """Let one machine exchange what it has, perhaps a part."""

    def go_offline(self, machine: Machine, chance: random.Random) -> None:
        """Cut a machine off."""

    def come_back(self, machine: Machine) -> None:
        """Connect a machine again."""

    def rest(self, machines: list[Machine]) -> None:
        """Exchange until nothing changes any more. Raises Stuck."""

    def by_hand(self, machine: Machine, chance: random.Random) -> None:
        """Let somebody do by hand what people do with such a store."""

    def pending(self, machine: Machine) -> list[bytes]:
        """Return the texts of conflicts that wait for this machine's person, beside conflict copies."""

    def settle_pending(self, machine: Machine) -> bool:
        """Let the person settle those; tell whether there were any."""

    def remembered(self) -> set[str]:
        """Return the tokens that the store itself remembers."""

    def is_left_over(self, path: str) -> bool:
        """Tell whether a file is one that must not stay in the end."""

    def is_private(self, path: str) -> bool:
        """Tell whether a file may be another one on each machine."""


class _Folders:
    """What both kinds of plain folders have in common: no memory, and nothing pending."""

    is_ours = False

    def close(self) -> None:
        pass

    def by_hand(self, machine: Machine, chance: random.Random) -> None:
        pass

    def pending(self, machine: Machine) -> list[bytes]:
        return []

    def settle_pending(self, machine: Machine) -> bool:
        return False

    def remembered(self) -> set[str]:
        return set()

    def is_private(self, path: str) -> bool:
        return False

    def is_left_over(self, path: str) -> bool:
        return path.rpartition("/")[2].startswith((".service.", "~$"))


class Replicas(_Folders):
    """A replica on each machine, and a sync service."""

    def __init__(self, manner: str) -> None:
        self.service = Service(MANNERS[manner])
        self._clients: dict[int, Client] = {}

    def roots(self, folder: Path, machines: int) -> list[Path]:
        roots = [folder / f"replica-{number}" for number in range(machines)]
        for root in roots:
            root.mkdir()
        return roots

    def attend(self, machines: list[Machine]) -> None:
        for machine in machines:
            self._clients[machine.number] = Client(machine.name, machine.root)
        self.rest(machines)

    def sync(self, machine: Machine, chance: random.Random) -> None:
        if machine.is_online:
            self.service.go_over(self._clients[machine.number], chance, chance.choice((1.0, 1.0, 0.5)))

    def go_offline(self, machine: Machine, chance: random.Random) -> None:
        machine.is_online = False

    def come_back(self, machine: Machine) -> None:
        machine.is_online = True

    def rest(self, machines: list[Machine]) -> None:
        chance = random.Random(0)
        for _ in range(MOST_ROUNDS):
            moved = [self.service.go_over(self._clients[one.number], chance) for one in machines]
            if not any(moved):
                return
        raise Stuck("the service does not come to an end")


class Drive(_Folders):
    """One folder on a network drive, which each machine has mounted at a place of its own."""

    def __init__(self) -> None:
        self._folder = Path()

    def roots(self, folder: Path, machines: int) -> list[Path]:
        self._folder = folder / "drive"
        self._folder.mkdir()
        mounts = [folder / f"mount-{number}" for number in range(machines)]
        for mount in mounts:
            mount.symlink_to(self._folder)
        return mounts

    def attend(self, machines: list[Machine]) -> None:
        pass

    def sync(self, machine: Machine, chance: random.Random) -> None:
        machine.look()

    def go_offline(self, machine: Machine, chance: random.Random) -> None:
        if machine.root.is_symlink():
            machine.root.unlink()
            if chance.random() < 0.5:
                machine.root.mkdir()  # an empty mount point
        machine.is_online = False

    def come_back(self, machine: Machine) -> None:
        if not machine.root.is_symlink():
            left = [path for path, _ in files_below(machine.root)]
            if left:
                raise Stuck(f"written below the mount point: {left}")
            shutil.rmtree(machine.root, ignore_errors=True)
            machine.root.symlink_to(self._folder)
        machine.is_online = True

    def rest(self, machines: list[Machine]) -> None:
        pass
