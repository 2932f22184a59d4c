"""Slots for own words hold a reply back until they are filled, or the agent has nothing to add."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.workspace import Workspace, open_workspace
from tests.ui.answer.answer_desk import AnswerDesk

ALT = Qt.KeyboardModifier.AltModifier
THANKS = """# Praise

## Thank you {.reply}

Thank you, {{ customer.name }}. {% own %}What pleased you{% endown %}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "praise.md").write_text(THANKS, encoding="utf-8")
    paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / "home")})
    workspace = open_workspace(paths, Settings(), [folder], lambda: datetime(2026, 11, 22, tzinfo=UTC))
    workspace.refresh()
    yield workspace
    workspace.close()


def test_one_key_leaves_an_empty_slot_empty(desk: AnswerDesk) -> None:
    desk.page.desk.put("customer.name", "Maya")
    desk.type("praise")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(
        lambda: desk.said[-1:] == ["Not copied: “What pleased you” is missing. Alt+O leaves it empty."]
    )
    desk.press(Qt.Key.Key_O, ALT)
    desk.settle()
    desk.page.focus_search()
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied("Thank you") == "Thank you, Maya."


def test_no_other_value_can_be_left_out(desk: AnswerDesk) -> None:
    desk.page.desk.put("own.what-pleased-you", "So kind!")
    desk.type("praise")
    desk.settle()
    desk.press(Qt.Key.Key_O, ALT)
    assert desk.said[-1] == "No words of your own are missing in this reply."
    assert desk.page.desk.conversation.skipped == frozenset()
