"""Joins search box, search controller and hits: what is typed goes one way, answers the other."""

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import ArticleRef
from kbassist.ui.answer.conversations import Conversations, ConversationState
from kbassist.ui.answer.hits_panel import HitsPanel
from kbassist.ui.answer.message_mode import reads_like_message
from kbassist.ui.answer.questions import Answer
from kbassist.ui.answer.search_box import LONGEST, SearchBox
from kbassist.ui.answer.search_controller import SearchController


class SearchPane(QObject):
    """Keeps the hits true to the search box, and the box true to the conversation.

    Signals:
        answered: hits are shown that answer what stands in the box now.
        failed: there is no answer; carries a sentence.
        went_on: the agent typed, or moved through the hits.
        read_changed: what the conversation holds of a message is other than before.
        said: a sentence for the status line, and whether it tells of trouble.
    """

    answered = Signal()
    failed = Signal(str)
    went_on = Signal()
    read_changed = Signal()
    said = Signal(str, bool)

    def __init__(
        self,
        box: SearchBox,
        panel: HitsPanel,
        searching: SearchController,
        conversations: Conversations,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._box = box
        self._panel = panel
        self._searching = searching
        self._conversations = conversations
        # What was asked when the hits were shown, and by which conversation.
        self._shown: tuple[ConversationState, str, str] | None = None
        self._kept: ArticleRef | None = None
        box.query_changed.connect(self._on_box_query_changed)
        box.stepped.connect(self._on_box_stepped)
        box.paged.connect(self._on_box_paged)
        box.jumped.connect(self._on_box_jumped)
        box.shortened.connect(self._on_box_shortened)
        panel.query_wanted.connect(box.setText)
        panel.hits.typed.connect(box.type_on)
        searching.answered.connect(self._on_searching_answered)
        searching.failed.connect(self._on_searching_failed)
        conversations.switched.connect(self._on_conversations_switched)

    def ask(self) -> None:
        """Ask for the hits of what stands in the box."""
        self._ask()

    @Slot()
    def toggle_message(self) -> None:
        """Read the text as a message if it was searched for, and the other way round."""
        state = self._conversations.state
        state.plainly = self._is_message(state)
        self.went_on.emit()
        self._ask()

    def show_ask(self, text: str | None) -> None:
        """Show the hits of one ask of the message; of the whole of it for None."""
        self._conversations.state.asked = text
        self.went_on.emit()
        self._ask()

    def ask_again(self) -> None:
        """Ask the same once more, since the library has changed; the selection stays where it is."""
        self._searching.ask_again()

    def take_over(self, query: str, ref: ArticleRef | None) -> None:
        """Ask what was asked in another window, and select the article that was selected there."""
        self._shown, self._kept = None, ref
        state = self._conversations.state
        state.query, state.asked = query, None
        self._box.show_query(query)
        self.went_on.emit()
        self._ask(anew=True)

    def _is_message(self, state: ConversationState) -> bool:
        if state.plainly is not None and state.query.strip():
            return not state.plainly
        return reads_like_message(state.query)

    def _ask(self, *, anew: bool = False) -> None:
        state = self._conversations.state
        message = self._is_message(state)
        self._box.show_message(many=message or "\n" in state.query.strip())
        if not message and state.read is not None:
            # What was ticked stays: the message may come back, by undo or by the key that reads it as one.
            state.read, state.asked = None, None
            self.read_changed.emit()
        self._searching.ask(state.query, state.wish, message=message, part=state.asked, anew=anew)

    @Slot(str)
    def _on_box_query_changed(self, text: str) -> None:
        state = self._conversations.state
        state.query, state.asked = text, None
        if not text.strip():
            state.plainly = None
        self.went_on.emit()
        self._ask()

    @Slot(int)
    def _on_box_stepped(self, steps: int) -> None:
        self.went_on.emit()
        self._panel.hits.step(steps)

    @Slot(int)
    def _on_box_paged(self, pages: int) -> None:
        self.went_on.emit()
        self._panel.hits.page(pages)

    @Slot(int)
    def _on_box_jumped(self, direction: int) -> None:
        self.went_on.emit()
        self._panel.hits.jump(direction)

    @Slot()
    def _on_box_shortened(self) -> None:
        self.said.emit(f"Only the first {LONGEST:,} letters were taken.", True)

    @Slot(object)
    def _on_searching_answered(self, answer: Answer) -> None:
        state = self._conversations.state
        asked = (state, answer.question.text, answer.question.part)
        selected = self._panel.hits.hit
        kept = selected.ref if selected and asked == self._shown else self._kept
        self._shown, self._kept = asked, None
        if answer.read is not None:
            state.read = answer.read
            self.read_changed.emit()
        self._panel.show_answer(answer, kept)
        self.answered.emit()

    @Slot(str)
    def _on_searching_failed(self, sentence: str) -> None:
        self._panel.show_failure(sentence)
        self.failed.emit(sentence)

    @Slot(object)
    def _on_conversations_switched(self, state: ConversationState) -> None:
        self._kept = state.ref
        self._box.show_query(state.query)
        self.went_on.emit()
        self._ask(anew=True)
