"""Leads from one conversation to another, and out of one into a new one."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from kbassist.replies.conversation import Conversation
from kbassist.ui.actions import Actions
from kbassist.ui.answer.conversation_bar import ConversationBar
from kbassist.ui.answer.conversation_tabs import ConversationTabs
from kbassist.ui.answer.conversations import NUMBERS, Conversations
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.known_names import KnownNames
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.tasks import Lane, Tasks
from kbassist.workspace import Workspace


class ConversationSwitch(QObject):
    """Carries out what tabs, bar and keys ask of the conversations.

    Signals:
        turned: another conversation, or a new one, is before the agent; typing goes on in the search box.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    turned = Signal()
    said = Signal(str, bool)

    def __init__(
        self,
        conversations: Conversations,
        desk: Desk,
        tabs: ConversationTabs,
        bar: ConversationBar,
        actions: Actions,
        clipboard: Clipboard,
        workspace: "Workspace",
        tasks: Tasks,
    ) -> None:
        super().__init__(bar)
        self._conversations = conversations
        self._desk = desk
        self._tabs = tabs
        self._bar = bar
        self._actions = actions
        self._clipboard = clipboard
        self._workspace = workspace
        self._tasks = tasks
        for number in NUMBERS:
            actions.bind(f"answer.conversation_{number}", self._on_number_triggered).setData(number)
        actions.bind("answer.new_conversation", self.begin_anew)
        actions.bind("answer.find_value", bar.ask_for_value)
        actions.bind("answer.put_back", self._on_put_back_triggered)
        tabs.chosen.connect(self._turn_to)
        tabs.closed.connect(self._on_tabs_closed)
        tabs.another_pressed.connect(self._on_another_pressed)
        bar.another_pressed.connect(self._on_another_pressed)
        bar.new_pressed.connect(self.begin_anew)
        bar.value_entered.connect(desk.put)
        bar.value_removed.connect(self._on_bar_value_removed)
        desk.conversation_changed.connect(self._on_desk_conversation_changed)
        conversations.listed.connect(self._on_conversations_listed)
        conversations.switched.connect(self._on_conversations_switched)
        self._show_values(desk.conversation)

    @Slot()
    def begin_anew(self) -> None:
        """Forget the customer: all of the conversation, and what the clipboard has from here."""
        self._conversations.empty()
        cleared = self._clipboard.clear_if_from_here()
        self._clipboard.clear_selection()
        self._forget_asked()
        also = ", and the reply is off the clipboard" if cleared else ""
        self.said.emit(f"New conversation: no values are known{also}.", False)

    def _forget_asked(self) -> None:
        """Let the search forget the customer's words, too; what other conversations asked it learns again."""
        self._tasks.submit(Lane.SEARCH, self._workspace.forget_asked, self._on_asked_forgotten)

    def _on_asked_forgotten(self, _: None) -> None:
        """Nothing to show: the next query is a little slower."""

    def _turn_to(self, number: int) -> None:
        self._conversations.switch_to(number)

    def _show_values(self, conversation: Conversation) -> None:
        self._bar.show_conversation(conversation, KnownNames.of(self._workspace.libraries))

    @Slot()
    def _on_number_triggered(self) -> None:
        if isinstance(action := self.sender(), QAction):
            self._turn_to(int(action.data()))

    @Slot()
    def _on_another_pressed(self) -> None:
        if not self._conversations.open_another():
            self.said.emit("Four conversations are open. Close one, or begin anew in this one.", True)

    @Slot(int)
    def _on_tabs_closed(self, number: int) -> None:
        self._conversations.close(number)
        self._forget_asked()
        self.turned.emit()

    @Slot(str)
    def _on_bar_value_removed(self, name: str) -> None:
        self._desk.remove(name)
        self.turned.emit()
        label = KnownNames.of(self._workspace.libraries).label(name)
        self.said.emit(f"{label} is taken off. {self._actions.key('answer.put_back')} puts it back.", False)

    @Slot()
    def _on_put_back_triggered(self) -> None:
        name = self._desk.put_back()
        if name is None:
            self.said.emit("No value was taken off in this conversation.", True)
        else:
            label = KnownNames.of(self._workspace.libraries).label(name)
            self.said.emit(f"{label} is back.", False)

    @Slot(object)
    def _on_desk_conversation_changed(self, conversation: Conversation) -> None:
        self._show_values(conversation)

    @Slot()
    def _on_conversations_listed(self) -> None:
        self._tabs.show_names(self._conversations.names, self._conversations.state.number)

    @Slot(object)
    def _on_conversations_switched(self, _state: object) -> None:
        self._on_conversations_listed()
        self._bar.close_editor()
        self.turned.emit()
