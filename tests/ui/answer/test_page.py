"""The Answer page under the hands of an agent: keys in, clipboard out."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kbassist.system.errors import ArticleNotFound, LibraryOffline
from kbassist.ui.clipboard import EXCLUSIONS
from tests.ui.answer.staged_workspace import BROKEN, KIND, NAME, NOTE, ORDER, Stage

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def test_arrows_move_through_the_hits_and_leave_the_focus_in_the_box(desk):
    desk.type("one")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        desk.press(key)
    desk.press(Qt.Key.Key_End, CTRL)
    assert desk.page.panel.hits.hit.ref.id == "one-12"
    desk.press(Qt.Key.Key_Home, CTRL)
    desk.press(Qt.Key.Key_Down)
    assert desk.focus == "search"
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied("one-2#")


def test_escape_clears_and_then_hides(desk):
    desk.type("one")
    desk.press(Qt.Key.Key_Escape)
    assert desk.page.search.text() == ""
    with desk.qtbot.waitSignal(desk.page.hide_wanted):
        desk.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("action", "copied"),
    [
        ("answer.next_variant", "one-1#email-calm-en"),
        ("answer.previous_variant", "article"),
        ("answer.variant_3", "one-1#chat-neutral-de"),
    ],
)
def test_one_key_switches_the_variant(desk, action, copied):
    desk.type("one")
    desk.actions[action].trigger()
    desk.settle()
    if copied == "article":
        assert desk.page.desk.as_article
        return
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied(copied)


def test_one_key_each_switches_channel_tone_and_language(desk):
    desk.type("one")
    wishes = []
    desk.page.wish_changed.connect(wishes.append)
    for name in ("channel", "tone", "language"):
        desk.actions[f"answer.{name}"].trigger()
    desk.settle()
    assert (wishes[-1].channel, wishes[-1].tone, wishes[-1].lang) == ("email", "calm", "de")
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied("one-1#email-calm-en")


def test_a_missing_box_in_the_text_leads_to_its_field(desk):
    desk.workspace.stage = Stage(asks=(NAME, ORDER))
    desk.type("one")
    desk.page.card.browser.setFocus()
    desk.page.card.browser.anchorClicked.emit(QUrl("kb:field/order.id"))
    assert desk.focus == "field:order.id"


def test_a_link_to_an_article_opens_it_in_the_preview(desk):
    desk.type("one")
    desk.page.card.browser.anchorClicked.emit(QUrl("kb:article/other-1"))
    desk.settle()
    assert "Knowledge of other-1" in desk.page.card.browser.toPlainText()


def test_a_blocked_link_is_named_and_not_followed(desk):
    desk.type("one")
    desk.page.card.browser.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert desk.said[-1].startswith("Blocked link")


def test_tab_before_the_view_reaches_the_field_all_the_same(desk):
    desk.workspace.stage = Stage(asks=(NAME,))
    desk.workspace.search_gate.clear()
    desk.type("one", settle=False)
    desk.press(Qt.Key.Key_Tab)
    desk.workspace.search_gate.set()
    desk.qtbot.waitUntil(lambda: desk.focus == "field:customer.name")


def test_nothing_found_offers_what_would_be_found(desk):
    desk.type("nothing")
    assert desk.page.desk.look() is None
    desk.page.panel.query_wanted.emit("refund")
    desk.settle()
    assert desk.page.panel.hits.hit.ref.id == "refund-1"


def test_the_empty_box_shows_sections_and_copies_nothing_by_itself(desk):
    desk.settle()
    assert [row.heading for row in desk.page.panel.hits.model().rows if row.heading] == [
        "Happening now",
        "Recently used",
    ]
    desk.press(Qt.Key.Key_Return)
    assert (desk.text, desk.said[-1]) == ("", "Nothing to copy: no hit is selected.")
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.wait_copied("pinned-1#")


def test_favourites_are_kept_and_shown(desk):
    desk.type("one")
    desk.actions["answer.favourite"].trigger()
    desk.qtbot.waitUntil(lambda: len(desk.workspace.favourites) == 1)
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    assert "Favourites" in [row.heading for row in desk.page.panel.hits.model().rows]


def test_a_changed_library_keeps_the_place_and_shows_the_new_text(desk):
    desk.type("one")
    desk.press(Qt.Key.Key_Down)
    desk.settle()
    desk.workspace.stage = Stage(problems=(BROKEN,))
    desk.page.refresh()
    desk.settle()
    assert desk.page.panel.hits.hit.ref.id == "one-2"
    assert "declared twice" in desk.page.card.banner_text


def test_an_article_out_of_reach_says_so_in_place(desk):
    desk.workspace.stage = Stage(failure=LibraryOffline("The folder cannot be reached."))
    desk.type("one", settle=False)
    desk.qtbot.waitUntil(lambda: desk.said[-1:] == ["The folder cannot be reached."])
    desk.said.clear()
    desk.press(Qt.Key.Key_Return)
    assert (desk.text, desk.said) == ("", ["The folder cannot be reached."])
    desk.workspace.stage = Stage()
    desk.page.refresh()
    desk.settle()
    assert desk.text == ""


def test_values_can_be_added_changed_and_taken_off_in_the_bar(desk):
    desk.workspace.stage = Stage(asks=(NAME,))
    desk.type("one")
    desk.actions["answer.find_value"].trigger()
    QTest.keyClicks(QApplication.focusWidget(), "Name")
    desk.press(Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "Maya")
    desk.press(Qt.Key.Key_Return)
    assert desk.page.desk.conversation.values["customer.name"].text == "Maya"
    assert desk.focus == "search"
    chip = desk.page.bar.findChild(QWidget, "value:customer.name")
    chip.setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert not desk.page.desk.conversation.values
    assert desk.focus == "search"


def test_every_control_has_a_name_for_screen_readers(desk):
    desk.workspace.stage = Stage(asks=(NAME, ORDER, KIND, NOTE))
    desk.page.desk.put("customer.name", "Maya")
    desk.type("one")
    nameless = [
        widget
        for widget in desk.page.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not isinstance(widget.parent().parent(), type(desk.page.bar))
        and widget.objectName() not in ("qt_scrollarea_viewport",)
    ]
    assert nameless == []


@pytest.mark.parametrize(("width", "height"), [(840, 560), (640, 440), (1500, 950)])
def test_text_and_form_share_the_height(desk, width, height):
    desk.workspace.stage = Stage(asks=(NAME, ORDER, KIND, NOTE))
    desk.window.resize(width, height)
    desk.type("one")
    desk.qtbot.waitUntil(lambda: desk.page.card.form.height() > 40)
    if height > 500:
        assert desk.page.card.browser.height() >= 160
    assert desk.page.card.form.geometry().bottom() <= desk.page.card.copy_bar.geometry().top() + 1
    assert desk.page.card.geometry().right() <= desk.page.width()


@pytest.mark.parametrize("place", ["hits", "preview"])
def test_from_anywhere_typing_and_escape_lead_back_to_the_search(desk, place):
    desk.type("one")
    widget = desk.page.findChild(QWidget, place)
    widget.setFocus()
    desk.press(Qt.Key.Key_Escape)
    assert desk.focus == "search"
    widget.setFocus()
    QTest.keyClicks(widget, "s")
    assert (desk.focus, desk.page.search.text()) == ("search", "ones")


def test_a_sensitive_reply_says_when_it_was_taken_away(desk):
    desk.workspace.stage = Stage(sensitive=True)
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    desk.wait_copied("one-1#")
    desk.clipboard.clear_if_ours()
    assert desk.said[-1] == "The copied reply was taken off the clipboard."


@pytest.mark.parametrize("sensitive", [False, True])
def test_a_part_of_a_sensitive_reply_is_as_sensitive(desk, qapp, sensitive):
    desk.workspace.stage = Stage(sensitive=sensitive)
    desk.type("one")
    desk.settle()
    desk.page.card.browser.selectAll()
    desk.page.card.browser.copy_selection()
    offered = set(qapp.clipboard().mimeData().formats())
    assert (EXCLUSIONS[0][0] in offered) is sensitive


def test_what_did_not_work_is_taken_back_when_the_agent_goes_on(desk):
    desk.workspace.stage = Stage(asks=(ORDER,))
    desk.type("one")
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.focus == "field:order.id")
    assert desk.said[-1] == "Not copied: “Order number” is missing."
    QTest.keyClicks(QApplication.focusWidget(), "1")
    assert desk.said[-1] == ""


def test_an_article_that_is_back_takes_the_complaint_away(desk):
    desk.type("one")
    desk.workspace.stage.failure = ArticleNotFound("It was renamed or removed.")
    desk.page.refresh()
    desk.qtbot.waitUntil(lambda: desk.said[-1:] == ["It was renamed or removed."])
    desk.workspace.stage.failure = None
    desk.page.refresh()
    desk.settle()
    assert desk.said[-1] == ""


def test_tab_leads_from_the_last_field_to_the_buttons(desk):
    desk.workspace.stage = Stage(asks=(NAME, ORDER))
    desk.type("one")
    for _ in range(3):
        desk.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "Copy reply"
    desk.press(Qt.Key.Key_Backtab)
    assert desk.focus == "field:order.id"


def test_a_chip_is_called_as_the_article_calls_its_value(desk):
    desk.workspace.stage = Stage(asks=(NOTE,))
    desk.type("one")
    desk.press(Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "soon")
    assert desk.page.bar.findChild(QWidget, "value:note").accessibleName().startswith("Note")
