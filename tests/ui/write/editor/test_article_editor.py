"""The editor as the Write page uses it: what goes in comes out, and the caret, marks and undo keep to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from kbassist.articles.article import Problem, Severity
from kbassist.articles.text_edits import TextEdit
from kbassist.ui.write.editor.exact_text import ExactText, Places
from kbassist.ui.write.editor.overlays import Layer
from tests.ui.write.editor.conftest import Hands

CTRL = Qt.KeyboardModifier.ControlModifier
ODD = "a\xa0b\u2028c\u2029d\re\x00\ufdd0\ufeff\ud800 \U0001f600\n\tend\n\n"


@pytest.mark.parametrize("text", ["", "\n", ODD, "\ufeffx", "no end of line", "\ue000\u2029\ue001"])
def test_what_goes_in_comes_out(editor, text):
    editor.set_text(text)
    assert editor.text() == text
    editor.apply_edits([TextEdit(0, 0, "x")])
    editor.area.undo()
    assert editor.text() == text


@given(st.text(st.sampled_from("a\r\u2029\ufdd0\ue000\ue001\U0001f600")), st.data())
def test_signs_and_places_go_there_and_back(text, data):
    exact = ExactText(text)
    assert exact.stored(exact.shown(text)) == text
    places = Places(text)
    offset = data.draw(st.integers(0, len(text)))
    assert places.units(offset) == len(text[:offset].encode("utf-16-le")) // 2
    assert places.offset(places.units(offset)) == offset


def test_a_text_is_set_without_a_step_to_undo_and_without_a_signal(qtbot, editor):
    with qtbot.assertNotEmitted(editor.text_changed):
        editor.set_text("one\ntwo", 5)
    assert editor.caret() == 5
    assert not editor.area.document().isUndoAvailable()


def test_changes_are_one_step_each_and_keep_the_caret(qtbot, editor):
    editor.set_text("one 😀 two three", 14)
    with qtbot.waitSignal(editor.text_changed):
        editor.apply_edits([TextEdit(0, 3, "eins"), TextEdit(6, 9, "zwei")])
    assert editor.text() == "eins 😀 zwei three"
    assert editor.caret() == 16
    editor.area.undo()
    assert editor.text() == "one 😀 two three"
    editor.replace_all("one 😀 two or three")
    editor.area.undo()
    assert editor.text() == "one 😀 two three"


def test_typing_tells_where_the_caret_is(qtbot, hands: Hands):
    hands.have("ab 😀‸")
    with qtbot.waitSignal(hands.editor.cursor_moved) as moved:
        hands.type("x")
    assert moved.args == [5]
    assert hands.shows == "ab 😀x‸"


@pytest.mark.parametrize(
    ("line", "column", "shows"),
    [(2, 0, "a\n‸b 😀 c"), (2, 5, "a\nb 😀 ‸c"), (9, 9, "a\nb 😀 c‸"), (0, 0, "‸a\nb 😀 c")],
)
def test_a_place_is_gone_to(hands, line, column, shows):
    hands.have("a\nb 😀 c")
    hands.editor.go_to(line, column)
    assert hands.shows == shows


@pytest.mark.parametrize(
    ("line", "column", "marked"),
    [
        (2, 4, "{{ custmer.name }}"),
        (3, 0, "words here"),
        (2, 1, "Hi"),
        (4, 0, None),
        (0, 0, None),
        (99, 1, None),
    ],
)
def test_problems_are_underlined_and_stay_with_their_words(editor, line, column, marked):
    editor.set_text("# T\nHi {{ custmer.name }},\n  words here \n\n")
    editor.set_problems([Problem("a.md", line, "x", Severity.WARNING, "Mend it.", column)])
    editor.apply_edits([TextEdit(0, 0, "😀 above\n")])
    ranges = editor.overlays.ranges(Layer.WARNING)
    found = [editor.text()[editor.places.offset(a) : editor.places.offset(b)] for a, b in ranges]
    assert found == ([marked] if marked else [])
    editor.set_problems([])
    assert editor.overlays.ranges(Layer.WARNING) == []


def test_a_text_to_read_is_walked_through_and_not_changed(hands):
    hands.have("‸abc")
    hands.editor.set_read_only(True)
    hands.press(Qt.Key.Key_Right).type("x")
    assert hands.shows == "a‸bc"
    hands.editor.set_read_only(False)
    hands.type("x")
    assert hands.shows == "ax‸bc"


def test_scrolling_goes_from_the_first_line_to_the_last(qtbot, editor):
    editor.set_text("\n".join(map(str, range(300))))
    bar = editor.area.verticalScrollBar()
    with qtbot.waitSignal(editor.scrolled) as far:
        bar.setValue(bar.maximum())
    assert far.args[0] == 1.0
    with qtbot.waitSignal(editor.scrolled) as back:
        bar.setValue(0)
    assert back.args[0] == 0.0


def test_a_column_is_centred(editor):
    editor.set_column_width(400)
    viewport = editor.area.viewport()
    assert abs(viewport.width() - 400) <= 16
    assert abs(2 * viewport.x() + viewport.width() - editor.area.width()) <= 16
    editor.set_column_width(None)
    assert viewport.width() > 600


def test_what_is_copied_is_plain_and_keeps_no_break_spaces(qapp, hands):
    hands.have("‸a\xa0b\nc‸").press(Qt.Key.Key_C, CTRL)
    mime = qapp.clipboard().mimeData()
    assert mime.text() == "a\xa0b\nc"
    assert not mime.hasHtml()


def test_keys_of_an_input_method_are_left_alone(editor):
    assert not editor.area.composing
    QTest.keyClicks(editor.area, "x")
    assert editor.text() == "x"
    assert isinstance(editor.area.createMimeDataFromSelection(), QMimeData)
