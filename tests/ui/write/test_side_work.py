"""What is typed while a file is being moved, removed or opened."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.write.conftest import FILES, Writer

PARCEL = "delivery/parcel.md"
REFUND = "refunds/refund.md"
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_what_is_typed_while_an_article_is_renamed_goes_along(writer: Writer) -> None:
    writer.open(REFUND)
    writer.rename("money")
    writer.type("Late. ")
    writer.wait(lambda: writer.page.desk.file == writer.ref("refunds/money.md"))
    assert writer.text == "Late. " + FILES[REFUND]
    writer.settle()
    assert writer.page.keeper.unsaved == {writer.ref("refunds/money.md")}
    writer.save()
    assert writer.on_disk("refunds/money.md") == "Late. " + FILES[REFUND]


def test_what_was_not_saved_comes_back_from_the_trash(writer: Writer) -> None:
    writer.open(REFUND)
    area = writer.page.card.editor.area
    writer.type("Not saved. ")
    writer.press(area, Qt.Key.Key_Delete, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    writer.page.beside.making.trashing.panel.accept.click()
    writer.wait(lambda: writer.page.desk.file is None)
    writer.press(writer.page.outline.tree, Qt.Key.Key_Z, ALT)
    writer.wait((writer.library / REFUND).exists)
    writer.open(REFUND)
    assert writer.text == "Not saved. " + FILES[REFUND]


def test_what_is_typed_into_the_form_goes_into_the_file_it_is_of(writer: Writer) -> None:
    writer.open(PARCEL)
    owner = writer.page.card.form._lines["owner"]
    owner.setFocus()
    owner.selectAll()
    writer.page.open_file(writer.ref("refunds/idea.md"))
    QTest.keyClicks(owner, "ines")
    writer.wait(lambda: writer.page.desk.file == writer.ref("refunds/idea.md"))
    assert owner.text() == "jonas"
    assert writer.text == FILES["refunds/idea.md"]
    writer.open(PARCEL)
    assert "owner: ines\n" in writer.text
    owner.setFocus()
    owner.selectAll()
    QTest.keyClicks(owner, "maya")
    writer.page.saving.save()
    writer.wait(lambda: "owner: maya\n" in writer.on_disk(PARCEL))
