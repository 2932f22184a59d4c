"""The page on a real workspace: real files, real index, real rendering in its child process."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.workspace import Workspace, open_workspace
from tests.ui.answer.answer_desk import AnswerDesk

REFUND = """---
title: Refund has not arrived
fields:
  order.id: {label: Order number, pattern: '\\d{5,}', example: '10432'}
  refund.date: {label: Date received, type: date}
---
# Refund has not arrived

Banks take a while. <img src="file:///etc/passwd"> See [the card](card.md).

## On its way {.reply channel=chat tone=warm shortcut=rf}

Hi {{ customer.name }}, order {{ order.id }} came back on **{{ refund.date | date: "%d %B" }}**:

- it is [on its way](https://example.com/track)

## Vergessen {.reply channel=chat lang=de}

Hallo [Name], alles gut.
"""
CARD = "# Refund to another card\n\nOnly to the card that paid.\n"
HOSTILE = "{{ agent.name }} <b>Maya</b> [x](file:///etc/passwd)"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "refund.md").write_text(REFUND, encoding="utf-8")
    (folder / "card.md").write_text(CARD, encoding="utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path, library: Path) -> Iterator[Workspace]:
    paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / "home")})
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    workspace = open_workspace(
        paths, Settings().with_value("agent_name", "Jonas Weber"), [library], lambda: now
    )
    workspace.refresh()
    yield workspace
    workspace.close()


def fill(desk: AnswerDesk, *values: str) -> None:
    for value in values:
        desk.qtbot.waitUntil(lambda: desk.focus.startswith("field:"))
        before = desk.focus
        QTest.keyClicks(QApplication.focusWidget(), value)
        desk.press(Qt.Key.Key_Return)
        desk.qtbot.waitUntil(lambda left=before: desk.focus != left or bool(desk.text))


def test_a_reply_is_filled_and_copied_in_three_forms(desk):
    desk.type("refnd arr")
    desk.press(Qt.Key.Key_Return)
    fill(desk, HOSTILE, "10432", "20.11.2026")
    text = desk.wait_copied("Hi ")
    mime = QApplication.clipboard().mimeData()
    assert text.startswith(f"Hi {HOSTILE}, order 10432 came back on 20 November:\n\n")
    assert text.endswith(" it is on its way: https://example.com/track")
    assert "<strong>20 November</strong>" in mime.html()
    assert "<b>" not in mime.html()
    assert "file:" not in mime.html().replace("(file:", "")
    assert "**20 November**" in bytes(mime.data("text/markdown").data()).decode()


def test_a_shortcut_a_leftover_and_the_article_itself(desk):
    desk.type("rf")
    assert desk.page.card.form.first_empty() == "customer.name"
    desk.actions["answer.language"].trigger()
    desk.actions["answer.variant_2"].trigger()
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    assert desk.text == ""
    assert "“[Name]” was left in the text (refund.md" in desk.said[-1]
    desk.actions["answer.article"].trigger()
    desk.settle()
    assert "Banks take a while." in desk.page.card.browser.toPlainText()


def test_a_saved_article_is_seen_in_an_open_preview(desk, library, workspace):
    desk.type("another card")
    assert "Only to the card that paid." in desk.page.card.browser.toPlainText()
    (library / "card.md").write_text(CARD.replace("Only", "Never but"), encoding="utf-8")
    workspace.refresh()
    desk.page.refresh()
    desk.qtbot.waitUntil(lambda: "Never but" in desk.page.card.browser.toPlainText())
    assert desk.page.search.text() == "another card"
