"""What git adds to the text on the desk: who wrote a line, and edits that met others."""

from PySide6.QtCore import QObject, Signal

from kbassist.ui.actions import Actions
from kbassist.ui.icons import Icons
from kbassist.ui.notices import Notices
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.write.blaming import Blaming
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.layout import WriteLayout
from kbassist.ui.write.meeting import Meeting
from kbassist.ui.write.side_room import SideRoom


class SharedWork(QObject):
    """Makes both and joins them to the page.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
        history_wanted: the earlier versions of the open file shall be shown.
        settled: the open file has other words now.
        left: the text is shown again.
    """

    said = Signal(str, bool)
    history_wanted = Signal()
    settled = Signal()
    left = Signal()

    def __init__(
        self,
        desk: WriteDesk,
        notes: Notices,
        side: SideRoom,
        places: WriteLayout,
        tasks: Tasks,
        theme: Theme,
        icons: Icons,
        actions: Actions,
    ) -> None:
        super().__init__(desk)
        self.blaming = Blaming(desk, notes, tasks)
        self.meeting = Meeting(desk, notes, side, places, tasks, theme, icons)
        for part in (self.blaming, self.meeting):
            part.said.connect(self.said)
        self.blaming.history_wanted.connect(self.history_wanted)
        self.meeting.settled.connect(self.settled)
        self.meeting.left.connect(self.left)
        actions.bind("write.blame", self.blaming.ask)
