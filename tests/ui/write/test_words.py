"""The words of a library and its owners, as the Write page offers them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kbassist.replies.agent import Agent
from kbassist.ui.write.marks import Sieve
from kbassist.workspace import Workspace
from tests.ui.write.conftest import FILES, Writer

CONTROL = Qt.KeyboardModifier.ControlModifier
PARCEL = "delivery/parcel.md"


@pytest.fixture
def workspace(open_on: Callable[..., Workspace], library: Path) -> Workspace:
    """A library whose owners have full names, and which has channels of its own."""
    for name, text in FILES.items():
        (library / name).write_text(text.replace("dana", "Dana Reed"), "utf-8", newline="")
    about = "name: Team\nowners: [Dana Reed, Ines Weber]\nchannels: [letter]\n"
    (library / "_library.yaml").write_text(about, "utf-8", newline="")
    return open_on(library)


def mine(writer: Writer) -> list[str]:
    finding = writer.page.finding
    return [row.file.path for row in finding._listing.rows if finding.marks.passes(row, Sieve.MINE)]


def test_mine_is_what_the_library_says_the_writer_is(writer: Writer, workspace: Workspace) -> None:
    assert mine(writer) == [PARCEL]
    assert writer.page.beside.owner == "Dana Reed"
    workspace.answer_as(Agent("Dana Reed", owner="jonas"))
    writer.page.refresh()
    assert mine(writer) == ["refunds/idea.md"]


def test_owners_and_channels_are_those_of_the_library(writer: Writer) -> None:
    writer.open(PARCEL)
    form, commands = writer.page.card.form, writer.page.card.editor.commands
    writer.wait(lambda: form._owners.stringList()[:2] == ["Dana Reed", "Ines Weber"])
    assert commands.channel == "letter"
    writer.press(writer.page.card.editor.area, Qt.Key.Key_R, CONTROL)
    assert "## New reply {.reply channel=letter}\n" in writer.text


def test_a_comma_stays_within_an_alias(writer: Writer) -> None:
    listed = FILES[PARCEL].replace("owner: dana", 'aliases: ["Late, where is it"]')
    (writer.library / PARCEL).write_text(listed, "utf-8", newline="")
    writer.open(PARCEL)
    line = writer.page.card.form._lines["aliases"]
    writer.wait(lambda: line.text() == '"Late, where is it"')
    line.settled.emit("aliases", line.text() + ", lost")
    assert 'aliases: ["Late, where is it", lost]\n' in writer.text
