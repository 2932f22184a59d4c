"""Keeps what main window and palette know the same: both are about the customer at hand."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from kbassist.replies.conversation import Conversation
from kbassist.ui.actions import Actions
from kbassist.ui.answer.conversations import NUMBERS, name_of
from kbassist.ui.answer.page import AnswerPage
from kbassist.ui.palette.table import TURN


class SharedValues(QObject):
    """Carries what is noted in one page over to the other; search, hits and texts stay each page's own.

    What was sent already, what belongs to other customers, and the message that replies are checked
    against, is the same for both.

    Signals:
        named: another conversation is before the agent; carries its name, empty when there is only one
            and nothing is known of it.
    """

    named = Signal(str)

    def __init__(self, main: AnswerPage, palette: AnswerPage, actions: Actions) -> None:
        super().__init__(palette)
        self._main = main
        self._palette = palette
        self._busy = False
        palette.conversations.strangers = main.conversations.strangers
        palette.conversations.beside = main.conversations
        main.conversations.beside = palette.conversations
        main.desk.conversation_changed.connect(self._on_main_conversation_changed)
        main.conversations.switched.connect(self._on_main_switched)
        palette.desk.conversation_changed.connect(self._on_palette_conversation_changed)
        palette.conversations.switched.connect(self._on_palette_switched)
        for number in NUMBERS:
            actions.bind(f"{TURN}{number}", self._on_turn_triggered).setData(number)
        self._follow()

    @property
    def name(self) -> str:
        """Whose conversation it is."""
        conversations = self._main.conversations
        name = name_of(conversations.state)
        if name != str(conversations.state.number):
            return f"Conversation: {name}"
        return f"Conversation {name}" if len(conversations.states) > 1 else ""

    def _follow(self, *, anew: bool = False) -> None:
        """Give the palette what the main window knows; `anew` forgets what the palette had."""
        if self._busy:
            return
        self._busy = True
        if anew:
            self._palette.conversations.empty()
        self._palette.desk.put_all(self._main.desk.conversation)
        self._busy = False
        self._share_sent()
        self.named.emit(self.name)

    def _share_sent(self) -> None:
        self._palette.conversations.state.repeats = self._main.conversations.state.repeats

    @Slot()
    def _on_turn_triggered(self) -> None:
        if isinstance(action := self.sender(), QAction):
            self._main.conversations.switch_to(int(action.data()))

    @Slot(object)
    def _on_main_conversation_changed(self, _conversation: Conversation) -> None:
        self._follow()

    @Slot(object)
    def _on_main_switched(self, _state: object) -> None:
        self._follow(anew=True)

    @Slot(object)
    def _on_palette_conversation_changed(self, conversation: Conversation) -> None:
        if not self._busy:
            self._busy = True
            self._main.desk.put_all(conversation)
            self._busy = False
            self.named.emit(self.name)

    @Slot(object)
    def _on_palette_switched(self, _state: object) -> None:
        if not self._busy:
            self._busy = True
            self._main.conversations.empty()
            self._busy = False
            self._share_sent()
            self.named.emit(self.name)
