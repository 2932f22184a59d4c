"""Wrong words on the Write page: marked, corrected, added, and left alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kbassist.ui.write.editor.overlays import Layer
from kbassist.workspace import Workspace
from kbassist.workspace.spelling import Spelling
from tests.spelling.tiny import ENGLISH, write_dictionary
from tests.ui.write.conftest import Writer

NOTE = "notes/note.md"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def speller(writer: Writer, workspace: Workspace, library: Path, tmp_path: Path) -> Writer:
    """A writer whose machine has an English dictionary, on a text with two wrong words."""
    write_dictionary(tmp_path / "dictionaries", "en_US", ENGLISH)
    workspace.spelling.close()
    workspace.spelling = Spelling(workspace._sessions, tmp_path / "data", [tmp_path / "dictionaries"])
    (library / NOTE).parent.mkdir()
    (library / NOTE).write_text("we recieve 😀 teh parcel\n", "utf-8")
    writer.page.spelling.set_on(True)
    writer.open(NOTE)
    look(writer)
    return writer


def look(writer: Writer) -> None:
    writer.wait(lambda: writer.page.spelling.settled)


def marked(writer: Writer) -> list[str]:
    """What is underlined."""
    area = writer.page.card.editor.area
    cursor, words = area.textCursor(), []
    for start, end in writer.page.card.editor.overlays.ranges(Layer.SLIP):
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        words.append(cursor.selectedText())
    return words


def offered(writer: Writer) -> list[str]:
    shown = writer.page.card.editor.correcting.list
    return shown.labels if shown.isVisible() else []


def press(
    writer: Writer, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    writer.press(writer.page.card.editor.area, key, modifier)


def test_wrong_words_are_marked_and_the_one_being_typed_is_not(speller: Writer) -> None:
    assert marked(speller) == ["recieve", "teh"]
    QTest.keyClicks(speller.page.card.editor.area, "hello ")
    assert marked(speller) == ["recieve", "teh"]
    area = speller.page.card.editor.area
    press(speller, Qt.Key.Key_End)
    QTest.keyClicks(area, " snoow")
    look(speller)
    assert marked(speller) == ["recieve", "teh"]
    QTest.keyClicks(area, " ")
    assert marked(speller) == ["recieve", "teh", "snoow"]


def test_words_are_corrected_one_after_the_other(speller: Writer) -> None:
    press(speller, Qt.Key.Key_F7)
    speller.wait(lambda: "receive" in offered(speller))
    assert offered(speller)[-1] == "Add to the dictionary"
    press(speller, Qt.Key.Key_Return)
    assert speller.text == "we receive 😀 teh parcel\n"
    assert offered(speller) == []
    press(speller, Qt.Key.Key_F7)
    speller.wait(lambda: "the" in offered(speller))
    press(speller, Qt.Key.Key_Return)
    assert speller.text == "we receive 😀 the parcel\n"
    look(speller)
    press(speller, Qt.Key.Key_F7)
    assert speller.said[-1] == "No wrong words found."


def test_a_word_is_added_to_the_dictionary(speller: Writer, tmp_path: Path) -> None:
    press(speller, Qt.Key.Key_F7)
    speller.wait(lambda: "receive" in offered(speller))
    press(speller, Qt.Key.Key_Up)
    press(speller, Qt.Key.Key_Return)
    speller.wait(lambda: marked(speller) == ["teh"])
    press(speller, Qt.Key.Key_F7)
    press(speller, Qt.Key.Key_F7, SHIFT)
    speller.wait(lambda: marked(speller) == [])
    words = tmp_path / "data" / "dictionaries" / "words.txt"
    assert words.read_text("utf-8") == "recieve\nteh\n"
    assert speller.text == "we recieve 😀 teh parcel\n"


def test_other_keys_close_the_list_and_take_the_words_place(speller: Writer) -> None:
    for key, text in ((Qt.Key.Key_Escape, "recieve"), (Qt.Key.Key_X, "x")):
        press(speller, Qt.Key.Key_F7)
        assert offered(speller)
        press(speller, key)
        assert offered(speller) == []
        assert speller.text == f"we {text} 😀 teh parcel\n"


def test_a_text_that_is_only_read_is_not_corrected(speller: Writer) -> None:
    speller.page.card.editor.set_read_only(True)
    press(speller, Qt.Key.Key_F7)
    press(speller, Qt.Key.Key_Return)
    speller.wait(lambda: marked(speller) == ["teh"])
    assert speller.text == "we recieve 😀 teh parcel\n"


def test_why_nothing_is_marked_is_told_when_asked(speller: Writer, library: Path) -> None:
    (library / "de.md").write_text("---\nlang: de\n---\nTeh Packet\n", "utf-8")
    speller.open("de.md")
    look(speller)
    assert marked(speller) == []
    press(speller, Qt.Key.Key_F7)
    assert speller.said[-1] == "No Hunspell dictionary on this machine for de."
    speller.open(NOTE)
    speller.page.spelling.set_on(False)
    assert marked(speller) == []
    press(speller, Qt.Key.Key_F7)
    assert speller.said[-1] == "Spelling is switched off in the settings."
