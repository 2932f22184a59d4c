"""All that adapts a reply in the window, made and joined."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.compose.edit_controller import EditController
from kbassist.ui.answer.compose.hints_controller import HintsController
from kbassist.ui.answer.compose.own_slots import OwnSlots
from kbassist.ui.answer.compose.phone_controller import PhoneController
from kbassist.ui.answer.compose.request_controller import RequestController
from kbassist.ui.answer.compose.stack_controller import StackController
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.tasks import Tasks

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace


class Composer(QObject):
    """The controllers of editing, stacking, speaking, hints and asking the writer.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
        copy_wanted: what is shown shall be copied.
        left: the search box wants the focus.
        typed: a text was typed that belongs into the search box.
    """

    said = Signal(str, bool)
    copy_wanted = Signal()
    left = Signal()
    typed = Signal(str)

    def __init__(
        self,
        card: PreviewCard,
        desk: Desk,
        previewing: PreviewController,
        workspace: "Workspace",
        tasks: Tasks,
        actions: Actions,
    ) -> None:
        super().__init__(card)
        self._editing = EditController(card, desk, previewing, tasks, actions)
        self._hinting = HintsController(card, desk, previewing, self._editing, tasks, actions)
        self._speaking = PhoneController(card, desk, previewing, tasks, actions)
        self._stacking = StackController(card, desk, previewing, actions)
        self._own = OwnSlots(desk, previewing, actions, self)
        self._requesting = RequestController(
            card.wishes, card.head.lack, previewing, workspace, tasks, actions
        )
        self._stacking.piece_wanted.connect(self._editing.open_piece)
        self._editing.copy_wanted.connect(self.copy_wanted)
        self._editing.left.connect(self.left)
        self._hinting.left.connect(self.left)
        card.body.phone.pressed_enter.connect(self.copy_wanted)
        card.body.phone.left.connect(self.left)
        card.body.phone.typed.connect(self.typed)
        speakers = (
            self._editing,
            self._stacking,
            self._own,
            self._requesting,
            self._hinting,
            self._speaking,
        )
        for speaker in speakers:
            speaker.said.connect(self.said)

    def show_hints(self, on: bool) -> None:
        """Give hints on the wording of replies, or no longer."""
        self._hinting.switch(on)
