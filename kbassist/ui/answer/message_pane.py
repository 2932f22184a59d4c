"""Joins a message with what was read out of it: its asks, its values, and where they stand."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.messages.message import FoundValue
from kbassist.replies.reply import FilledReply
from kbassist.ui.actions import Actions
from kbassist.ui.answer.conversations import Conversations, ConversationState
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.found_strip import FoundStrip
from kbassist.ui.answer.known_names import KnownNames
from kbassist.ui.answer.lessons import answered_by
from kbassist.ui.answer.message_strip import MessageStrip
from kbassist.ui.answer.offers import MESSAGE, Offer, offers_of, with_all
from kbassist.ui.answer.search_box import SearchBox
from kbassist.ui.answer.search_pane import SearchPane
from kbassist.workspace.values import AnsweredAsk
from kbassist.workspace.workspace import Workspace


class MessagePane(QObject):
    """Keeps both strips true to the conversation, and carries out what is pressed in them.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
        left: typing goes on in the search box.
    """

    said = Signal(str, bool)
    left = Signal()

    def __init__(
        self,
        box: SearchBox,
        strip: MessageStrip,
        found: FoundStrip,
        conversations: Conversations,
        desk: Desk,
        finding: SearchPane,
        actions: Actions,
        workspace: Workspace,
    ) -> None:
        super().__init__(strip)
        self._box = box
        self._strip = strip
        self._found = found
        self._conversations = conversations
        self._desk = desk
        self._finding = finding
        self._workspace = workspace
        strip.chosen.connect(self._on_strip_chosen)
        strip.ticked.connect(self._on_strip_ticked)
        strip.search_pressed.connect(finding.toggle_message)
        found.taken.connect(self._on_found_taken)
        found.all_pressed.connect(self.take_all)
        found.looked_at.connect(self._on_found_looked_at)
        found.left.connect(self.left)
        box.pressed_backtab.connect(self._on_box_pressed_backtab)
        finding.read_changed.connect(self.show)
        desk.conversation_changed.connect(self._on_desk_conversation_changed)
        conversations.switched.connect(self._on_conversations_switched)
        actions.bind("answer.as_message", self._on_as_message_triggered)
        actions.bind("answer.next_ask", self._on_next_ask_triggered)
        actions.bind("answer.previous_ask", self._on_previous_ask_triggered)
        actions.bind("answer.tick_ask", self._on_tick_ask_triggered)
        actions.bind("answer.take_values", self.take_all)

    @property
    def asks(self) -> tuple[AnsweredAsk, ...]:
        """What the message before the agent asks; empty when it asks one thing only."""
        read = self._conversations.state.read
        return read.asks if read else ()

    @property
    def still_open(self) -> tuple[str, ...]:
        """The asks that nobody has answered yet, as they were written."""
        answered = self._conversations.state.answered
        return tuple(ask.ask.text for ask in self.asks if ask.ask.text not in answered)

    def tick_for(self, filled: FilledReply) -> None:
        """Tick the asks that a copied reply answers."""
        state = self._conversations.state
        state.answered |= {ask.ask.text for ask in answered_by(filled, state)}
        self.show()

    def offer(self, values: Sequence[FoundValue], source: str) -> None:
        """Offer values that come from elsewhere than a message; none is taken by this."""
        state = self._conversations.state
        state.offered = offers_of(values, source, state.values)
        self.show()

    @Slot()
    def take_all(self) -> None:
        """Take every offered value that does not contradict what is known."""
        before = self._desk.conversation
        offers = self._offers()
        after = with_all(before, offers)
        count = len(after.values) - len(before.values)
        self._desk.put_all(after)
        left = self._offers()
        if not offers:
            self.said.emit("There are no values to take.", True)
        elif left:
            one = left[0]
            more = f" ({len(left) - 1} more)" if len(left) > 1 else ""
            self.said.emit(
                f"{_values(count)} taken. Not taken: {self._label(one.value.name)} {one.value.text}, since "
                f"{one.known} is known{more}. Shift Tab leads to it, Enter takes it instead.",
                True,
            )
        else:
            self.said.emit(f"{_values(count)} taken.", False)

    @Slot()
    def show(self) -> None:
        """Show what is held of the message, again."""
        state = self._conversations.state
        self._strip.show_read(state.read, state.answered, state.asked)
        offers = self._offers()
        self._found.show_offers(offers, {offer.value.name: self._label(offer.value.name) for offer in offers})

    def _offers(self) -> tuple[Offer, ...]:
        state = self._conversations.state
        found = state.read.values if state.read else ()
        linked = [offer.value for offer in state.offered]
        source = state.offered[0].source if state.offered else ""
        return (*offers_of(found, MESSAGE, state.values), *offers_of(linked, source, state.values))

    def _label(self, name: str) -> str:
        return KnownNames.of(self._workspace.libraries).label(name)

    def _choose(self, place: int | None) -> None:
        """Show the hits of the ask at this place; of the whole message for None."""
        asks = self.asks
        text = asks[place].ask.text if place is not None and 0 <= place < len(asks) else None
        self._finding.show_ask(text)
        self.show()

    def _step(self, steps: int) -> None:
        asks = self.asks
        if not asks:
            self.said.emit("This message has no questions to choose from.", True)
            return
        texts = [None, *(ask.ask.text for ask in asks)]
        asked = self._conversations.state.asked
        at = texts.index(asked) if asked in texts else 0
        place = (at + steps) % len(texts)
        self._choose(place - 1 if place else None)
        what = f"“{texts[place]}”" if place else "the whole message"
        self.said.emit(f"Hits for {what}.", False)

    def _tick(self, text: str) -> None:
        state = self._conversations.state
        state.answered = state.answered ^ {text}
        self.show()

    @Slot(int)
    def _on_strip_chosen(self, place: int) -> None:
        asked = self._conversations.state.asked
        chosen = 0 <= place < len(self.asks) and self.asks[place].ask.text == asked
        self._choose(None if chosen else place)
        self.left.emit()

    @Slot(int)
    def _on_strip_ticked(self, place: int) -> None:
        if 0 <= place < len(self.asks):
            self._tick(self.asks[place].ask.text)

    @Slot(object)
    def _on_found_taken(self, offer: Offer) -> None:
        if offer.known:
            self._desk.remove(offer.value.name)  # so that it can be put back
        self._desk.put(offer.value.name, offer.value.text, offer.source)

    @Slot(object)
    def _on_found_looked_at(self, offer: Offer | None) -> None:
        here = offer is not None and offer.source == MESSAGE and offer.value.end > offer.value.start
        self._box.mark([(offer.value.start, offer.value.end)] if offer is not None and here else ())

    @Slot()
    def _on_box_pressed_backtab(self) -> None:
        if not self._found.focus_first():
            self._box.focusPreviousChild()

    @Slot(object)
    def _on_desk_conversation_changed(self, _conversation: object) -> None:
        self.show()

    @Slot(object)
    def _on_conversations_switched(self, _state: ConversationState) -> None:
        self.show()

    @Slot()
    def _on_as_message_triggered(self) -> None:
        if not self._box.text().strip():
            self.said.emit("Paste or type what the customer wrote first.", True)
        else:
            self._finding.toggle_message()

    @Slot()
    def _on_next_ask_triggered(self) -> None:
        self._step(1)

    @Slot()
    def _on_previous_ask_triggered(self) -> None:
        self._step(-1)

    @Slot()
    def _on_tick_ask_triggered(self) -> None:
        state = self._conversations.state
        open_asks = self.still_open
        text = state.asked or next(iter(open_asks), None)
        if text is None:
            self.said.emit("There is no open question to tick.", True)
            return
        self._tick(text)
        done = text in state.answered
        self.said.emit(f"{'Answered' if done else 'Open again'}: “{text}”.", False)


def _values(count: int) -> str:
    return "1 value" if count == 1 else f"{count} values"
