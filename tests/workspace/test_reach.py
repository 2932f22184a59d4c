"""A folder that hangs holds up nobody for long, and is asked again once it answers."""

import math
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.system.errors import LibraryOffline
from kbassist.workspace import Workspace
from kbassist.workspace.reach import Reach


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What calls wait for that hang; opened in the end."""
    gate = threading.Event()
    yield gate
    gate.set()


def test_answers_and_errors_come_through(tmp_path: Path) -> None:
    reach = Reach(tmp_path)
    assert reach.ask(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        reach.ask(lambda: 1 // 0)


def test_what_hangs_is_left_alone_until_it_comes_back(tmp_path: Path, gate: threading.Event) -> None:
    reach = Reach(tmp_path)
    reach.limit_s = 0.01
    ended = threading.Event()
    with pytest.raises(LibraryOffline, match="does not answer"):
        reach.ask(lambda: (gate.wait(), ended.set()))
    assert reach.hangs
    with pytest.raises(LibraryOffline):
        reach.ask(lambda: 7)
    gate.set()
    assert ended.wait(5)
    while reach.hangs:
        pass
    reach.limit_s = 10
    assert reach.ask(lambda: 7) == 7


def test_the_end_of_the_program_waits_for_nothing(tmp_path: Path, gate: threading.Event) -> None:
    reach = Reach(tmp_path)

    def ask() -> None:
        with pytest.raises(LibraryOffline):
            reach.ask(gate.wait, math.inf)

    asked = threading.Thread(target=ask)
    asked.start()
    reach.close()
    asked.join(5)
    assert not asked.is_alive()


def test_a_library_that_hangs_does_not_hold_up_another(
    opened: Callable[..., Workspace], root: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = root.with_name("other")
    other.mkdir()
    (other / "mine.md").write_text("# Mine\n")
    workspace = opened(root, other)
    workspace.refresh()
    session = workspace._sessions[str(root)]
    session.reach.limit_s = 0.01
    monkeypatch.setattr(session.folder, "read", lambda *_: gate.wait())
    with pytest.raises(LibraryOffline):
        workspace.read(ArticleRef(str(root), "refund"))
    with pytest.raises(LibraryOffline):
        workspace.writing.open(FileRef(str(root), "refund.md"))
    assert workspace.read(ArticleRef(str(other), "mine")).title == "Mine"
    assert workspace.search("refund").hits
    status = workspace.refresh(library=str(root)).status
    assert (status.offline, "does not answer" in status.libraries[0].notice) == ((str(root),), True)


def test_a_library_that_hangs_from_the_start_is_offline_and_opens_all_the_same(
    opened: Callable[..., Workspace], workspace: Workspace, root: Path, gate: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    workspace.close()
    monkeypatch.setattr("kbassist.workspace.reach.LIMIT_S", 0.05)
    monkeypatch.setattr("kbassist.workspace.session.read_library", lambda _: gate.wait())
    again = opened(root)
    (library,) = again.status().libraries
    assert (library.offline, library.articles) == (True, 2)
    assert again.search("refund").hits


def test_the_second_copy_of_the_program_says_as_well_that_a_library_is_gone(
    opened: Callable[..., Workspace], root: Path
) -> None:
    opened(root).refresh()
    second = opened(root)
    assert not second.refresh().status.offline
    away = root.rename(root.with_name("away"))
    assert second.refresh().status.offline == (str(root),)
    assert second.search("refund").hits
    away.rename(root)
    assert not second.refresh().status.offline
