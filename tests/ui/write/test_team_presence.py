"""Two people at work in one folder see who edits what, and nobody is locked out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from kbassist.team.presence import FOLDER
from kbassist.ui.write.marks import Marks
from kbassist.ui.write.team_presence import RESTS, editing_words
from kbassist.workspace import Workspace
from tests.ui.write.conftest import Writer


def test_a_file_is_edited_while_words_in_it_are_not_saved(
    writer: Writer, open_on: Callable[..., Workspace], library: Path
) -> None:
    other = open_on(library, "elsewhere")

    def seen() -> dict[str, tuple[str, ...]]:
        other.presence.look()
        return {file.path: names for file, names in other.presence.others().items()}

    writer.open("refunds/refund.md")
    writer.settle()
    assert not (library / FOLDER).exists()
    writer.type("More. ")
    writer.wait(lambda: seen() == {"refunds/refund.md": ("Dana Reed",)})
    writer.save()
    for _ in range(RESTS):
        assert seen()
        writer.page.team._on_tick_timeout()
    writer.wait(lambda: seen() == {})
    writer.type("Again. ")
    writer.wait(seen)
    writer.open("refunds/idea.md")
    writer.wait(lambda: seen() == {})


def test_the_list_and_the_bar_say_who_else_is_at_work(
    writer: Writer, open_on: Callable[..., Workspace], library: Path, workspace: Workspace
) -> None:
    writer.open("refunds/refund.md")
    bar = writer.page.bar
    assert bar.others.isHidden()
    other = open_on(library, "elsewhere")
    other.presence.editing(writer.ref("refunds/refund.md"))
    workspace.refresh()
    writer.page.team.look()
    assert bar.others.text == "Dana is editing this"
    assert bar.others.accessibleName() == "Dana Reed is editing this"
    model = writer.page.outline._model
    node = model.outline.files[writer.ref("refunds/refund.md")]
    said = model.data(model.index_of(node), Qt.ItemDataRole.AccessibleTextRole)
    assert "being edited by Dana Reed" in str(said)
    writer.page.grab()
    writer.open("refunds/idea.md")
    assert bar.others.isHidden()
    other.presence.editing(None)
    workspace.refresh()
    writer.page.team.look()
    assert model.marks.editors == Marks().editors


def test_several_names_stay_short() -> None:
    assert editing_words(()) == ""
    assert editing_words(("Kim", "Dana")) == "Kim and Dana are editing this"
    assert editing_words(("A", "B", "C", "D")) == "A, B and 2 more are editing this"
