"""Sharing what was learned: only where team and agent want it, and never what a customer is or wrote."""

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from kbassist.articles.article import ArticleRef
from kbassist.replies.conversation import Conversation
from kbassist.system.errors import NotKept
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.usage.shared_others import OthersShared
from kbassist.usage.shared_own import FOLDER
from kbassist.workspace import Workspace, open_workspace
from kbassist.workspace.reviewed import Act, QueueId
from kbassist.workspace.sharing import READ_EVERY
from tests.workspace.conftest import NOW

QUESTION = "the courier lost my suitcase"
MESSAGE = "Hello, the courier lost my suitcase, when is the money back? Regards, Zebediah Quorlington"


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


Member = Callable[[str], Workspace]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def member(tmp_path: Path, root: Path, clock: Clock) -> Iterator[Member]:
    """Open the team's library on machines of their own."""
    (root / "_library.yaml").write_text("name: Team\nshare_learned: true\n", "utf-8")
    opened: list[Workspace] = []

    def open_at(name: str) -> Workspace:
        paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / name)})
        opened.append(open_workspace(paths, Settings(agent_name=f"{name} Agentson"), (root,), clock))
        opened[-1].refresh()
        return opened[-1]

    yield open_at
    for workspace in opened:
        workspace.close()


def shared_text(root: Path) -> str:
    files = sorted((root / FOLDER).rglob("*.jsonl")) if (root / FOLDER).is_dir() else []
    return "".join(file.read_text("utf-8") for file in files)


def work(workspace: Workspace, root: Path, clock: Clock) -> None:
    """Answer a message, use a reply, and find nothing for a question; then let time pass."""
    ref = ArticleRef(str(root), "refund")
    assert workspace.learn(MESSAGE, ref, Conversation())
    workspace.record_copied(workspace.compose(ref, Conversation()))
    assert workspace.reviewing.note_gap("cancel subscription invoice", Conversation())
    clock.now += timedelta(minutes=11)
    workspace.refresh()


def scores(workspace: Workspace) -> dict[str, float]:
    return {hit.ref.id: hit.score for hit in workspace.suggest(QUESTION).result.hits}


def test_nothing_is_shared_unless_both_want_it(member: Member, root: Path, clock: Clock) -> None:
    ana = member("ana")
    [state] = ana.sharing.states()
    assert state.wanted
    assert not state.on
    work(ana, root, clock)
    assert not (root / FOLDER).exists()
    ana.sharing.allow(str(root))
    (root / "_library.yaml").write_text("name: Team\n", "utf-8")
    ana.refresh()
    work(ana, root, clock)
    assert not (root / FOLDER).exists()


def test_what_is_shared_is_shown_word_for_word(member: Member, root: Path, clock: Clock) -> None:
    ana = member("ana")
    ana.sharing.allow(str(root))
    work(ana, root, clock)
    text = shared_text(root)
    assert "".join(shown for _, shown in ana.sharing.texts(str(root))) == text
    assert [line.split('"kind": "')[1].split('"')[0] for line in text.splitlines()] == [
        "gap",
        "learned",
        "used",
    ]
    for private in ("zebediah", "quorlington", "agentson", "ana", "hello"):
        assert not re.search(rf"\b{private}\b", text.casefold())


def test_names_are_told_only_where_the_team_wants_it(member: Member, root: Path, clock: Clock) -> None:
    (root / "_library.yaml").write_text("name: Team\nshare_learned: yes\nshare_names: yes\n", "utf-8")
    ana = member("ana")
    (root / "_library.yaml").write_text("name: Team\nshare_learned: true\nshare_names: true\n", "utf-8")
    ana.refresh()
    ana.sharing.allow(str(root), named=True)
    work(ana, root, clock)
    assert shared_text(root).count('"who": "ana Agentson"') == 3


def test_a_team_that_wants_names_later_has_to_ask_again(member: Member, root: Path, clock: Clock) -> None:
    ana, ben = member("ana"), member("ben")
    ana.sharing.allow(str(root))
    work(ana, root, clock)
    (root / "_library.yaml").write_text("name: Team\nshare_learned: true\nshare_names: true\n", "utf-8")
    ana.refresh()
    nameless, [state] = shared_text(root), ana.sharing.states()
    work(ana, root, clock)
    assert (state.on, state.asks_name, shared_text(root)) == (False, True, nameless)
    ana.sharing.allow(str(root), named=True)
    work(ana, root, clock)
    [named] = ana.sharing.states()
    assert (named.on, named.asks_name) == (True, False)
    assert named.machine != state.machine
    assert shared_text(root).count('"who": "ana Agentson"') == 3
    ben.refresh()
    assert (ana.sharing.states()[0].others, ben.sharing.states()[0].others) == (0, 2)
    assert len(ana.sharing.texts(str(root))) == 2
    assert ana.sharing.withdraw(str(root)) == 2
    assert shared_text(root) == ""


def test_others_suggest_by_it_and_see_the_gaps(member: Member, root: Path, clock: Clock) -> None:
    ana, ben = member("ana"), member("ben")
    before = scores(ben)
    ana.sharing.allow(str(root))
    work(ana, root, clock)
    ben.refresh()
    assert scores(ben)["refund"] > before.get("refund", 0.0)
    assert ben.learned() == ()
    [gap] = ben.reviewing.found()[QueueId.GAPS]
    assert gap.text == "Asked once by one other, and nothing was used"
    assert Act.FORGET not in gap.acts
    assert ben.sharing.uses(str(root)) == {"refund": 1}
    ben.reviewing.note_gap("cancel subscription invoice", Conversation())
    [gap] = ben.reviewing.found()[QueueId.GAPS]
    assert gap.text == "Asked once, 1 more by one other, and nothing was used"


def test_withdrawing_takes_it_back_from_everybody(member: Member, root: Path, clock: Clock) -> None:
    ana, ben = member("ana"), member("ben")
    ana.sharing.allow(str(root))
    work(ana, root, clock)
    ben.refresh()
    first = ana.sharing.states()[0].machine
    assert ben.sharing.states()[0].others == 1
    assert ana.sharing.withdraw(str(root)) == 1
    assert shared_text(root) == ""
    assert ana.sharing.texts(str(root)) == ()
    clock.now += READ_EVERY
    ben.refresh()
    assert ben.sharing.states()[0].others == 0
    assert ben.reviewing.found()[QueueId.GAPS] == ()
    ana.sharing.allow(str(root))
    assert ana.sharing.states()[0].machine != first


def test_what_is_out_of_reach_is_not_withdrawn(member: Member, root: Path, clock: Clock) -> None:
    ana = member("ana")
    ana.sharing.allow(str(root))
    work(ana, root, clock)
    machine = ana.sharing.states()[0].machine
    root.rename(root.with_name("away"))
    for _ in ("not noticed yet", "known to be offline"):
        with pytest.raises(NotKept):
            ana.sharing.withdraw(str(root))
        ana.refresh()
    root.with_name("away").rename(root)
    ana.refresh()
    assert ana.sharing.states()[0].machine == machine
    assert ana.sharing.withdraw(str(root)) == 1


def test_what_is_forgotten_here_is_forgotten_by_others(member: Member, root: Path, clock: Clock) -> None:
    ana, ben = member("ana"), member("ben")
    before = scores(ben)
    ana.sharing.allow(str(root))
    work(ana, root, clock)
    ben.refresh()
    assert scores(ben) != before
    [question] = ana.learned()
    ana.forget_learned(question.number)
    clock.now += timedelta(minutes=11)
    ana.refresh()
    ben.refresh()
    # That a reply was used counts still, a little.
    assert scores(ben) == pytest.approx(before, abs=0.02)


def test_forgetting_counts_after_a_no_and_after_a_clock_that_was_fast(
    member: Member, root: Path, clock: Clock
) -> None:
    ana, ben = member("ana"), member("ben")
    ana.sharing.allow(str(root))
    clock.now += timedelta(days=2)
    ana.reviewing.note_gap("courier suitcase", Conversation())
    work(ana, root, clock)
    clock.now -= timedelta(days=1)
    ana.sharing.stop(str(root))
    [question] = ana.learned()
    ana.forget_learned(question.number)
    ana.sharing.forgotten(("suitcase", "unknown", "courier"))
    ana.sharing.forgotten(("of", "nobody"))
    root.rename(root.with_name("away"))
    ana.refresh()
    clock.now += timedelta(minutes=11)
    ana.refresh()
    root.with_name("away").rename(root)
    ana.refresh()
    clock.now += timedelta(minutes=11)
    ana.refresh()
    assert shared_text(root).count('"forgotten"') == 2
    clock.now += timedelta(days=1)
    ben.refresh()
    assert [gap.words for gap in ben.sharing.gaps()] == [("cancel", "invoice", "subscription")]
    assert ben.sharing._questions() == []


def test_a_forgetting_that_was_undone_is_not_told(member: Member, root: Path, clock: Clock) -> None:
    ana = member("ana")
    ana.sharing.allow(str(root))
    ana.sharing.lacked(("courier", "suitcase"))
    ana.sharing.forgotten(("courier", "suitcase"))
    assert ana.sharing.texts(str(root)) == ()
    ana.sharing.lacked(("courier", "suitcase"))
    clock.now += timedelta(minutes=11)
    ana.refresh()
    assert '"times": 1' in shared_text(root)
    assert "forgotten" not in shared_text(root)


def test_a_read_only_member_writes_nothing(
    member: Member, root: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = member("ana")
    ana.sharing.allow(str(root))
    # Whoever runs the tests may be allowed to write everywhere.
    monkeypatch.setattr("kbassist.workspace.session.os.access", lambda *_: False)
    ana.refresh()
    assert ana.sharing.states()[0].read_only
    work(ana, root, clock)
    assert not (root / FOLDER).exists()


def test_a_library_is_told_its_own_words_alone(root: Path, tmp_path: Path, clock: Clock) -> None:
    (root / "_library.yaml").write_text("name: Team\nshare_learned: true\n", "utf-8")
    private = tmp_path / "private"
    private.mkdir()
    (private / "p.md").write_text("# Divorce\n\nObermoser, chemotherapy, lawyer, divorce.\n", "utf-8")
    paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / "home")})
    with closing(open_workspace(paths, Settings(), (root, private), clock)) as workspace:
        workspace.refresh()
        workspace.sharing.allow(str(root))
        for asked in ("chemotherapy divorce appointment", "obermoser refund divorce", "bitcoin voucher"):
            assert workspace.reviewing.note_gap(asked, Conversation())
        ref = ArticleRef(str(root), "refund")
        workspace.sharing.learned(ref, ("chemotherapy", "obermoser", "refund"))
        workspace.sharing.learned(ref, ("chemotherapy", "courier", "obermoser", "refund"))
        workspace.sharing.forgotten(("chemotherapy", "divorce", "obermoser"))
        [(_, text)] = workspace.sharing.texts(str(root))
    assert re.findall(r'"words": (.*?\])', text) == ['["refund"]', '["courier", "refund"]']


NAMES = ("Wilhelmina Oxenbury", "Thaddeus Pemberwick", "Ottilie Grünwald-Reiss", "Priyanka Venkataraman")


def test_a_day_of_real_questions_shares_no_name_address_or_number(
    member: Member, root: Path, clock: Clock, shared: Path
) -> None:
    ana = member("ana")
    ana.sharing.allow(str(root))
    with (shared / "data/questions/bitext8k.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    questions = [max(row, key=len) for row in rows[:: len(rows) // 60]][:60]
    ref = ArticleRef(str(root), "refund")
    for number, question in enumerate(questions):
        name = NAMES[number % len(NAMES)]
        mail = name.lower().replace(" ", ".") + f"{number}@wobblethorpe.example"
        text = f"Hi, I am {name}. {question} My order is {7730000 + number}, mail {mail}.\n\nThanks\n{name}"
        ana.learn(text, ref, Conversation())
        ana.reviewing.note_gap(text, Conversation())
        ana.reviewing.note_gap(f"{name.lower()} {7730000 + number}", Conversation())
    clock.now += timedelta(minutes=11)
    ana.refresh()
    text = shared_text(root)
    assert text.count('"learned"') > 20
    words = re.findall(r'"words": \[(.*?)\]', text)
    told = {word.strip(' "') for each in words for word in each.split(",")}
    assert not [word for word in told if re.search(r"[\d@.]", word)]
    pieces = {piece for name in NAMES for piece in re.split(r"[ -]", name.casefold())}
    assert not pieces & told
    for piece in (*pieces, "wobblethorpe", "77300", "agentson"):
        assert piece not in text.casefold()


def test_others_are_not_read_at_every_look(
    member: Member, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, reads = member("ana"), []
    monkeypatch.setattr(OthersShared, "read", lambda *_: reads.append(1) or {})
    for _ in range(3):
        ana.refresh()
    assert len(reads) == 0
    clock.now += READ_EVERY
    ana.refresh()
    assert len(reads) == 1
    clock.now -= timedelta(days=3)  # a clock that was set back
    ana.refresh()
    assert len(reads) == 2


def test_a_library_that_hangs_holds_up_neither_others_nor_the_end(
    tmp_path: Path, root: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kbassist.workspace.reach.LIMIT_S", 0.05)
    other = tmp_path / "other"
    for folder in (root, other):
        folder.mkdir(exist_ok=True)
        (folder / "_library.yaml").write_text("share_learned: true\n", "utf-8")
    paths, gate, looked = Paths.of_user({"KBASSIST_HOME": str(tmp_path / "home")}), Event(), list[Path]()

    def read(others: OthersShared, *_: object) -> dict[str, tuple[()]]:
        looked.append(others._root)
        if others._root == root:
            gate.wait()
        return {}

    monkeypatch.setattr(OthersShared, "read", read)
    workspace = open_workspace(paths, Settings(), (root, other), clock)
    workspace.sharing.follow(clock.now, str(other))
    assert looked == [other]
    for _ in range(2):
        clock.now += READ_EVERY
        workspace.sharing.follow(clock.now)
    assert looked == [other, root, other, other]
    workspace.close()
    gate.set()
