"""Copies the shown article into the agent's own library, and leads from a copy to its original."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.search.scope import CopyState
from kbassist.system.errors import KbError, PersonalLibraryLacking
from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.card_head import CardHead
from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from kbassist.workspace.own_copies import OwnCopy
    from kbassist.workspace.workspace import Workspace


class OwnCopyController(QObject):
    """Serves the key, the button and the strip of the preview's head.

    Signals:
        made: there is a copy; carries its `FileRef`.
        library_lacking: no library is the agent's own; carries the `ArticleRef` that shall be copied.
        compare_wanted: a copy shall be compared with its original; carries its `FileRef`.
        back_wanted: a copy shall give way to its original; carries its `FileRef`.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    made = Signal(object)
    library_lacking = Signal(object)
    compare_wanted = Signal(object)
    back_wanted = Signal(object)
    said = Signal(str, bool)

    def __init__(
        self,
        head: CardHead,
        previewing: PreviewController,
        workspace: "Workspace",
        tasks: Tasks,
        actions: Actions,
    ) -> None:
        super().__init__(head)
        self._previewing = previewing
        self._workspace = workspace
        self._tasks = tasks
        self._asked: ArticleRef | None = None
        head.own_pressed.connect(self._on_own_triggered)
        head.copy_strip.compare_pressed.connect(self._on_compare_pressed)
        head.copy_strip.back_pressed.connect(self._on_back_pressed)
        actions.bind("answer.own_copy", self._on_own_triggered)

    def make(self, ref: ArticleRef) -> None:
        """Copy an article into the agent's own library."""
        self._asked = ref
        copies = self._workspace.own_copies
        self._tasks.submit(Lane.IO, lambda: copies.make(ref), self._on_made, self._on_make_failed)

    def _on_made(self, copy: "OwnCopy") -> None:
        told = f"Your own copy is {copy.file.path}; it stands in for the original."
        self.said.emit(" ".join((told, *copy.notes)), bool(copy.notes))
        self.made.emit(copy.file)

    def _on_make_failed(self, error: KbError) -> None:
        if isinstance(error, PersonalLibraryLacking) and self._asked is not None:
            self.library_lacking.emit(self._asked)
        else:
            self.said.emit(str(error), True)

    @Slot()
    def _on_own_triggered(self) -> None:
        view = self._previewing.view
        if view is None:
            self.said.emit("There is no article to copy here.", True)
        elif view.copy in (CopyState.YOURS, CopyState.CHANGED, CopyState.GONE):
            self.said.emit("This is your own copy already; edit it as you like.", False)
        else:
            self.make(ArticleRef(view.look.ref.library, view.look.ref.article_id))

    @Slot()
    def _on_compare_pressed(self) -> None:
        if (view := self._previewing.view) is not None:
            self.compare_wanted.emit(FileRef(view.look.ref.library, view.article.path))

    @Slot()
    def _on_back_pressed(self) -> None:
        if (view := self._previewing.view) is not None:
            self.back_wanted.emit(FileRef(view.look.ref.library, view.article.path))
