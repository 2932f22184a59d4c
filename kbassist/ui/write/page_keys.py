"""What the keys of the Write page do that show, hide and step."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kbassist.ui.actions import Actions
from kbassist.ui.write.editor_card import EditorCard
from kbassist.ui.write.layout import WriteLayout
from kbassist.ui.write.outline_pane import OutlinePane
from kbassist.ui.write.preview_card import PreviewCard
from kbassist.ui.write.problems_controller import ProblemsController


class PageKeys(QObject):
    """Carries out the actions that no part of the page carries out alone.

    Signals:
        text_wanted: the text shall have the keyboard.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    text_wanted = Signal()
    said = Signal(str, bool)

    def __init__(
        self,
        actions: Actions,
        places: WriteLayout,
        outline: OutlinePane,
        card: EditorCard,
        preview: PreviewCard,
        checks: ProblemsController,
    ) -> None:
        super().__init__(places)
        self._places = places
        self._outline = outline
        self._card = card
        self._preview = preview
        self._checks = checks
        for name, slot in (
            ("filter", self._on_filter_triggered),
            ("list", self.turn_list),
            ("preview", self.turn_preview),
            ("note", self._on_note_triggered),
            ("form", self._on_form_triggered),
            ("zen", self._on_zen_triggered),
            ("next_problem", self._on_next_problem_triggered),
            ("previous_problem", self._on_previous_problem_triggered),
            ("fix", checks.mend),
            ("next_variant", self._on_next_variant_triggered),
            ("previous_variant", self._on_previous_variant_triggered),
        ):
            actions.bind(f"write.{name}", slot)

    def set_zen(self, is_zen: bool) -> None:
        """Leave the text alone on the page, or bring back what was there."""
        self._places.set_zen(is_zen)
        self._card.set_zen(is_zen)

    @Slot()
    def _on_filter_triggered(self) -> None:
        self.set_zen(False)
        self._places.turn_list(on=True)
        self._outline.focus_filter()

    @Slot()
    def turn_list(self) -> None:
        """Show the list, or hide it."""
        self._card.set_zen(False)
        self._places.turn_list()
        if not self._places.shows_list:
            self.text_wanted.emit()

    @Slot()
    def turn_preview(self) -> None:
        """Show the preview, or hide it; in a narrow window it takes turns with the text."""
        self._card.set_zen(False)
        self._places.turn_preview()
        if self._places.narrow and self._places.shows_preview:
            self._preview.browser.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.text_wanted.emit()

    @Slot()
    def _on_note_triggered(self) -> None:
        if not self._card.notes.focus_last():
            self.said.emit("There is no message above the text.", False)

    @Slot()
    def _on_form_triggered(self) -> None:
        self.set_zen(False)
        self._card.form.turn()

    @Slot()
    def _on_zen_triggered(self) -> None:
        self.set_zen(not self._places.is_zen)
        self.text_wanted.emit()

    @Slot()
    def _on_next_problem_triggered(self) -> None:
        self._checks.step(1)

    @Slot()
    def _on_previous_problem_triggered(self) -> None:
        self._checks.step(-1)

    @Slot()
    def _on_next_variant_triggered(self) -> None:
        self._preview.step(1)

    @Slot()
    def _on_previous_variant_triggered(self) -> None:
        self._preview.step(-1)
