"""What the agent has before them: the conversation, the wish, and which article in which variant."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import ArticleRef
from kbassist.replies.conversation import Conversation
from kbassist.replies.edits import Edits
from kbassist.replies.reply import Wish
from kbassist.replies.stack import Stack
from kbassist.search.results import Hit
from kbassist.ui.answer.conversations import (
    Conversations,
    ConversationState,
    with_last_removed,
    without_value,
)
from kbassist.ui.answer.questions import GuideLook, Look


class Desk(QObject):
    """Changes the conversation before the agent, and turns each change into the look that it asks for.

    Signals:
        look_changed: the `Look` that the preview shall show now, None for none.
        conversation_changed: the new `Conversation`.
    """

    look_changed = Signal(object)
    conversation_changed = Signal(object)

    def __init__(self, conversations: Conversations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conversations = conversations
        self._edition = 0
        conversations.switched.connect(self._on_conversations_switched)

    @property
    def state(self) -> ConversationState:
        """All that is held of the conversation before the agent."""
        return self._conversations.state

    @property
    def conversation(self) -> Conversation:
        """The values at hand."""
        return self.state.values

    @property
    def wish(self) -> Wish:
        """Channel, tone and language that the agent wants."""
        return self.state.wish

    @property
    def ref(self) -> ArticleRef | None:
        """The article before the agent."""
        return self.state.ref

    @property
    def guide(self) -> GuideLook | None:
        """The guide that is walked now."""
        return self.state.guide

    @property
    def as_article(self) -> bool:
        """Tell whether the article itself was asked for."""
        return self.state.as_article

    def pick(self, hit: Hit | None) -> None:
        """Turn to a hit, or to nothing."""
        ref = hit.ref if hit else None
        state = self.state
        if ref != state.ref:
            state.variant, state.as_article, state.message_shown = None, False, False
            state.guide = None
        state.ref = ref
        state.best = hit.best_reply if hit else None
        self._tell()

    def open(self, ref: ArticleRef) -> None:
        """Turn to an article that a link leads to, to read it."""
        self.state.ref = ArticleRef(ref.library, ref.article_id)
        self.state.best = None
        self._turn(None, as_article=True)

    def choose(self, variant: str) -> None:
        """Turn to a reply of the article."""
        self._turn(variant)

    def choose_article(self) -> None:
        """Turn to the article itself."""
        self._turn(None, as_article=True)

    def choose_best(self) -> None:
        """Turn to the reply that suits the wish best."""
        self._turn(None)

    def walk(self, guide: GuideLook) -> None:
        """Turn to a guide of the article, and to the reply it has led to."""
        self._turn(None, guide=guide)

    def wish_for(self, wish: Wish) -> None:
        """Wish for another channel, tone or language; a variant chosen by hand gives way."""
        self.state.wish = wish
        self.state.best = None
        self._turn(None, guide=self.state.guide)  # what the guide led to may be there in another variant

    def compose(
        self, *, edits: Edits | None = None, stack: Stack | None = None, message_shown: bool | None = None
    ) -> None:
        """Take over what is written of the message; None leaves it as it is."""
        state = self.state
        state.edits = state.edits if edits is None else edits
        state.stack = state.stack if stack is None else stack
        state.message_shown = state.message_shown if message_shown is None else message_shown
        self._tell()

    def put(self, name: str, text: str, source: str = "typed") -> None:
        """Note a value of the conversation; an empty text takes it away."""
        self._note(self.conversation.put(name, text, source))

    def put_all(self, conversation: Conversation) -> None:
        """Note several values of the conversation at once."""
        self._note(conversation)

    def remove(self, name: str) -> None:
        """Take a value off; `put_back` undoes that."""
        self._note(without_value(self.state, name))

    def put_back(self) -> str | None:
        """Put back the value that was taken off last and return its name; None when there is none."""
        last = self.state.removed[-1:]
        if (conversation := with_last_removed(self.state)) is None:
            return None
        self._note(conversation)
        return last[0].name

    def read_again(self) -> None:
        """Ask for the same once more, since the library has changed."""
        self._edition += 1
        self._tell()

    def look(self) -> Look | None:
        """Return what the preview shall show."""
        state = self.state
        if state.ref is None:
            return None
        look = Look(state.ref, state.values, state.wish, edition=self._edition, edits=state.edits)
        if state.message_shown and state.stack.pieces:
            look = replace(look, stack=state.stack)
        if state.guide is not None:
            return replace(look, guide=state.guide)
        if state.as_article:
            return replace(look, as_article=True)
        return replace(look, variant=state.variant or state.best)

    def _turn(self, variant: str | None, *, as_article: bool = False, guide: GuideLook | None = None) -> None:
        state = self.state
        state.variant, state.as_article, state.message_shown = variant, as_article, False
        state.guide = guide
        self._tell()

    def _note(self, conversation: Conversation) -> None:
        self._conversations.note(conversation)
        self.conversation_changed.emit(conversation)
        self._tell()

    def _tell(self) -> None:
        self.look_changed.emit(self.look())

    @Slot(object)
    def _on_conversations_switched(self, state: ConversationState) -> None:
        self.conversation_changed.emit(state.values)
        self._tell()
