"""Opening and saving with results that come late: one step of the background work at a time."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from kbassist.articles.article import FileRef
from kbassist.articles.drafts import Drafts
from kbassist.articles.history import History, HistoryLimits
from kbassist.system.errors import KbError
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.draft_keeper import DraftKeeper
from kbassist.ui.write.opening import Opening
from kbassist.ui.write.saving import Saving
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
        session = SimpleNamespace(root=self.root, status=SimpleNamespace(articles=1))
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
        for speaker in (self.saving, self.opening):
            speaker.told.connect(lambda note: self.notes.append(note.subject))
            speaker.settled.connect(lambda subject: self.notes.append(f"no {subject}"))

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


@pytest.fixture
def someone(tmp_path: Path) -> Iterator[Someone]:
    someone = Someone(tmp_path)
    yield someone
    someone.desk.lay(None)


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
