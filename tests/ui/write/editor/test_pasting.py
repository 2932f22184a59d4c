"""Things that are pasted and dropped: text stays plain, addresses become links, pictures go to the page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage

from kbassist.ui.write.editor.pasting import png_of

CTRL = Qt.KeyboardModifier.ControlModifier
ADDRESS = "https://example.org/a_(b)?c=1"
LINK = "https://example.org/a_%28b%29?c=1"


@pytest.fixture
def picture() -> QImage:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return image


@pytest.mark.parametrize(
    ("begin", "pasted", "shows"),
    [
        ("see ‸here‸.", ADDRESS, f"see [here]({LINK})‸."),
        ("see ‸here‸.", f" {ADDRESS}\n", f"see [here]({LINK})‸."),
        ("see ‸.", ADDRESS, f"see {ADDRESS}‸."),
        ("see ‸http://old.example‸.", ADDRESS, f"see {ADDRESS}‸."),
        ("a ‸b\nc‸", ADDRESS, f"a {ADDRESS}‸"),
        ("a ‸b‸", "two\r\nlines", "a two\nlines‸"),
        ("a ‸b‸", "javascript:alert(1)", "a javascript:alert(1)‸"),
    ],
)
def test_text_is_pasted_plain_and_addresses_as_links(qapp, hands, begin, pasted, shows):
    mime = QMimeData()
    mime.setText(pasted)
    mime.setHtml("<b>never this</b>")
    qapp.clipboard().setMimeData(mime)
    assert hands.have(begin).press(Qt.Key.Key_V, CTRL).shows == shows
    hands.editor.area.undo()
    assert hands.editor.text() == begin.replace("‸", "")


def test_a_copied_picture_goes_to_the_page(qapp, qtbot, hands, picture):
    qapp.clipboard().setImage(picture)
    with qtbot.waitSignal(hands.editor.picture_pasted) as pasted:
        hands.press(Qt.Key.Key_V, CTRL)
    assert QImage.fromData(pasted.args[0]).size() == picture.size()
    assert hands.editor.text() == ""


def test_a_dropped_file_goes_to_the_page(qtbot, editor, tmp_path: Path, picture):
    (tmp_path / "Bild 1.PNG").write_bytes(png_of(picture))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "Bild 1.PNG"))])
    with qtbot.waitSignal(editor.picture_pasted) as dropped:
        editor.area.insertFromMimeData(mime)
    assert dropped.args == [png_of(picture)]
    (tmp_path / "Bild 1.PNG").unlink()
    with qtbot.waitSignal(editor.failed) as failed:
        editor.area.insertFromMimeData(mime)
    assert failed.args[0].startswith("The picture Bild 1.PNG cannot be read")
    assert editor.text() == ""


def test_a_picture_does_not_go_into_a_text_that_is_opened_meanwhile(qapp, qtbot, hands, picture):
    qapp.clipboard().setImage(picture)
    taken = []
    hands.editor.picture_pasted.connect(taken.append)
    hands.press(Qt.Key.Key_V, CTRL)
    with qtbot.waitSignal(hands.editor.failed) as failed:
        hands.editor.set_text("another one")
    assert failed.args[0].startswith("The picture was not taken")
    assert taken == []


def test_a_text_with_a_picture_of_it_is_a_text(qapp, hands, picture):
    mime = QMimeData()
    mime.setText("cell")
    mime.setImageData(picture)
    qapp.clipboard().setMimeData(mime)
    assert hands.press(Qt.Key.Key_V, CTRL).shows == "cell‸"
