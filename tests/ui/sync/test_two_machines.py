"""A window and another machine on one real repository: joining, edits that meet, a host that is away."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbassist.articles.article import FileRef
from kbassist.system.choices import Spelling
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.team.git.program import GitProgram
from kbassist.ui.app import OpenLibraries
from kbassist.ui.program import Program
from kbassist.ui.sync import rounds
from kbassist.ui.write.page import WritePage
from tests.team.git.conftest import Keys
from tests.team.git.places import machine
from tests.team.git_server import TOKEN, USER, GitServer, git, served, tidy_environ

REFUND = "# Refund has not arrived\n\n## Chat {.reply channel=chat}\n\nHi, it takes 14 days.\n\nBye\n"
Open = Callable[[str], Program]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitServer]:
    for name, value in tidy_environ(tmp_path / "home-of-git").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(rounds, "SAVED_S", 0.01)
    with served(tmp_path / "served") as server:
        bare = server.make()
        seed = tmp_path / "seed"
        git(tmp_path, "clone", "-q", str(bare), str(seed))
        (seed / "refund.md").write_text(REFUND)
        (seed / "_library.yaml").write_text("name: Team\n")
        git(seed, "add", ".")
        git(seed, "commit", "-qm", "Begin")
        git(seed, "push", "-q", "origin", "HEAD:refs/heads/main")
        yield server


@pytest.fixture
def joined(qtbot: QtBot, tmp_path: Path, server: GitServer) -> Iterator[Open]:
    """Open windows for people who join the team with the address that they were given."""
    programs: list[Program] = []

    def open_one(name: str) -> Program:
        (tmp_path / name / "empty").mkdir(parents=True)
        settings = Settings(agent_name=name, spelling=Spelling.HIDDEN, welcomed=1)
        paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / name / "home")})
        program = Program(paths, settings, (str(tmp_path / name / "empty"),), OpenLibraries())
        programs.append(program)
        program.start()
        room = program._sharing
        qtbot.waitUntil(lambda: room.sync.syncing is not None)
        program.window.commands["library.join"].trigger()
        form = room.join_form
        form.address.setText(f"git clone {server.url()}")
        form.folder.setText(str(tmp_path / name / "team"))
        form.accept.click()
        qtbot.waitUntil(lambda: form.lines.isVisible())
        form.lines.user.setText(USER)
        form.lines.secret.setText(TOKEN)
        form.accept.click()
        qtbot.waitUntil(lambda: len(program._view.libraries) == 2, timeout=20_000)
        sync_until(qtbot, program, "synced")
        return program

    yield open_one
    for program in programs:
        program.close()
        program.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def sync_until(qtbot: QtBot, program: Program, words: str) -> None:
    qtbot.waitUntil(lambda: not program._sharing.sync.busy)
    program.window.commands["library.sync"].trigger()
    qtbot.waitUntil(lambda: not program._sharing.sync.busy, timeout=20_000)
    qtbot.waitUntil(lambda: program._sharing.button.text().startswith(words))


def root_of(program: Program) -> Path:
    return Path(program._view.libraries[-1].root)


def published(server: GitServer) -> str:
    return git(server.folder / "team.git", "show", "main:refund.md")


def write(qtbot: QtBot, program: Program) -> WritePage:
    program.window.show_page("write")
    page = program._pages._write
    assert page is not None
    page.open_file(FileRef(str(root_of(program)), "refund.md"))
    qtbot.waitUntil(lambda: page.desk.file is not None)
    return page


def save(qtbot: QtBot, program: Program, old: str, new: str) -> WritePage:
    """Change the article in the editor, and save; it is sent by itself."""
    page = write(qtbot, program)
    page.card.editor.replace_all(page.desk.text.replace(old, new))
    page.desk.take_in()
    page.saving.save()
    return page


def test_what_one_saves_the_other_has_and_edits_that_meet_are_both_kept(
    qtbot: QtBot, tmp_path: Path, joined: Open, server: GitServer
) -> None:
    dana = joined("Dana")
    kim = machine(tmp_path, "Kim", GitProgram(secrets=Keys()), server.url())
    kim.write("refund.md", REFUND.replace("Bye", "Kind regards"))
    kim.sync()
    sync_until(qtbot, dana, "synced")
    assert dana.window.status.message() == "Took in 1 file"
    assert "Kind regards" in (root_of(dana) / "refund.md").read_text()

    server.stop()
    page = save(qtbot, dana, "14 days", "7 days")
    qtbot.waitUntil(lambda: dana._sharing.button.text() == "offline, 1 edit waits")
    server.start()
    kim.write("refund.md", kim.read("refund.md").replace("14 days", "5 days"))
    kim.sync()
    dana.window.commands["library.sync"].trigger()
    notices = dana.window.notices
    qtbot.waitUntil(lambda: "met one by Kim" in notices.text("met"), timeout=20_000)
    assert dana._sharing.button.text() == "1 conflict"
    assert "5 days" in (root_of(dana) / "refund.md").read_text()

    dana.window.show_page("answer")
    notices._shown["met"][0]._button.click()
    merge = page.shared.meeting.merge
    qtbot.waitUntil(lambda: page.side.view is merge and merge.open_places == 1)
    merge.mine.pick.click()
    merge.head.save.click()
    qtbot.waitUntil(lambda: "it takes 7 days" in published(server), timeout=20_000)

    page.card.editor.go_to(5)
    qtbot.waitUntil(lambda: "7 days" in page.desk.text and not dana._sharing.sync.busy)
    dana.window.commands["write.blame"].trigger()
    qtbot.waitUntil(lambda: "Line 5 was written by Dana" in page.card.notes.text("blame"))
