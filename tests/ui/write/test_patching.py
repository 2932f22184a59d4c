"""A change that cannot be saved here is sent as a patch; one that comes in is looked at, then saved."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kbassist.articles.patch import patch_of
from tests.ui.write.conftest import FILES, Writer

REFUND = "refunds/refund.md"
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_change_of_a_file_that_may_not_be_written_is_sent_as_a_patch(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: QApplication
) -> None:
    open_file = writer.page.desk.workspace.writing.open
    monkeypatch.setattr(
        writer.page.desk.workspace.writing,
        "open",
        lambda file: replace(open_file(file), read_only="refund.md is read-only."),
    )
    writer.open(REFUND)
    area = writer.page.card.editor.area
    assert writer.note("read-only").startswith("refund.md is read-only. A change of yours stays a draft")
    writer.press(area, Qt.Key.Key_S, CONTROL)
    assert (writer.said[-1], writer.note("unsaved")) == ("refund.md is read-only.", "")
    QTest.keyClicks(area, "Mine")
    writer.press(area, Qt.Key.Key_S, CONTROL)
    assert writer.note("unsaved").startswith("refund.md is read-only. Your text stays here")
    banner = writer.page.card.notes._shown["unsaved"][0]
    banner._second.click()
    writer.wait(lambda: "+Mine# Refund" in qapp.clipboard().text())
    writer.page.patching.write_to(str(tmp_path / "mine.patch"))
    writer.wait(lambda: (tmp_path / "mine.patch").exists() and "mine.patch" in writer.said[-1])
    assert (tmp_path / "mine.patch").read_text().startswith(f"diff --git a/{REFUND} b/{REFUND}")
    assert writer.on_disk(REFUND) == FILES[REFUND]


def test_a_patch_is_looked_at_and_saved_by_somebody_who_may(writer: Writer, tmp_path: Path) -> None:
    changed = FILES[REFUND].replace("is sent", "left us")
    patch = tmp_path / "kim.patch"
    patch.write_bytes(
        patch_of(REFUND, FILES[REFUND].encode(), changed.encode()) + patch_of("new.md", None, b"# New\n")
    )
    writer.open(REFUND)
    writer.page.patching.read_from(str(patch))
    writer.wait(lambda: writer.text == changed)
    assert writer.note("draft").startswith("This change came in kim.patch.")
    assert "1 more are among the drafts" in writer.said[-1]
    assert writer.on_disk(REFUND) == FILES[REFUND]
    writer.save()
    assert writer.on_disk(REFUND) == changed
    (tmp_path / "empty.patch").write_text("nothing")
    writer.page.patching.read_from(str(tmp_path / "empty.patch"))
    writer.wait(lambda: "no change in this file" in writer.said[-1])
    writer.open("new.md")
    assert (writer.text, (writer.library / "new.md").exists()) == ("# New\n", False)


def test_a_patch_that_collides_opens_the_view_of_both(writer: Writer, tmp_path: Path) -> None:
    patch = tmp_path / "kim.patch"
    changed = FILES[REFUND].replace("is sent", "left us")
    patch.write_bytes(patch_of(REFUND, FILES[REFUND].encode(), changed.encode()))
    (writer.library / REFUND).write_text(FILES[REFUND].replace("is sent", "is on its way"))
    writer.open("refunds/idea.md")
    writer.page.patching.read_from(str(patch))
    writer.wait(lambda: "left us" in writer.text)
    assert "the article has changed since it was made" in writer.note("draft")
    writer.press(writer.page.card.editor.area, Qt.Key.Key_S, CONTROL)
    writer.wait(lambda: writer.page.places.in_side)
    assert "is on its way" in writer.on_disk(REFUND)


def test_words_of_mine_are_not_mixed_with_a_patch(writer: Writer, tmp_path: Path) -> None:
    writer.open(REFUND)
    writer.type("Mine. ")
    writer.page.patching.read_from(str(tmp_path / "kim.patch"))
    assert writer.said[-1].startswith("Save what you have changed")
