"""Learns which article answered a question, in this machine's data folder, and lets go of it again."""

import logging
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from threading import Lock

from kbassist.articles.article import ArticleRef
from kbassist.replies.agent import Agent
from kbassist.replies.conversation import Conversation
from kbassist.search.learned import LearnedQuestion
from kbassist.search.learned_model import LearnedModel
from kbassist.search.learned_words import informative_words
from kbassist.system.errors import ArticleNotFound, NotKept
from kbassist.usage.learned import KeptQuestion, LearnedStore
from kbassist.workspace.promoting import proposed_alias
from kbassist.workspace.scrubbing import scrubbed_words
from kbassist.workspace.sharing import Sharing
from kbassist.workspace.suggesting import ReadMessage
from kbassist.workspace.values import Learned

_log = logging.getLogger(__name__)

# One word alone would draw every message that has it to the same article.
_FEWEST_WORDS = 2


class Learning:
    """Keeps the store of learned questions and the model of them the same; safe to call from any thread."""

    def __init__(
        self, store: LearnedStore, model: LearnedModel, knows: Callable[[str], bool], sharing: Sharing
    ) -> None:
        """Learn into `store` and `model`; `knows` tells whether a word stands in any article.

        What is learned, and forgotten, is told to `sharing`, which decides what becomes of it.
        """
        self._sharing = sharing
        self._store = store
        self._knows = knows
        self._model = model
        self._lock = Lock()
        self._changes: int | None = None

    def follow(self, now: datetime) -> None:
        """Take in what is kept: the first time, and whenever another process has changed it.

        Reads all of it, so it is meant for the background. A store that cannot be read is told in the log.
        """
        try:
            with self._lock:
                changes = self._store.foreign_changes()
                if changes == self._changes:
                    return
                if self._changes is None:
                    self._store.forget_faded(now)
                self._model.replace(kept.question for kept in self._store.questions(now))
                self._changes = changes
        except NotKept as error:
            _log.warning("learned questions cannot be read: %s", type(error.__cause__).__name__)

    def learn(
        self, read: ReadMessage, ref: ArticleRef, title: str, conversation: Conversation, agent: Agent
    ) -> bool:
        """Keep the informative words of a question that the article `ref` answered; tell whether it did.

        No value of the message, of the conversation or of the agent is among them. Nothing at all is
        learnt from a single word, or from the beginnings of the words of `title`.
        """
        words = scrubbed_words(read, conversation, agent, self._knows)
        if len(words) < _FEWEST_WORDS or _names_title(words, title):
            return False
        try:
            with self._lock:
                learnt = self._store.learn(ref, words, read.at)
                self._model.learn(learnt.question)
                for number in learnt.dropped:
                    self._model.forget(number)
        except NotKept as error:
            # What an agent copies must not wait for it, and the next copy may succeed.
            _log.warning("a question could not be learnt: %s", type(error.__cause__).__name__)
            return False
        self._sharing.learned(ref, words)
        return True

    def listed(
        self, now: datetime, title_of: Callable[[ArticleRef], str], ref: ArticleRef | None = None
    ) -> tuple[Learned, ...]:
        """List what is kept of an article, or of all; what counts most first. Raises NotKept."""
        return tuple(
            Learned(
                kept.question.number,
                kept.question.ref,
                title_of(kept.question.ref),
                kept.question.words,
                kept.question.weight,
                kept.uses,
                kept.last_used,
                proposed_alias(kept.question.words),
            )
            for kept in self._store.questions(now, ref)
        )

    def find(self, number: int, now: datetime) -> LearnedQuestion:
        """Return the question of that number. Raises ArticleNotFound when it is gone, and NotKept."""
        for kept in self._store.questions(now):
            if kept.question.number == number:
                return kept.question
        raise ArticleNotFound(f"There is no learned question {number} any more; list them anew.")

    def forget(self, number: int) -> bool:
        """Remove one; tell whether it was there. Raises NotKept."""
        with self._lock:
            self._model.forget(number)
            forgotten = self._store.forget(number)
        if forgotten is not None:
            self._sharing.forgotten(forgotten.words, forgotten.ref)
        return forgotten is not None

    def restore(self, learned: Learned, now: datetime) -> bool:
        """Put back one that was removed; tell whether it was away. Raises NotKept."""
        question = LearnedQuestion(learned.number, learned.ref, learned.words, learned.weight)
        with self._lock:
            restored = self._store.restore(KeptQuestion(question, learned.uses, learned.last_used), now)
            if restored:
                self._model.learn(question)
        if restored:
            self._sharing.learned(question.ref, question.words)
        return restored

    def move(self, old: ArticleRef, new: ArticleRef, now: datetime) -> None:
        """Let the questions of an article lead to where it is now. Raises NotKept."""
        with self._lock:
            self._store.move(old, new)
            self._model.replace(kept.question for kept in self._store.questions(now))

    def forget_all(self) -> int:
        """Remove all and return how many there were. Raises NotKept."""
        for kept in self._store.questions(datetime.now(UTC)):
            self._sharing.forgotten(kept.question.words, kept.question.ref)
        with self._lock:
            self._model.replace(())
            return self._store.forget_all()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()


def _names_title(words: Collection[str], title: str) -> bool:
    """Tell whether a question says no more than the title, or a half-typed one."""
    known = informative_words(title, knows=lambda _: True)
    return all(any(name.startswith(word) for name in known) for word in words)
