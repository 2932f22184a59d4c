"""The short run of the team: nothing is lost, nobody is stuck, and the rig notices when care is taken out."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from kbassist.articles import save as saving
from kbassist.articles.article import Revision
from kbassist.team.git.join_commit import JoinCommit
from kbassist.workspace import saving as workspace_saving
from tests.soak.tally import Tally
from tests.soak.team import run as running
from tests.soak.team.cuts import cut_calls, cut_lines, kill_children, pair
from tests.soak.team.run import FOLDERS, live, lived, scratch, shrunk, steps_of, world_of
from tests.soak.team.world import STEPS, Step

WHO, NUMBER = st.integers(0, 2), st.integers(0, 10**6)


@pytest.mark.parametrize("kind", FOLDERS)
def test_nothing_is_lost_in_a_folder(kind: str) -> None:
    assert live(kind, "short", 120).said == ""


def test_nothing_is_lost_with_git() -> None:
    assert lived("git-below", steps_of("git-below", "short", 40, 3), 3) == ""


def test_a_sync_that_is_cut_off_goes_on() -> None:
    with pair() as made:
        total = cut_calls(made, "kill", 67) + cut_calls(made, "fill", 120)
        total += cut_lines(made, 3000) + kill_children(made, 1)
    assert total.injected > 3
    assert total == Tally(total.injected)


class Team(RuleBasedStateMachine):
    """Lets hypothesis choose who does what; it shows the shortest history that goes wrong."""

    kind = "dropbox"

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="team-", dir=scratch()))
        self.world = world_of(self.kind, self.folder, 3)
        self.stack = ExitStack()
        self.stack.enter_context(self.world.running())

    @rule(what=st.sampled_from(sorted({*STEPS} - {"sync", "edit"})), who=WHO, number=NUMBER)
    def anything(self, what: str, who: int, number: int) -> None:
        self.world.do(Step(what, who, number))

    @rule(who=WHO, number=NUMBER)
    def edit(self, who: int, number: int) -> None:
        self.world.do(Step("edit", who, number))

    @rule(who=WHO, number=NUMBER)
    def sync(self, who: int, number: int) -> None:
        self.world.do(Step("sync", who, number))

    def teardown(self) -> None:
        try:
            self.world.finish()
        finally:
            self.stack.close()
            shutil.rmtree(self.folder)


@pytest.mark.parametrize("kind", ["dropbox", "drive-exchanging"])
def test_no_short_history_loses_anything(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Team, "kind", kind)
    run_state_machine_as_test(
        Team,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            derandomize=True,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )


def _blind(root: Path, path: str, _seen: Revision, content: bytes) -> saving.Saved:
    (root / path).write_bytes(content)
    return saving.Saved(Revision("", len(content), 0))


@pytest.fixture(params=["blind", "unlooked"])
def careless(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Write over whatever stands there, or swap and do not look at what came out."""
    if request.param == "blind":
        monkeypatch.setattr(workspace_saving, "save", _blind)
    else:
        monkeypatch.setattr(saving._Saving, "_compare", lambda this: this._remove(this._beside))
    yield


@pytest.mark.usefixtures("careless")
def test_the_rig_notices_when_nobody_takes_care() -> None:
    histories = ([Step("edit", n % 5, seed * 1000 + n) for n in range(150)] for seed in range(8))
    assert any(lived("drive-exchanging", steps).startswith("lost") for steps in histories)


def test_the_rig_notices_when_conflicts_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Theirs stands, and mine is in the history of git alone, where nobody looks."""
    monkeypatch.setattr(JoinCommit, "keep_conflicts", lambda this, joined: None)
    steps = [Step("edit", who, 10_000 + number) for number in range(12) for who in (0, 1)]
    assert lived("git", steps, 2).startswith("lost")


def test_what_went_wrong_is_made_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that forgets what it was told is found by the one step that tells it."""
    steps = [Step("sync", 0, 0)] * 5 + [Step("fact", 1, 3)] + [Step("sync", 1, 0)] * 5
    monkeypatch.setattr(running, "lived", lambda kind, some: "lost" if steps[5] in some else "")
    assert shrunk("dropbox", steps) == [steps[5]]
