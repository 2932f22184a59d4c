"""What is pointed out before a copy, and how the agent goes on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kbassist.replies.conversation import Conversation
from kbassist.ui.actions import Actions
from kbassist.ui.palette.shared_values import SharedValues
from kbassist.ui.palette.table import palette_table
from tests.ui.answer.answer_desk import AnswerDesk
from tests.ui.answer.staged_workspace import ORDER, Stage
from tests.ui.answer.test_message import paste

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def copies(desk) -> list[str]:
    """What was really copied."""
    copied: list[str] = []
    desk.page._copying.copied.connect(lambda filled, _: copied.append(filled.ref.id))
    return copied


def test_the_same_reply_again_is_pointed_out_once_and_then_copied(desk, copies):
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert (len(copies), desk.page.card.caution.isVisible()) == (1, True)
    assert desk.page.card.caution.text().startswith("This conversation already got this reply.")
    assert desk.said[-1].startswith("Not copied yet: This conversation already got this reply.")
    desk.press(Qt.Key.Key_Return)
    assert (len(copies), desk.page.card.caution.isVisible()) == (2, False)


def test_another_variant_is_one_key_away(desk, copies):
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    desk.page.card.caution.action_triggered.emit()
    desk.settle()
    assert not desk.page.card.caution.isVisible()
    desk.press(Qt.Key.Key_Return)
    assert copies == ["one-1#chat-warm-en", "one-1#email-calm-en"]


def test_a_caution_that_was_left_is_raised_again(desk, copies):
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        desk.press(key)
        desk.settle()
    desk.press(Qt.Key.Key_Return)
    assert (len(copies), desk.page.card.caution.isVisible()) == (1, True)


def test_another_conversation_may_get_the_same(desk, copies):
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_2, CTRL)
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    assert len(copies) == 2
    desk.press(Qt.Key.Key_1, CTRL)
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    assert desk.page.card.caution.isVisible()
    desk.press(Qt.Key.Key_N, CTRL)
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    assert len(copies) == 3


def test_a_number_that_the_message_contradicts_is_pointed_out(desk, copies):
    desk.workspace.stage = Stage(asks=(ORDER,), found=(("order.id", "10432"),))
    paste(desk, "one of my parcels, order 10432, has not arrived yet")
    desk.page.desk.put("order.id", "10433")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    assert (copies, desk.page.card.caution.text().splitlines()) == (
        [],
        ["The message says 10432, not 10433.", "Enter copies it all the same."],
    )
    desk.page.desk.put("order.id", "10432")
    desk.settle()
    assert not desk.page.card.caution.isVisible()
    assert desk.page.card.caution.text() == desk.page.card.caution.accessibleName() == ""
    desk.press(Qt.Key.Key_Return)
    assert copies == ["one-1#chat-warm-en"]


def test_the_last_customers_name_does_not_slip_into_the_next_reply(desk, copies):
    desk.page.desk.put("customer.name", "Maya Ortiz")
    desk.press(Qt.Key.Key_N, CTRL)
    desk.workspace.stage = Stage(tail=" and so we wrote to Maya.")
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    assert desk.page.card.caution.text().startswith("Maya is the name of somebody in another conversation.")
    desk.press(Qt.Key.Key_Return)
    assert copies == ["one-1#chat-warm-en"]


def test_what_the_library_says_is_no_slip(desk, copies):
    desk.page.desk.put("customer.name", "Maya Ortiz")
    desk.press(Qt.Key.Key_N, CTRL)
    said = " Ask Maya at help@shop.example."
    desk.workspace.stage = Stage(found=(("customer.email", "lena@mail.example"),), tail=said, authored=said)
    paste(desk, "one of my parcels has not arrived yet, lena@mail.example")
    desk.press(Qt.Key.Key_Return)
    assert copies == ["one-1#chat-warm-en"]


def test_a_copy_by_number_is_looked_over_as_well(desk, copies):
    desk.type("one")
    desk.press(Qt.Key.Key_3, ALT)
    desk.qtbot.waitUntil(lambda: len(copies) == 1)
    desk.press(Qt.Key.Key_1, ALT)
    desk.qtbot.waitUntil(lambda: len(copies) == 2)
    desk.press(Qt.Key.Key_3, ALT)
    desk.qtbot.waitUntil(desk.page.card.caution.isVisible)
    desk.press(Qt.Key.Key_3, ALT)
    assert len(copies) == 3


@pytest.fixture
def palette(desk, qtbot, theme, icons):
    """A second page on the same customer, as the palette has one."""
    window, keys = QWidget(), QWidget()
    for widget in (window, keys):
        qtbot.addWidget(widget)
    other = AnswerDesk(window, desk.workspace, desk.tasks, theme, icons, desk.clipboard, qtbot)
    other.shared = SharedValues(desk.page, other.page, Actions(keys, icons, palette_table()))
    return other


def test_what_was_sent_from_the_palette_was_sent(desk, palette, copies):
    palette.type("one")
    palette.press(Qt.Key.Key_Return)
    assert palette.text
    desk.window.activateWindow()
    desk.page.focus_search()
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    assert (copies, desk.page.card.caution.isVisible()) == ([], True)
    desk.press(Qt.Key.Key_N, CTRL)
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    assert len(copies) == 1


def test_the_palette_knows_whom_the_main_window_left(desk, palette):
    desk.page.desk.put_all(Conversation().put("order.id", ORDER.example))
    desk.page.conversations.empty()
    assert palette.page.conversations.strangers.knows(ORDER.example)
    palette.page.desk.put_all(Conversation().put("order.id", "99417"))
    palette.page.conversations.empty()
    assert desk.page.conversations.strangers.knows("99417")
    assert palette.page.conversations.state.repeats is desk.page.conversations.state.repeats


def test_the_palette_checks_against_the_message_in_the_main_window(desk, palette):
    desk.workspace.stage = Stage(asks=(ORDER,), found=(("order.id", "10432"),))
    paste(desk, "one of my parcels, order 10432, has not arrived yet")
    palette.page.desk.put("order.id", "10433")
    palette.type("one")
    palette.press(Qt.Key.Key_Return)
    assert palette.page.card.caution.text().startswith("The message says 10432, not 10433.")
    desk.press(Qt.Key.Key_N, CTRL)
    assert palette.page.conversations.told is None
