"""What the members of a team do, one step each; what the program refuses is raised as it says it."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.soak.team.machine import Machine
from tests.soak.team.texts import EDITS

if TYPE_CHECKING:
    from tests.soak.team.world import World

FACTS = "_facts.yaml"
PART = "_parts/closing.md"
NEW_NAMES = tuple(f"new/fresh-{number}.md" for number in range(4))


def _edit(world: "World", machine: Machine, chance: random.Random) -> None:
    """Type into what is open, however old that is, and save it."""
    is_old = machine.opened and chance.random() < 0.4
    path = chance.choice(sorted(machine.opened)) if is_old else world.pick(machine, chance)
    if chance.random() < 0.5:
        machine.close(path)
    draft = machine.draft(path)
    if draft is not None:
        machine.resume(draft, chance)
        return
    opened = machine.open(path)
    edit = chance.choice(EDITS)
    text = edit(opened.text, machine.number, chance, f"note {world.ledger.token()} of {machine.name}")
    machine.save(opened, text, chance)


def _fact(world: "World", machine: Machine, chance: random.Random) -> None:
    path = chance.choice((FACTS, FACTS, PART))
    machine.close(path)
    draft = machine.draft(path)
    if draft is not None:
        machine.resume(draft, chance)
        return
    opened = machine.open(path)
    lines = opened.text.split("\n")
    lines.insert(chance.randrange(len(lines)), f"{world.ledger.token()}: 15")
    machine.save(opened, "\n".join(lines), chance)


def _create(world: "World", machine: Machine, chance: random.Random) -> None:
    path = world.same or chance.choice(NEW_NAMES)
    if machine.draft(path) is None:
        token = world.ledger.token()
        machine.create(path, f"# Fresh {token}\n\nnote {token} of {machine.name}\n")


def _move(world: "World", machine: Machine, chance: random.Random) -> None:
    path = world.pick(machine, chance)
    name = path.rpartition("/")[2] if chance.random() < 0.5 else f"renamed-{chance.randrange(30)}.md"
    folder = chance.choice(("", "topic/", "topic/deep/", "other/"))
    if folder + name != path:
        machine.move(path, folder + name, take_back=chance.random() < 0.2)


def _trash(world: "World", machine: Machine, chance: random.Random) -> None:
    if len(machine.look()) > 3:
        machine.trash(world.pick(machine, chance))


def _picture(world: "World", machine: Machine, chance: random.Random) -> None:
    """Paste a picture: it is stored at once, and the article is saved with a line that shows it."""
    path = world.pick(machine, chance)
    if machine.draft(path) is not None:
        return
    machine.close(path)
    opened = machine.open(path)
    token = world.ledger.token()
    line = machine.authoring.store_picture(machine.file(path), f"\x89PNG {token}".encode(), "picture")
    world.ledger.saved.add(token)
    machine.save(opened, f"{opened.text.rstrip()}\n{line}\n", chance)


def _foreign(world: "World", machine: Machine, chance: random.Random) -> None:
    """Open a file in an editor that knows nothing of us, or write what it has over what stands there."""
    if not machine.look():
        return  # the drive is away
    same = world.same if world.same in machine.foreign else ""
    if same or (machine.foreign and chance.random() < 0.7 and not world.same):
        path = same or chance.choice(sorted(machine.foreign))
        seen, file = machine.foreign.pop(path), machine.root / path
        if not file.parent.is_dir() or (not file.exists() and chance.random() < 0.7):
            return
        stood = file.read_bytes() if file.exists() else b""
        written = seen + f"note {world.ledger.token()} elsewhere\n".encode()
        world.ledger.trample(stood, seen, written)
        file.write_bytes(written)
        return
    path = world.pick(machine, chance)
    machine.foreign[path] = (machine.root / path).read_bytes()


def _sync(world: "World", machine: Machine, chance: random.Random) -> None:
    world.store.sync(machine, chance)


def _crash(world: "World", machine: Machine, chance: random.Random) -> None:
    machine.start()  # whatever was open and not kept as a draft is gone


def _offline(world: "World", machine: Machine, chance: random.Random) -> None:
    world.store.go_offline(machine, chance)


def _online(world: "World", machine: Machine, chance: random.Random) -> None:
    world.store.come_back(machine)


def _clock(world: "World", machine: Machine, chance: random.Random) -> None:
    machine.skew = timedelta(hours=chance.choice((-30, -1, 0, 0, 2, 26, 24 * 400)))


def _resume(world: "World", machine: Machine, chance: random.Random) -> None:
    for draft in machine.writing.drafts()[:1]:
        machine.resume(draft, chance)


def _settle(world: "World", machine: Machine, chance: random.Random) -> None:
    if world.store.settle_pending(machine):
        return
    for pair in machine.writing.conflict_copies()[:1]:
        machine.settle(pair, chance)


def _by_hand(world: "World", machine: Machine, chance: random.Random) -> None:
    world.store.by_hand(machine, chance)


STEPS: dict[str, Callable[["World", Machine, random.Random], None]] = {
    "edit": _edit, "fact": _fact, "create": _create, "move": _move, "trash": _trash, "picture": _picture,
    "foreign": _foreign, "sync": _sync, "crash": _crash, "offline": _offline, "online": _online,
    "clock": _clock, "resume": _resume, "settle": _settle, "hand": _by_hand,
}  # fmt: skip
