"""Notices questions for which nothing was used, once the conversation that asked them is over."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kbassist.ui.answer.conversations import AskedInVain, Conversations, ConversationState
from kbassist.ui.answer.copying import CopyController
from kbassist.ui.answer.lessons import known_of
from kbassist.ui.answer.questions import Answer
from kbassist.ui.answer.search_controller import SearchController
from kbassist.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

SAME_QUESTION_S = 180.0
"""What was searched for so shortly before a copy is taken for the same question, in other words."""

MOST = 5
_FEWEST_LETTERS = 4  # of a word that makes two searches one


class GapWatch(QObject):
    """Keeps the open questions in the conversation itself, so that they are forgotten with it.

    A question ends with its conversation: emptied or closed. Whoever has read the article, walked its guide
    or spoken its reply has used something.
    """

    def __init__(
        self,
        searching: SearchController,
        copying: CopyController,
        conversations: Conversations,
        workspace: "Workspace",
        tasks: Tasks,
        parent: QObject,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._conversations = conversations
        self._workspace = workspace
        self._tasks = tasks
        self._now_s = now_s
        self._left: ConversationState | None = None
        searching.answered.connect(self._on_searching_answered)
        copying.copied.connect(self._on_copying_copied)
        conversations.leaving.connect(self._on_conversations_leaving)
        conversations.switched.connect(self._on_conversations_switched)

    @Slot(object)
    def _on_searching_answered(self, answer: Answer) -> None:
        text = answer.question.text.strip()
        if not text or answer.question.part:
            return
        state = self._conversations.state
        *before, last = state.in_vain or (AskedInVain("", 0.0),)
        if last.text.startswith(text):
            return  # letters are being taken off
        if not last.text or text.startswith(last.text) or _alike(last.text, text):
            asked = (*before, replace(last, text=text, at_s=self._now_s()))
        else:
            asked = (*before, last, AskedInVain(text, self._now_s()))
        state.in_vain = asked[-MOST:]

    @Slot()
    def _on_copying_copied(self) -> None:
        state = self._conversations.state
        since = self._now_s() - SAME_QUESTION_S
        # The last one is what the copy answers, however long that took.
        self._note(state, tuple(asked for asked in state.in_vain[:-1] if asked.at_s < since))
        state.in_vain = ()

    @Slot(object)
    def _on_conversations_leaving(self, state: ConversationState) -> None:
        self._left = state

    @Slot(object)
    def _on_conversations_switched(self, _: ConversationState) -> None:
        left, self._left = self._left, None
        if left is None or any(left is state for state in self._conversations.states):
            return  # somebody comes back to it
        used = left.as_article or left.guide or left.walks or left.places
        if not used:
            self._note(left, left.in_vain)

    def _note(self, state: ConversationState, asked: tuple[AskedInVain, ...]) -> None:
        if not asked:
            return
        known, workspace = known_of(state), self._workspace

        def keep() -> None:
            for one in asked:
                workspace.reviewing.note_gap(one.text, known)

        self._tasks.submit(Lane.IO, keep, self._on_kept)

    def _on_kept(self, _: None) -> None:
        """Nothing is said: it waits for a writer."""


def _alike(left: str, right: str) -> bool:
    """Tell whether two searches have a telling word in common."""
    words = (
        {word for word in text.casefold().split() if len(word) >= _FEWEST_LETTERS} for text in (left, right)
    )
    return bool(set.intersection(*words))
