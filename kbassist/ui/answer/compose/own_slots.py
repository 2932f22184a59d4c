"""Slots for own words that stay empty, where the agent has nothing to say to this customer."""

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.render.names import is_own
from kbassist.ui.actions import Actions
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.preview_controller import PreviewController


class OwnSlots(QObject):
    """Lets the empty slots of the shown reply stay empty in this conversation; words typed later count.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(self, desk: Desk, previewing: PreviewController, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._previewing = previewing
        actions.bind("answer.skip_own", self.skip)

    @Slot()
    def skip(self) -> None:
        """Let the empty slots for own words no longer hold the reply back."""
        view = self._previewing.view
        missing = view.filled.missing if view is not None and view.filled is not None else ()
        names = [placeholder.name for placeholder in missing if is_own(placeholder.name)]
        if not names:
            self.said.emit("No words of your own are missing in this reply.", True)
            return
        self._desk.put_all(self._desk.conversation.skip(names))
        slots = "The slot for your own words stays" if len(names) == 1 else "The slots for own words stay"
        self.said.emit(f"{slots} empty in this conversation.", False)
