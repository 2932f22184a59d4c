"""What follows the text on the Write page: form, preview, problems, links, and what is beside it."""

import pytest
from PySide6.QtCore import Qt, QUrl

from tests.ui.write.conftest import FILES, Writer

PARCEL = "delivery/parcel.md"
REFUND = "refunds/refund.md"
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def line_of(writer: Writer, key: str) -> object:
    return writer.page.card.form._lines[key]


@pytest.mark.parametrize(
    ("key", "typed", "before", "after"),
    [
        ("title", "Late", "title: Parcel is late   # as customers say", "title: Late   # as customers say"),
        ("owner", "ines", "owner: dana", "owner: ines"),
        ("review_every", "1 year", "review_every: 30 days", "review_every: 1 year"),
    ],
)
def test_a_line_of_the_form_changes_that_key_alone(
    writer: Writer, key: str, typed: str, before: str, after: str
) -> None:
    writer.open(PARCEL)
    line = line_of(writer, key)
    line.setText(typed)
    line.editingFinished.emit()
    assert writer.text == FILES[PARCEL].replace(before, after)
    writer.press(writer.page.card.editor.area, Qt.Key.Key_Z, CONTROL)
    assert writer.text == FILES[PARCEL]


def test_a_list_makes_a_front_matter_where_there_is_none(writer: Writer) -> None:
    writer.open(REFUND)
    line = line_of(writer, "tags")
    line.setText("money, refunds")
    line.editingFinished.emit()
    assert writer.text == f"---\ntags: [money, refunds]\n---\n\n{FILES[REFUND]}"


def test_verified_today_is_one_press(writer: Writer) -> None:
    writer.open(PARCEL)
    writer.page.card.form._today.click()
    assert "verified: 2026-11-22\n" in writer.text
    assert not writer.page.card.form._today.isEnabled()


def test_the_form_follows_the_text(writer: Writer) -> None:
    writer.open(PARCEL)
    writer.page.card.editor.replace_all(FILES[PARCEL].replace("owner: dana", "owner: ines"))
    writer.wait(lambda: line_of(writer, "owner").text() == "ines")


def test_a_front_matter_that_cannot_be_read_is_left_alone(writer: Writer) -> None:
    writer.open(PARCEL)
    writer.page.card.editor.replace_all("---\ntitle: [a\n---\n\nText.\n")
    writer.wait(lambda: line_of(writer, "owner").isReadOnly())
    assert writer.page.card.form._locked.isVisible()


def test_the_reply_around_the_caret_is_shown_with_sample_values(writer: Writer) -> None:
    writer.open(PARCEL, 8)
    writer.settle()
    assert "Snow in the north" in writer.page.preview.browser.toPlainText()
    writer.page.card.editor.go_to(12)
    writer.settle()
    shown = writer.page.preview.browser.toPlainText()
    assert shown.startswith("Hi Maya, it snows. Order 10432 comes on")
    assert "Parcel day" in shown
    writer.type("Sorry. ")
    writer.settle()
    assert writer.page.preview.browser.toPlainText().startswith("Sorry. Hi Maya")


def test_another_variant_is_shown_until_the_caret_enters_another_reply(writer: Writer) -> None:
    writer.open(PARCEL, 12)
    writer.settle()
    writer.press(writer.page.card.editor.area, Qt.Key.Key_Right, ALT)
    writer.settle()
    assert writer.page.preview.browser.toPlainText().startswith("Dear Maya Ortiz")
    writer.type("Oh. ")
    writer.settle()
    assert writer.page.preview.browser.toPlainText().startswith("Dear Maya Ortiz")
    writer.page.card.editor.go_to(8)
    writer.settle()
    assert "Snow in the north" in writer.page.preview.browser.toPlainText()


def test_a_missing_value_leads_to_its_place(writer: Writer) -> None:
    writer.open(PARCEL, 12)
    writer.settle()
    writer.page.preview.link_pressed.emit(QUrl("kb:field/parcel.day"))
    assert writer.text[writer.page.card.editor.caret() :].startswith("{{ parcel.day")


def test_links_open_the_file_they_lead_to(writer: Writer) -> None:
    writer.open(PARCEL, 8)
    writer.page.card.editor.link_wanted.emit("../refunds/refund.md#sent")
    writer.wait(lambda: writer.page.desk.file == writer.ref(REFUND))
    writer.page.preview.link_pressed.emit(QUrl("kb:article/delivery/parcel"))
    writer.wait(lambda: writer.page.desk.file == writer.ref(PARCEL))
    writer.page.card.editor.link_wanted.emit("nowhere.md")
    assert writer.said[-1] == "There is no file nowhere.md in this library."


def test_a_problem_is_found_gone_to_and_mended_with_keys(writer: Writer) -> None:
    writer.open(PARCEL, 12)
    writer.settle()
    writer.type("{{ Customer.name }} ")
    writer.settle()
    assert any("Customer.name" in problem.message for problem in writer.page.checks.problems)
    area = writer.page.card.editor.area
    writer.page.card.editor.go_to(1)
    for _ in writer.page.checks.problems:
        writer.press(area, Qt.Key.Key_F8)
        if "Customer.name" in writer.said[-1]:
            break
    assert writer.page.desk.line == 12
    writer.press(area, Qt.Key.Key_Return, ALT)
    assert "{{ customer.name }} " in writer.text
    writer.settle()
    assert not any("Customer.name" in problem.message for problem in writer.page.checks.problems)


def test_an_earlier_version_comes_back_into_the_editor(writer: Writer) -> None:
    writer.open(REFUND)
    writer.type("New. ")
    writer.save()
    writer.press(writer.page.card.editor.area, Qt.Key.Key_H, ALT)
    assert writer.page.places.in_side
    writer.page.beside.history.restore_wanted.emit(FILES[REFUND])
    assert writer.text == FILES[REFUND]
    assert writer.page.desk.dirty
    assert not writer.page.places.in_side


def test_a_new_article_is_a_draft_until_it_is_saved(writer: Writer) -> None:
    writer.press(writer.page, Qt.Key.Key_N, CONTROL)
    panel = writer.page.beside.making.new.panel
    writer.wait(lambda: writer.page.side.view is panel)
    panel.title.setText("Lost parcel")
    writer.wait(lambda: panel.accept.isEnabled())
    panel.accept.click()
    writer.wait(lambda: writer.page.desk.file == writer.ref("lost-parcel.md"))
    assert not (writer.library / "lost-parcel.md").exists()
    writer.wait(lambda: writer.ref("lost-parcel.md") in writer.page.keeper.unsaved)
    writer.save()
    assert "Lost parcel" in writer.on_disk("lost-parcel.md")


def test_a_file_goes_to_the_trash_and_comes_back(writer: Writer) -> None:
    writer.open("refunds/idea.md")
    area = writer.page.card.editor.area
    writer.press(area, Qt.Key.Key_Delete, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    panel = writer.page.beside.making.trashing.panel
    writer.wait(lambda: writer.page.side.view is panel and panel.accept.isEnabled())
    panel.accept.click()
    writer.wait(lambda: writer.page.desk.file is None)
    assert not (writer.library / "refunds/idea.md").exists()
    writer.press(writer.page.outline.tree, Qt.Key.Key_Z, ALT)
    writer.wait(lambda: (writer.library / "refunds/idea.md").exists())
    assert writer.on_disk("refunds/idea.md") == FILES["refunds/idea.md"]


def test_a_renamed_article_is_followed_when_the_name_is_taken_back(writer: Writer) -> None:
    writer.open(REFUND)
    writer.rename("money")
    writer.wait(lambda: writer.page.desk.file == writer.ref("refunds/money.md"))
    writer.press(writer.page.card.editor.area, Qt.Key.Key_Z, ALT)
    writer.wait(lambda: writer.page.desk.file == writer.ref(REFUND))
    writer.settle()
    assert (writer.note("gone"), writer.page.keeper.unsaved) == ("", frozenset())
