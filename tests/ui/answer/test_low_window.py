"""The smallest window that is promised, with everything above and around the reply at once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.workspace import Workspace, open_workspace
from tests.ui.answer.answer_desk import AnswerDesk

ANGRY = """---
title: An angry customer
fields:
  problem.summary: {label: What went wrong, type: longtext}
  next.step: {label: What you do now, type: longtext}
---
## Heard {.reply channel=chat tone=calm}

As I already said, {{ problem.summary }}. {{ next.step }}, and I will be back soon. Calm down.

## Again {.reply channel=email tone=calm}

Anger.
"""
MESSAGE = "Hello,\nwhere is order 10432?\nAnd why is everybody so angry?\nThanks\nMaya Ortiz"
# What is left of the smallest window and of 900x600 beside rail and status line.
LEAST_TEXT_PX = 40
SIZES = [(648, 568), (828, 568)]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "angry.md").write_text(ANGRY, encoding="utf-8")
    paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / "home")})
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    workspace = open_workspace(paths, Settings(), [folder], lambda: now)
    workspace.refresh()
    yield workspace
    workspace.close()


@pytest.fixture(params=SIZES, ids=str)
def low(desk: AnswerDesk, request: pytest.FixtureRequest) -> AnswerDesk:
    desk.window.resize(*request.param)
    return desk


def variants_of(card: PreviewCard) -> QWidget:
    found = card.head.findChild(QWidget, "variants")
    assert isinstance(found, QWidget)
    return found


def bands(card: PreviewCard) -> list[tuple[int, int, str]]:
    """Return top, end and kind of what stands in the card below each other, from the top."""
    parts = [
        card.head.title_row, variants_of(card), card.wishes, card.head.lack, card.edit_strip, card.body,
        card.caution, card.hints_strip, card.form, card.stack_strip, card.copy_bar,
    ]  # fmt: skip
    shown = [(part.mapTo(card, QPoint(0, 0)).y(), part) for part in parts if part.isVisible()]
    return sorted((top, top + part.height(), type(part).__name__) for top, part in shown)


def cramped(desk: AnswerDesk) -> list[str]:
    """Return what has not the room that it needs."""
    card = desk.page.card
    found = bands(card)
    wrong = [f"{a} in {b}" for (_, end, a), (top, _, b) in pairwise(found) if end > top]
    wrong += [f"{found[-1][2]} ends below the card"] * (found[-1][1] > card.height())
    wrong += ["text"] * (card.body.height() < LEAST_TEXT_PX)
    return wrong + ["variants"] * (variants_of(card).height() < variants_of(card).sizeHint().height())


def check_apart(desk: AnswerDesk) -> None:
    desk.settle()
    desk.qtbot.waitUntil(lambda: cramped(desk) == [])


def test_nothing_overlaps_while_a_message_is_answered_in_two_conversations(low):
    low.actions["answer.conversation_2"].trigger()
    low.page.search.setText(MESSAGE)
    low.settle()
    low.press(Qt.Key.Key_Down)
    check_apart(low)
    low.actions["answer.stack"].trigger()
    check_apart(low)


def test_nothing_overlaps_while_a_reply_with_hints_is_edited(low):
    low.type("angry")
    low.actions["answer.stack"].trigger()
    low.settle()
    low.actions["answer.message"].trigger()
    low.settle()
    low.actions["answer.edit"].trigger()
    low.settle()
    QTest.keyClicks(QApplication.focusWidget(), "You failed to call. ")
    low.qtbot.waitUntil(low.page.card.hints_strip.isVisible)
    check_apart(low)
