"""All that stands between Enter and the clipboard, and what follows a copy."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.caution_view import CautionView
from kbassist.ui.answer.conversations import Conversations
from kbassist.ui.answer.copy_outcome import CopyOutcome
from kbassist.ui.answer.copying import CopyController
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.gap_watch import GapWatch
from kbassist.ui.answer.lookout import Lookout
from kbassist.ui.answer.message_pane import MessagePane
from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.answer.search_controller import SearchController
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.tasks import Tasks

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace


class CopyStation(QObject):
    """Builds the lookout, the copy controller, its outcome and what notices that none came, and joins them.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(
        self,
        searching: SearchController,
        previewing: PreviewController,
        clipboard: Clipboard,
        pick: Callable[[int], bool],
        card: PreviewCard,
        conversations: Conversations,
        desk: Desk,
        reading: MessagePane,
        workspace: "Workspace",
        tasks: Tasks,
        actions: Actions,
        today: Callable[[], date],
    ) -> None:
        super().__init__(card)

        self._lookout = Lookout(conversations, today, self)
        self.controller = CopyController(
            searching, previewing, clipboard, pick, card.walk, self._lookout.holds, self
        )
        self._outcome = CopyOutcome(self.controller, clipboard, card, desk, reading, workspace, tasks)
        self._gaps = GapWatch(searching, self.controller, conversations, workspace, tasks, self)
        self._cautions = CautionView(card, self._lookout, actions)
        self._outcome.said.connect(self.said)
        self._cautions.said.connect(self.said)
        previewing.viewed.connect(self._lookout.show)
        self.controller.copied.connect(self._lookout.note_copied)
