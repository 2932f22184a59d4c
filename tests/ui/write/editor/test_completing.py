"""The list of what a word may become: it opens by itself, is worked by keys, and is never in the way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kbassist.ui.write.editor.article_editor import ArticleEditor
from kbassist.workspace.authored import ArticleLink, Term, Vocabulary
from tests.ui.write.editor.conftest import Hands

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = Vocabulary(
    placeholders=(Term("customer.name", "Name"), Term("order.id", "Order")),
    channels=(Term("chat"), Term("email")),
    keys=(Term("title"), Term("owner")),
    owners=(Term("dana"), Term("ines")),
    attributes=(Term("channel"), Term("tone")),
    articles=(ArticleLink("Parcel is late", "delivery/parcel.md"),),
)


@pytest.fixture(autouse=True)
def _with_words(editor: ArticleEditor) -> None:
    editor.set_vocabulary(WORDS, "refunds/a.md")


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ("😀 ‸", "{{ or\t!", "😀 {{ order.id }}!‸"),
        ("‸", "{{ or\n!", "{{ order.id }}!‸"),
        ("[a‸", "](pa\n", "[a](../delivery/parcel.md)‸"),
        ("## A ‸", "{.r\n ch\ne\n", "## A {.reply channel=email‸}"),
        ("---\n‸\n---\n", "ow\tin\n\n", "---\nowner: ines\n‸\n---\n"),
        ("‸", "{% if \n", "{% if customer.name‸"),
        ("a {{ x }}‸", " b\n", "a {{ x }} b\n‸"),
    ],
)
def test_typing_opens_the_list_and_enter_or_tab_take_the_first(hands: Hands, before, typed, after):
    hands.have(before)
    for sign in typed:
        if sign == "\t":
            hands.press(KEY.Key_Tab)
        else:
            hands.type(sign)
    assert hands.shows == after


def test_arrows_choose_and_what_is_taken_is_one_step(hands: Hands):
    hands.have("‸").type("{{ ").press(KEY.Key_Down).press(KEY.Key_Return)
    assert hands.shows == "{{ order.id }}‸"
    hands.editor.area.undo()
    assert hands.editor.text() == "{{ "


def test_escape_closes_until_something_else_is_typed(hands: Hands):
    shown = hands.editor.completing.list
    hands.have("‸").type("{{")
    assert shown.isVisible()
    assert shown.labels == ["customer.name", "order.id"]
    hands.press(KEY.Key_Escape)
    assert not shown.isVisible()
    assert hands.editor.area.hasFocus()
    hands.type(" or")
    assert shown.labels == ["order.id"]
    hands.type("x")
    assert not shown.isVisible()


@pytest.mark.parametrize("key", [KEY.Key_Up, KEY.Key_Home, KEY.Key_Backspace])
def test_the_list_goes_with_the_word(hands: Hands, key):
    hands.have("a\n‸").type("{{").press(KEY.Key_Escape).press(KEY.Key_Space, CTRL)
    shown = hands.editor.completing.list
    assert shown.isVisible()
    if key == KEY.Key_Up:
        hands.press(KEY.Key_Escape)
    hands.press(key)
    assert not shown.isVisible()


def test_in_running_text_it_opens_only_when_asked(hands: Hands):
    hands.have("Dear ‸").type("or")
    assert not hands.editor.completing.list.isVisible()
    hands.press(KEY.Key_Space, CTRL).press(KEY.Key_Return)
    assert hands.shows == "Dear {{ order.id }}‸"


def test_it_closes_with_the_focus_and_never_opens_on_a_text_that_is_only_read(hands: Hands, place):
    shown = hands.editor.completing.list
    hands.have("‸").type("{{")
    assert shown.isVisible()
    hands.editor.area.clearFocus()
    assert not shown.isVisible()
    hands.editor.set_read_only(True)
    hands.editor.setFocus()
    hands.press(KEY.Key_Space, CTRL)
    assert not shown.isVisible()


def test_a_click_takes(hands: Hands):
    shown = hands.editor.completing.list
    hands.have("‸").type("{{ ")
    at = shown.visualRect(shown.model().index(1, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert hands.editor.text() == "{{ order.id }}"
