"""Asks the workspace for hits, off the window's thread, and lets only the newest answer through."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbassist.replies.reply import Wish
from kbassist.system.errors import KbError
from kbassist.ui.answer.questions import Answer, Question
from kbassist.ui.tasks import Generation, Lane, Tasks

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

HITS = 20
HOME_HITS = 12


class SearchController(QObject):
    """Turns keystrokes into answers.

    Signals:
        answered: the newest question's `Answer`.
        failed: a sentence; the newest question has no answer.
    """

    answered = Signal(object)
    failed = Signal(str)

    def __init__(self, workspace: "Workspace", tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._generation = Generation()
        self._newest: Question | None = None
        self._settled: Question | None = None
        self._libraries: frozenset[str] | None = None

    @property
    def settled(self) -> bool:
        """Tell whether the newest question has been answered."""
        return self._newest is not None and self._newest == self._settled

    def ask(
        self, text: str, wish: Wish, *, message: bool = False, part: str | None = None, anew: bool = False
    ) -> None:
        """Ask for the hits of `text`, of a customer's `message`, or of its `part`; older questions go.

        With `anew` even the same is asked again, since another conversation shall be answered.
        """
        edition = self._newest.edition if self._newest else 0
        # Offsets of what is found in a message count from its beginning.
        text = text.rstrip() if message else " ".join(text.split())
        self._ask(Question(text, wish, edition + anew, message, part or "", self._libraries))

    def ask_again(self) -> None:
        """Ask the newest question once more, since the library has changed."""
        if self._newest is not None:
            self._ask(replace(self._newest, edition=self._newest.edition + 1))

    def ask_libraries(self, libraries: frozenset[str] | None) -> None:
        """Ask only the libraries of these folders from now on, all for None; the newest question as well."""
        self._libraries = libraries
        if self._newest is not None:
            self._ask(replace(self._newest, libraries=libraries))

    def _ask(self, question: Question) -> None:
        if question == self._newest:
            return
        self._newest = question

        workspace = self._workspace

        def work() -> Answer:
            status, asked = workspace.status(), question.libraries
            if not question.text:
                return Answer(question, status, home=workspace.home(HOME_HITS, asked))
            if not question.message:
                found = workspace.search(question.text, question.wish, HITS, libraries=asked)
                return Answer(question, status, found)
            text = question.part or question.text
            read = workspace.suggest(text, question.wish, HITS, libraries=asked)
            return Answer(question, status, read.result, read=None if question.part else read)

        self._tasks.submit(
            Lane.SEARCH, work, self._on_search_answered, self._on_search_failed, generation=self._generation
        )

    def _on_search_answered(self, answer: Answer) -> None:
        if answer.question == self._newest:
            self._settled = answer.question
            self.answered.emit(answer)

    def _on_search_failed(self, error: KbError) -> None:
        self._settled = self._newest
        self.failed.emit(str(error))
