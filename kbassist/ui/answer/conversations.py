"""The conversations that are open at once; each keeps its own state, in memory alone."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from kbassist.articles.article import ArticleRef
from kbassist.replies.conversation import Conversation, Value
from kbassist.replies.edits import Edits
from kbassist.replies.guide_walk import GuideWalk
from kbassist.replies.repeats import RepeatGuard
from kbassist.replies.reply import Wish
from kbassist.replies.stack import Stack
from kbassist.replies.strangers import Strangers
from kbassist.ui.answer.offers import Offer
from kbassist.ui.answer.questions import GuideLook
from kbassist.workspace.values import Suggestions

NUMBERS = range(1, 5)
LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Removed:
    """A value that was taken off a conversation, to be put back."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class AskedInVain:
    """A query or message for which nothing was copied yet; `at_s` is on the clock that never goes back."""

    text: str
    at_s: float


@dataclass(slots=True, eq=False)
class ConversationState:
    """All that the page holds of one conversation, and the only place where it holds it.

    *New conversation* throws the object away for a new one, so whatever hangs on it is forgotten with it; a
    switch keeps it. What the page shows is read from here again after `Conversations.switched`.
    `number` is the key's, from 1. `plainly` says that the agent wants the text searched for although it reads
    like a message, False the other way round, None leaves that to the text. `read` is what the message led
    to; `asked` is the ask whose hits are shown, None for the whole message, and `answered` those that were
    ticked, each by its text. `offered` are values that came with a link. `dropped` are edits that were taken
    back and `undone` stacks before something was taken out, so that both can come back. `steps` says that
    replies are spoken step by step, None leaves that to the channel; `places` is where the agent is in each.
    `guide` is what is walked now, `walks` the place in every guide by its id. `in_vain` are the questions for
    which nothing was copied, the newest last.
    """

    number: int
    wish: Wish = Wish()  # noqa: RUF009
    query: str = ""
    plainly: bool | None = None
    read: Suggestions | None = None
    asked: str | None = None
    answered: frozenset[str] = frozenset()
    offered: tuple[Offer, ...] = ()
    values: Conversation = field(default_factory=Conversation)
    removed: tuple[Removed, ...] = ()
    repeats: RepeatGuard = field(default_factory=RepeatGuard)
    ref: ArticleRef | None = None
    best: str | None = None
    variant: str | None = None
    as_article: bool = False
    stack: Stack = field(default_factory=Stack)
    edits: Edits = field(default_factory=Edits)
    message_shown: bool = False
    dropped: Edits = field(default_factory=Edits)
    undone: tuple[Stack, ...] = ()
    steps: bool | None = None
    places: dict[ArticleRef, int] = field(default_factory=dict)
    guide: GuideLook | None = None
    walks: dict[ArticleRef, GuideWalk] = field(default_factory=dict)
    in_vain: tuple[AskedInVain, ...] = ()

    @property
    def untouched(self) -> bool:
        """Tell whether nothing has been typed, noted or written here."""
        return not (self.query or self.values.values or self.removed or len(self.stack) or len(self.edits))


class Conversations(QObject):
    """Up to four conversations, one of them before the agent.

    `strangers` marks what belongs to those that were left. `beside` are those of another window in which
    the same customer is served.

    Signals:
        leaving: another conversation, or an emptied one, is about to come; carries the `ConversationState`
            that is left, so that what is only in a widget can be noted in it.
        switched: another conversation, or an emptied one, is before the agent; carries its state.
        listed: without a switch there are fewer conversations, or one has another name.
    """

    leaving = Signal(object)
    switched = Signal(object)
    listed = Signal()

    def __init__(self, wish: Wish, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.strangers = Strangers()
        self.beside: Conversations | None = None
        self._states = {1: ConversationState(1, wish)}
        self._number = 1

    @property
    def state(self) -> ConversationState:
        """The conversation before the agent."""
        return self._states[self._number]

    @property
    def told(self) -> Suggestions | None:
        """What the customer's message led to, wherever it was pasted; None without one."""
        if self.state.read is not None or self.beside is None:
            return self.state.read
        return self.beside.state.read

    @property
    def states(self) -> tuple[ConversationState, ...]:
        """All that are open, by their numbers."""
        return tuple(self._states[number] for number in sorted(self._states))

    @property
    def names(self) -> tuple[tuple[int, str], ...]:
        """Number and name of each, for tabs."""
        return tuple((state.number, name_of(state)) for state in self.states)

    def switch_to(self, number: int) -> None:
        """Turn to the conversation of this number; one that is not open yet begins."""
        if number == self._number or number not in NUMBERS:
            return
        left = self.state
        self.leaving.emit(left)
        if number not in self._states:
            self._states[number] = ConversationState(number, left.wish)
        if left.untouched:
            del self._states[left.number]  # nobody comes back to an empty one: its key begins it anew
        self._number = number
        self.switched.emit(self.state)

    def open_another(self) -> bool:
        """Begin one more, and tell whether there was room."""
        free = next((number for number in NUMBERS if number not in self._states), None)
        if free is not None:
            self.switch_to(free)
        return free is not None

    def empty(self) -> None:
        """Forget all of the conversation before the agent but what they wish for."""
        self.leaving.emit(self.state)
        self._states[self._number] = ConversationState(self._number, self.state.wish)
        self.switched.emit(self.state)

    def close(self, number: int) -> None:
        """Forget a conversation and its tab; the last one is only emptied."""
        if len(self._states) == 1 or number not in self._states:
            self.empty()
            return
        if number == self._number:
            self.empty()  # an untouched one goes when it is left
            self.switch_to(next(other for other in sorted(self._states) if other != number))
            return
        del self._states[number]
        self.listed.emit()

    def wish_for(self, wish: Wish) -> None:
        """Wish the same in all conversations, as the settings do."""
        for state in self._states.values():
            state.wish = wish

    def note(self, values: Conversation) -> None:
        """Take these as the values of the conversation before the agent."""
        before = name_of(self.state)
        self.state.values = values
        if name_of(self.state) != before:
            self.listed.emit()


def name_of(state: ConversationState) -> str:
    """Name a conversation by the customer's first name, else by an order or ticket, else by its number."""
    known = {name.lower(): value.text for name, value in state.values.values.items()}
    for wanted in ("first_name", "name", "order", "ticket", "case"):
        for name, text in known.items():
            if wanted in name.replace(".", "_") and (words := text.split()):
                return words[0][:LONGEST_NAME]
    return str(state.number)


def without_value(state: ConversationState, name: str) -> Conversation:
    """Take a value off, and remember it in the state so that it can be put back."""
    value = state.values.values.get(name)
    if value is not None:
        state.removed = (*state.removed, Removed(name, value))
    return state.values.without(name)


def with_last_removed(state: ConversationState) -> Conversation | None:
    """Put back what was removed last; None when nothing was."""
    if not state.removed:
        return None
    *state_removed, last = state.removed
    state.removed = tuple(state_removed)
    return replace(state.values, values={**state.values.values, last.name: last.value})
