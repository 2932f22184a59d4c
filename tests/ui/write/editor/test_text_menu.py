"""The context menu of the text, and links under the mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from kbassist.ui.write.editor.article_editor import ArticleEditor
from kbassist.workspace.spelling import Slip
from tests.ui.write.editor.conftest import Hands

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
SLIP = Slip(3, 6, "teh", "en")


def words(menu: QMenu) -> list[str]:
    """What can be chosen; "-" between the groups."""
    return [action.text().partition("\t")[0] or "-" for action in menu.actions() if action.isEnabled()]


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text().partition("\t")[0] == text).trigger()


def test_the_actions_of_the_keys_are_in_the_menu(hands: Hands) -> None:
    menu = hands.have("Hi ‸there‸").editor.menu.menu()
    shown = [action.text() for action in menu.actions()]
    assert "Bold\tCtrl B" in shown
    choose(menu, "Bold")
    assert hands.shows == "Hi **‸there‸**"
    choose(hands.editor.menu.menu(), "Undo")
    assert hands.editor.text() == "Hi there"


def test_a_wrong_word_is_corrected_once_the_corrections_are_there(hands: Hands) -> None:
    editor = hands.have("😀 t‸eh parcel").editor
    editor.slips.put([Slip(2, 5, "teh", "en")])
    wanted = QSignalSpy(editor.correcting.suggestions_wanted)
    menu = editor.menu.menu()
    assert words(menu)[0] == "Add “teh” to the dictionary"
    slip = wanted.at(0)[0]
    editor.correcting.suggest(SLIP, ("other",))
    editor.correcting.suggest(slip, ("the", "ten"))
    assert words(menu)[:3] == ["the", "ten", "Add “teh” to the dictionary"]
    choose(menu, "the")
    assert editor.text() == "😀 the parcel"


def test_a_wrong_word_is_added(hands: Hands) -> None:
    editor = hands.have("Hi t‸eh").editor
    editor.slips.put([SLIP])
    added = QSignalSpy(editor.correcting.word_added)
    menu = editor.menu.menu()
    editor.correcting.suggest(SLIP, ())
    assert menu.actions()[0].text() == "No corrections found"
    choose(menu, "Add “teh” to the dictionary")
    assert added.at(0) == ["teh"]


def test_what_is_only_read_offers_no_changes(hands: Hands) -> None:
    editor = hands.have("Hi t‸eh").editor
    editor.slips.put([SLIP])
    editor.set_read_only(True)
    shown = words(editor.menu.menu())
    assert shown[0] == "Add “teh” to the dictionary"
    assert not {"Bold", "Paste", "Undo", "Cut", "Add a table"} & set(shown)
    assert {"Select all", "Find in the text"} <= set(shown)


@pytest.mark.parametrize(
    ("marked", "clicked", "shows"),
    [("‸one two", 5, "one t‸wo"), ("‸one‸ two", 1, "‸one‸ two"), ("‸one‸ two", 6, "one tw‸o")],
)
def test_the_menu_opens_where_the_mouse_is(
    hands: Hands, qtbot: QtBot, marked: str, clicked: int, shows: str
) -> None:
    area = hands.have(marked).editor.area
    area.menu_wanted.emit(area.mapToGlobal(QPoint(20, 20)), clicked)
    menu = area.findChild(QMenu)
    assert menu.isVisible()
    assert hands.shows == shows
    menu.close()


@pytest.mark.parametrize(
    ("modifier", "at", "followed"),
    [(CONTROL, 7, "a.md"), (CONTROL, 12, "a.md"), (NONE, 7, ""), (CONTROL, 1, "")],
)
def test_links_are_followed_by_ctrl_and_the_mouse(
    editor: ArticleEditor, modifier: Qt.KeyboardModifier, at: int, followed: str
) -> None:
    editor.set_text("See [this](a.md) now")
    cursor = editor.area.textCursor()
    cursor.setPosition(at)
    wanted = QSignalSpy(editor.link_wanted)
    place = editor.area.cursorRect(cursor).center()
    QTest.mouseMove(editor.area.viewport(), place)
    QTest.mouseClick(editor.area.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    assert [wanted.at(n)[0] for n in range(wanted.count())] == ([followed] if followed else [])
    assert editor.caret() == (0 if followed else at)


def test_right_of_a_lines_end_there_is_no_link(editor: ArticleEditor) -> None:
    editor.set_text("See [this](a.md)")
    wanted = QSignalSpy(editor.link_wanted)
    place = editor.area.viewport().rect().topRight() + QPoint(-30, 10)
    QTest.mouseClick(editor.area.viewport(), Qt.MouseButton.LeftButton, CONTROL, place)
    assert wanted.count() == 0
