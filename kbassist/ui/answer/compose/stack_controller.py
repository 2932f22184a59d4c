"""Puts a message together from several replies, and takes out what was put in."""

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.replies.stack import Piece, Stack
from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.conversations import ConversationState
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.answer.questions import Look, View

MOST = 12


class StackController(QObject):
    """Keeps the strip of pieces true to the conversation's stack.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
        piece_wanted: a piece shall be edited; carries its place, from 0.
    """

    said = Signal(str, bool)
    piece_wanted = Signal(int)

    def __init__(
        self, card: PreviewCard, desk: Desk, previewing: PreviewController, actions: Actions
    ) -> None:
        super().__init__(card)
        self._strip = card.stack_strip
        self._desk = desk
        self._previewing = previewing
        self._adding: ConversationState | None = None  # whose message waits for the shown reply
        self._strip.toggled.connect(self.toggle)
        self._strip.moved.connect(self._on_strip_moved)
        self._strip.removed.connect(self._on_strip_removed)
        self._strip.chosen.connect(self.piece_wanted)
        self._strip.undo_pressed.connect(self.undo)
        actions.bind("answer.stack", self.add)
        actions.bind("answer.message", self.toggle)
        desk.look_changed.connect(self._on_desk_look_changed)
        previewing.viewed.connect(self._on_previewing_viewed)

    @Slot()
    def add(self) -> None:
        """Add the shown reply to the message, as soon as it is there."""
        self._adding = self._desk.state
        view = self._previewing.view
        if view is not None:
            self._on_previewing_viewed(view)
        elif self._desk.look() is None:
            self._adding = None
            self.said.emit("Nothing to add: no hit is selected.", True)

    @Slot()
    def toggle(self) -> None:
        """Show the message, or the reply again."""
        state = self._desk.state
        if not len(state.stack):
            self.said.emit("There is no message yet: add a reply to it first.", True)
            return
        if not state.message_shown and state.ref is None:
            self._desk.open(state.stack.pieces[0].ref)
        self._desk.compose(message_shown=not state.message_shown)

    @Slot()
    def undo(self) -> None:
        """Bring back what was taken out last."""
        state = self._desk.state
        if state.undone:
            *rest, before = state.undone
            state.undone = tuple(rest)
            self._desk.compose(stack=state.stack.with_back(before, state.edits))
            self.said.emit("The reply is part of the message again.", False)

    def _put_in(self, view: View) -> None:
        filled, state = view.filled, self._desk.state
        if view.look.stack is not None:
            self.said.emit("This is the message already. Choose a hit to add its reply.", True)
        elif filled is None:
            self.said.emit("There is no reply here to add.", True)
        elif filled.error:
            self.said.emit(f"Not added: {filled.error}", True)
        elif state.stack.place_of(filled.ref) is not None:
            self._desk.compose(message_shown=True)
            self.said.emit(f"“{filled.title}” is part of the message already.", True)
        elif len(state.stack) >= MOST:
            self.said.emit(f"A message takes {MOST} replies at most. Take one out first.", True)
        else:
            stack = state.stack.add(Piece(filled.ref, filled.title, view.edit))
            state.undone = ()
            self._desk.compose(stack=stack, message_shown=True)
            count = "1 reply" if len(stack) == 1 else f"{len(stack)} replies"
            self.said.emit(f"Added: {filled.title}. The message has {count}.", False)

    @Slot(int, int)
    def _on_strip_moved(self, place: int, to: int) -> None:
        self._desk.compose(stack=self._desk.state.stack.moved(place, to), message_shown=True)

    @Slot(int)
    def _on_strip_removed(self, place: int) -> None:
        state = self._desk.state
        title = state.stack.pieces[place].title
        state.undone = (*state.undone, state.stack)
        stack = state.stack.without(place)
        self._desk.compose(stack=stack, message_shown=state.message_shown and len(stack) > 0)
        self.said.emit(f"Taken out of the message: {title}.", False)

    @Slot(object)
    def _on_previewing_viewed(self, view: View) -> None:
        adding, self._adding = self._adding, None
        if adding is self._desk.state:
            self._put_in(view)

    @Slot(object)
    def _on_desk_look_changed(self, _look: Look | None) -> None:
        state = self._desk.state
        stack: Stack = state.stack
        undo = "bring back what was taken out" if state.undone else ""
        self._strip.show_stack(stack, shown=state.message_shown and len(stack) > 0, undo=undo)
