"""What was learned from the questions that led to an article: which articles a message is like."""

import threading
from collections.abc import Iterable

from kbassist.search.learned import LearnedQuestion


class LearnedModel:
    """The learned questions of all open libraries; safe to use from several threads."""

    def __init__(self, questions: Iterable[LearnedQuestion] = ()) -> None:
        self._lock = threading.Lock()
        self._questions = {question.number: question for question in questions}

    def __len__(self) -> int:
        return len(self._questions)

    def learn(self, question: LearnedQuestion) -> None:
        """Add a question, or put it in the place of the one that has its number."""
        with self._lock:
            self._questions[question.number] = question

    def forget(self, number: int) -> None:
        """Drop a question; one that is not there is no error."""
        with self._lock:
            self._questions.pop(number, None)

    def replace(self, questions: Iterable[LearnedQuestion]) -> None:
        """Take these questions and no others."""
        kept = {question.number: question for question in questions}
        with self._lock:
            self._questions = kept

    def prepare(self) -> None:
        """Do in the background what the first message would wait for."""
