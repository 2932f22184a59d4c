"""Looks a reply over before it is copied: what contradicts the customer, and what they got already."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.replies.details import contradictions
from kbassist.replies.repeats import MUCH_ALIKE
from kbassist.replies.reply import FilledReply
from kbassist.ui.answer.conversations import Conversations, ConversationState
from kbassist.ui.answer.questions import View

SAME = 0.995


class CautionKind(StrEnum):
    """What a caution is about."""

    DETAIL = "detail"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to look at before a reply is sent; `text` is the run of it that is meant, "" for all."""

    kind: CautionKind
    sentence: str
    text: str = ""


class Lookout(QObject):
    """Holds a reply back once when something speaks against it; the next order for the same text passes.

    Signals:
        raised: a copy was held back; carries a tuple of `Caution`.
        cleared: what was raised concerns the shown text no longer.
    """

    raised = Signal(object)
    cleared = Signal()

    def __init__(
        self,
        conversations: Conversations,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._conversations = conversations
        self._today = today
        self._held: str | None = None
        conversations.leaving.connect(self._on_conversations_leaving)
        conversations.switched.connect(self._on_conversations_switched)

    def holds(self, view: View, further_piece: bool) -> bool:
        """Tell whether this copy shall wait for another order, and raise why; never twice for one text.

        A `further_piece` of a reply that is being copied piece by piece has been looked over already.
        """
        filled = view.filled
        if filled is None or further_piece or self._held == filled.plain:
            return False
        cautions = self._cautions(view, filled)
        if not cautions:
            return False
        self._held = filled.plain
        self.raised.emit(cautions)
        return True

    def note_copied(self, filled: FilledReply) -> None:
        """Remember that this conversation got the reply."""
        self._conversations.state.repeats.remember(filled.plain)
        self._clear()

    def show(self, view: View) -> None:
        """Let go of what was raised when another text is shown."""
        if self._held is not None and (view.filled is None or view.filled.plain != self._held):
            self._clear()

    def _cautions(self, view: View, filled: FilledReply) -> tuple[Caution, ...]:
        state = self._conversations.state
        read = self._conversations.told
        found = contradictions(
            filled.plain,
            read.message if read else None,
            read.values if read else (),
            state.values,
            self._conversations.strangers,
            today=self._today(),
            authored="\n".join((filled.authored, *(reply.template for reply in view.article.replies))),
            lang=filled.lang,
            is_edited=filled.is_edited,
        )
        cautions = [Caution(CautionKind.DETAIL, one.sentence, one.text) for one in found]
        likeness = state.repeats.likeness(filled.plain)
        if likeness >= MUCH_ALIKE:
            cautions.append(Caution(CautionKind.REPEAT, _repeated(likeness)))
        return tuple(cautions)

    def _clear(self) -> None:
        if self._held is not None:
            self._held = None
            self.cleared.emit()

    @Slot(object)
    def _on_conversations_leaving(self, state: ConversationState) -> None:
        self._conversations.strangers.remember(state.values, state.read.values if state.read else ())

    @Slot(object)
    def _on_conversations_switched(self, _state: ConversationState) -> None:
        self._clear()


def _repeated(likeness: float) -> str:
    if likeness >= SAME:
        return "This conversation already got this reply."
    return f"This conversation already got much the same reply ({likeness:.0%} alike)."
