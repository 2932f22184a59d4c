"""The articles that the team begins with, and what people do to a text."""

import random
from collections.abc import Callable

Edit = Callable[[str, int, random.Random, str], str]


def article(name: str, machines: int) -> str:
    """Return an article with a place of its own for each machine, and one for all."""
    desks = "".join(
        f"## Desk {number} of {name}\n\ndesk {number} of {name} begins\n\ndesk {number} of {name} ends\n\n"
        for number in range(machines)
    )
    shared = "".join(f"sentence {number} of {name} for all\n" for number in range(4))
    opening = f"# Article {name}\n\nOpening of {name}.\n\n"
    return f"{opening}{desks}## For all of {name}\n\n{shared}\n## End of {name}\n"


def at_own_desk(text: str, who: int, _chance: random.Random, line: str) -> str:
    """Add a line where nobody else writes."""
    lines = text.split("\n")
    for at, found in enumerate(lines):
        if found.startswith(f"desk {who} of ") and found.endswith("begins"):
            return "\n".join((*lines[: at + 1], line, *lines[at + 1 :]))
    return f"{text}\n{line}\n"


def in_the_same_place(text: str, _who: int, chance: random.Random, line: str) -> str:
    """Add to one of the few lines that all change, so that the old words stay in it."""
    lines = text.split("\n")
    shared = [at for at, found in enumerate(lines) if found.startswith("sentence ")]
    if not shared:
        return f"{text}\n{line}\n"
    at = chance.choice(shared)
    lines[at] = f"{lines[at]} {line}"
    return "\n".join(lines)


def at_the_end(text: str, _who: int, _chance: random.Random, line: str) -> str:
    """Append a line."""
    return f"{text.rstrip()}\n{line}\n"


def anywhere(text: str, _who: int, chance: random.Random, line: str) -> str:
    """Put a line between any two."""
    lines = text.split("\n")
    lines.insert(chance.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def instead(text: str, _who: int, chance: random.Random, line: str) -> str:
    """Write a line in the place of one that somebody else has written."""
    lines = text.split("\n")
    written = [at for at, found in enumerate(lines) if found.startswith("note tok")]
    if not written:
        return anywhere(text, _who, chance, line)
    lines[chance.choice(written)] = line
    return "\n".join(lines)


EDITS: tuple[Edit, ...] = (
    at_own_desk, at_own_desk, at_own_desk, in_the_same_place, at_the_end, anywhere, instead,
)  # fmt: skip
