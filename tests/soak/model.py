"""Writers on two replicas, a sync client that keeps both sides, and an editor that does not ask."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from kbassist.articles import save as saving
from kbassist.articles.article import FileRef
from kbassist.articles.drafts import Drafts
from kbassist.articles.history import History, HistoryLimits
from kbassist.system.clock import system_time
from kbassist.system.errors import NotSaved
from kbassist.workspace.reach import Reach
from kbassist.workspace.writing import Writing
from kbassist.workspace.written import Opened, SaveOutcome
from tests.soak.place import LINE, PATH
from tests.soak.tally import Tally

START = "".join(f"part {number}\n\n" for number in range(6))
WRITERS = 4
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.integers(0, WRITERS - 1), st.just(0)),
        st.tuples(st.just("save"), st.integers(0, WRITERS - 1), st.integers(0, 11)),
        st.tuples(st.just("save-while"), st.integers(0, WRITERS - 1), st.integers(0, 11)),
        st.tuples(st.just("foreign"), st.integers(0, 1), st.integers(0, 11)),
        st.tuples(st.just("sync"), st.just(0), st.just(0)),
    ),
    max_size=40,
)


class Session:
    """What `Writing` needs to know of an open library."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reach = Reach(root)
        self.holds = frozenset[str]().__contains__


class World:
    """Two replicas of a library, two writers on each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.roots = [folder / "left", folder / "right"]
        for root in self.roots:
            root.mkdir()
            (root / PATH).write_text(START)
        self.synced = (self.roots[0] / PATH).read_bytes()
        self.writers = [self._writer(number) for number in range(WRITERS)]
        self.opened: list[Opened | None] = [None] * WRITERS
        self.acknowledged: set[bytes] = set()
        self.lines = self.copies = 0

    def _writer(self, number: int) -> Writing:
        root, home = self.roots[number % 2], self.folder / f"home-{number}"
        history = History(home / "history", HistoryLimits(versions=1000))
        sessions = {str(root): Session(root)}
        return Writing(sessions, history, Drafts(home / "drafts"), system_time)  # type: ignore[arg-type]

    def step(self, what: str, who: int, where: int) -> None:
        """Let one of them do one thing."""
        if what == "open":
            self.opened[who] = self._reopened(who)
        elif what == "foreign":
            self._foreign(self.roots[who] / PATH, where)
        elif what == "sync":
            self._sync()
        else:
            self._save(who, where, meanwhile=what == "save-while")

    def _reopened(self, who: int) -> Opened:
        root = self.roots[who % 2]
        return self.writers[who].open(FileRef(str(root), PATH))

    def _line(self) -> str:
        self.lines += 1
        return f"line-x-{self.lines}"

    def _save(self, who: int, where: int, meanwhile: bool) -> None:
        """Add a line to what was opened, however old that is; a foreign editor may save in between."""
        opened = self.opened[who] or self._reopened(who)
        lines = opened.text.split("\n")
        line = self._line()
        lines.insert(where % len(lines), line)
        real = saving._Saving._exchanged

        def interrupted(this: saving._Saving) -> bool:
            saving._Saving._exchanged = real  # type: ignore[method-assign]
            self._foreign(self.roots[who % 2] / PATH, where + 1)
            return real(this)

        if meanwhile:
            saving._Saving._exchanged = interrupted  # type: ignore[method-assign]
        try:
            result = self.writers[who].save(opened, "\n".join(lines))
            while result.outcome is SaveOutcome.CONFLICT:
                assert result.merge is not None
                hunks = enumerate(result.merge.hunks)
                both = {index: (*hunk.theirs, *hunk.mine) for index, hunk in hunks if hunk.kind == "conflict"}
                result = self.writers[who].save(result.opened, result.merge.resolved(both))
        except NotSaved:
            return
        finally:
            saving._Saving._exchanged = real  # type: ignore[method-assign]
        self.acknowledged.add(line.encode())
        self.opened[who] = result.opened

    def _foreign(self, file: Path, where: int) -> None:
        """Add a line as editors do that read, and write over whatever stands there."""
        lines = file.read_text().split("\n")
        line = self._line()
        lines.insert(where % len(lines), line)
        file.write_text("\n".join(lines))
        self.acknowledged.add(line.encode())

    def _sync(self) -> None:
        """Carry changes across; where both sides changed, the right one's becomes a conflict copy on both."""
        left, right = ((root / PATH).read_bytes() for root in self.roots)
        if left != self.synced and right != self.synced and left != right:
            self.copies += 1
            for root in self.roots:
                (root / f"a.sync-conflict-20261129-{self.copies:06}-ABCDEFG.md").write_bytes(right)
            right = self.synced
        self.synced = left if left != self.synced else right
        for root in self.roots:
            if (root / PATH).read_bytes() != self.synced:
                waiting = root / ".syncthing.a.md.tmp"
                waiting.write_bytes(self.synced)
                waiting.replace(root / PATH)

    def lost(self) -> set[bytes]:
        """Return the acknowledged lines that are in no file of a replica and in no history."""
        texts = [file.read_bytes() for root in self.roots for file in root.iterdir()]
        for number, writing in enumerate(self.writers):
            file = FileRef(str(self.roots[number % 2]), PATH)
            texts += [writing.version_text(version).encode() for version in writing.versions(file)]
        return self.acknowledged - {line for text in texts for line in LINE.findall(text)}


def many_hands(folder: Path, examples: int) -> Tally:
    """Run `examples` of steps; the shortest that loses a line is shown by hypothesis."""
    injected = 0

    @seed(20261129)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(STEPS)
    def run(steps: list[tuple[str, int, int]]) -> None:
        nonlocal injected
        place = Path(tempfile.mkdtemp(dir=folder))
        world = World(place)
        for step in steps:
            world.step(*step)
        injected += len(steps)
        lost = world.lost()
        shutil.rmtree(place)
        assert not lost, f"lost {sorted(lost)} by {steps}"

    try:
        run()
    except AssertionError as error:
        print(error)
        return Tally(injected, lost=1)
    return Tally(injected)
