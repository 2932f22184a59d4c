"""What was learned from the questions that led to an article, ready to compare messages with."""

import threading
from collections.abc import Iterable

from kbassist.search.features import Features, Traits
from kbassist.search.heads import Heads
from kbassist.search.learned import LearnedQuestion


class LearnedModel:
    """The learned questions of all open libraries; safe to use from several threads.

    One for a workspace: it also keeps what is costly to find out about words and titles.
    """

    def __init__(self, questions: Iterable[LearnedQuestion] = ()) -> None:
        self._lock = threading.Lock()
        self._questions = {question.number: question for question in questions}
        self._shared: tuple[LearnedQuestion, ...] = ()
        self._featured: dict[tuple[str, ...], Traits] = {}
        self._features: Features | None = None
        self._heads: Heads | None = None
        self._version = 0

    def __len__(self) -> int:
        return len(self._questions)

    @property
    def version(self) -> int:
        """A number that is another one after each change."""
        return self._version

    @property
    def features(self) -> Features:
        """What texts are compared by; reads the concepts when it is first asked for."""
        with self._lock:
            return self._get_features()

    @property
    def heads(self) -> Heads:
        """The titles and aliases that were featured so far."""
        with self._lock:
            if self._heads is None:
                self._heads = Heads(self._get_features())
            return self._heads

    def learn(self, question: LearnedQuestion) -> None:
        """Add a question, or put it in the place of the one that has its number."""
        with self._lock:
            self._questions[question.number] = question
            self._version += 1

    def forget(self, number: int) -> None:
        """Drop a question; one that is not there is no error."""
        with self._lock:
            self._questions.pop(number, None)
            self._version += 1

    def replace(self, questions: Iterable[LearnedQuestion]) -> None:
        """Take these questions and no others."""
        kept = {question.number: question for question in questions}
        with self._lock:
            self._questions = kept
            self._version += 1

    def replace_shared(self, questions: Iterable[LearnedQuestion]) -> None:
        """Take these questions as what others learned, and no others; their numbers are below 0."""
        shared = tuple(questions)
        with self._lock:
            if shared != self._shared:
                self._shared = shared
                self._version += 1

    def examples(self) -> tuple[int, list[tuple[LearnedQuestion, Traits]]]:
        """Return the version and its questions, in order of their numbers, with what they are compared by."""
        with self._lock:
            features, kept = self._get_features(), dict[tuple[str, ...], Traits]()
            every = (*self._questions.values(), *self._shared)
            for question in every:
                known = self._featured.get(question.words)
                kept[question.words] = features.traits(question.words) if known is None else known
            self._featured = kept
            ordered = sorted(every, key=lambda question: question.number)
            return self._version, [(question, kept[question.words]) for question in ordered]

    def prepare(self) -> None:
        """Do in the background what the first message would wait for."""
        self.examples()

    def _get_features(self) -> Features:
        if self._features is None:
            self._features = Features()
        return self._features
