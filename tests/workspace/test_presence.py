"""Two machines that share a folder tell each other what they edit."""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kbassist.articles.article import FileRef
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.team.presence import BEAT_S, FOLDER, OthersSigns, OwnSign
from kbassist.workspace import Workspace, open_workspace
from kbassist.workspace.presence import Presence


@pytest.fixture
def machine(tmp_path: Path, root: Path) -> Iterator[Callable[[str], Workspace]]:
    """Open the library as the agent of another machine would."""
    opened: list[Workspace] = []

    def open_as(name: str) -> Workspace:
        paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / name)})
        opened.append(open_workspace(paths, Settings(agent_name=name), [root], lambda: datetime.now(UTC)))
        return opened[-1]

    yield open_as
    for workspace in opened:
        workspace.close()


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What calls wait for that hang; opened in the end."""
    gate = threading.Event()
    yield gate
    gate.set()


def _files(root: Path) -> list[Path]:
    return list((root / FOLDER).glob("*.json"))


def test_each_sees_what_the_other_edits(machine: Callable[[str], Workspace], root: Path) -> None:
    kim, dana = machine("Kim"), machine("Dana")
    file = FileRef(str(root), "refund.md")
    kim.presence.editing(file)
    dana.refresh()
    kim.presence.look()
    assert (dana.presence.others(), kim.presence.others()) == ({file: ("Kim",)}, {})
    assert dana.status().articles == 2  # nothing below .kbassist is an article
    kim.presence.editing(None)
    dana.presence.look()
    assert (dana.presence.others(), _files(root)) == ({}, [])


def test_who_edits_nothing_writes_nothing(machine: Callable[[str], Workspace], root: Path) -> None:
    kim = machine("Kim")
    kim.refresh()
    kim.presence.recover()
    kim.presence.editing(None)
    kim.close()
    assert not (root / ".kbassist").exists()


def test_what_a_crash_has_left_is_taken_back(machine: Callable[[str], Workspace], root: Path) -> None:
    kim = machine("Kim")
    kim.presence.recover()
    kim.presence.editing(FileRef(str(root), "refund.md"))
    assert len(_files(root)) == 1
    second = machine("Kim")  # while the first goes on
    second.presence.recover()
    assert len(_files(root)) == 1
    second.presence.editing(FileRef(str(root), "parcel.md"))
    assert len(_files(root)) == 2
    second.presence.close()
    assert kim.presence._claim is not None
    kim.presence._claim.release()  # as its end does, however it ends
    machine("Kim").presence.recover()
    assert _files(root) == []


def test_a_program_that_has_ended_claims_no_name(machine: Callable[[str], Workspace], root: Path) -> None:
    kim = machine("Kim")
    kim.presence.close()
    kim.presence.recover()
    assert kim.presence._claim is None


def test_signs_of_life_are_rare(machine: Callable[[str], Workspace], root: Path, tmp_path: Path) -> None:
    now = [0.0]
    sessions = machine("Kim")._sessions
    presence = Presence(sessions, tmp_path / "data", lambda: "Kim", lambda: now[0])
    file, written = FileRef(str(root), "refund.md"), set[bytes]()
    for _ in range(100):
        presence.editing(file)
        written.add(_files(root)[0].read_bytes())
        now[0] += 1
    assert len(written) == 1 + int(99 // BEAT_S)


def test_a_library_that_hangs_holds_up_neither_others_nor_the_end(
    opened: Callable[..., Workspace], root: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kbassist.workspace.reach.LIMIT_S", 0.05)
    other = root.with_name("other")
    other.mkdir()
    (other / "mine.md").touch()
    workspace = opened(root, other)
    with monkeypatch.context() as patched:
        patched.setattr(OwnSign, "give", lambda *_: gate.wait())
        patched.setattr(OthersSigns, "look", lambda *_: gate.wait())
        workspace.presence.editing(FileRef(str(root), "refund.md"))
        workspace.presence.look(str(root))
    workspace.presence.editing(FileRef(str(other), "mine.md"))
    assert (_files(root), len(_files(other))) == ([], 1)
    workspace.presence.editing(FileRef(str(root), "refund.md"))
    workspace.let_go()
    workspace.presence.close()
    assert _files(other) == []


def test_nothing_is_tried_on_a_read_only_library(
    machine: Callable[[str], Workspace], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    kim = machine("Kim")
    kim.refresh()
    assert kim.status().libraries[0].read_only
    kim.presence.editing(FileRef(str(root), "refund.md"))
    assert not (root / ".kbassist").exists()
