"""A team at work: single steps of its members, and what must be true once all has come to rest."""

import platform
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from kbassist.articles import leftovers, patience, swap, trash
from kbassist.articles.beside_names import BESIDE
from kbassist.articles.names import is_article_name
from kbassist.system.errors import KbError
from tests.soak.team.ledger import Ledger, tokens_in
from tests.soak.team.machine import Machine
from tests.soak.team.service import files_below
from tests.soak.team.steps import FACTS, PART, STEPS
from tests.soak.team.stores import Store, Stuck
from tests.soak.team.texts import article
from tests.soak.team.wire import Killed, Wire

_OURS = frozenset(("edit", "fact", "create", "move", "trash", "picture", "crash", "resume", "settle"))
_CUTTING_IN = (*("edit", "foreign") * 4, "sync", "sync", "create", "move", "trash", "crash")
MOST_CALLS = 90
MOST_SETTLING = 12


@dataclass(frozen=True, slots=True)
class Step:
    """What the machine `who` does; `number` decides all chances in it."""

    what: str
    who: int
    number: int


class Lost(Exception):
    """Something that somebody saved is not where it has to be."""


class World:
    """Machines with one store; `folder` holds all of it."""

    def __init__(self, folder: Path, store: Store, machines: int, *, locks: bool, exchanges: bool) -> None:
        self.store = store
        self.ledger = Ledger()
        self.wire = Wire()
        self.wire.exchanges = exchanges
        self._locks = locks
        self._current: Machine | None = None
        self.same = ""  # where those who cut in have to act
        roots = store.roots(folder, machines)
        names = [f"topic/subject-{number}.md" for number in range(3)] + ["start.md"]
        _begin(roots[0], names, machines)
        self.machines = [
            Machine(number, root, folder / f"home-{number}", self.ledger) for number, root in enumerate(roots)
        ]
        store.attend(self.machines)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Give each machine its name and clock, and stand between the program and the files."""
        with ExitStack() as stack:
            enter = stack.enter_context
            enter(mock.patch.object(platform, "node", lambda: self._current.name if self._current else "-"))
            enter(mock.patch.object(leftovers, "time", SimpleNamespace(time=self._time_s)))
            enter(mock.patch.object(leftovers, "_lives", lambda _: False))
            enter(mock.patch.object(patience, "time", SimpleNamespace(sleep=lambda _: None)))
            enter(mock.patch.object(trash, "_sent", lambda _: False))  # nobody's real trash
            if not self._locks:
                enter(mock.patch.object(swap, "_lock", lambda _: None))
            enter(self.wire.laid())
            for machine in self.machines:
                with self._as(machine):
                    machine.start()
            yield

    def do(self, step: Step) -> None:
        """Make one step. Raises Lost and Stuck."""
        machine, chance = self.machines[step.who % len(self.machines)], random.Random(step.number)
        with self._as(machine):
            if not machine.is_running and step.what not in ("sync", "online", "foreign"):
                machine.start()
            if step.what in _OURS or (step.what == "sync" and self.store.is_ours):
                self._fuse(machine, step.what, chance)
            try:
                STEPS[step.what](self, machine, chance)
            except KbError:
                pass  # a sentence for whoever is at this machine
            except Killed:
                machine.is_running = False
            finally:
                self.wire.rest()

    @contextmanager
    def _as(self, machine: Machine) -> Iterator[None]:
        before, self._current = self._current, machine
        try:
            yield
        finally:
            self._current = before

    def _time_s(self) -> float:
        return time.time() + (self._current.skew.total_seconds() if self._current else 0)

    def _fuse(self, machine: Machine, step: str, chance: random.Random) -> None:
        """Plan an accident for one step of several: an end, a full disk, or somebody else in between."""
        dice, at = chance.random(), chance.randrange(1, MOST_CALLS)
        if dice < 0.04:
            self.wire.kill(at)
        elif dice < 0.06:
            self.wire.fill(at)
        elif dice < 0.25:
            self.wire.precede(chance.randrange(1, 30), lambda: self._cut_in(machine, step, chance))

    def _cut_in(self, machine: Machine, step: str, chance: random.Random) -> None:
        """Let somebody act in the middle of a step, mostly on the same file: another, or a service here."""
        what = chance.choice(_CUTTING_IN)
        # Other editors and what syncs come in here; so does the person while the program syncs.
        is_typing = step == "sync" and what not in ("sync", "crash")
        is_here = what == "foreign" or (what == "sync" and step != "sync") or is_typing
        who = machine if is_here else chance.choice([one for one in self.machines if one is not machine])
        self.same = machine.busy if chance.random() < 0.8 else ""
        try:
            with self._as(who):
                if not who.is_running:
                    who.start()
                if what == "foreign":
                    STEPS[what](self, who, chance)  # first it looks, and then it writes
                STEPS[what](self, who, chance)
        except KbError:
            pass
        finally:
            self.same = ""

    def pick(self, machine: Machine, chance: random.Random) -> str:
        """Choose a file that this machine sees. Raises KbError where there is none."""
        articles = machine.look()
        if not articles:
            raise KbError("There is nothing here.")
        return self.same if self.same in articles else chance.choice(articles)

    def finish(self) -> None:
        """Let all come back and to rest, and look whether anything is gone. Raises Lost and Stuck."""
        with mock.patch.object(leftovers, "_OLD_S", float("-inf")):  # an hour later
            for machine in self.machines:
                with self._as(machine):
                    self.store.come_back(machine)
                    machine.skew = timedelta()
                    machine.start()
            self._resume_all()
            self.store.rest(self.machines)
            if self._recover_all():
                self.store.rest(self.machines)
        self._nothing_lost()
        self._settle_all()
        self._all_in_articles()

    def _recover_all(self) -> bool:
        """Let all programs tidy up; tell whether there was anything."""
        told = 0
        for machine in self.machines:
            with self._as(machine):
                told += len(machine.writing.recover())
        return told > 0

    def _resume_all(self) -> None:
        for _ in range(MOST_SETTLING):
            waiting = 0
            for machine in self.machines:
                with self._as(machine):
                    for draft in machine.writing.drafts():
                        waiting += 1
                        machine.resume(draft)
            if not waiting:
                return
        raise Stuck("a draft cannot be saved")

    def _settle_all(self) -> None:
        """Let people settle all conflicts, each keeping the words of both sides."""
        for turn in range(MOST_SETTLING):
            settled = False
            for machine in self.machines:
                with self._as(machine):
                    here = self.store.settle_pending(machine)
                    for pair in machine.writing.conflict_copies():
                        here = True
                        try:
                            machine.settle(pair, random.Random(f"{turn}{pair.copy.path}"))
                        except KbError as error:
                            self.problem = f"{pair.copy.path}: {error}"
                    if here:
                        self.store.sync(machine, random.Random(0))
                settled |= here
            if not settled:
                return
            self.store.rest(self.machines)
        raise Stuck(f"conflicts cannot be settled: {getattr(self, 'problem', '')}")

    def _nothing_lost(self) -> None:
        """Look for all that was acknowledged: weakly everywhere, strongly where somebody sees it."""
        shown: set[str] = set()
        for machine in self.machines:
            with self._as(machine):
                copies = {pair.copy.path for pair in machine.writing.conflict_copies()}
                for path, file in files_below(machine.root):
                    if _is_shown(path) or path in copies:
                        shown |= tokens_in(file.read_bytes())
                for text in self.store.pending(machine):
                    shown |= tokens_in(text)
        unseen = self.ledger.living - shown
        gone = self.ledger.acknowledged - shown
        if gone:
            gone -= self._somewhere()
        if gone:
            raise Lost(f"nowhere: {sorted(gone)}")
        if unseen:
            raise Lost(f"not in an article nor in a conflict that is shown: {sorted(unseen)}")

    def _somewhere(self) -> set[str]:
        found = self.store.remembered()
        for machine in self.machines:
            found |= machine.everything_kept()
            for _, file in files_below(machine.root):
                found |= tokens_in(file.read_bytes())
        return found

    def _all_in_articles(self) -> None:
        """After all is settled everybody has the same files, and all that nobody took out is in them."""
        first: dict[str, bytes] | None = None
        for machine in self.machines:
            files = dict(files_below(machine.root))
            if left := [path for path in files if BESIDE in path or self.store.is_left_over(path)]:
                raise Stuck(f"left behind on {machine.name}: {left}")
            shared = {path for path in files if not path.startswith(".") and not self.store.is_private(path)}
            held = {path: files[path].read_bytes() for path in shared}
            lacking = self.ledger.living - set().union(*map(tokens_in, held.values()))
            if lacking:
                raise Lost(f"not in an article of {machine.name}: {sorted(lacking)}")
            if first is None:
                first = held
            elif first != held:
                unlike = [path for path in {*first, *held} if first.get(path) != held.get(path)]
                raise Stuck(f"not the same on {machine.name}: {sorted(unlike)}")


def _is_shown(path: str) -> bool:
    """Tell whether the program shows a file as an article, a part, facts, a template or a picture."""
    name = path.rpartition("/")[2]
    if path.startswith("_attachments/"):
        return True
    if path.startswith(("_parts/", "_templates/")) or path == FACTS or path == "_library.yaml":
        return True
    return is_article_name(name) and not path.startswith(("_", "."))


def _begin(root: Path, names: list[str], machines: int) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article(name.replace("/", " "), machines))
    (root / "start.md").write_text((root / "start.md").read_text() + "\n[one](topic/subject-0.md)\n")
    (root / FACTS).write_text("".join(f"fact_{number}: 14\n" for number in range(6)))
    (root / "_library.yaml").write_text("name: Team\n")
    (root / "_parts").mkdir()
    (root / PART).write_text("Kind regards\n\nYour team\n")
