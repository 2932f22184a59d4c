"""The Write page: finding, opening, changing and saving files, and what others do to them meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from kbassist.ui.write.editor.pasting import png_of
from kbassist.workspace import Workspace
from tests.ui.write.conftest import FILES, Writer

PARCEL = "delivery/parcel.md"
REFUND = "refunds/refund.md"
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_list_has_every_file_below_its_folder(writer: Writer) -> None:
    assert writer.titles[:3] == ["Parcel is late", "An idea", "Refund"]
    folders = [node.name for node in writer.page.outline.tree._outline.outline.root.children]
    assert folders[:2] == ["Delivery", "Refunds"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [("sent", ["Refund"]), ("is:due", ["Parcel is late"]), ("owner:jonas", ["An idea"]), ("zzzz", [])],
)
def test_the_filter_speaks_the_language_of_the_search_box(
    writer: Writer, text: str, titles: list[str]
) -> None:
    writer.page.outline.filter.setText(text)
    writer.wait(lambda: len(writer.titles) < 2)
    assert writer.titles == titles


@pytest.mark.parametrize(
    ("number", "titles"), [(0, ["Parcel is late"]), (1, ["Parcel is late"]), (2, ["An idea"])]
)
def test_quick_filters(writer: Writer, number: int, titles: list[str]) -> None:
    chip = list(writer.page.outline._sieves._chips.values())[number]
    chip.click()
    writer.wait(lambda: writer.titles == titles)
    chip.click()
    writer.wait(lambda: len(writer.titles) > 2)


def test_what_is_typed_after_a_file_was_chosen_goes_into_its_text(writer: Writer) -> None:
    writer.press(writer.page, Qt.Key.Key_P, CONTROL)
    box = writer.page.outline.filter
    QTest.keyClicks(box, "refu")
    writer.press(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "Hi")
    assert box.text() == "refu"
    writer.wait(lambda: writer.text == f"Hi{FILES[REFUND]}")
    writer.wait(lambda: writer.page.card.editor.area.hasFocus())


def test_escape_leaves_the_quick_filter_before_the_filter_box(writer: Writer) -> None:
    box = writer.page.outline.filter
    next(iter(writer.page.outline._sieves._chips.values())).click()
    writer.wait(lambda: len(writer.titles) == 1)
    box.setFocus()
    writer.press(box, Qt.Key.Key_Escape)
    writer.wait(lambda: len(writer.titles) > 2)
    assert box.hasFocus()


def test_what_is_typed_stays_in_the_filter_where_nothing_is_found(writer: Writer) -> None:
    box = writer.page.outline.filter
    box.setFocus()
    QTest.keyClicks(box, "zzzz")
    writer.press(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "y")
    writer.wait(lambda: box.text() == "zzzzy")


@pytest.mark.parametrize(("words", "path"), [("late", PARCEL), ("refund", REFUND), ("is:due", PARCEL)])
def test_enter_in_the_filter_opens_what_is_meant_most_likely(writer: Writer, words: str, path: str) -> None:
    box = writer.page.outline.filter
    box.setFocus()
    QTest.keyClicks(box, words)
    writer.press(box, Qt.Key.Key_Return)
    writer.wait(lambda: writer.page.desk.file == writer.ref(path))


def test_what_is_typed_is_saved_and_nothing_else_changes(writer: Writer) -> None:
    writer.open(PARCEL, 12)
    writer.type("Sorry. ")
    assert writer.page.bar.state.text == "Not saved"
    writer.save()
    assert writer.on_disk(PARCEL) == FILES[PARCEL].replace("\nHi {{", "\nSorry. Hi {{")
    assert writer.page.bar.state.text == "Saved"
    writer.settle()
    assert writer.page.desk.workspace.writing.drafts() == ()


def test_a_draft_outlives_leaving_the_file(writer: Writer) -> None:
    writer.open(PARCEL, 8)
    writer.type("Half a sentence ")
    writer.open(REFUND)
    writer.wait(lambda: writer.ref(PARCEL) in writer.page.keeper.unsaved)
    assert "not saved yet" in writer.page.outline._model.marks.words(
        writer.page.finding.row_of(writer.ref(PARCEL))
    )
    assert writer.on_disk(PARCEL) == FILES[PARCEL]
    writer.open(PARCEL)
    assert "Half a sentence Snow" in writer.text
    assert writer.note("draft").startswith("You typed this")
    writer.press(writer.page.card.editor.area, Qt.Key.Key_Z, CONTROL)
    assert writer.text == FILES[PARCEL]


def test_the_end_of_the_program_keeps_what_was_on_its_way(writer: Writer) -> None:
    writer.open(PARCEL, 8)
    writer.type("First. ")
    writer.page.opening.open(writer.ref(REFUND))
    writer.wait(lambda: writer.page.desk.file == writer.ref(REFUND))
    writer.type("Second. ")
    writing = writer.page.desk.workspace.writing
    writer.page.close_files()
    assert "First. " in writing.draft(writer.ref(PARCEL)).text
    assert "Second. " in writing.draft(writer.ref(REFUND)).text


def test_a_draft_can_be_thrown_away(writer: Writer) -> None:
    writer.open(PARCEL, 8)
    writer.type("Half a sentence ")
    writer.open(REFUND)
    writer.settle()
    writer.open(PARCEL)
    banner = writer.page.card.notes._shown["draft"][0]
    banner.second_triggered.emit()
    assert writer.text == FILES[PARCEL]
    assert writer.page.bar.state.text == "Saved"
    writer.settle()
    assert writer.page.keeper.unsaved == frozenset()


def test_what_a_note_is_about_can_be_looked_at(writer: Writer) -> None:
    writer.open(PARCEL, 8)
    writer.type("Half a sentence ")
    writer.open(REFUND)
    writer.open(PARCEL)
    writer.page.card.notes._shown["draft"][0].action_triggered.emit()
    assert writer.page.places.in_side
    writer.wait(lambda: writer.page.comparing._diff.text.hasFocus())
    writer.press(writer.page.comparing._diff.text, Qt.Key.Key_Escape)
    assert not writer.page.places.in_side
    assert "Half a sentence" in writer.text


def test_a_file_that_others_change_is_read_anew_while_nothing_is_typed(writer: Writer) -> None:
    writer.open(REFUND)
    (writer.library / REFUND).write_text("# Refund\n\nAll new.\n", "utf-8", newline="")
    writer.page.refresh()
    writer.wait(lambda: writer.text == "# Refund\n\nAll new.\n")
    assert "changed elsewhere" in writer.said[-1]


def test_changes_that_do_not_touch_are_joined_and_can_be_undone(writer: Writer) -> None:
    writer.open(PARCEL, 8)
    writer.type("Mine. ")
    theirs = FILES[PARCEL].replace("Dear {{", "Good day {{")
    (writer.library / PARCEL).write_text(theirs, "utf-8", newline="")
    writer.page.refresh()
    writer.wait(lambda: "Somebody has just saved" in writer.note("newer"))
    writer.save()
    both = theirs.replace("Snow in", "Mine. Snow in")
    assert writer.on_disk(PARCEL) == writer.text == both
    assert "both changes are in" in writer.note("merged")
    writer.page.card.notes._shown["merged"][0].second_triggered.emit()
    assert writer.text == FILES[PARCEL].replace("Snow in", "Mine. Snow in")
    assert writer.page.desk.dirty


def test_a_conflict_is_chosen_with_the_keyboard(writer: Writer) -> None:
    writer.open(PARCEL, 8)
    writer.type("Mine. ")
    theirs = FILES[PARCEL].replace("Snow in", "Rain in")
    (writer.library / PARCEL).write_text(theirs, "utf-8", newline="")
    writer.press(writer.page.card.editor.area, Qt.Key.Key_S, CONTROL)
    merge = writer.page.comparing._merge
    writer.wait(lambda: writer.page.places.in_side and merge.result.hasFocus())
    assert writer.on_disk(PARCEL) == theirs
    writer.press(merge.result, Qt.Key.Key_Escape)
    assert "Mine. Snow" in writer.text
    writer.press(writer.page.card.editor.area, Qt.Key.Key_S, CONTROL)
    writer.wait(lambda: writer.page.places.in_side and merge.result.hasFocus())
    writer.press(merge.result, Qt.Key.Key_Right)
    writer.press(merge.result, Qt.Key.Key_Return, CONTROL)
    writer.wait(lambda: writer.saves == 1)
    assert writer.on_disk(PARCEL) == writer.text == FILES[PARCEL].replace("Snow in", "Mine. Snow in")


def test_a_file_that_is_gone_is_put_back_by_saving(writer: Writer) -> None:
    writer.open(REFUND)
    writer.type("Kept. ")
    (writer.library / REFUND).unlink()
    writer.page.refresh()
    writer.wait(lambda: "deleted or moved" in writer.note("gone"))
    writer.save()
    assert writer.on_disk(REFUND) == "Kept. " + FILES[REFUND]


def test_a_save_that_fails_keeps_the_text_and_says_what_to_do(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kbassist.system.errors import NotSaved

    def full(*_: object) -> None:
        raise NotSaved("refund.md was not saved: the disk is full. Make room, then save again.")

    writer.open(REFUND)
    writer.type("Kept. ")
    monkeypatch.setattr(writer.page.desk.workspace.writing, "save", full)
    writer.press(writer.page.card.editor.area, Qt.Key.Key_S, CONTROL)
    writer.wait(lambda: "the disk is full" in writer.note("unsaved"))
    assert writer.text.startswith("Kept. ")
    writer.wait(lambda: writer.ref(REFUND) in writer.page.keeper.unsaved)
    monkeypatch.undo()
    writer.save()
    assert writer.note("unsaved") == ""


def test_what_is_typed_while_a_save_runs_is_not_lost(writer: Writer) -> None:
    writer.open(PARCEL, 8)
    writer.type("Mine. ")
    theirs = FILES[PARCEL].replace("Dear {{", "Good day {{")
    (writer.library / PARCEL).write_text(theirs, "utf-8", newline="")
    writer.press(writer.page.card.editor.area, Qt.Key.Key_S, CONTROL)
    writer.type("More. ")
    writer.wait(lambda: writer.saves == 1 and not writer.page.saving.busy)
    assert "Mine. More. Snow" in writer.text
    assert "Good day" in writer.text
    assert writer.page.desk.dirty


def test_an_article_is_opened_at_a_line_once_a_workspace_is_there(
    writer: Writer, open_on: Callable[..., Workspace], library: Path
) -> None:
    writer.open(PARCEL, 13)
    assert writer.page.desk.line == 13
    other = open_on(library, "other")
    writer.page.serve(other)
    assert writer.page.desk.file is None
    writer.open(REFUND, 3)
    assert writer.page.desk.line == 3


def test_a_low_and_narrow_window_shows_text_and_preview_in_turn(writer: Writer) -> None:
    writer.open(PARCEL)
    writer.page.window().resize(836, 560)
    writer.wait(lambda: writer.page.places.narrow)
    assert not writer.page.preview.isVisible()
    writer.press(writer.page.card.editor.area, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert writer.page.preview.isVisible()
    assert not writer.page.card.isVisible()
    writer.press(writer.page.preview.browser, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert writer.page.card.isVisible()


def test_the_text_alone(writer: Writer) -> None:
    writer.open(PARCEL)
    writer.press(writer.page.card.editor.area, Qt.Key.Key_F11)
    assert not writer.page.outline.isVisible()
    assert not writer.page.preview.isVisible()
    assert not writer.page.card.form.isVisible()
    writer.press(writer.page.card.editor.area, Qt.Key.Key_Escape)
    assert writer.page.outline.isVisible()
    assert writer.page.card.form.isVisible()


def test_two_machines_on_one_folder(writer: Writer, open_on: Callable[..., Workspace], library: Path) -> None:
    other = open_on(library, "other").writing
    theirs = other.open(writer.ref(PARCEL))
    writer.open(PARCEL, 8)
    writer.type("Mine. ")
    writer.save()
    with_theirs = other.save(theirs, theirs.text.replace("Dear {{", "Good day {{"))
    assert "Mine. Snow" in with_theirs.opened.text
    writer.page.refresh()
    writer.wait(lambda: "Good day {{" in writer.text and "Mine. Snow" in writer.text)
    writer.type("Again. ")
    other.save(with_theirs.opened, with_theirs.opened.text.replace("Mine. Snow in", "Hail in"))
    writer.press(writer.page.card.editor.area, Qt.Key.Key_S, CONTROL)
    writer.wait(lambda: writer.page.places.in_side)
    assert "Hail in" in writer.on_disk(PARCEL)
    assert "Again. " in writer.text


def test_words_of_the_library_complete_what_is_typed(writer: Writer) -> None:
    writer.open(REFUND, 5)
    area = writer.page.card.editor.area
    writer.wait(lambda: bool(writer.page.card.editor.completing._words.articles))
    QTest.keyClicks(area, "See [it](parc")
    writer.press(area, Qt.Key.Key_Return)
    assert "See [it](../delivery/parcel.md)" in writer.text


def test_a_pasted_picture_lies_in_the_library_and_is_shown_by_the_text(writer: Writer) -> None:
    writer.open(PARCEL, 8)
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    writer.page.card.editor.picture_pasted.emit(png_of(image))
    writer.wait(lambda: "![](../_attachments/picture-" in writer.text)
    assert len(list((writer.library / "_attachments").iterdir())) == 1
    writer.page.card.editor.picture_pasted.emit(b"no picture")
    writer.wait(lambda: "was not stored" in writer.said[-1])


def test_what_was_sent_becomes_a_reply_at_the_end_of_the_article(writer: Writer, qapp: object) -> None:
    writer.open(PARCEL)
    qapp.clipboard().setText("Hi Maya,\n\norder 10432 is on its way.\n\nBest,\nDana")
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    before = writer.text
    writer.press(writer.page.card.editor.area, Qt.Key.Key_N, ctrl | shift)
    panel = writer.page.beside.making.replying.panel
    writer.wait(lambda: panel.preview.toPlainText())
    QTest.keyClicks(panel.title, "On its way")
    writer.press(panel.title, Qt.Key.Key_Return)
    reply = "Hi {{ customer.first_name }},\n\norder {{ order.id }} is on its way.\n\nBest,  \n"
    assert writer.text.startswith(f"{before.rstrip()}\n\n## On its way {{.reply}}\n\n{reply}")
    writer.press(writer.page.card.editor.area, Qt.Key.Key_Z, ctrl)
    assert writer.text == before


def test_an_article_is_begun_for_what_was_asked_in_vain(writer: Writer) -> None:
    writer.page.beside.begin_for_gap("gift wrapping")
    panel = writer.page.beside.making.new.panel
    writer.wait(panel.accept.isEnabled)
    writer.press(panel.title, Qt.Key.Key_Return)
    writer.wait(lambda: writer.page.desk.file is not None)
    assert writer.page.desk.file == writer.ref("gift-wrapping.md")
    assert "aliases: [gift wrapping]" in writer.text
