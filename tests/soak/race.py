"""Several processes save the same article at once; every line that was acknowledged must be somewhere."""

import random
import subprocess
import sys
from pathlib import Path

from kbassist.system.errors import NotSaved
from kbassist.workspace.written import SaveOutcome
from tests.soak.place import PATH, article, left_beside, lines_in, texts_of, writer
from tests.soak.tally import Tally

START = "".join(f"part {number}\n\n" for number in range(40))


def race(folder: Path, processes: int, saves: int) -> Tally:
    """Let each process add `saves` lines, one a save, and look for all of them afterwards."""
    root = folder / "team"
    root.mkdir()
    (root / PATH).write_text(START)
    homes = [folder / f"home-{number}" for number in range(processes)]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.soak.race", str(root), str(home), f"w{number}", str(saves)],
            stdout=subprocess.PIPE,
        )
        for number, home in enumerate(homes)
    ]
    said = b"".join(process.communicate()[0] for process in running)
    acknowledged = set(said.split())
    failed = sum(process.returncode != 0 for process in running)
    found = lines_in(texts_of(root, homes))
    torn = sum(part.encode() not in (root / PATH).read_bytes() for part in START.split("\n\n")[:-1])
    lost = len(acknowledged - found) + processes * saves - len(acknowledged)
    return Tally(processes * saves, lost, torn, false=failed, left=left_beside(root))


def add_lines(root: Path, home: Path, name: str, count: int) -> None:
    """Add `count` lines, each in a save of its own that is repeated until it is acknowledged."""
    chance = random.Random(name)
    with writer(root, home) as writing:
        for number in range(count):
            line = f"line-{name}-{number}"
            while not _added(writing, root, line, chance):
                pass
            sys.stdout.write(f"{line}\n")


def _added(writing: "object", root: Path, line: str, chance: random.Random) -> bool:
    from kbassist.workspace.writing import Writing

    assert isinstance(writing, Writing)
    try:
        opened = writing.open(article(root))
        lines = opened.text.split("\n")
        lines.insert(chance.randrange(len(lines)), line)
        result = writing.save(opened, "\n".join(lines))
        while result.outcome is SaveOutcome.CONFLICT:
            assert result.merge is not None
            both = {
                index: (*hunk.theirs, *hunk.mine)
                for index, hunk in enumerate(result.merge.hunks)
                if hunk.kind == "conflict"
            }
            result = writing.save(result.opened, result.merge.resolved(both))
    except NotSaved:
        return False
    return True


if __name__ == "__main__":
    add_lines(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
