"""What Enter copies, and what it does not."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kbassist.replies.reply import Leftover
from tests.ui.answer.staged_workspace import KIND, NAME, NOTE, ORDER, Stage

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def test_enter_copies_the_best_variant_of_the_first_hit(desk):
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied("one-1#chat-warm-en")
    desk.qtbot.waitUntil(lambda: desk.workspace.copied == ["one-1#chat-warm-en"])
    assert desk.said[-1] == "Copied: Title one-1 – chat"


def test_enter_waits_for_the_answer_to_the_newest_keystroke(desk):
    desk.type("on")
    desk.workspace.search_gate.clear()
    desk.type("e", settle=False)
    desk.press(Qt.Key.Key_Return)
    assert desk.text == ""
    desk.workspace.search_gate.set()
    assert desk.wait_copied("one-1#")


def test_typing_on_after_enter_calls_the_copy_off(desk):
    desk.workspace.search_gate.clear()
    desk.type("one", settle=False)
    desk.press(Qt.Key.Key_Return)
    desk.type("s", settle=False)
    desk.workspace.search_gate.set()
    desk.settle()
    assert desk.text == ""


def test_enter_waits_for_the_text_with_the_newest_value(desk):
    desk.workspace.stage = Stage(asks=(NAME,))
    desk.type("one")
    desk.press(Qt.Key.Key_Tab)
    desk.workspace.compose_gate.clear()
    QTest.keyClicks(QApplication.focusWidget(), "Maya")
    desk.press(Qt.Key.Key_Return)
    assert desk.text == ""
    desk.workspace.compose_gate.set()
    assert desk.wait_copied("one-1#chat-warm-en: customer.name=Maya")


@pytest.mark.parametrize("number", [1, 3, 9])
def test_alt_and_a_number_copies_that_hit(desk, number):
    desk.type("one")
    desk.press(Qt.Key(Qt.Key.Key_0 + number), ALT)
    assert desk.wait_copied(f"one-{number}#")


def test_a_number_copies_a_hit_whose_view_is_there_already(desk):
    desk.page.search.clear()
    desk.settle()
    desk.press(Qt.Key.Key_Down)
    desk.settle()
    desk.page.panel.hits.setCurrentIndex(QModelIndex())
    desk.press(Qt.Key.Key_1, ALT)
    assert desk.wait_copied("pinned-1#")


def test_a_number_without_a_hit_is_said(desk):
    desk.workspace.stage = Stage(hits=2)
    desk.type("one")
    desk.press(Qt.Key.Key_3, ALT)
    assert (desk.text, desk.said[-1]) == ("", "There is no hit 3.")


def test_holding_down_composes_only_what_is_looked_at(desk):
    desk.workspace.stage = Stage(hits=40)
    desk.type("one")
    desk.workspace.compose_gate.clear()
    before = desk.workspace.calls["compose"]
    for _ in range(30):
        desk.press(Qt.Key.Key_Down)
    desk.workspace.compose_gate.set()
    desk.settle()
    assert desk.workspace.calls["compose"] - before <= 2
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied("one-31#")


def test_a_missing_value_gets_the_focus_and_nothing_is_copied(desk):
    desk.workspace.stage = Stage(asks=(NAME, ORDER))
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    assert (desk.text, desk.focus) == ("", "field:customer.name")
    assert desk.said[-1] == "Not copied: “Name” is missing."
    assert desk.page.card.copy_bar.standing == "2 values missing: Name, Order number"


def test_enter_in_a_field_goes_to_the_next_missing_one_and_then_copies(desk):
    desk.workspace.stage = Stage(asks=(NAME, ORDER, KIND))
    desk.type("one")
    desk.press(Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "Maya")
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.focus == "field:order.id")
    QTest.keyClicks(QApplication.focusWidget(), "12")
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.said[-1:] == ["Not copied: Order number should look like 10432."])
    assert desk.focus == "field:order.id"
    QTest.keyClicks(QApplication.focusWidget(), "12345")
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.focus == "field:order.kind")
    QTest.keyClicks(QApplication.focusWidget(), "l")
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied("one-1#chat-warm-en: customer.name=Maya, order.id=12345, order.kind=letter")


def test_values_stay_for_the_conversation_and_are_typed_once(desk):
    desk.workspace.stage = Stage(asks=(NAME, NOTE))
    desk.page.desk.put("customer.name", "Maya", "from the message")
    desk.page.desk.put("note", "two\nlines")
    desk.type("one")
    desk.press(Qt.Key.Key_Down)
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied("one-2#chat-warm-en: customer.name=Maya, note=two\nlines")


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (
            Stage(leftovers=(Leftover("[name]", "Fill it in."),)),
            "“[name]” was left in the text (one-1.md, near line 2)",
        ),
        (Stage(error="Mend line 3."), "Not copied. This reply's template is broken: Mend line 3."),
        (Stage(replies=False), "Not copied: this article has no reply."),
    ],
)
def test_the_gate_lets_nothing_pass_that_is_not_whole(desk, stage, said):
    desk.workspace.stage = stage
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    assert desk.text == ""
    assert said in desk.said[-1]


def test_an_article_is_shown_first_and_its_reply_copied_by_the_second_enter(desk):
    desk.type("one")
    desk.actions["answer.article"].trigger()
    desk.settle()
    assert "Knowledge of one-1" in desk.page.card.browser.toPlainText()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.text == ""
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied("one-1#chat-warm-en")


def test_a_new_conversation_forgets_the_customer(desk):
    desk.workspace.stage = Stage(asks=(NAME,))
    desk.type("one")
    desk.press(Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "Maya")
    desk.press(Qt.Key.Key_Return)
    desk.wait_copied("one-1#")
    desk.press(Qt.Key.Key_N, CTRL)
    assert (desk.text, desk.page.search.text(), desk.focus) == ("", "", "search")
    desk.type("one")
    assert "Maya" not in desk.page.card.form.findChild(QWidget, "field:customer.name").text()


def test_a_new_conversation_leaves_what_others_copied(desk):
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    desk.wait_copied("one-1#")
    QApplication.clipboard().setText("from elsewhere")
    desk.press(Qt.Key.Key_N, CTRL)
    assert desk.text == "from elsewhere"


def test_copy_as_offers_one_form_only(desk):
    desk.type("one")
    desk.actions["answer.copy_markdown"].trigger()
    assert desk.wait_copied("**one-1#")
    assert not QApplication.clipboard().mimeData().hasHtml()
    assert desk.said[-1].endswith("as Markdown")


def test_a_search_that_fails_leaves_no_older_hit_to_copy(desk):
    desk.type("broke")
    desk.type("n", settle=False)
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: "The index cannot be read." in desk.said)
    desk.press(Qt.Key.Key_Return)
    assert (desk.text, desk.said[-1]) == ("", "Nothing to copy: no hit is selected.")


def test_an_article_without_a_reply_gives_its_own_text_only_when_asked(desk):
    desk.workspace.stage = Stage(replies=False)
    desk.type("one")
    assert "Knowledge of one-1" in desk.page.card.browser.toPlainText()
    desk.press(Qt.Key.Key_Return)
    assert desk.text == ""
    desk.actions["answer.article"].trigger()
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied("own text")
