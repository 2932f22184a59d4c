"""Several conversations side by side: each keeps its own, and a new one keeps nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import Wish
from kbassist.ui.answer.conversation_tabs import ConversationTab
from kbassist.ui.answer.conversations import Conversations, ConversationState, name_of
from tests.ui.answer.staged_workspace import NAME, Stage

CTRL = Qt.KeyboardModifier.ControlModifier
KEYS = {n: getattr(Qt.Key, f"Key_{n}") for n in range(1, 6)}


def tabs_of(desk) -> list[str]:
    return [tab.accessibleName() for tab in desk.page.tabs.findChildren(ConversationTab) if tab.isVisible()]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({}, "2"),
        ({"customer.first_name": "Maya Lou", "order.id": "10432"}, "Maya"),
        ({"order.id": "10432"}, "10432"),
        ({"ticket": "T-9", "amount": "5"}, "T-9"),
        ({"amount": "5"}, "2"),
    ],
)
def test_a_conversation_is_called_by_what_is_known(values, name):
    state = ConversationState(2)
    for key, text in values.items():
        state.values = state.values.put(key, text)
    assert name_of(state) == name


def test_one_that_is_empty_when_it_is_left_is_gone(qapp):
    conversations = Conversations(Wish())
    conversations.note(Conversation().put("order.id", "10432"))
    assert all(conversations.open_another() for _ in range(1))
    conversations.switch_to(4)
    assert [number for number, _ in conversations.names] == [1, 4]


def test_there_are_four_at_most(qapp):
    conversations = Conversations(Wish())
    for number in range(1, 5):
        conversations.note(Conversation().put("order.id", str(number)))
        assert conversations.open_another() is (number < 4)
    conversations.switch_to(5)
    assert conversations.state.number == 4


def test_each_keeps_its_query_its_values_and_its_place(desk):
    desk.workspace.stage = Stage(asks=(NAME,))
    desk.type("one")
    desk.press(Qt.Key.Key_Down)
    desk.settle()
    desk.actions["answer.next_variant"].trigger()
    desk.page.desk.put("customer.name", "Maya")
    desk.press(KEYS[2], CTRL)
    assert (desk.page.search.text(), desk.focus, dict(desk.page.desk.conversation.values)) == (
        "",
        "search",
        {},
    )
    desk.type("two")
    desk.page.desk.put("customer.name", "Omar")
    desk.settle()
    assert tabs_of(desk) == ["Conversation 1, Maya", "Conversation 2, Omar"]
    desk.press(KEYS[1], CTRL)
    desk.settle()
    assert desk.page.search.text() == "one"
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied("one-2#email-calm-en: customer.name=Maya")


def test_its_own_key_pressed_again_changes_nothing(desk):
    desk.type("one")
    desk.press(Qt.Key.Key_Down)
    desk.settle()
    before = desk.page.desk.look()
    desk.press(KEYS[1], CTRL)
    assert (desk.page.desk.look(), desk.page.search.text()) == (before, "one")


def test_a_late_answer_is_not_shown_in_another_conversation(desk):
    desk.workspace.search_gate.clear()
    desk.type("one", settle=False)
    desk.press(KEYS[2], CTRL)
    desk.type("two", settle=False)
    desk.press(Qt.Key.Key_Return)
    desk.workspace.search_gate.set()
    assert desk.wait_copied("two-1#")


def test_a_tab_is_closed_by_delete_and_forgets_its_customer(desk):
    desk.page.desk.put("order.id", "10432")
    desk.press(KEYS[2], CTRL)
    desk.page.desk.put("order.id", "20555")
    tab = next(tab for tab in desk.page.tabs.findChildren(ConversationTab) if tab.number == 1)
    tab.setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert (tabs_of(desk), desk.focus) == ([], "search")
    desk.press(KEYS[1], CTRL)
    assert not desk.page.desk.conversation.values


def test_the_wish_is_each_conversations_own(desk):
    desk.type("one")
    desk.page.desk.put("order.id", "10432")
    desk.press(KEYS[2], CTRL)
    desk.actions["answer.language"].trigger()
    assert desk.page.desk.wish.lang == "de"
    desk.press(KEYS[1], CTRL)
    assert (desk.page.desk.wish.lang, desk.page.wishes.wish.lang) == ("en", "en")


def test_a_value_that_was_taken_off_comes_back(desk):
    desk.page.desk.put("customer.name", "Maya", "from the message")
    desk.page.bar.value_removed.emit("customer.name")
    assert not desk.page.desk.conversation.values
    desk.actions["answer.put_back"].trigger()
    value = desk.page.desk.conversation.values["customer.name"]
    assert (value.text, value.source) == ("Maya", "from the message")
    desk.actions["answer.put_back"].trigger()
    assert desk.said[-1] == "No value was taken off in this conversation."


def test_a_value_half_typed_is_not_carried_over(desk):
    desk.actions["answer.find_value"].trigger()
    QTest.keyClicks(QApplication.focusWidget(), "Name")
    desk.press(Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "Maya")
    desk.press(KEYS[2], CTRL)
    desk.actions["answer.find_value"].trigger()
    for line in desk.page.bar.findChildren(QLineEdit):
        line.undo()
        assert line.text() == ""


def test_a_field_is_empty_while_the_other_conversation_is_on_its_way(desk):
    desk.workspace.stage = Stage(asks=(NAME,))
    for number in (2, 1):
        desk.press(KEYS[number], CTRL)
        desk.type("one")
        desk.settle()
    form = desk.page.card.form
    form.focus_field(NAME.name)
    QTest.keyClicks(QApplication.focusWidget(), "Maya")
    desk.settle()
    desk.workspace.compose_gate.clear()
    desk.press(KEYS[2], CTRL)
    assert not form.focus_field(NAME.name)
    assert desk.page.card.browser.toPlainText() == ""
    desk.workspace.compose_gate.set()
    desk.settle()
    assert form.focus_field(NAME.name)
    assert desk.page.desk.conversation.values == {}


def test_the_title_never_names_a_customer(desk):
    desk.window.setWindowTitle("kbassist - Team")
    desk.page.desk.put("customer.name", "Maya")
    desk.press(KEYS[2], CTRL)
    assert desk.window.windowTitle() == "kbassist - Team"


def test_the_search_forgets_with_a_new_conversation(desk):
    desk.type("one")
    desk.press(Qt.Key.Key_N, CTRL)
    desk.qtbot.waitUntil(lambda: desk.workspace.calls["forget_asked"] == 1)
