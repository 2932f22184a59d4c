"""Opening and saving with results that come late: one step of the background work at a time."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from kbassist.articles.article import FileRef
from kbassist.articles.drafts import Drafts
from kbassist.articles.history import History, HistoryLimits
from kbassist.articles.merge import HunkKind, Merge
from kbassist.system.errors import KbError
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.draft_keeper import DraftKeeper
from kbassist.ui.write.opening import Opening
from kbassist.ui.write.saving import Saving
from kbassist.workspace.reach import Reach
from kbassist.workspace.writing import Writing

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Paper:
    """An editor without a window."""

    def __init__(self) -> None:
        self.words = ""

    def text(self) -> str:
        return self.words

    def set_text(self, text: str, cursor: int = 0) -> None:
        self.words = text

    def replace_all(self, text: str) -> None:
        self.words = text

    def apply_edits(self, edits: object) -> None:
        raise AssertionError("nobody mends here")

    def caret(self) -> int:
        return 0

    def go_to(self, line: int, column: int = 0) -> None: ...

    def set_read_only(self, read_only: bool) -> None: ...


class Steps:
    """Lanes whose work is done when it is asked for, in any order."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(
        self,
        _lane: object,
        work: Callable[[], object],
        then: Callable[[object], object],
        failed: Callable[[KbError], object],
        generation: object = None,
    ) -> None:
        def step() -> None:
            try:
                value = work()
            except KbError as error:
                failed(error)
            else:
                then(value)

        self.waiting.append(step)

    def all(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


class Someone:
    """A writer at a desk without a window."""

    def __init__(self, tmp_path: Path) -> None:
        self.root = tmp_path / "team"
        self.root.mkdir()
        (self.root / "other.md").write_text("Other\n")
        status = SimpleNamespace(articles=1)
        session = SimpleNamespace(
            root=self.root, status=status, reach=Reach(self.root), holds=set().__contains__
        )
        drafts = Drafts(tmp_path / "drafts")
        history = History(tmp_path / "history", HistoryLimits())
        self.writing = Writing({str(self.root): session}, history, drafts, lambda: NOW)
        self.steps = Steps()
        self.paper = Paper()
        self.desk = WriteDesk(self.paper)
        self.desk.workspace = SimpleNamespace(writing=self.writing)
        self.keeper = DraftKeeper(self.desk, self.steps, lambda: NOW)
        self.saving = Saving(self.desk, self.keeper, self.steps)
        self.opening = Opening(self.desk, self.keeper, self.steps)
        self.notes: list[str] = []
        self.asked: list[Merge] = []
        for speaker in (self.saving, self.opening):
            speaker.told.connect(lambda note: self.notes.append(note.subject))
            speaker.settled.connect(lambda subject: self.notes.append(f"no {subject}"))
        self.saving.conflicted.connect(self.asked.append)

    def ref(self, name: str) -> FileRef:
        return FileRef(str(self.root), name)

    def put(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, "utf-8", newline="")

    def on_disk(self, name: str) -> str:
        return (self.root / name).read_bytes().decode()

    def open(self, name: str) -> None:
        self.opening.open(self.ref(name))
        self.steps.all()

    def type(self, text: str) -> None:
        self.paper.words = text
        self.desk.take_in()

    def save(self) -> None:
        self.saving.save()
        self.steps.all()

    def take_both(self) -> None:
        found = self.asked[-1]
        both = {
            at: (*hunk.mine, *hunk.theirs)
            for at, hunk in enumerate(found.hunks)
            if hunk.kind is HunkKind.CONFLICT
        }
        self.saving.resolve(found.resolved(both))
        self.steps.all()


@pytest.fixture
def someone(tmp_path: Path) -> Iterator[Someone]:
    someone = Someone(tmp_path)
    yield someone
    someone.desk.lay(None)


@pytest.mark.parametrize("reopened", [False, True])
def test_a_new_article_does_not_go_over_one_that_somebody_made_meanwhile(
    someone: Someone, reopened: bool
) -> None:
    someone.opening.begin(someone.ref("new.md"), "Mine\n")
    if reopened:
        someone.open("other.md")
    someone.put("new.md", "Theirs\n")
    someone.open("new.md")
    someone.save()
    assert (someone.on_disk("new.md"), someone.paper.words) == ("Theirs\n", "Mine\n")
    assert someone.notes[-1] == "conflict"
    someone.take_both()
    assert someone.on_disk("new.md") == "Mine\nTheirs\n"
    assert someone.writing.drafts() == ()


@pytest.mark.parametrize("left", [False, True])
def test_a_file_that_was_away_for_a_while_is_joined_with_what_it_holds_now(
    someone: Someone, left: bool
) -> None:
    someone.put("a.md", "A\n\nB\n")
    someone.open("a.md")
    someone.type("A mine\n\nB\n")
    (someone.root / "a.md").unlink()
    someone.opening.look_again()
    someone.steps.all()
    assert someone.notes == ["gone"]
    if left:
        someone.open("other.md")
        someone.open("a.md")  # there is only the draft, which must not forget what it was made out of
        someone.open("other.md")
    someone.put("a.md", "A\n\nB\n\nTheirs\n")
    someone.open("a.md")
    someone.opening.look_again()
    someone.steps.all()
    someone.save()
    assert someone.on_disk("a.md") == someone.paper.words == "A mine\n\nB\n\nTheirs\n"


def test_a_file_that_comes_back_as_it_was_has_nothing_to_be_saved(someone: Someone) -> None:
    someone.put("a.md", "A\n")
    someone.open("a.md")
    (someone.root / "a.md").rename(someone.root / "away")
    someone.opening.look_again()
    someone.steps.all()
    (someone.root / "away").rename(someone.root / "a.md")
    someone.opening.look_again()
    someone.steps.all()
    assert someone.notes == ["gone", "no gone"]
    assert not someone.desk.dirty
    assert someone.writing.drafts() == ()


def test_what_is_typed_during_a_save_outlives_turning_to_another_file(someone: Someone) -> None:
    someone.put("a.md", "A\n")
    someone.open("a.md")
    someone.type("A\nfirst\n")
    someone.saving.save()
    someone.type("A\nfirst\nsecond\n")
    someone.opening.begin(someone.ref("new.md"), "New\n")
    someone.steps.all()
    assert someone.on_disk("a.md") == "A\nfirst\n"
    someone.open("a.md")
    assert someone.paper.words == "A\nfirst\nsecond\n"
    someone.save()
    assert (someone.on_disk("a.md"), someone.asked) == ("A\nfirst\nsecond\n", [])


def test_what_was_saved_after_its_file_was_left_is_no_draft(someone: Someone) -> None:
    someone.put("a.md", "A\n")
    someone.open("a.md")
    someone.type("A\nfirst\n")
    someone.saving.save()
    someone.open("other.md")
    assert (someone.on_disk("a.md"), someone.writing.drafts()) == ("A\nfirst\n", ())


@pytest.mark.parametrize(
    ("typed", "both"),
    [("Mine\nmore\n", "Mine\nmore\nTheirs\n"), ("A\n", "Theirs\n")],
)
def test_what_is_typed_during_a_save_is_part_of_what_can_be_chosen(
    someone: Someone, typed: str, both: str
) -> None:
    someone.put("a.md", "A\n")
    someone.open("a.md")
    someone.type("Mine\n")
    someone.put("a.md", "Theirs\n")
    someone.saving.save()
    someone.type(typed)
    someone.steps.all()
    if someone.asked:
        someone.take_both()
    assert someone.on_disk("a.md") == someone.paper.words == both
    assert not someone.desk.dirty


def test_what_comes_into_the_text_while_somebody_chooses_stays(someone: Someone) -> None:
    someone.put("a.md", "A\n\nB\n")
    someone.open("a.md")
    someone.type("Mine\n\nB\n")
    someone.put("a.md", "Theirs\n\nB\n")
    someone.save()
    someone.type("Mine\n\nB\n\n![](picture.png)\n")
    someone.take_both()
    assert someone.on_disk("a.md") == "Mine\nTheirs\n\nB\n\n![](picture.png)\n"


def test_a_save_that_fails_leaves_the_file_alone_that_is_open_by_then(someone: Someone) -> None:
    someone.put("a.md", "A\n")
    someone.open("a.md")
    someone.type("A\nmine\n")
    someone.saving.save()
    (someone.root / "a.md").unlink()
    failing = someone.steps.waiting.pop()
    someone.open("other.md")
    someone.type("Other\nmore\n")
    someone.steps.waiting.append(failing)
    someone.saving.save()  # once more, after the one that runs
    someone.steps.all()
    assert someone.on_disk("other.md") == "Other\nmore\n"
    assert someone.notes == ["no unsaved", "no away", "no newer", "no gone", "no draft", "no merged"]
    someone.open("a.md")
    assert someone.paper.words == "A\nmine\n"


def test_a_file_is_saved_although_the_save_of_another_one_runs(someone: Someone) -> None:
    someone.put("a.md", "A\n")
    someone.open("a.md")
    someone.type("A\nmine\n")
    someone.saving.save()
    running = someone.steps.waiting.pop()
    someone.open("other.md")
    someone.type("Other\nmore\n")
    someone.saving.save()
    someone.steps.waiting.append(running)
    someone.steps.all()
    assert (someone.on_disk("a.md"), someone.on_disk("other.md")) == ("A\nmine\n", "Other\nmore\n")


def test_what_was_seen_before_a_save_is_not_taken_for_news(
    someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone.put("a.md", "A\n")
    someone.open("a.md")
    seen = someone.writing.open(someone.ref("a.md"))
    someone.type("A\nmine\n")
    someone.opening.look_again()
    looking = someone.steps.waiting.pop()
    someone.save()
    with monkeypatch.context() as late:
        late.setattr(someone.writing, "open", lambda _file: seen)
        looking()
    assert someone.paper.words == "A\nmine\n"
    someone.steps.all()
    assert (someone.paper.words, someone.desk.dirty) == ("A\nmine\n", False)
