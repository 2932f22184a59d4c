"""Checks the open text whenever the writer pauses, leads from one problem to the next, and mends them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kbassist.articles.article import FileRef, Problem
from kbassist.system.errors import KbError
from kbassist.ui.tasks import Lane, Tasks
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.editor.article_editor import ArticleEditor
from kbassist.ui.write.problem_list import ProblemList, ProblemModel

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

PAUSE_MS = 400


class ProblemsController(QObject):
    """Keeps the list below the text and the marks in it true.

    Signals:
        counted: there are other problems; carries how many.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    counted = Signal(int)
    said = Signal(str, bool)

    def __init__(
        self,
        desk: WriteDesk,
        editor: ArticleEditor,
        model: ProblemModel,
        shown: ProblemList,
        tasks: Tasks,
    ) -> None:
        super().__init__(shown)
        self._desk = desk
        self._editor = editor
        self._model = model
        self._list = shown
        self._tasks = tasks
        self._running = False
        self._checked: tuple[FileRef, str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.check)
        desk.turned.connect(self._on_desk_turned)
        desk.text_changed.connect(self._pause.start)
        shown.chosen.connect(self._go_to)
        shown.fix_wanted.connect(self._mend)
        shown.left.connect(editor.setFocus)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the text, as it was checked last."""
        return self._model.problems

    @property
    def settled(self) -> bool:
        """Whether the text has been checked as it is now."""
        file = self._desk.file
        return file is None or (not self._running and self._checked == (file, self._desk.text))

    def forget(self) -> None:
        """Check the text again although it is the same: the library has changed."""
        self._checked = None
        self._pause.start()

    @Slot()
    def check(self) -> None:
        """Check the text now, unless a check runs; then once more after it."""
        self._pause.stop()
        file, workspace = self._desk.file, self._desk.workspace
        if file is None or workspace is None or self._running or self._checked == (file, self._desk.text):
            return
        self._start(workspace, file, self._desk.text)

    def step(self, steps: int) -> None:
        """Put the caret at the next problem of the text, or the one before it, round its end."""
        placed = sorted((p for p in self._model.problems if p.line), key=lambda p: (p.line, p.column))
        if not placed:
            self.said.emit("No problems with a line in this text.", False)
            return
        line = self._desk.line
        if steps > 0:
            found = next((p for p in placed if p.line > line), placed[0])
        else:
            found = next((p for p in reversed(placed) if p.line < line), placed[-1])
        self._go_to(found)
        self.said.emit(found.message, False)

    def mend(self) -> None:
        """Mend the selected problem, or the one in the line of the caret."""
        selected = self._list.problem if self._list.hasFocus() else None
        line = self._desk.line
        here = [p for p in self._model.problems if p.fix is not None and p.line == line]
        problem = selected or next(iter(here), None)
        if problem is None or problem.fix is None:
            self.said.emit("Nothing here that can be mended by itself.", True)
        else:
            self._mend(problem)

    def _start(self, workspace: "Workspace", file: FileRef, text: str) -> None:
        self._running = True

        def work() -> tuple[FileRef, str, tuple[Problem, ...]]:
            return file, text, workspace.checking.check_text(file, text)

        self._tasks.submit(Lane.IO, work, self._on_checked, self._on_check_failed)

    def _on_checked(self, found: tuple[FileRef, str, tuple[Problem, ...]]) -> None:
        self._running = False
        file, text, problems = found
        if file == self._desk.file:
            if text == self._desk.text:
                self._checked = (file, text)
                self._show(problems)
            elif not self._pause.isActive():
                self._pause.start()
        else:
            self.check()

    def _on_check_failed(self, error: KbError) -> None:
        self._running = False
        self.said.emit(str(error), True)

    def _show(self, problems: tuple[Problem, ...]) -> None:
        # The list is not made anew under a hand that walks through it.
        if frozenset(problems) != frozenset(self._model.problems):
            row = self._list.currentIndex().row()
            self._model.replace(problems)
            if self._list.hasFocus():
                self._list.setCurrentIndex(self._model.index(max(0, min(row, len(problems) - 1))))
        self._editor.set_problems(problems)
        self.counted.emit(len(problems))

    @Slot(object)
    def _go_to(self, problem: Problem) -> None:
        if problem.line:
            self._editor.go_to(problem.line, problem.column)
        self._editor.setFocus()

    @Slot(object)
    def _mend(self, problem: Problem) -> None:
        if problem.fix is None:
            return
        if self._checked != (self._desk.file, self._desk.text):
            self.said.emit("The text has changed since; it is being checked again.", True)
            self.check()
            return
        self._editor.apply_edits(problem.fix.edits)
        self.said.emit(f"{problem.fix.label}.", False)
        self._pause.stop()
        self.check()

    @Slot()
    def _on_desk_turned(self) -> None:
        self._checked = None
        self._model.replace(())
        self.counted.emit(0)
        if self._desk.file is None:
            self._pause.stop()
